"""The photos in the live stories about a subject of the register: an event, a partner, a person."""

from datetime import datetime
from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from newsroom.models import Edition, EditionPhoto
from partnerships.composed import Composed, composed

# A photo that several stories show comes up once for each.
USES_READ = 4


def uses_in(live: QuerySet) -> QuerySet:
    """Return the uses of photos in the editions `live`, such as `Edition.objects.live(at)`.

    Each use asks for its own edition: asked whether it is among them, SQLite lists the whole archive first.
    """
    return EditionPhoto.objects.filter(Exists(live.filter(pk=OuterRef("edition"))))


@cache
def _uses(name: str, limit: int, past: bool = False) -> Composed:
    """The query for the photos about one kind of subject, those of the newest stories first.

    That of the `past` takes another moment, at which the stories stood too.
    """
    tie = f"edition__edition{name}s"

    def uses(live, pk):
        uses = uses_in(live).filter(**{f"{tie}__{name}": pk})
        return uses.order_by(f"-{tie}__first_public_from", "-edition_id", "position")[: limit * USES_READ]

    def live(at, language):
        return Edition.objects.live(at).in_language(language)

    if past:
        return composed(lambda pk, language, at, then: uses(live(at, language).that_stood(then), pk))
    return composed(lambda pk, language, at: uses(live(at, language), pk))


def pictured(
    name: str, pk: int, language: str, at: datetime, limit: int, then: datetime | None = None
) -> list[EditionPhoto]:
    """Return the photos in the live stories in `language` about one subject, each once (one query).

    `name` is the kind of subject, such as "event", and `pk` its number. Each photo comes as the newest
    story shows it; at most `limit`. With `then`, a moment of the past, only those of stories that stood
    then too.
    """
    shown: dict = {}
    query = _uses(name, limit, then is not None)
    for use in query(pk, language, at, *filter(None, [then])):
        shown.setdefault(use.uid, use)
    return list(shown.values())[:limit]
