"""What stands beside a story: the stories related to it, and those before and after it on an event.

All of it is one query, in parts that each take a few rows from the end of an index: the newest stories on
each of the story's ties, those that the desk chose, and the next ones on either side in each of its events.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import connection

from newsroom.models import Edition
from newsroom.public.ties import KINDS, Tie
from partnerships.composed import Composed, composed

# How many of the newest stories on each tie are looked at, and how many ties: the rarest kinds first.
NEWEST = 10
TIES = 12
RELATED = 6
HIGHEST = 2**63 - 1
RAREST = ("event", "agreement", "person", "pillar", "partner")

COLUMNS = ("id", "translation_group", "language", "slug", "kind", "headline", "first_public_from")


@dataclass(frozen=True)
class Coverage:
    """A story's place in the coverage of one event: the story `before` it by date, and the one `after`."""

    event: Tie
    before: Edition | None
    after: Edition | None


@dataclass
class Beside:
    """What was found beside a story: chosen ones by translation group, by shared ties, and on an event."""

    chosen: dict[str, Edition] = field(default_factory=dict)
    tied: list[Edition] = field(default_factory=list)
    coverage: Coverage | None = None


def beside(edition: Edition, ties: Sequence[Tie], chosen: Sequence[str], at: datetime) -> Beside:
    """Return what stands beside `edition` at `at` (one query; none where it has neither ties nor links).

    `ties` are those that the public may know: what is not announced relates no stories. `chosen` are the
    translation groups of the related stories that the desk chose, in hexadecimal. The edition need not be on
    record.
    """
    looked_at = sorted((tie for tie in ties if tie.address), key=lambda tie: RAREST.index(tie.what))[:TIES]
    group, language = edition.translation_group, edition.language
    # One that is to be recorded will have a higher number than all that are.
    place = (edition.first_public_from, edition.pk or HIGHEST)
    parts = []
    if chosen:
        parts.append(("chosen", _chosen(len(chosen)).written(at, *map(UUID, chosen))))
    for number, tie in enumerate(looked_at):
        about = (tie.pk, language, group, at)
        parts.append((f"tie {number}", _newest(tie.what).written(*about)))
        if tie.what == "event":
            parts.append((f"before {number}", _next(False).written(*about, *place)))
            parts.append((f"after {number}", _next(True).written(*about, *place)))
    if not parts:
        return Beside()
    return _sorted_out(_asked(parts, looked_at), looked_at, language, group)


@cache
def _newest(what: str) -> Composed:
    """The query for the newest live stories on one tie, without the story and its translations."""

    @composed
    def newest(pk, language, group, at):
        return _about(what, pk, language, group, at).newest_first()[:NEWEST]

    return newest


@cache
def _next(later: bool) -> Composed:
    """The query for the story that came just before another on an event, or just after."""

    @composed
    def neighbour(pk, language, group, at, moment, number):
        found = _about("event", pk, language, group, at)
        if not later:
            return found.before(moment, number).newest_first()[:1]
        return found.after(moment, number).newest_first().reverse()[:1]

    return neighbour


def _about(what, pk, language, group, at):
    stories = Edition.objects.live(at).in_language(language).tied_to(what, pk)
    return stories.exclude(translation_group=group).only(*COLUMNS)


@cache
def _chosen(number: int) -> Composed:
    """The query for the live stories of so many translation groups, in whatever language."""

    def stories(at, *groups):
        return Edition.objects.live(at).filter(translation_group__in=groups).only(*COLUMNS)

    return Composed(stories, ("at", *(f"group_{place}" for place in range(number))))


def _asked(parts, ties) -> list:
    """Ask for all parts at once; each row knows its `part`, and how many `ties` it shares with the story."""
    shared, values = _shared(ties)
    columns = ", ".join(COLUMNS)
    selects = []
    for number, (part, (sql, params)) in enumerate(parts):
        selects.append(f"SELECT {columns}, '{part}' AS part FROM ({sql}) AS part_{number}")  # noqa: S608
        values += params
    written = f"SELECT found.*, {shared} AS shared FROM ({' UNION ALL '.join(selects)}) AS found"  # noqa: S608
    return list(Edition.objects.raw(written, values))


def _shared(ties) -> tuple[str, list]:
    """How many of `ties` a found story has, as SQL: each is looked for among that story's own few rows."""
    quote, each = connection.ops.quote_name, []
    for tie in ties:
        through = KINDS[tie.what].through._meta
        table, column = quote(through.db_table), quote(through.get_field(tie.what).column)
        its = f"SELECT 1 FROM {table} WHERE edition_id = found.id AND {column} = %s"  # noqa: S608
        each.append(f"CASE WHEN EXISTS ({its}) THEN 1 ELSE 0 END")
    return " + ".join(each) or "0", [tie.pk for tie in ties]


def _sorted_out(rows, ties, language, group) -> Beside:
    found = Beside()
    once: dict[int, Edition] = {}
    by_part: dict[str, list[Edition]] = {}
    for row in rows:
        by_part.setdefault(row.part, []).append(row)
        if row.part.startswith("tie"):
            once.setdefault(row.pk, row)
    for row in by_part.get("chosen", []):
        # In the page's language where the story is live in that too.
        if row.language == language or row.translation_group.hex not in found.chosen:
            found.chosen[row.translation_group.hex] = row
    found.tied = ranked(row for row in once.values() if row.translation_group.hex not in found.chosen)
    found.coverage = _coverage(by_part, ties)
    return found


def ranked(stories) -> list[Edition]:
    """Return the stories that share most ties first, of equals the newest first, at most `RELATED`."""
    ordered = sorted(
        stories, key=lambda story: (story.shared, story.first_public_from, story.pk), reverse=True
    )
    return ordered[:RELATED]


def _coverage(by_part, ties) -> Coverage | None:
    """The coverage of the one event that a reader of the story most likely follows.

    Of several events that is the one with the fewest stories: talks on one day of a visit rather than the
    visit, which is told in many more, and whose next story may be about something else. Stories are counted
    among the newest that were looked at, so that events with very many are equal: then the first by name.
    """
    covered = []
    for number, tie in enumerate(ties):
        if tie.what == "event":
            before, after = (by_part.get(f"{side} {number}", [None])[0] for side in ("before", "after"))
            if before or after:
                covered.append((len(by_part.get(f"tie {number}", [])), number, Coverage(tie, before, after)))
    return min(covered, key=lambda of: of[:2])[2] if covered else None
