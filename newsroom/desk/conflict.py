"""A refused save: what somebody else saved beside what was typed, with what stood there before both.

What was typed is read by saving it for a moment and undoing that at once, so that it is exactly what would
stand if it were saved in the other's place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import CheckboxInput, MultiWidget
from django.utils.text import capfirst

from newsroom.comparing import Row, TellingLine, aligned, alike, compare_units, whole
from newsroom.copies import keep_before
from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.desk.rehearsing import snapshot_of_typed
from newsroom.freezing import TIES
from newsroom.models import BLOCKS, Article, Photo
from newsroom.readable import BODY, PLACES, Things, Unit, readable
from newsroom.snapshots import block_fields, snapshot
from newsroom.staff import name_of
from partnerships.words_compared import SAME

THEY, YOU, BOTH = "they", "you", "both"

# The fields of the form that belong to one place of the story.
LEAD_PHOTO = (
    "lead_photo",
    "lead_caption",
    "lead_alt",
    "lead_credit",
    "lead_decorative",
    "lead_crop",
)
# Rows of their own, whose texts are there to be copied.
ROWS = ("byline", "related", BODY)


@dataclass(frozen=True)
class Clash:
    """A place where the two differ: who changed it, how it was, and by which name theirs can be taken."""

    row: Row
    who: str
    base: tuple[TellingLine, ...] = ()
    take: str = ""


@dataclass(frozen=True)
class Block:
    """A block that stands in both and differs, by which name theirs can be taken, and how it begins."""

    take: str
    label: str
    begins: str


@dataclass(frozen=True)
class Conflict:
    """All that the form shows of a refused save. `controls` is what fills the form with theirs, by name."""

    who: str
    version: int
    seen: int | None
    knows_base: bool
    clashes: list[Clash]
    blocks: list[Block]
    controls: dict[str, list[dict[str, Any]]]
    lost: bool = False

    @property
    def which(self) -> str:
        return f"copy-{self.version}"

    @property
    def some_theirs(self) -> bool:
        return any(clash.who == THEY and clash.take for clash in self.clashes)


def conflict_of(model_admin, request, posted) -> Conflict | None:
    """Return how the refused form `posted` differs from what was saved meanwhile; None when nothing was."""
    if request.method != "POST" or getattr(posted, "saved_by_another", None) is None:
        return None
    pk, seen = posted.instance.pk, posted.cleaned_data.get("seen_version")
    story = Article.objects.select_related("edited_by").get(pk=pk)
    # Whatever becomes of it, what the other one saved stays among the copies.
    keep_before(story)
    theirs = snapshot(story)
    mine = snapshot_of_typed(model_admin, request, Article.objects.get(pk=pk))
    copy = story.copies.filter(version=seen).first() if seen is not None else None
    base = copy.snapshot if copy else None
    things = Things(filter(None, [base, theirs, mine]), request.user)
    clashes = _clashes(base, theirs, mine or theirs, things)
    blocks, controls = _takes(model_admin, request, story, theirs, mine or theirs, clashes)
    return Conflict(
        who=name_of(story.edited_by),
        version=story.version,
        seen=seen,
        knows_base=base is not None,
        clashes=[_with_take(clash, controls) for clash in clashes],
        blocks=blocks,
        controls=controls,
        lost=mine is None,
    )


# What differs


def _clashes(base, theirs, mine, things) -> list[Clash]:
    before = readable(base, things) if base else None
    left, right = readable(theirs, things), readable(mine, things)
    found: list[Clash] = []
    for place in PLACES:
        sides = [[unit for unit in units or () if unit.place == place] for units in (before, left, right)]
        old, their, own = sides
        if place == BODY:
            found += _body_clashes(old if before is not None else None, their, own)
        elif _lines(their) != _lines(own):
            row = compare_units(their[0] if their else None, own[0] if own else None)
            who = _who(_lines(old), _lines(their), _lines(own)) if before is not None else ""
            found.append(Clash(row, who, _as_it_was(old)))
    return found


def _lines(units: Sequence[Unit]):
    return units[0].lines if units else ()


def _who(old, their, own) -> str:
    if own == old:
        return THEY
    return YOU if their == old else BOTH


def _as_it_was(units: Sequence[Unit]) -> tuple[TellingLine, ...]:
    return whole(units[0].lines, SAME) if units else ()


def _body_clashes(old, their, own) -> list[Clash]:
    found = []
    known = {unit.lines for unit in old or ()}
    for one, other in aligned(their, own):
        if one and other and one.lines == other.lines:
            continue
        who = "" if old is None else _who_of_piece(one, other, known)
        found.append(Clash(compare_units(one, other), who, _as_it_was(_before(who, one, other, old))))
    return found


def _before(who, one, other, old) -> list[Unit]:
    """The piece as it was: what the one who left it alone has, else what is most like it."""
    if who == BOTH:
        return [unit for unit in old if alike(unit, one)][:1]
    left_alone = other if who == THEY else one
    return [left_alone] if left_alone else []


def _who_of_piece(one: Unit | None, other: Unit | None, known) -> str:
    """Who made the difference: a piece that stood there before was left alone by whoever has it still."""
    left_alone = (one is not None and one.lines in known, other is not None and other.lines in known)
    match left_alone:
        case (True, _):
            return YOU
        case (_, True):
            return THEY
    if one is None:
        return YOU
    return THEY if other is None else BOTH


# What fills the form with theirs


def _with_take(clash: Clash, controls) -> Clash:
    return Clash(clash.row, clash.who, clash.base, clash.row.place if clash.row.place in controls else "")


def _takes(model_admin, request, story, theirs, mine, clashes):
    form = model_admin.get_form(request, story, change=True)(instance=story)
    controls: dict[str, list[dict[str, Any]]] = {}
    for place in dict.fromkeys(clash.row.place for clash in clashes):
        if place not in ROWS:
            names = LEAD_PHOTO if place == "lead_photo" else (place,)
            controls[place] = [
                _control(form, name, f"id_{name}", getattr(story, name))
                for name in names
                if name in form.fields
            ]
    blocks = []
    for block, said in _blocks_that_differ(model_admin, request, story):
        controls[block.take] = said
        blocks.append(block)
    return blocks, controls


def _control(form, name, element, value) -> dict[str, Any]:
    """How one field of the form is filled: with a text, a tick, the parts of a moment, options or a photo."""
    if name in TIES:
        return {"id": element, "options": [[thing.pk, str(thing)] for thing in value.all()]}
    if isinstance(value, Photo) or name in {"lead_photo", "photo"}:
        return {"id": element, "photo": _photo(value, form)}
    field = form.fields[name]
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, CheckboxInput):
        return {"id": element, "checked": bool(value)}
    if isinstance(widget, MultiWidget):
        parts = zip(widget.widgets, widget.decompress(value) or (), strict=True)
        return {"id": element, "parts": [part.format_value(said) or "" for part, said in parts]}
    if hasattr(value, "pk"):
        return {"id": element, "options": [[value.pk, str(value)]]}
    if hasattr(widget, "choices"):
        return {"id": element, "options": [] if value is None else [[value, str(value)]]}
    return {"id": element, "value": widget.format_value(field.prepare_value(value)) or ""}


def _photo(photo, form):
    if photo is None:
        return None
    story = form.instance if isinstance(form.instance, Article) else form.instance.parent
    return {
        "id": photo.pk,
        "title": str(photo),
        "thumbnail": thumbnail_address(photo.pk),
        "caption": photo.caption.get(story.language, ""),
        "alt_text": photo.alt_text.get(story.language, ""),
        "credit": photo.credit_in(story.language),
    }


def _blocks_that_differ(model_admin, request, story):
    """Yield each block that stands in the posted form and in the story, and says something else there."""
    inlines = {inline.model: inline for inline in model_admin.get_inline_instances(request, story)}
    for model in BLOCKS:
        if model not in inlines:
            continue
        prefix = f"newsroom_{model._meta.model_name}_set"
        form_class = inlines[model].get_formset(request, story).form
        place_of = {
            request.POST[f"{prefix}-{n}-id"]: n
            for n in range(min(_number(request.POST.get(f"{prefix}-INITIAL_FORMS")), 500))
            if f"{prefix}-{n}-id" in request.POST and f"{prefix}-{n}-DELETE" not in request.POST
        }
        for block in model.get_queryset().filter(parent=story):
            if (n := place_of.get(str(block.pk))) is None:
                continue
            block.parent = story
            form = form_class(request.POST, instance=block, prefix=f"{prefix}-{n}")
            names = [field.name for field in block_fields(model) if field.name in form.changed_data]
            if names:
                label = capfirst(str(model._meta.verbose_name))
                own = form_class(instance=block)
                controls = [
                    _control(own, name, f"id_{prefix}-{n}-{name}", getattr(block, name)) for name in names
                ]
                yield Block(f"{prefix}-{n}", label, str(block)[:80]), controls


def _number(text) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0
