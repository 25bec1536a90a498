"""Two copies of a story side by side: what differs in words, and nothing that only looks different."""

import time

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom import publishing
from newsroom.comparing import (
    CHANGED,
    MOST_PIECES,
    MOVED,
    TellingLine,
    compare,
    differs,
    places_changed,
)
from newsroom.copies import from_edition, snapshot
from newsroom.models import Article, NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from newsroom.prose_lines import Line, Mark, lines_of_markup
from partnerships.models import Partner, Person
from partnerships.words_compared import ADDED, MOST_WORDS_OF_A_LINE, REMOVED, SAME, compare_words
from tests.making import add_block
from tests.newsroom.copies.stories import a_pool, a_story, write


def told(side):
    """A side in one line: [-removed-] and {+added+} words between those that are the same."""
    marks = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
    lines = [
        "".join(marks[segment.change].format(segment.text) for segment in line.segments) for line in side
    ]
    return " / ".join(lines)


def both(row):
    return told(row.left), told(row.right)


def body_of(html):
    return {
        "schema": 1,
        "fields": {"language": "en", "kind": "news"},
        "byline": [],
        "blocks": [
            {"kind": "rich_text", "text": text} for text in ([html] if isinstance(html, str) else html)
        ],
        "related": [],
        "ties": {},
        "names": {},
        "lost": [],
    }


@pytest.fixture
def compare_texts(db):
    """Compares two bodies of rich text; the rows of the body."""

    def rows(before, after):
        return [row for row in compare(body_of(before), body_of(after)) if row.place == "body"]

    return rows


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("They met.", "They met twice.", ("They met.", "They met{+ twice+}.")),
        ("Hội đàm tại Hà Nội", "Hội đàm ở Hà Nội", ("Hội đàm[- tại-] Hà Nội", "Hội đàm{+ ở+} Hà Nội")),
        ("ba người", "bà người", ("[-ba-] người", "{+bà+} người")),
        ("one, two end", "three, four end", ("[-one, two-] end", "{+three, four+} end")),
        ("", "New", ("", "{+New+}")),
    ],
)
def test_words_are_compared_as_words(before, after, expected):
    assert tuple(told([TellingLine("", side)]) for side in compare_words(before, after)) == expected


@given(st.text(alphabet="ab ,ếđ", max_size=40), st.text(alphabet="ab ,ếđ", max_size=40))
def test_each_side_keeps_all_its_words(before, after):
    left, right = compare_words(before, after)
    assert "".join(segment.text for segment in left).split() == before.split()
    assert "".join(segment.text for segment in right).split() == after.split()


def test_how_a_text_is_spaced_or_put_together_is_no_difference(compare_texts):
    composed, apart = "<p>Hà Nội</p>", "<p>Ha\u0300  No\u0323\u0302i&nbsp;</p>"
    assert not differs(compare_texts(composed, apart))
    assert not differs(compare_texts(["<p>One</p><p>Two</p>"], ["<p>One</p>", "<p></p><p>Two<br></p>"]))


def test_a_paragraph_that_came_or_went_stands_alone(compare_texts):
    rows = compare_texts("<p>One.</p><p>Three.</p>", "<p>One.</p><p>Two.</p><p>Three.</p>")
    assert [row.change for row in rows] == [SAME, ADDED, SAME]
    assert both(rows[1]) == ("", "{+Two.+}")


def test_a_paragraph_that_was_reworded_stands_beside_what_it_was(compare_texts):
    rows = compare_texts(
        "<p>The ministers met in London.</p><p>They left.</p>",
        "<p>A new one.</p><p>The ministers met in Paris.</p><p>They left.</p>",
    )
    assert [row.change for row in rows] == [ADDED, CHANGED, SAME]
    assert both(rows[1]) == ("The ministers met in[- London-].", "The ministers met in{+ Paris+}.")


def test_what_was_moved_is_told_as_moved(compare_texts):
    rows = compare_texts("<p>A one</p><p>B two</p><p>C three</p>", "<p>B two</p><p>C three</p><p>A one</p>")
    assert [row.change for row in rows] == [MOVED, SAME, SAME, MOVED]
    assert [row.note for row in rows if row.note] == ["Moved down from here.", "Moved down to here."]


def test_a_changed_link_or_emphasis_is_told_in_words(compare_texts):
    [row] = compare_texts(
        '<p>The <a href="https://a.example/">text</a> of <strong>it</strong></p>',
        '<p>The <a href="https://b.example/">text</a> of <em>it</em></p>',
    )
    assert row.change == CHANGED
    assert both(row) == ("The text of it", "The text of it")
    assert row.left[0].notes == ("Link: “text” to https://a.example/", "Bold: “it”")
    assert row.right[0].notes == ("Link: “text” to https://b.example/", "Italic: “it”")


def test_a_passage_marked_as_another_language_s_is_told_in_words(compare_texts):
    [row] = compare_texts(
        "<p>He said <span>à bientôt</span>.</p>", '<p>He said <span lang="fr">à bientôt</span>.</p>'
    )
    assert row.change == CHANGED
    assert (row.left[0].notes, row.right[0].notes) == ((), ("In French: “à bientôt”",))


def test_words_that_were_reworded_in_their_emphasis_are_told_as_words(compare_texts):
    [row] = compare_texts("<p><em>One long sentence.</em></p>", "<p><em>One short sentence.</em></p>")
    assert both(row) == ("One[- long-] sentence.", "One{+ short+} sentence.")
    assert (row.left[0].notes, row.right[0].notes) == ((), ())


def test_a_paragraph_made_a_heading_is_told(compare_texts):
    [row] = compare_texts("<p>The talks</p>", "<h2>The talks</h2>")
    assert (row.change, row.left[0].kind, row.right[0].kind) == (CHANGED, "", "Heading")


def test_rich_text_is_read_line_by_line():
    lines = lines_of_markup(
        "<h3>Sub</h3><ul><li><p>one</p><ol><li><p>two</p></li></ol></li></ul><blockquote><p>said</p></blockquote>"
        "<table><tr><th><p>a</p></th><td><p>b</p></td></tr></table><p>x <a href='/y'>y</a></p>tail"
    )
    assert [(line.kind, line.text) for line in lines] == [
        ("Subheading", "Sub"),
        ("List item", "one"),
        ("Numbered item", "two"),
        ("Quotation", "said"),
        ("Table row", "a | b"),
        ("", "x y"),
        ("", "tail"),
    ]
    assert lines[5] == Line("x y", "", (Mark("Link", "y", "/y"),))


@given(st.text(alphabet="<>/apuliobtrdh2 =\"'x&;", max_size=80))
def test_any_markup_can_be_read(markup):
    assert all(line.text == " ".join(line.text.split()) for line in lines_of_markup(markup))


@pytest.fixture
def story(make_story, make_photo):
    return make_story(lead_photo=make_photo(), key_points="One\nTwo")


def rows_of(before, after, viewer=None):
    return {row.place: row for row in compare(before, after, viewer) if row.change != SAME}


def test_fields_ties_byline_and_photos_are_told_by_their_names(story, make_photo):
    japan, france = (Partner.objects.create(code=code, region="europe") for code in ("JP", "FR"))
    story.partners.set([japan])
    before = snapshot(story)
    story.partners.set([france])
    story.headline, story.kind = "Three ministers meet", Article.Kind.SPEECH
    story.lead_photo = make_photo(title="Another", caption={"en": "Three hands."})
    story.key_points = "One\nTwo and a half"
    rows = rows_of(before, snapshot(story))
    assert list(rows) == ["kind", "headline", "lead_photo", "key_points", "partners"]
    assert both(rows["kind"]) == ("[-news-]", "{+speech+}")
    assert both(rows["headline"]) == ("[-Two-] ministers meet", "{+Three+} ministers meet")
    assert both(rows["partners"]) == ("[-Japan-]", "{+France+}")
    assert both(rows["key_points"]) == ("One / Two", "One / Two{+ and a half+}")
    photo = rows["lead_photo"]
    assert [line.kind for line in photo.left] == ["Photo", "Caption", "Alternative text", "Credit"]
    assert told(photo.left).startswith("[-A handshake-] / [-Two-] hands.")
    assert told(photo.right).startswith("{+Another+} / {+Three+} hands.")


def test_every_kind_of_block_is_told_part_by_part(make_story, make_photo):
    person = Person.objects.create(slug="lan", name={"en": "Lan"})
    story = make_story(text="")
    add_block(story, PhotoBlock, photo=make_photo(), caption="Here")
    add_block(story, PullQuote, quote="A word", speaker="Lan")
    add_block(story, Question, question="Why?", answered_by=person)
    add_block(story, NumberedPoints, heading="Two", points="One\nTwo")
    before = snapshot(story)
    PhotoBlock.objects.update(size="wide")
    PullQuote.objects.update(speaker="Minh")
    Question.objects.update(answered_by=None)
    NumberedPoints.objects.update(points="One\nThree")
    rows = [row for row in compare(before, snapshot(story)) if row.place == "body"]
    assert [row.change for row in rows] == [CHANGED] * 4
    assert both(rows[0])[0].endswith("[-as wide as-] the text")
    assert both(rows[0])[1].endswith("{+wider than+} the text")
    assert both(rows[1]) == ("A word / [-Lan-]", "A word / {+Minh+}")
    assert "[-Lan-]" in told(rows[2].left)
    assert both(rows[3]) == ("Two / One / [-Two-]", "Two / One / {+Three+}")


def test_an_edition_and_the_copy_it_was_made_of_do_not_differ(story, publisher, make_photo):
    person = Person.objects.create(slug="lan", name={"en": "Lan"})
    story.kind, story.interviewee, story.embargo_until = Article.Kind.INTERVIEW, person, None
    story.save()
    add_block(story, Question, question="Why?")
    add_block(story, RichText, text="<p>Because.</p>")
    add_block(story, PhotoBlock, photo=make_photo())
    person.public_from = story.created_at
    person.save()
    edition = publishing.publish(story, publisher)
    story.expires_at = story.created_at
    assert not differs(compare(from_edition(edition), snapshot(story)))


def test_a_story_that_the_reader_may_not_know_of_is_not_named(story, make_story, reporter):
    hidden = make_story("The secret", limited=True, created_by=reporter)
    before = snapshot(story)
    story.related_links.create(story=hidden)
    after = snapshot(story)
    assert told(rows_of(before, after, reporter)["related"].right) == "{+The secret+}"
    assert told(rows_of(before, after, AnonymousUser())["related"].right) == "{+another story of ours+}"


def test_what_is_gone_is_told_by_the_name_it_had(story):
    before = snapshot(story)
    story.lead_photo = None
    story.save()
    type(story)._meta.get_field("lead_photo").related_model.objects.all().delete()
    assert "A handshake (no longer there)" in told(rows_of(before, snapshot(story))["lead_photo"].left)


def test_the_places_that_differ_are_told_without_looking_into_them(story):
    before = snapshot(story)
    story.headline, story.lead_caption = "Other", "Other"
    RichText.objects.update(text="<p>Other.</p>")
    assert places_changed(before, snapshot(story)) == ["Headline", "Lead photo", "Body"]


def test_a_snapshot_older_than_a_field_of_a_block_does_not_differ_by_it(make_story):
    story = make_story()
    add_block(story, PullQuote, quote="A word", speaker="Lan")
    older = snapshot(story)
    [quotation] = [block for block in older["blocks"] if block["kind"] == "pull_quote"]
    del quotation["language"]
    assert places_changed(older, snapshot(story)) == []
    assert not differs(compare(older, snapshot(story)))
    PullQuote.objects.update(language="fr")
    assert places_changed(older, snapshot(story)) == ["Body"]


def test_the_cost_does_not_grow_with_what_is_compared(story, make_photo, django_assert_num_queries):
    photo = make_photo()
    for number in range(3):
        add_block(story, PhotoBlock, photo=photo, caption=str(number))
    before = snapshot(story)
    with django_assert_num_queries(2):
        compare(before, before)
    for number in range(9):
        add_block(story, PhotoBlock, photo=make_photo(), caption=str(number))
    after = snapshot(story)
    with django_assert_num_queries(2):
        compare(before, after)


def test_texts_that_are_too_long_are_shown_whole_and_say_so(compare_texts):
    words = " ".join(f"word{number}" for number in range(MOST_WORDS_OF_A_LINE + 1))
    [row] = compare_texts(f"<p>{words}</p>", f"<p>{words} end</p>")
    assert row.note == "This text is too long to be compared word by word."
    assert [segment.change for segment in row.right[0].segments] == [ADDED]

    rows = compare_texts("<p>a</p>" * (MOST_PIECES + 1), "<p>b</p>" * 2)
    assert "only its first" in rows[-1].note


@pytest.mark.parametrize("pattern", ["ab", "aab", "abcab"])
def test_no_text_takes_long_to_compare(compare_texts, pattern):
    """Repetition is what difflib is slow with: the worst that the limits let through."""
    words = [
        " ".join(pattern[n % len(pattern)] for n in range(MOST_WORDS_OF_A_LINE // 2 - at)) for at in (0, 7)
    ]
    many = [
        "".join(f"<p>{pattern[n % len(pattern)]} {n % 7}</p>" for n in range(MOST_PIECES - at))
        for at in (0, 7)
    ]
    started = time.process_time()
    compare_texts(f"<p>{words[0]}</p>" * 20, f"<p>x {words[1]} y</p>" * 20)
    compare_texts(*many)
    assert time.process_time() - started < 10


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_two_stories_can_be_compared_and_a_story_does_not_differ_from_itself(
    make_story, make_photo, section, pool, data
):
    Article.objects.filter(slug="the-story").delete()
    story = make_story(slug="the-story")
    write(story, data.draw(a_story(pool)))
    before = snapshot(story)
    assert not differs(compare(before, before))
    write(story, data.draw(a_story(pool)))
    after = snapshot(story)
    rows = compare(before, after)
    if not places_changed(before, after):
        assert not differs(rows)


@pytest.fixture
def pool(make_story, make_photo, section):
    return a_pool(make_story, make_photo, section)
