"""Which stories stand in which document of a feed (RFC 5005).

The document that one subscribes to has the newest. It leads to the next older one and so on down to the
first story: the stories of a month in parts, then the month before. What a document of the past holds does
not depend on what comes out later: a whole month that is over always has the same address (`?month=2026-02`),
and a part of one begins below a story (`?before=<its date>,<its number>`). A reader who knows a month
already stops there. The key of a story stays the same through all its editions, so that one which is
corrected while somebody walks is neither met twice nor missed.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db.models import F, Q, Subquery
from django.http import Http404

from newsroom.models import Edition
from newsroom.models.editions import EditionQuerySet
from newsroom.public.paging import Key, read_key
from partnerships.composed import one_after_another

LENGTH = 50

# For how long, and among how many, a story further down that was corrected, withdrawn or brought
# from the archive stands among the newest too: whoever asks once a month misses nothing.
LATELY = datetime.timedelta(days=30)
CHANGES = 200

_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)


@dataclass(frozen=True)
class Month:
    """A month, as UTC has it."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def end(self) -> datetime.datetime:
        """The first moment after it."""
        year, number = (self.year + 1, 1) if self.number == 12 else (self.year, self.number + 1)
        return datetime.datetime(year, number, 1, tzinfo=datetime.UTC)


def month_of(moment: datetime.datetime) -> Month:
    """Return the month of an aware moment."""
    told = moment.astimezone(datetime.UTC)
    return Month(told.year, told.month)


@dataclass(frozen=True)
class Place:
    """Which document is asked for: what is below `before` in its month, a whole `month`, or the newest."""

    before: Key | None = None
    month: Month | None = None

    @property
    def is_newest(self) -> bool:
        return not (self.before or self.month)

    @property
    def query(self) -> str:
        """How an address names it, without what the feed itself has there."""
        if self.before:
            return f"before={self.before}"
        return f"month={self.month}" if self.month else ""

    def is_archive(self, at: datetime.datetime) -> bool:
        """Whether nothing that comes out after `at` will ever stand in it."""
        return bool(self.before) or bool(self.month and self.month.end <= at)


def read_place(asked) -> Place:
    """Return the place that the parameters `asked` of an address name; 404 for one that there cannot be."""
    if before := asked.get("before", ""):
        return Place(before=read_key(before))
    if month := asked.get("month", ""):
        found = _MONTH.fullmatch(month)
        if not found or not (1 <= int(found[2]) <= 12 and 1 <= int(found[1]) < 9999):
            raise Http404
        return Place(month=Month(int(found[1]), int(found[2])))
    return Place()


@dataclass(frozen=True)
class Row:
    """One edition of a window: the date and the number of its story, by which it stands in order."""

    pk: int
    moment: datetime.datetime
    story: int
    is_late: bool = False

    @property
    def key(self) -> tuple[datetime.datetime, int]:
        return self.moment, self.story


@dataclass(frozen=True)
class Window:
    """What stands in one document: its editions in order, and which document has what is older."""

    editions: tuple[int, ...]
    older: Place | None
    # When the newsroom last did anything in this language.
    moved: datetime.datetime | None
    # What else the document depends on than its editions.
    stamp: str = ""


def parted(rows: Iterable[Row], place: Place, moved=None, stamp: str = "") -> Window:
    """Return the document at `place` out of `rows`: one more than it can hold from there on, in any order."""
    found = sorted(rows, key=lambda row: row.key, reverse=True)
    month = place.month or (month_of(place.before.moment) if place.before else None)
    taken = [row for row in found if month is None or month_of(row.moment) == month][:LENGTH]
    rest = found[len(taken) :]
    older = None
    if rest:
        # Where the next one stands in a month of which something was told already, a part of it follows.
        begun = month_of(rest[0].moment) == (month_of(taken[-1].moment) if taken else None)
        older = Place(before=Key(*taken[-1].key)) if begun else Place(month=month_of(rest[0].moment))
    late = [row for row in rest if row.is_late] if place.is_newest else []
    return Window(tuple(row.pk for row in [*taken, *late]), older, moved, stamp)


def window_of(stories: EditionQuerySet, language: str, at: datetime.datetime, place: Place) -> Window:
    """Return what of `stories` stands at `place` at `at`, withdrawals included (one query)."""
    standing = stories.in_force(at).in_language(language)
    parts = [_from(standing, place)]
    if place.is_newest:
        written, since = Edition.objects.lately_in(language), at - LATELY
        told = Q(change=Edition.Change.WITHDRAWAL) | Q(major_change_at__gt=since)
        moved = written.filter(told, public_from__gt=since, public_from__lte=at).order_by("-public_from")
        come = written.filter(
            recorded_at__gt=since, recorded_at__lte=at, public_from__lt=F("recorded_at")
        ).order_by("-recorded_at")
        parts += [
            standing.filter(pk__in=Subquery(rows.values("pk")[:CHANGES]))
            .order_by("-pk")
            .values("pk")[:LENGTH]
            for rows in (moved, come)
        ]
    asked = list(filter(None, map(_written, parts)))
    if not asked:
        return parted([], place, None)
    written = Edition.objects.lately_in(language)
    found = (
        Edition.objects.filter(pk__in=one_after_another(*asked))
        .annotate(moved=Subquery(written.moves(at)[:1]), came=Subquery(written.arrivals(at)[:1]))
        .values_list(
            "pk",
            "first_public_from",
            "article",
            "change",
            "major_change_at",
            "public_from",
            "recorded_at",
            "moved",
            "came",
        )
    )
    rows, last = [], None
    for pk, moment, article, change, told_at, public_from, recorded_at, moved_at, came_at in found:
        last = max(filter(None, [moved_at, came_at]), default=None)
        when = told_at or (recorded_at if public_from < recorded_at else None)
        if change == Edition.Change.WITHDRAWAL:
            when = public_from
        rows.append(Row(pk, moment, article, bool(when and when > at - LATELY)))
    return parted(rows, place, last)


def last_move(language: str, at: datetime.datetime) -> datetime.datetime | None:
    """Return when something was last published or withdrawn in `language`; None when nothing ever was."""
    return Edition.objects.lately_in(language).moves(at).values_list("public_from", flat=True).first()


def _written(part):
    """The SQL of `part` with its parameters; None where nothing can stand, as of an empty search."""
    try:
        return part.query.sql_with_params()
    except EmptyResultSet:
        return None


def _from(standing, place):
    """The stories from `place` on, the newest first, and one more than a document holds."""
    if place.before:
        standing = standing.below(place.before.moment, place.before.pk)
    elif place.month:
        standing = standing.dated_before(place.month.end)
    return standing.in_one_order().values("pk")[: LENGTH + 1]


def address_query(channel_query: str, place: Place) -> str:
    """Return what stands behind an address for the document at `place`, with its question mark, or ""."""
    said = "&".join(filter(None, [channel_query, place.query]))
    return f"?{said}" if said else ""
