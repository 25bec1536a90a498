"""Whether what the database holds is whole: each story before a move or after it, and never between.

The gate's transactions see to that; this looks whether they did, after a crash, a restored backup or a
change made by hand.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.freezing import TIES, digest
from newsroom.models import Article, Edition, EditionPhoto, Release, Step
from newsroom.rendering import photos_shown

CHUNK = 200


@dataclass(frozen=True)
class Flaw:
    """Something that is not as the gate leaves it. `where` names the row, `message` says what is wrong."""

    where: str
    message: str

    def __str__(self):
        return f"{self.where}: {self.message}"


def flaws() -> Iterator[Flaw]:
    """Yield what is not whole, story by story. Reads everything, a few hundred rows at a time."""
    articles = Article.objects.filter(last_edition__gt=0).order_by("pk")
    chunk = []
    for article in articles.iterator(chunk_size=CHUNK):
        chunk.append(article)
        if len(chunk) == CHUNK:
            yield from _flaws_of(chunk)
            chunk = []
    yield from _flaws_of(chunk)
    yield from _without_a_number()
    yield from _releases()


def _flaws_of(articles):
    editions = defaultdict(list)
    found = Edition.objects.filter(article__in=articles).defer("body_html", "body_text")
    for edition in found.order_by("article", "number"):
        editions[edition.article_id].append(edition)
    numbers = [edition.pk for chain in editions.values() for edition in chain]
    rows = _Rows(numbers)
    for article in articles:
        yield from _chain(article, editions[article.pk])
        for edition in editions[article.pk]:
            yield from _edition(edition, rows)


class _Rows:
    """The rows that belong to some editions: a query for each kind."""

    def __init__(self, editions):
        self.photos = defaultdict(list)
        shown = EditionPhoto.objects.filter(edition__in=editions).order_by("position")
        for edition, photo in shown.values_list("edition", "photo"):
            self.photos[edition].append(photo)
        self.ties = {name: defaultdict(list) for name in TIES}
        for name, found in self.ties.items():
            through = Edition._meta.get_field(name).remote_field.through
            target = Edition._meta.get_field(name).m2m_reverse_field_name()
            tied = through.objects.filter(edition__in=editions).order_by(target)
            for edition, pk in tied.values_list("edition", target):
                found[edition].append(pk)
        self.steps = set(Step.objects.filter(edition__in=editions).values_list("edition", flat=True))


def _chain(article, editions):
    where = f"story {article.pk}"
    numbers = [edition.number for edition in editions]
    if numbers != list(range(1, article.last_edition + 1)):
        yield Flaw(
            where, f"its editions are numbered {numbers}, and its last should be {article.last_edition}"
        )
    standing = [edition for edition in editions if edition.cancelled_at is None]
    by_pk = {edition.pk: edition for edition in standing}
    for edition in standing:
        before = by_pk.get(edition.supersedes_id)
        if edition.supersedes_id and before is None:
            yield Flaw(where, f"edition {edition.number} takes the place of one that was cancelled")
        elif before and before.public_until != edition.public_from:
            yield Flaw(where, f"edition {before.number} does not end when edition {edition.number} begins")
    followed = {edition.supersedes_id for edition in standing}
    for edition in standing:
        if edition.public_until is not None and edition.pk not in followed:
            yield Flaw(where, f"edition {edition.number} ends, and nothing takes its place")
    for edition in editions:
        if edition.cancelled_at and edition.public_until != edition.public_from:
            yield Flaw(where, f"edition {edition.number} was cancelled and is public all the same")


def _edition(edition, rows):
    where = f"edition {edition.pk}"
    if digest(edition.content) != edition.digest:
        yield Flaw(where, "its content is not what was published")
    photos = [photo["id"] for photo in photos_shown(edition.content)]
    if rows.photos[edition.pk] != photos:
        yield Flaw(where, "its photos are not those of its content: run rebuild_editions")
    for name, found in rows.ties.items():
        if found[edition.pk] != sorted(edition.content.get("ties", {}).get(name, [])):
            yield Flaw(where, f"its {name} are not those of its content: run rebuild_editions")


def _without_a_number():
    for article in Article.objects.filter(last_edition=0, editions__isnull=False).distinct().order_by("pk"):
        yield Flaw(f"story {article.pk}", "it has editions that it does not know of")


def _releases():
    for release in Release.objects.filter(state=Release.State.APPROVED).order_by("pk"):
        where = f"release {release.pk}"
        for member in release.stories.select_related("edition"):
            edition = member.edition
            if edition is None:
                yield Flaw(where, f"story {member.article_id} has no edition")
            elif edition.public_from != release.at:
                yield Flaw(where, f"edition {edition.pk} has another time than the release")
        for member in release.facts.select_related("content_type"):
            if member.fact is None:
                yield Flaw(where, f"{member.content_type.model} {member.object_id} is gone")
            elif not member.fact.is_public(release.at):
                yield Flaw(where, f"{member.content_type.model} {member.object_id} is not public at its time")
