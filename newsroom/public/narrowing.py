"""What a list of stories about one subject is narrowed to: another partner or pillar, a kind, and days."""

import datetime
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.counted import bounds
from newsroom.models.kinds import StoryKind
from partnerships.dates import FIRST_YEAR
from partnerships.days_asked import Days, read_days
from partnerships.models import Partner, Pillar
from partnerships.texts import Text

SUBJECTS: dict[str, Any] = {"partner": Partner, "pillar": Pillar}


@dataclass
class Narrowing:
    """What was asked for: the `conditions` of `paging.page_of`, and how readers are told of it."""

    conditions: dict[str, Any] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    subjects: list[Text] = field(default_factory=list)
    days: Days = field(default_factory=Days)
    errors: list[str] = field(default_factory=list)

    @property
    def address_query(self) -> str:
        return f"?{urlencode(self.query)}" if self.query else ""


def read_narrowing(asked, subject, language: str) -> Narrowing:
    """Return what the parameters `asked` of an address leave of the stories about `subject`.

    At most one query for a partner and one for a pillar. What is asked for and is not there, `errors` tells.
    """
    found = Narrowing()
    for name, model in SUBJECTS.items():
        slug = asked.get(name, "")
        if not slug or isinstance(subject, model):
            continue
        other = model.objects.filter(slug=slug).first()
        if other is None:
            found.errors.append(_("There is nothing at the name that this address asks for."))
            continue
        found.conditions[name] = other.pk
        found.query[name] = other.slug
        found.subjects.append(other.name.in_language(language))
    if kind := asked.get("kind", ""):
        if kind in StoryKind.values:
            found.conditions["kind"] = found.query["kind"] = kind
            found.subjects.append(Text(capfirst(str(StoryKind(kind).label)), language))
        else:
            found.errors.append(_("There is no such kind of story."))
    try:
        found.days = read_days(asked)
    except ValidationError as refused:
        found.errors += refused.messages
    if found.errors:
        # Nothing was published before the first year that can be meant.
        return Narrowing(bounds(None, datetime.date(FIRST_YEAR, 1, 1)), errors=found.errors)
    found.conditions |= bounds(found.days.first, found.days.last)
    found.query |= found.days.query
    return found
