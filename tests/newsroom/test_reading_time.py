import datetime

import pytest

from newsroom.freezing import freeze
from newsroom.models import NumberedPoints, PhotoBlock, PullQuote, Question
from newsroom.reading_time import count_words, minutes, reading_time, words_of
from tests.making import add_block


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("They met in London.", 4),
        ("Bộ trưởng gặp Thủ tướng tại Hà Nội", 8),
        ("8.4 billion – not less — they said", 6),
        ("one\u00a0two\u202fthree\ufefffour", 4),
        ("Hà Nội, 5/9: “ký kết”", 5),
    ],
)
def test_a_word_stands_between_spaces_and_has_a_letter_or_a_digit(text, words):
    assert count_words(text) == words


def test_reading_takes_whole_minutes_and_none_where_there_is_nothing():
    assert minutes(0, "en") == 0
    assert minutes(1, "en") == 1
    assert minutes(239, "en") == 2
    assert minutes(285, "vi") == 1


def test_a_story_is_read_with_its_standfirst_points_and_body(make_story, make_photo):
    story = make_story(
        standfirst="A meeting.", key_points="One thing\nanother", text="<p>They <b>met</b>.</p>"
    )
    add_block(story, PhotoBlock, photo=make_photo(caption={"en": "Two hands."}))
    add_block(story, PullQuote, quote="It was long.", speaker="A minister")
    add_block(story, Question, question="Why now?")
    add_block(story, NumberedPoints, heading="Results", points="Trade\nClimate change")
    content = freeze(story, datetime.datetime.now(datetime.UTC))
    assert words_of(content) == 2 + 3 + 2 + 2 + 5 + 2 + 4
    assert reading_time(content, "en") == 1
