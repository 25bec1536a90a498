"""What needs no database: marks in texts, distances between words, and time in stretches without a gap."""

import datetime
import uuid

from hypothesis import given
from hypothesis import strategies as st

from newsroom.search import asking
from newsroom.search.finding import Candidate
from newsroom.search.ranking import best_first
from newsroom.search.snippets import marked, snippet
from newsroom.search.spelling import distance, keys_of
from newsroom.search.tokens import entry_number, stretches, time_tokens

MOMENTS = st.datetimes(
    datetime.datetime(1801, 1, 1), datetime.datetime(2299, 12, 31), timezones=st.just(datetime.UTC)
)


@given(MOMENTS.filter(lambda at: at.year > 1950), st.none() | MOMENTS, st.integers(1, 2**32 - 1))
def test_every_moment_lies_in_one_stretch_of_time_and_has_its_token(at, moment, pk):
    number, tokens = entry_number(moment, 1, pk), set(time_tokens(moment))
    holding = [stretch for stretch in stretches(at) if stretch.low <= number < stretch.high]
    assert len(holding) == 1
    assert tokens & set(holding[0].tokens)


def test_words_are_marked_where_they_stand_and_all_else_is_escaped():
    wanted = asking.read('"da nang" duong').wanted
    assert marked("Đường đến Đà Nẵng <&> da", wanted) == (
        "<mark>Đường</mark> đến <mark>Đà Nẵng</mark> &lt;&amp;&gt; da"
    )
    # Marks that come after their letter are put into it first.
    assert marked("đa\u0300 Na\u0306\u0303ng!", wanted) == "<mark>đà Nẵng</mark>!"
    assert snippet("Nothing of it.", wanted) is None
    text = "Before. " * 100 + "They came by the đường sắt to Đà Nẵng, it is said. " + "After. " * 100
    found = snippet(text, wanted)
    assert found.startswith("… Before.")
    assert "<mark>đường</mark> sắt to <mark>Đà Nẵng</mark>, it" in found
    assert found.endswith(" …")
    assert len(found) < 350


def test_one_slip_is_a_distance_of_one_and_leaves_a_key_in_common():
    for typed in ("hanoi", "hanio", "hano", "haanoi", "hamoi", "anoi"):
        assert distance("hanoi", typed) == (typed != "hanoi"), typed
        assert keys_of("hanoi") & keys_of(typed), typed
    assert distance("hanoi", "hue") == 4


NOW = datetime.datetime(2026, 3, 2, 5, tzinfo=datetime.UTC)


def ranked(typed, *entries):
    """The titles of `entries`, each `(kind, title, lead, days ago)`, as a search for `typed` ranks them."""
    candidates = [
        Candidate(
            number, kind, number, None, uuid.uuid4(), "en",
            None if days is None else NOW - datetime.timedelta(days=days), title, title, lead, "",
        )
        for number, (kind, title, lead, days) in enumerate(entries, 1)
    ]  # fmt: skip
    return [one.shown for one in best_first(asking.read(typed), candidates, "en", NOW)]


def test_a_headline_comes_before_a_text_and_recent_before_old():
    old, new = ("news", "rice talks", "", 900), ("news", "rice exports", "", 2)
    told = ("news", "a visit", "of rice they spoke", 1)
    assert ranked("rice", told, old, new) == ["rice exports", "rice talks", "a visit"]


def test_somebody_comes_first_by_name_and_after_the_news_for_a_mention():
    person = ("person", "john rice", "he led the talks of 2025", None)
    news = ("news", "a visit", "the talks of 2025", 200)
    assert ranked("rice", ("news", "rice exports", "", 1), person) == ["john rice", "rice exports"]
    assert ranked("talks 2025", person, news) == ["a visit", "john rice"]
