"""What two states of a thing of the register say, in words, with what differs marked word by word."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, FileField, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from partnerships.models import FactVersion
from partnerships.register_state import UNTOLD, State, fields_of, owner_field
from partnerships.texts import TextsField, nfc, site_languages
from partnerships.words_compared import ADDED, REMOVED, SAME, Budget, Segment, compare_words


@dataclass(frozen=True)
class Told:
    """One column or tie: its label, and what it said before and says after. `lang` is that of a text."""

    label: str
    before: tuple[Segment, ...]
    after: tuple[Segment, ...]
    lang: str = ""


class Names:
    """What the states refer to, as it is called now; one query for each kind of thing.

    Things that `viewer` may not see, such as a story that is limited to others, are not named.
    """

    def __init__(self, states: Iterable[tuple[type[Model], State]], viewer):
        wanted: dict[type[Model], set[int]] = {}
        for model, state in states:
            for field in fields_of(model):
                if field.is_relation and (key := state["fields"].get(field.name)):
                    wanted.setdefault(field.related_model, set()).add(key)
            for tie in model._meta.many_to_many:
                target: Any = tie.related_model
                wanted.setdefault(target, set()).update(state["ties"].get(tie.name, []))
        self.found: dict[type[Model], dict[int, str]] = {}
        for model, keys in wanted.items():
            rows = model._default_manager.all()
            if hasattr(rows, "visible_to"):
                rows = rows.visible_to(viewer)
            self.found[model] = {pk: str(row) for pk, row in rows.in_bulk(keys).items()}
            if gone := keys - self.found[model].keys():
                self.found[model] |= self._gone(model, gone)

    def _gone(self, model, keys):
        said = FactVersion.objects.filter(
            content_type=ContentType.objects.get_for_model(model), object_id__in=keys
        ).order_by("pk")
        return {
            pk: _("%(name)s (no longer there)") % {"name": name}
            for pk, name in said.values_list("object_id", "name")
        }

    def of(self, model: type[Model], pk: int) -> str:
        if name := self.found.get(model, {}).get(pk):
            return name
        # What is gone and what the reader may not know of are told alike.
        return _("a %(kind)s") % {"kind": model._meta.verbose_name}


def told(model: type[Model], before: State | None, after: State | None, names: Names) -> list[Told]:
    """Return what two states of one thing say otherwise; all that one says where the other is None."""
    found, budget = [], Budget()
    owner = owner_field(model)
    for field in [*fields_of(model), *model._meta.many_to_many]:
        if field.name in UNTOLD or (field is owner and None in (before, after)):
            continue
        part = "ties" if field.many_to_many else "fields"
        sides = [state[part].get(field.name) if state else None for state in (before, after)]
        if before and after and (sides[0] == sides[1] or field.name not in before[part]):
            continue
        label = capfirst(str(field.verbose_name))
        if isinstance(field, TextsField):
            found += _texts(label, sides[0] or {}, sides[1] or {}, budget)
            continue
        one, other = (_words(field, side, names) for side in sides)
        if one or other:
            entire = not (field.many_to_many or _is_prose(field))
            found.append(Told(label, *_compared(one, other, budget, entire=entire)))
    return found


def _is_prose(field: Any) -> bool:
    return field.get_internal_type() in {"CharField", "TextField"} and not field.choices


def _texts(label: str, before: dict, after: dict, budget: Budget) -> list[Told]:
    found = []
    for code in dict.fromkeys([*site_languages(), *before, *after]):
        one, other = before.get(code, ""), after.get(code, "")
        if one != other:
            language = nfc(get_language_info(code)["name_local"]) if code in site_languages() else code
            found.append(Told(f"{label} ({language})", *_compared(one, other, budget), lang=code))
    return found


def _compared(one: str, other: str, budget: Budget, *, entire: bool = False):
    if not one or not other or entire:
        left = (Segment(REMOVED if other else SAME, one),) if one else ()
        right = (Segment(ADDED if one else SAME, other),) if other else ()
        return left, right
    return compare_words(one, other, budget)


def _words(field: Any, value: Any, names: Names) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.many_to_many:
        return ", ".join(sorted(names.of(field.related_model, key) for key in value))
    if field.is_relation:
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, FileField):
        return PurePosixPath(value).name
    match field.to_python(value):
        case datetime.datetime() as moment:
            return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
        case datetime.date() as day:
            return date_format(day, "DATE_FORMAT")
        case datetime.time() as time:
            return f"{time:%H:%M}"
        case other:
            return str(other)
