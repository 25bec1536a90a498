"""The gate's reasons, each with the place in the story's form where it is mended."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.desk.blocks import BLOCK_INLINES

BLOCK_NAMES = {inline.model._meta.model_name: inline.model._meta.verbose_name for inline in BLOCK_INLINES}

# Fields of the page on which the move is made, not of the story.
HERE = {"at", "tell", "note", "reason", "way", "to", "at_once", "remark", "receiver"}


@dataclass(frozen=True)
class ToldReason:
    message: str
    place: str = ""
    link: str = ""


def told(article, reasons):
    """Return `reasons` with the name of the place concerned and the link that leads there."""
    return [ToldReason(reason.message, *_place(article, reason.where)) for reason in reasons]


def _place(article, where):
    if not where:
        return "", ""
    if where in HERE:
        return _("On this page"), f"#id_{where}"
    page = article.get_absolute_url()
    block, _dash, key = where.partition("-")
    if key and block in BLOCK_NAMES:
        return capfirst(str(BLOCK_NAMES[block])), f"{page}#mend={where}"
    if where == "body":
        return _("Body"), f"{page}#mend=body"
    if where == "related_links":
        return _("Related links"), f"{page}#related_links-group"
    try:
        name = article._meta.get_field(where).verbose_name
    except FieldDoesNotExist:
        return "", ""
    return capfirst(str(name)), f"{page}#id_{where}"
