"""The photos in the live stories about a subject of the register: an event, a partner, a person."""

from datetime import datetime
from functools import cache

from newsroom.models import Edition, EditionPhoto
from partnerships.composed import Composed, composed

# A photo that several stories show comes up once for each.
USES_READ = 4


@cache
def _uses(name: str, limit: int) -> Composed:
    """The query for the photos about one kind of subject, those of the newest stories first."""
    tie = f"edition__edition{name}s"

    @composed
    def uses(pk, language, at):
        live = Edition.objects.live(at).in_language(language)
        uses = EditionPhoto.objects.filter(edition__in=live, **{f"{tie}__{name}": pk})
        return uses.order_by(f"-{tie}__first_public_from", "-edition_id", "position")[: limit * USES_READ]

    return uses


def pictured(name: str, pk: int, language: str, at: datetime, limit: int) -> list[EditionPhoto]:
    """Return the photos in the live stories in `language` about one subject, each once (one query).

    `name` is the kind of subject, such as "event", and `pk` its number. Each photo comes as the newest
    story shows it; at most `limit`.
    """
    shown: dict = {}
    for use in _uses(name, limit)(pk, language, at):
        shown.setdefault(use.uid, use)
    return list(shown.values())[:limit]
