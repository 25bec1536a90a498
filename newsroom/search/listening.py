"""The register tells search of its facts: in the transaction that changes an event, agreement or person."""

from django.db.models.signals import m2m_changed, post_delete, post_save

from newsroom.search.indexing import FACTS, index_fact, index_facts
from partnerships.models import Agreement, AgreementStep
from partnerships.versions import rows_noted

_UID = "newsroom.search"


def fact_saved(sender, instance, raw=False, **kwargs):
    if not raw:
        index_fact(instance)


def fact_tied(sender, instance, action, reverse, model, pk_set, **kwargs):
    """Make the entries of facts whose ties changed anew (a receiver of `m2m_changed`)."""
    if not action.startswith("post_"):
        return
    facts, numbers = (model, pk_set or ()) if reverse else (type(instance), [instance.pk])
    index_facts(facts._base_manager.filter(pk__in=numbers).order_by("pk"))


def step_changed(sender, instance, raw=False, **kwargs):
    """The first step of an agreement gives it its date."""
    if not raw and (agreement := Agreement._base_manager.filter(pk=instance.agreement_id).first()):
        index_fact(agreement)


def many_noted(sender, rows, **kwargs):
    for row in rows:
        if type(row) in FACTS:
            index_fact(row)


def listen() -> None:
    for model in FACTS:
        post_save.connect(fact_saved, sender=model, dispatch_uid=_UID)
        for tie in model._meta.many_to_many:
            m2m_changed.connect(fact_tied, sender=tie.remote_field.through, dispatch_uid=_UID)
    for signal in (post_save, post_delete):
        signal.connect(step_changed, sender=AgreementStep, dispatch_uid=_UID)
    rows_noted.connect(many_noted, dispatch_uid=_UID)
