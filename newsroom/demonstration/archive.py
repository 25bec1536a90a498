"""An archive as large as a benchmark wants: stories made in bulk, past the gate but as it would make them.

A benchmark's data and nothing else: the texts are made of a few words, and nobody approved anything.
"""

import datetime
import itertools
import uuid
from collections.abc import Iterable, Iterator

from django.contrib.auth.models import Group, User
from django.db.models import Exists, OuterRef, Subquery

from newsroom.models import Article, Edition, EditionPartner, RichText, Section, Step, WorkingCopy
from newsroom.models.kinds import WorkflowState
from partnerships.folding import fold, slugify
from partnerships.models import Partner, PartnershipPeriod

BATCH = 2_000
PLACES = ["Oslo", "Đà Nẵng", "London", "Huế", "Lima", "Cần Thơ", "Nairobi", "Hà Nội", "Ottawa", "Vientiane"]
DEEDS = [
    "talks on green shipping",
    "a memorandum on education",
    "a visit in spring",
    "an agreement on air services",
    "a forum of investors",
    "a statement on the sea",
    "an exhibition of lacquer",
]
KINDS = ["news", "news", "news", "statement", "press-release", "interview", "speech"]
WRITERS = ["an", "binh", "chi", "dung", "giang", "hoa"]
# Of every thousand stories, so many stand at each place; the others are published.
UNDER_WAY = {
    WorkflowState.DRAFT: 30,
    WorkflowState.SUBMITTED: 6,
    WorkflowState.CHANGES_REQUESTED: 4,
    WorkflowState.APPROVED: 4,
}
CONTENT = {"schema": 1, "byline": [], "blocks": [], "related": [], "ties": {}}


def load(stories: int, until: datetime.datetime) -> Iterator[int]:
    """Make so many stories, one for each hour before the aware time `until`; yield after each part how many.

    About half are translations of the others. Some are under way, limited, scheduled, withdrawn,
    changed since they were translated, or due for a review.
    """
    sections = list(Section.objects.all()) or [
        Section.objects.create(slug="archive", name={"en": "Archive", "vi": "Lưu trữ"})
    ]
    # Those with a level first: of the others there is hardly a story.
    partners = list(Partner.objects.order_by(Exists(_levels()).desc(), "slug")[:40])
    writers = _writers()
    first = Article.objects.count()
    made = 0
    numbers: Iterable[int] = range(first, first + stories)
    for part in itertools.batched(numbers, BATCH):
        moments = {number: until - datetime.timedelta(hours=first + stories - number) for number in part}
        _make(moments, sections, partners, writers, until)
        made += len(part)
        yield made


def _levels():
    return PartnershipPeriod.objects.filter(partner=OuterRef("pk"))


def _writers():
    group = Group.objects.filter(name="editor").first()
    writers = [
        User.objects.get_or_create(
            username=f"archive-{name}", defaults={"first_name": name.title(), "is_staff": True}
        )[0]
        for name in WRITERS
    ]
    if group:
        group.user_set.add(*writers)
    return writers


def _state(number):
    place = number * 7 % 1_000
    for state, share in UNDER_WAY.items():
        if place < share:
            return state
        place -= share
    return WorkflowState.PUBLISHED


def _make(moments, sections, partners, writers, until):
    articles, before = [], None
    for number in moments:
        translation = number % 2 == 1 and before is not None
        place, deed = PLACES[number % len(PLACES)], DEEDS[number // 3 % len(DEEDS)]
        headline = f"{place}: {deed} ({number})"
        writer = writers[number % len(writers)]
        article = Article(
            headline=headline,
            folded=fold(f"{headline} What was said."),
            standfirst="What was said.",
            slug=f"{slugify(headline)}-a{number}",
            language="vi" if translation else "en",
            translation_group=before.translation_group if translation else uuid.uuid4(),
            kind=KINDS[number // 2 % len(KINDS)],
            section=sections[number // 2 % len(sections)],
            state=_state(number),
            created_by=writer,
            edited_by=writers[(number + number % 2) % len(writers)],
            assigned_to=writer if number % 5 == 0 else None,
            limited=number % 211 == 0,
            review_on=until.date() + datetime.timedelta(days=number % 90 - 30) if number % 97 == 0 else None,
        )
        if article.state == WorkflowState.PUBLISHED:
            article.approved_version, article.last_edition = 1, 2 if number % 12 == 0 else 1
        elif number % 3 == 0:
            article.embargo_until = until + datetime.timedelta(hours=number % 1_000)
        articles.append(article)
        before = article
    Article.objects.bulk_create(articles)
    _write(articles, moments, partners, until)


def _write(articles, moments, partners, until):
    RichText.objects.bulk_create(
        RichText(parent=article, region="body", ordering=10, text="<p>What was said, in full.</p>")
        for article in articles
    )
    WorkingCopy.objects.bulk_create(
        WorkingCopy(
            article=article,
            version=1,
            snapshot={"headline": article.headline},
            saved_by=article.edited_by,
            saved_at=moment,
        )
        for article, moment in zip(articles, moments.values(), strict=True)
    )
    Step.objects.bulk_create(
        Step(
            article=article,
            move="publish" if article.state == WorkflowState.PUBLISHED else "submit",
            from_state=WorkflowState.DRAFT,
            to_state=article.state,
            version=1,
            by=article.edited_by,
            at=moment,
        )
        for article, moment in zip(articles, moments.values(), strict=True)
    )
    published = [
        (article, number, moment)
        for article, (number, moment) in zip(articles, moments.items(), strict=True)
        if article.last_edition
    ]
    editions = Edition.objects.bulk_create(_editions(published, until))
    EditionPartner.objects.bulk_create(
        EditionPartner(edition=edition, partner=partner, first_public_from=edition.first_public_from)
        for edition in editions
        for partner in partners[edition.article_id % (len(partners) or 1) :][:2]
    )
    ties = Article.partners.through
    ties.objects.bulk_create(
        ties(article=article, partner=partner)
        for article in articles
        for partner in partners[article.pk % (len(partners) or 1) :][:2]
    )
    originals = [edition for edition in editions if edition.number == 1 and edition.language == "en"]
    firsts = {edition.translation_group: edition for edition in originals}
    translations = [article for article in articles if article.language == "vi"]
    for article in translations:
        article.translated_from = firsts.get(article.translation_group)
    Article.objects.bulk_update(translations, ["translated_from"])
    recorded = Edition.objects.filter(article=OuterRef("pk")).order_by("-number").values("recorded_at")
    those = Article.objects.filter(pk__in=[article.pk for article, _number, _moment in published])
    those.update(updated_at=Subquery(recorded[:1]), created_at=Subquery(recorded[:1]))


def _editions(published, until):
    for article, number, moment in published:
        said = {
            "article": article,
            "uid": article.uid,
            "translation_group": article.translation_group,
            "language": article.language,
            "slug": article.slug,
            "kind": article.kind,
            "first_public_from": moment,
            "published_by": article.edited_by,
            "headline": article.headline,
            "standfirst": article.standfirst,
            "section": article.section,
            "body_html": "<p>What was said, in full.</p>",
            "body_text": "What was said, in full.",
        }
        content = {**CONTENT, "headline": article.headline, "section": article.section_id}
        if article.last_edition == 1:
            yield _edition(said, content, 1, moment, None, Edition.Change.FIRST)
            continue
        later = moment + datetime.timedelta(hours=30)
        change = Edition.Change.WITHDRAWAL if number % 96 == 0 else Edition.Change.UPDATE
        yield _edition(said, content, 1, moment, later, Edition.Change.FIRST)
        yield _edition(
            {**said, "change_note": "A figure was added.", "major_change_at": later},
            {**content, "figure": number},
            2,
            later,
            None,
            change,
            recorded=min(moment + datetime.timedelta(hours=1), until),
        )


def _edition(said, content, number, moment, until, change, recorded=None):
    return Edition(
        **said,
        content=content,
        digest=uuid.uuid4().hex,
        number=number,
        public_from=moment,
        public_until=until,
        recorded_at=recorded or moment,
        change=change,
    )
