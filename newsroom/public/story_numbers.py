"""How many live stories there are about a subject of the register, by pillar and by kind."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import CharField, Count, F, Q, Value
from django.db.models.functions import Cast

from newsroom.models import Edition
from partnerships.composed import Composed, composed


@dataclass(frozen=True)
class StoryNumbers:
    """The numbers of the stories: `by_pillar`, by the pillar's number, and `by_kind`."""

    by_pillar: Counter
    by_kind: Counter

    @property
    def all(self) -> int:
        return self.by_kind.total()


@cache
def _numbers(name: str, past: bool) -> Composed:
    """The query for one kind of subject; that of the `past` takes another moment, at which they stood too."""

    def rows(live, what, by):
        told = {"what": Value(what, output_field=CharField()), "by": Cast(F(by), CharField())}
        grouped = live.order_by().values(by).annotate(number=Count("pk"))
        return grouped.annotate(**told).values_list("what", "by", "number")

    def counted(live):
        on_pillars = live.filter(editionpillars__isnull=False)
        pillars = rows(on_pillars, "pillar", "editionpillars__pillar")
        return rows(live, "kind", "kind").union(pillars, all=True).order_by()

    tie = Edition._meta.get_field(f"edition{name}s").related_model

    def live(pk, language, at):
        tied = tie.objects.filter(**{name: pk}).values("edition")
        # SQLite would take the index of all stories in a language, however few are about the subject.
        in_language = ~Q(~Q(language=language))
        return Edition.objects.live(at).filter(in_language, pk__in=tied)

    if past:
        return composed(lambda pk, language, at, then: counted(live(pk, language, at).that_stood(then)))
    return composed(lambda pk, language, at: counted(live(pk, language, at)))


def story_numbers(
    name: str, pk: int, language: str, at: datetime, then: datetime | None = None
) -> StoryNumbers:
    """Return how many live stories in `language` are about one subject (one query).

    `name` is the kind of subject, such as "partner", and `pk` its number. With `then`, a moment of the past,
    only those are counted that stood at that time too.
    """
    found = StoryNumbers(Counter(), Counter())
    for what, by, number in _numbers(name, then is not None)(pk, language, at, *filter(None, [then])):
        if what == "kind":
            found.by_kind[by] = number
        else:
            found.by_pillar[int(by)] = number
    return found
