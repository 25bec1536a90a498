"""Choosing what comes into a release: one kind at a time, found by words, ticked and added."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom import releasing
from newsroom.desk.page import page_of
from newsroom.desk.release_members import fact_name
from newsroom.models import Article, Release
from partnerships.folding import fold
from partnerships.models import (
    Agreement,
    AgreementStep,
    AgreementText,
    Appointment,
    Commitment,
    CommitmentEntry,
    Event,
    Membership,
    PartnershipPeriod,
    PartnershipPillar,
    Person,
)

# No more than one looks through; whoever wants another searches.
SHOWN = 30


@dataclass(frozen=True)
class Kind:
    """A kind of member: its model, and where its folded words stand."""

    model: type[Model]
    words: str
    related: tuple[str, ...] = ()
    name: Callable = fact_name

    def rows(self, user) -> QuerySet:
        """What of this kind can come into a release, as far as `user` may see."""
        if self.model is Article:
            return Article.objects.visible_to(user).order_by("-updated_at", "-pk")
        rows = self.model._default_manager.filter(public_from=None).order_by("-pk")
        return rows.select_related(*self.related) if self.related else rows


KINDS = {
    "story": Kind(Article, "folded", name=str),
    "level": Kind(PartnershipPeriod, "partner__folded", ("partner", "level")),
    "event": Kind(Event, "folded"),
    "agreement": Kind(Agreement, "folded"),
    "step": Kind(AgreementStep, "agreement__folded", ("agreement",)),
    "text": Kind(AgreementText, "agreement__folded", ("agreement",)),
    "commitment": Kind(Commitment, "agreement__folded", ("agreement",)),
    "entry": Kind(CommitmentEntry, "commitment__agreement__folded", ("commitment__agreement",)),
    "person": Kind(Person, "folded"),
    "appointment": Kind(Appointment, "person__folded", ("person", "post")),
    "pillar": Kind(PartnershipPillar, "partner__folded", ("partner", "pillar")),
    "membership": Kind(Membership, "member__folded", ("member", "grouping")),
}


def choice_page(request, pk, model_admin):
    """Show what can come into the release, and put what was ticked into it."""
    release = get_object_or_404(Release, pk=pk)
    if not request.user.has_perm("newsroom.change_release"):
        raise PermissionDenied
    name = request.GET.get("kind", "story")
    kind = KINDS.get(name, KINDS["story"])
    found = kind.rows(request.user)
    if request.method == "POST":
        return _add(request, release, found)
    asked = request.GET.get("q", "").strip()[:100]
    for word in fold(asked).split():
        found = found.filter(**{f"{kind.words}__contains": word})
    here = _here(release, kind.model)
    found = list(found.exclude(pk__in=here)[: SHOWN + 1])
    context = {
        **page_of(request, model_admin, _("What shall become public with it?"), release),
        "release": release,
        "kinds": [
            (key, capfirst(str(one.model._meta.verbose_name)), key == name) for key, one in KINDS.items()
        ],
        "kind": name,
        "asked": asked,
        "found": [(row, kind.name(row)) for row in found[:SHOWN]],
        "is_story": kind.model is Article,
        "more": len(found) > SHOWN,
        "shown": SHOWN,
        "reasons": releasing.editing_reasons(release, request.user),
    }
    return TemplateResponse(request, "admin/newsroom/release/choice.html", context)


def _here(release, model):
    if model is Article:
        return release.stories.values("article")
    return release.facts.filter(
        content_type__app_label=model._meta.app_label, content_type__model=model._meta.model_name
    ).values("object_id")


def _add(request, release, rows):
    keys = [key for key in request.POST.getlist("add") if key.isdecimal() and len(key) < 19]
    chosen = rows.filter(pk__in=keys)
    if request.POST.get("languages") and rows.model is Article:
        groups = chosen.values_list("translation_group", flat=True)
        chosen = rows.filter(Q(pk__in=keys) | Q(translation_group__in=list(groups)))
    try:
        added = releasing.add(release, request.user, chosen)
    except releasing.NotReleased as refused:
        for reason in refused.reasons:
            messages.error(request, reason.message)
        return HttpResponseRedirect(release.get_absolute_url())
    if added:
        said = ngettext("%(count)d was put into the release.", "%(count)d were put into the release.", added)
        messages.success(request, said % {"count": added})
    else:
        messages.info(request, _("Nothing was ticked that is not in the release already."))
    return HttpResponseRedirect(release.get_absolute_url())
