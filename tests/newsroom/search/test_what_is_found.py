"""What is found is the same on both engines: the same sentences are asked for on each."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import example, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from newsroom.models import SearchEntry
from newsroom.search import asking, finding
from newsroom.search.engines import Sought
from newsroom.search.ranking import best_first
from newsroom.search.tokens import facet
from newsroom.search.words import as_words, words_of
from partnerships.models import Event, Person
from tests.newsroom.public.conftest import NOON

CORPUS = {
    "hcmc": (
        "vi",
        "Việt Nam và Anh nâng cấp quan hệ",
        "<p>Hai bên đã ký tại Luân Đôn. Đoàn đến Đà Nẵng.</p>",
    ),
    "tra": (
        "vi",
        "Đà Nẵng đón đoàn doanh nghiệp Anh",
        "<p>Doanh nghiệp tìm hiểu cảng biển và đường sắt.</p>",
    ),
    "ban": ("vi", "Hội đàm tại Hà Nội", "<p>Các bộ trưởng nói về biển, y tế và giáo dục.</p>"),
    "sea": (
        "en",
        "Maritime talks open in Da Nang",
        "<p>Ministers spoke of Indo-Pacific ports and of rail, by note 12e4b of the G20.</p>",
    ),
    "edu": ("en", "Scholarships for students", "<p>A hundred students go to Britain’s universities.</p>"),
    "cop": (
        "en",
        "Climate finance is agreed",
        "<p>The coal phase-out and 2.5 billion were agreed, e.g. in steps.</p>",
    ),
}
FOUND = {
    "đà nẵng": {"hcmc", "tra", "sea"},
    "da nang": {"hcmc", "tra", "sea"},
    "DA NANG": {"hcmc", "tra", "sea"},
    "Đà  Na\u0306\u0303ng": {"hcmc", "tra", "sea"},  # not composed
    "duong sat": {"tra"},
    "đường": {"tra"},
    "quan hệ nâng cấp": {"hcmc"},
    '"quan hệ nâng cấp"': set(),
    '"nâng cấp quan hệ"': {"hcmc"},
    '"nâng cấp quan hệ': {"hcmc"},
    "“nang cap quan he”": {"hcmc"},
    '"quan hệ hai bên"': set(),  # the title ends, and the text begins
    "biển": {"tra", "ban"},
    "biển -cảng": {"ban"},
    'biển -"cảng biển"': {"ban"},
    "ministers": {"sea"},
    "Indo-Pacific": {"sea"},
    "pacific indo": {"sea"},
    '"pacific indo"': set(),
    "britain's": {"edu"},
    "12e4b": {"sea"},
    "12e4": set(),
    "g20": {"sea"},
    "2.5": {"cop"},
    "e.g.": {"cop"},
    "phase-out": {"cop"},
    "students -scholarships": set(),
    "-students": set(),
    "AND OR NOT NEAR": set(),
    "title:maritime": set(),
    "mari*": set(),
    "'": set(),
    '" -"': set(),
    "a:b & !c | (d": set(),
}


def found(text, *narrowed):
    question = finding.sought_of(asking.read(text), narrowed)
    candidates = finding.find(question, timezone.now()).candidates
    return {one.shown for one in candidates}


@pytest.fixture
def corpus(publish):
    return {
        name: publish(title, text=text, language=language) for name, (language, title, text) in CORPUS.items()
    }


def test_both_engines_find_the_same(corpus):
    titles = {story.headline: name for name, story in corpus.items()}
    assert {text: {titles[shown] for shown in found(text)} for text in FOUND} == FOUND
    english = frozenset([facet("language", "en")])
    assert found("đà nẵng", english) == {CORPUS["sea"][1]}
    assert found("", english, frozenset([facet("year", 2026)])) == {
        title for language, title, _text in CORPUS.values() if language == "en"
    }
    assert found("da nang", frozenset([facet("year", 1999)])) == set()
    assert found("da nang", frozenset()) == set()


TYPED = st.text(alphabet=st.one_of(st.sampled_from("ab1đ \"'-*:()^+&|!<>\\%_"), st.characters(codec="utf-8")))


@pytest.mark.django_db
@given(TYPED)
@example("\\'")
@example("0x1e5 1e5 1.2e-3 -4 a/b/c x@y.zz http://q.zz/?a=b")
@hypothesis(max_examples=80)
def test_whatever_is_typed_is_no_error_and_finds_the_text_that_has_it(text):
    asked = asking.read(text)
    assert len(asked.text) <= asking.LONGEST
    entry = SearchEntry(
        id=2**62, kind="story", object_id=1, uid="0" * 32, title=as_words("Đ", text), facets="Fkx", tokens="Z"
    )
    entry.public_from = NOON
    SearchEntry.objects.all().delete()
    entry.save(force_insert=True)
    question = finding.sought_of(asked)
    candidates = finding.find(question, timezone.now(), titled=0).candidates
    assert len(candidates) == bool(question.wanted and not question.unwanted), (words_of(text), asked)
    SearchEntry.objects.all().delete()


def test_a_scheduled_change_is_found_from_its_second_on(publish, publisher, clock, make_story):
    from newsroom import publishing
    from tests.approving import save_and_approve

    hour = datetime.timedelta(hours=1)
    story = publish("An old headline")
    save_and_approve(story, headline="A rewritten headline")
    publishing.schedule(story, publisher, NOON + hour)
    later = make_story("A fresh arrival")
    publishing.schedule(later, publisher, NOON + hour)
    cancelled = make_story("Never to come")
    publishing.schedule(cancelled, publisher, NOON + hour)
    cancelled.refresh_from_db()
    publishing.cancel_schedule(cancelled, publisher)

    assert found("headline") == {"An old headline"}
    assert found("rewritten") == found("arrival") == found("never") == set()
    clock.move_to(NOON + hour)
    assert found("headline") == {"A rewritten headline"}
    assert found("arrival") == {"A fresh arrival"}
    assert found("never") == set()

    later.refresh_from_db()
    publishing.withdraw(later, publisher, "It was wrong.")
    assert found("arrival") == set()
    story.refresh_from_db()
    save_and_approve(story, headline="A third headline")
    publishing.publish(story, publisher)
    assert found("headline") == {"A third headline"}
    assert not SearchEntry.objects.filter(shown="An old headline").exists()


def test_facts_are_found_in_every_language_from_when_they_are_public(clock, visit):
    Person.objects.create(slug="nam", name={"en": "Nguyen Nam", "vi": "Nguyễn Nam"}, public_from=NOON)
    hidden = Event.objects.create(
        slug="hidden", kind="talks", title={"en": "Quiet talks", "vi": "Hội đàm kín"}, starts_on="2026-05-01"
    )
    assert found("visit") == {"Visit to London"}
    assert found("Nguyễn") == {"Nguyen Nam · Nguyễn Nam"}
    assert found("quiet") == set()
    # As a release or a correction by hand would write it, past every signal.
    Event.objects.filter(pk=hidden.pk).update(public_from=NOON + datetime.timedelta(hours=1))
    assert found("quiet") == set()
    clock.shift(3600)
    assert found("quiet") == found("kin") == {"Quiet talks · Hội đàm kín"}
    hidden.refresh_from_db()
    hidden.title = {"en": "Loud talks"}
    hidden.save()
    assert found("quiet") == set()
    hidden.delete()
    assert found("loud") == set()


def test_headlines_come_before_texts_and_the_new_before_the_old(publish, clock):
    year = datetime.timedelta(days=365)
    titles = ["Rice in the north", "Ports", "Rice in the south", "Harbours"]
    texts = ["<p>x</p>", "<p>Rice</p>", "<p>x</p>", "<p>Rice of the south</p>"]
    clock.move_to(NOON - 2 * year)
    publish(titles[0], text=texts[0])
    publish(titles[1], text=texts[1])
    clock.move_to(NOON)
    publish(titles[2], text=texts[2])
    publish(titles[3], text=texts[3])
    asked = asking.read("rice")
    candidates = finding.find(finding.sought_of(asked), timezone.now()).candidates
    best = [one.shown for one in best_first(asked, candidates, "en", timezone.now())]
    assert best == [titles[2], titles[0], titles[3], titles[1]]


def test_a_common_word_gives_the_newest_and_says_that_there_are_more(clock, db):
    SearchEntry.objects.bulk_create(
        SearchEntry(
            id=_number(day),
            kind="story",
            object_id=day,
            uid=f"{day:032x}",
            title="talks" if day == 49 else "other",
            body="talks",
            tokens=_tokens(day),
            public_from=NOON,
            dated=NOON - datetime.timedelta(days=day * 20),
        )
        for day in range(50)
    )
    question = Sought((("talks",),))
    some = finding.find(question, timezone.now(), most=10, titled=5)
    assert [one.object_id for one in some.candidates] == [*range(10), 10, 49]
    assert not some.is_all
    everything = finding.find(question, timezone.now(), most=50)
    assert [one.object_id for one in everything.candidates] == list(range(50))
    assert everything.is_all
    assert connection.vendor in {"sqlite", "postgresql"}


def _number(day):
    from newsroom.search.tokens import entry_number

    return entry_number(NOON - datetime.timedelta(days=day * 20), 0, day)


def _tokens(day):
    from newsroom.search.tokens import time_tokens

    title = "Ttalks" if day == 49 else "Tother"
    return " ".join([title, *time_tokens(NOON - datetime.timedelta(days=day * 20))])
