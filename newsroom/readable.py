"""A snapshot as somebody reads it: what each field says, and the body piece by piece, in words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.freezing import BLOCK_KINDS, TIES
from newsroom.imaging.cropping import read_box
from newsroom.laying import references
from newsroom.models import Article, Author, Photo, RelatedLink
from newsroom.prose_lines import Line, lines_of_markup, lines_of_text, words_of
from newsroom.snapshots import FIELDS

_KINDS = {kind: model for model, kind in BLOCK_KINDS.items()}
_LEAD_PHOTO = (
    "lead_photo",
    "lead_caption",
    "lead_alt",
    "lead_credit",
    "lead_decorative",
    "lead_crop",
)
_INTERVIEW = ("interviewee", "interviewer", "interviewed_on", "occasion", "interview_form")

BODY = "body"
# The order in which a story is read, the body and what hangs on it included.
PLACES = (
    *(name for name in FIELDS[: FIELDS.index("interviewee")]),
    *_INTERVIEW,
    "dateline_place",
    "agency_code",
    "byline",
    "lead_photo",
    "key_points",
    BODY,
    "related",
    *TIES,
    "prominence",
    "embargo_until",
    "expires_at",
    "review_on",
    "slug",
    "seo_title",
    "seo_description",
)


@dataclass(frozen=True)
class Unit:
    """One thing that is read: a field, or a piece of the body. `place` is one of PLACES.

    Its lines are a running text, the parts of a photo or a quotation (`parts`: each has its kind, once),
    or names of things (`names`).
    """

    place: str
    label: str
    lines: tuple[Line, ...]
    parts: bool = False
    names: bool = False


def _field(name) -> Any:
    return Article._meta.get_field(name)


def label_of(place: str) -> str:
    """Return what the desk calls a place of the story."""
    if place == BODY:
        return _("Body")
    if place == "byline":
        return capfirst(_("byline"))
    if place == "related":
        return capfirst(str(RelatedLink._meta.verbose_name_plural))
    return capfirst(str(_field(place).verbose_name))


def part_in_words(crop: str) -> str:
    """Return which part of a picture a use shows; "" for all of it."""
    try:
        box = read_box(crop)
    except ValueError:
        return crop
    if box.is_whole:
        return ""
    return _("from %(left)d to %(right)d %% across, from %(top)d to %(lower)d %% down") % {
        "left": round(box.left / 100),
        "right": round((box.left + box.width) / 100),
        "top": round(box.top / 100),
        "lower": round((box.top + box.height) / 100),
    }


class Things:
    """What the snapshots refer to, as it is called now; one query for each kind of thing."""

    def __init__(self, snapshots: Iterable[dict], viewer=None):
        snapshots = list(snapshots)
        self.told: dict[tuple[str, str], str] = {}
        wanted: dict[str, set[int]] = {}
        for taken in snapshots:
            for label, pks in references(taken).items():
                wanted.setdefault(label, set()).update(pks)
            for label, names in taken["names"].items():
                self.told |= {(label, pk): name for pk, name in names.items()}
        self.found = {
            (label, pk): thing
            for label, pks in wanted.items()
            for pk, thing in apps.get_model(label)._base_manager.in_bulk(pks).items()
        }
        uids = {link["story"] for taken in snapshots for link in taken["related"] if link["story"]}
        stories = Article.objects.visible_to(viewer or AnonymousUser()).filter(uid__in=uids)
        self.stories = dict(stories.values_list("uid", "headline")) if uids else {}
        self.headlines = {uid.hex: headline for uid, headline in self.stories.items()}

    def get(self, model, pk):
        return self.found.get((model._meta.label_lower, pk))

    def name(self, model, pk) -> str:
        if thing := self.get(model, pk):
            return str(thing)
        name = self.told.get((model._meta.label_lower, str(pk)), "")
        return _("%(name)s (no longer there)") % {"name": name}

    def story(self, uid) -> str:
        # A story that is gone and one that the reader may not know of are told alike.
        return self.headlines.get(uid) or _("another story of ours")


def readable(taken: dict, things: Things) -> list[Unit]:
    """Return what the snapshot says, in the order of PLACES; what says nothing is left out."""
    said = _Said(taken, things)
    units = [unit for place in PLACES for unit in said.units(place)]
    return [unit for unit in units if unit.lines or unit.place == BODY]


class _Said:
    def __init__(self, taken, things):
        self.taken, self.things = taken, things
        self.fields = taken["fields"]
        self.language = self.fields["language"]
        self.is_interview = self.fields["kind"] == Article.Kind.INTERVIEW

    def units(self, place) -> list[Unit]:
        if place == BODY:
            return [unit for block in self.taken["blocks"] for unit in self._block(block)]
        if place == "lead_photo":
            lines = self._photo(*(self.fields.get(name) for name in _LEAD_PHOTO))
            return [Unit(place, label_of(place), lines, parts=True)]
        if place in TIES:
            return [Unit(place, label_of(place), self._ties(place), names=True)]
        if place == "byline":
            lines = tuple(Line(self.things.name(Author, pk)) for pk in self.taken["byline"])
            return [Unit(place, label_of(place), lines, names=True)]
        if place == "related":
            return [Unit(place, label_of(place), tuple(map(self._link, self.taken["related"])), names=True)]
        if place in _INTERVIEW and not self.is_interview:
            return []
        return [Unit(place, label_of(place), tuple(self._field(place)))]

    def _field(self, name) -> list[Line]:
        field, value = _field(name), self.fields.get(name)
        if value in (None, ""):
            return []
        if field.is_relation:
            return [Line(self.things.name(field.related_model, value))]
        if field.choices:
            return [Line(str(dict(field.flatchoices).get(value, value)))]
        match field.to_python(value):
            case datetime.datetime() as moment:
                return [Line(date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT"))]
            case datetime.date() as day:
                return [Line(date_format(day, "SHORT_DATE_FORMAT"))]
            case text:
                return lines_of_text(str(text))

    def _ties(self, name) -> tuple[Line, ...]:
        model = _field(name).related_model
        pks = set(self.taken["ties"].get(name, []))
        if name == "people" and self.is_interview and self.fields.get("interviewee"):
            # Whoever is interviewed is a subject of the story, whether or not somebody said so.
            pks.add(self.fields["interviewee"])
        return tuple(Line(text) for text in sorted(self.things.name(model, pk) for pk in pks))

    def _link(self, link) -> Line:
        if link["story"]:
            told = [self.things.story(link["story"]), link["title"]]
        else:
            told = [link["title"], link["url"], link["source"]]
        return Line(words_of(" · ".join(filter(None, told))))

    def _photo(self, pk, caption, alt_text, credit, decorative, crop) -> tuple[Line, ...]:
        """The photo by its name, and what is read beside it: the library's words where the story has none."""
        photo = self.things.get(Photo, pk)
        if photo is not None:
            caption = caption or photo.caption.get(self.language, "")
            alt_text = alt_text or photo.alt_text.get(self.language, "")
            credit = credit or photo.credit_in(self.language)
        if decorative:
            alt_text = _("none: it is decorative here")
        said = (
            (_("Photo"), self.things.name(Photo, pk) if pk else ""),
            (_("Caption"), caption),
            (_("Alternative text"), alt_text),
            (_("Credit"), credit),
            (_("Part shown"), part_in_words(crop or "")),
        )
        return tuple(Line(words_of(text), kind) for kind, text in said if text and text.strip())

    def _block(self, block) -> list[Unit]:
        model: Any = _KINDS[block["kind"]]
        label = capfirst(str(model._meta.verbose_name))

        def parts(*names):
            fields = [model._meta.get_field(name) for name in names]
            return tuple(
                Line(text, capfirst(str(field.verbose_name)))
                for field in fields
                if (text := words_of(self._said_in(field, block.get(field.name))))
            )

        match block["kind"]:
            case "rich_text":
                return [Unit(BODY, label, (line,)) for line in lines_of_markup(block["text"])]
            case "photo":
                said = [block.get(name) for name in ("caption", "alt_text", "credit", "decorative", "crop")]
                lines = self._photo(block["photo"], *said)
                return [Unit(BODY, label, lines + parts("size"), parts=True)]
            case "numbered_points":
                return [Unit(BODY, label, (*parts("heading"), *lines_of_text(block["points"])))]
            case "question":
                return [Unit(BODY, label, parts("question", "asked_by", "answered_by", "anchor"), parts=True)]
            case _:
                names = [name for name in block if name != "kind"]
                return [Unit(BODY, label, parts(*names), parts=True)]

    def _said_in(self, field, value) -> str:
        if value in (None, ""):
            return ""
        if field.is_relation:
            return self.things.name(field.related_model, value)
        return str(dict(field.flatchoices).get(value, value)) if field.choices else str(value)
