"""The two stories that press officers sent, where this machine has them."""

import pytest

from newsroom.importers.decoding import text_from_bytes
from newsroom.importers.pieces import (
    Headline,
    PhotoPlace,
    Question,
    RelatedItem,
    RepeatedAlt,
    Standfirst,
    SubHeading,
)
from newsroom.importers.recognising import recognise
from tests.newsroom.importers.samples import seeds

pytestmark = pytest.mark.skipif(
    seeds() is None,
    reason="the two real stories are not ours to keep in the repository: put them in ../shared/seeds or name "
    "their folder in SEEDS; interview-between-photos and news-without-headline have the same shape",
)


def story(name):
    return recognise(text_from_bytes((seeds() / name).read_bytes()))


def test_the_minister_s_interview_is_taken_apart():
    interview = story("minister-interview.txt")
    assert interview.kind == "interview"
    assert [piece.lines for piece in interview.of(Headline)] == [(1,)]
    assert [piece.agency for piece in interview.of(Standfirst)] == ["WVR"]
    assert len(interview.of(Question)) == 2
    assert len(interview.of(PhotoPlace)) == 7
    assert sum(bool(place.credit) for place in interview.of(PhotoPlace)) == 5
    assert len(interview.of(RelatedItem)) == 5
    assert len(interview.of(RepeatedAlt)) == 7
    assert interview.of(SubHeading) == []
    assert interview.lead_photo_place == interview.of(PhotoPlace)[0]


def test_the_news_of_the_upgrade_gets_a_working_headline():
    news = story("partnership-upgrade.txt")
    assert news.kind == "news"
    assert news.of(Headline) == []
    assert news.working_headline
    assert 20 < len(news.headline) <= 110
    assert [piece.lines for piece in news.of(SubHeading)] == [(2,), (5,), (9,), (13,), (16,)]
