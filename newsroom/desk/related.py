"""Stories that readers of a story may want next: those that are about the same, near in time, alike in words.

Only a bounded piece of the archive is looked at, whatever its size: the newest rows of each tie, the
newest stories of the language, and what was saved last on the desk. Four queries, each by an index.
"""

import datetime
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, OuterRef, Subquery, Value
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from newsroom.desk.typed_story import TypedStory
from newsroom.importers.lines import words_only
from newsroom.models import (
    Article,
    Edition,
    EditionAgreement,
    EditionEvent,
    EditionPartner,
    EditionPerson,
    EditionPillar,
    RelatedLink,
)
from newsroom.newsroom_time import newsroom_day

ACCEPT = "accept_related"
SHOWN = 6
ENOUGH = 2.0
MOST_SUBJECTS = 12
ROWS_OF_A_SUBJECT = 20
NEWEST_STORIES = 120
LAST_SAVED = 60
AFTERWARDS = datetime.timedelta(days=90)
# Of a word that all stories use nothing follows; in a small archive every word looks rare.
FEWEST_STORIES = 50


@dataclass(frozen=True)
class Kind:
    """A kind of tie: how much it tells, its table, and its column there."""

    weight: float
    through: type
    column: str


# The most telling first.
KINDS = {
    "events": Kind(8, EditionEvent, "event"),
    "agreements": Kind(6, EditionAgreement, "agreement"),
    "people": Kind(4, EditionPerson, "person"),
    "partners": Kind(2, EditionPartner, "partner"),
    "pillars": Kind(1, EditionPillar, "pillar"),
}


@dataclass(frozen=True)
class Subject:
    """The story for which others are sought, as it is typed."""

    language: str
    headline: str
    ties: dict[str, set[int]]
    day: datetime.datetime
    linked: tuple[int, ...] = ()
    article: int | None = None


@dataclass
class Candidate:
    """A story that was found, in one language, and what it has in common with the subject."""

    article: int
    group: UUID
    language: str
    headline: str
    date: datetime.datetime
    public: bool = True
    shared: Counter = field(default_factory=Counter)
    words: float = 0.0

    def likeness(self) -> float:
        ties = sum(KINDS[name].weight * (1 + math.log2(count)) for name, count in self.shared.items())
        return ties + self.words


@dataclass(frozen=True)
class Suggestion:
    article: int
    headline: str
    language: str
    date: datetime.datetime
    public: bool
    reasons: str


# Finding

_COLUMNS = ("article_id", "translation_group", "language", "headline", "first_public_from")


def _left_out(subject):
    """The translation groups that are not suggested: the story's own and those of what it links already."""
    return Article.objects.filter(pk__in=[*subject.linked, *filter(None, [subject.article])]).values(
        "translation_group"
    )


def _tied(subject, at):
    """The newest live stories of each subject of the register that the story is about (one query)."""
    asked = [(name, key) for name in KINDS for key in sorted(subject.ties.get(name, ()))]
    queries = []
    for name, key in asked[:MOST_SUBJECTS]:
        kind = KINDS[name]
        rows = kind.through.objects.filter(
            **{kind.column: key},
            first_public_from__lte=subject.day + AFTERWARDS,
            edition__in=Edition.objects.live(at),
        ).exclude(edition__translation_group__in=_left_out(subject))
        newest = rows.order_by("-first_public_from", "-edition_id")[:ROWS_OF_A_SUBJECT].values("pk")
        queries.append(
            kind.through.objects.filter(pk__in=newest)
            .annotate(what=Value(name, output_field=CharField()))
            .values_list("what", *(f"edition__{column}" for column in _COLUMNS))
        )
    if not queries:
        return []
    return list(queries[0].union(*queries[1:], all=True) if queries[1:] else queries[0])


def _near(subject, at):
    """The live stories of the language that are nearest before the story's day (one query)."""
    near = Edition.objects.live(at).in_language(subject.language)
    near = near.filter(first_public_from__lte=subject.day + AFTERWARDS)
    near = near.exclude(translation_group__in=_left_out(subject))
    return list(near.newest_first().values_list(*_COLUMNS)[:NEWEST_STORIES])


def _in_hand(subject, user):
    """The stories that were saved last and that the public does not know, with what they share (one query).

    A limited one is left out even for its readers: as a link its headline would be seen by everybody
    who opens this story.
    """
    stories = Article.objects.visible_to(user).filter(limited=False)
    stories = stories.exclude(translation_group__in=_left_out(subject))
    shared = {}
    for name, kind in KINDS.items():
        through = Article._meta.get_field(name).remote_field.through
        keys = subject.ties.get(name, ())
        ties = through.objects.filter(article_id=OuterRef("pk"), **{f"{kind.column}__in": keys})
        # Asked row by row: of what is merely said to exist, PostgreSQL reads all ties of these subjects.
        shared[f"shares_{name}"] = Subquery(ties.values("pk")[:1])
    last = stories.annotate(**shared).order_by("-updated_at", "-pk")
    last = last.only("translation_group", "language", "headline", "updated_at", "last_edition")[:LAST_SAVED]
    return [story for story in last if story.last_edition == 0 and story.language == subject.language]


# Weighing


def _terms(headline, language):
    """The words of a headline that may tell what it is about; of Vietnamese, pairs of syllables."""
    words = words_only(headline).split()
    if language == "vi":
        return {f"{one} {other}" for one, other in pairwise(words)}
    return {word for word in words if len(word) > 3}


def _weigh_words(subject, candidates: Iterable[Candidate]):
    of_subject = _terms(subject.headline, subject.language)
    told = {id(one): _terms(one.headline, one.language) for one in candidates}
    common = Counter(term for terms in told.values() for term in terms)
    total = max(len(told), FEWEST_STORIES)
    for one in candidates:
        shared = told[id(one)] & of_subject if one.language == subject.language else set()
        one.words = min(5.0, sum(math.log(total / common[term]) / 2 for term in shared))


def _candidates(subject, user, at):
    found: dict[int, Candidate] = {}
    for what, *row in _tied(subject, at):
        found.setdefault(row[0], Candidate(*row)).shared[what] += 1
    for row in _near(subject, at):
        found.setdefault(row[0], Candidate(*row))
    for story in _in_hand(subject, user):
        one = Candidate(
            story.pk, story.translation_group, story.language, story.headline, story.updated_at, public=False
        )
        one.shared.update(name for name in KINDS if getattr(story, f"shares_{name}"))
        found.setdefault(story.pk, one)
    return list(found.values())


def _reasons(subject, one):
    said = {
        "events": _("the same event"),
        "agreements": _("the same agreement"),
        "people": _("the same people"),
        "partners": _("the same partners"),
        "pillars": _("the same pillars"),
    }
    reasons = [said[name] for name in KINDS if one.shared[name]]
    if one.words >= ENOUGH:
        reasons.append(_("words of the headline"))
    days = abs((newsroom_day(one.date) - newsroom_day(subject.day)).days)
    if one.public and days <= 60:
        reasons.append(
            ngettext("%(days)d day apart", "%(days)d days apart", days) % {"days": days}
            if days
            else _("the same day")
        )
    return " · ".join(reasons)


def related(subject: Subject, user) -> list[Suggestion]:
    """Return the stories to suggest beside `subject` to `user`, the likeliest first (three queries at most).

    Of a story and its translations one is suggested, in the subject's language where there is one.
    """
    if not subject.headline and not any(subject.ties.values()):
        return []
    candidates = _candidates(subject, user, timezone.now())
    _weigh_words(subject, candidates)

    def worth(one):
        days = abs((one.date - subject.day).days)
        return one.likeness() + 2 * 0.5 ** (days / 30) + (1 if one.public else 0)

    kept: dict[UUID, Candidate] = {}
    alike = [one for one in candidates if one.likeness() >= ENOUGH]
    for one in sorted(alike, key=lambda one: (one.language != subject.language, -worth(one), one.article)):
        kept.setdefault(one.group, one)
    best = sorted(kept.values(), key=lambda one: (-worth(one), one.article))[:SHOWN]
    return [
        Suggestion(one.article, one.headline, one.language, one.date, one.public, _reasons(subject, one))
        for one in best
    ]


# The form


def subject_of(story: TypedStory, article=None) -> Subject:
    """Return what is sought for: the story as it is typed, on the day on which it was or will be public."""
    day = None
    if article and article.last_edition:
        day = article.editions.order_by("number").values_list("first_public_from", flat=True).first()
    return Subject(
        language=story.language,
        headline=story.headline,
        ties=story.ties,
        day=day or timezone.now(),
        linked=tuple(story.related()),
        article=article.pk if article else None,
    )


def beside(request, story: TypedStory, article=None) -> dict:
    """Return what the form's page shows of related stories."""
    ticked = request.POST.getlist(ACCEPT)
    return {
        "related_stories": related(subject_of(story, article), request.user),
        "related_ticked": [int(key) for key in ticked if key.isascii() and key.isdecimal()],
    }


def answered(request) -> bool:
    """Whether the posted form accepts any suggestion."""
    return bool(request.POST.getlist(ACCEPT))


def take_answers(article, request) -> None:
    """Link the stories that were ticked, after those that are linked already."""
    chosen = TypedStory(request.POST).numbers(ACCEPT)
    if not chosen:
        return
    links = article.related_links.values_list("story_id", "order")
    known = {story for story, _order in links}
    order = max((order for _story, order in links), default=0)
    stories = Article.objects.visible_to(request.user).exclude(translation_group=article.translation_group)
    by_key = stories.in_bulk([key for key in chosen if key not in known])
    RelatedLink.objects.bulk_create(
        RelatedLink(article=article, story=by_key[key], order=order + 10 * place)
        for place, key in enumerate(filter(by_key.__contains__, dict.fromkeys(chosen)), start=1)
    )


@require_POST
def related_page(request, model_admin, pk=None):
    """The suggestions for the form that was posted. Saves nothing."""
    allowed = model_admin.has_add_permission if pk is None else model_admin.has_change_permission
    if not allowed(request):
        raise PermissionDenied
    article = None if pk is None else get_object_or_404(model_admin.get_queryset(request), pk=pk)
    context = beside(request, TypedStory(request.POST), article)
    return JsonResponse(
        {"html": render_to_string("admin/newsroom/article/related_list.html", context, request=request)}
    )


def pages(model_admin):
    view = model_admin.admin_site.admin_view(related_page)
    said = {"model_admin": model_admin}
    return [
        path("related-stories/", view, said, name="newsroom_article_related_new"),
        path("<int:pk>/related-stories/", view, said, name="newsroom_article_related"),
    ]
