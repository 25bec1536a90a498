"""Whatever the text, reading it never fails and every line that is not blank has its one piece."""

from hypothesis import given
from hypothesis import strategies as st

from newsroom.importers.decoding import normalise, reference
from newsroom.importers.headlines import LONGEST, working_headline
from newsroom.importers.lines import reading
from newsroom.importers.pieces import KINDS
from newsroom.importers.recognising import recognise
from tests.newsroom.importers.samples import STORIES

SCRAPS = [
    "",
    "A new form for both harbours",
    "The harbour offices met on Tuesday to read the form aloud, and then they went to lunch in the old hall.",
    "What next?",
    "Minister, could you tell us more?",
    "PV: Xin Bộ trưởng cho biết thêm?",
    "Bộ trưởng Lê: Vâng.",
    "Q:",
    "A: Yes.",
    "The quay. (Photo: Bao Chau)",
    "(Ảnh: Bảo Châu)",
    "Photo: VNA",
    "[Photo]",
    "WVR - The delegation left.",
    "Hà Nội, ngày 5/5 (TTXVN) – Đoàn lên đường.",
    "RELATED NEWS",
    "Xem thêm: Một bài khác",
    "- an item",
    "1. One",
    "2. Two",
    "###",
    "---",
    "# Heading",
    "Headline: Again",
    "PRESS RELEASE",
    "By Bao Chau",
    "https://example.org/",
    "Excellencies,",
    "**Bold**",
    "Hết",
]
stories = st.one_of(
    st.text(max_size=400),
    st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=60)), max_size=25).map("\n".join),
)


def lines_of(text):
    return [number for number, line in enumerate(normalise(text).split("\n"), start=1) if line]


@given(stories, st.sampled_from(["", "interview", "speech"]))
def test_every_line_has_exactly_one_piece(text, kind):
    story = recognise(text, kind=kind)
    assert sorted(number for piece in story.pieces for number in piece.lines) == lines_of(text)


@given(stories, st.data())
def test_every_piece_can_become_every_kind_and_keeps_its_lines(text, data):
    firsts = [piece.lines[0] for piece in recognise(text).pieces]
    changes = data.draw(st.dictionaries(st.sampled_from(firsts or [1]), st.sampled_from(sorted(KINDS))))
    story = recognise(text, changes=changes)
    assert sorted(number for piece in story.pieces for number in piece.lines) == lines_of(text)
    for piece in story.pieces:
        if piece.lines[0] in changes:
            assert piece.code == changes[piece.lines[0]]


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    once = normalise(text)
    assert normalise(once) == once
    assert reference(once) == reference(text)


@given(stories)
def test_a_working_headline_is_short_and_not_empty(text):
    story = recognise(text)
    made = working_headline(story.pieces)
    assert len(made) <= LONGEST
    assert bool(made.strip()) == bool(lines_of(text))


@given(stories)
def test_the_words_of_a_line_are_all_in_its_source(text):
    lines = normalise(text).split("\n")
    for piece in recognise(text).pieces:
        for number in piece.lines:
            assert lines[number - 1] in piece.source


def test_our_samples_are_read_without_a_line_lost():
    for path in STORIES.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        pieces = recognise(text).pieces
        assert sorted(number for piece in pieces for number in piece.lines) == lines_of(text), path.name
        assert len(reading(text).lines) >= len(pieces)
