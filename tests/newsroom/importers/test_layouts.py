"""Lines around the story: headings, captions and related lists in the forms that people send."""

import pytest

from newsroom.importers.pieces import (
    Byline,
    Headline,
    Left,
    Paragraph,
    PhotoPlace,
    Question,
    RelatedHeading,
    RelatedItem,
    RepeatedAlt,
    Standfirst,
    SubHeading,
)
from newsroom.importers.recognising import recognise

LONG = (
    "The harbour offices of both coasts met again on Tuesday to read the new form aloud, page by page, and "
    "to strike out what nobody could explain."
)


@pytest.mark.parametrize(
    "heading",
    [
        "RELATED NEWS",
        "Related stories",
        "Read also",
        "Read more:",
        "TIN LIÊN QUAN",
        "Tin liên quan:",
        "Xem thêm",
    ],
)
def test_titles_under_a_related_heading_are_related_stories(heading):
    story = recognise(
        f"A new form for both harbours\n\n{LONG}\n\n{LONG}\n\n{heading}\n- One title\n• Another title?\n"
    )
    assert [piece.title for piece in story.of(RelatedItem)] == ["One title", "Another title?"]
    assert len(story.of(RelatedHeading)) == 1


def test_a_related_list_in_mid_story_ends_where_the_story_goes_on():
    story = recognise(
        f"A new form for both harbours\n\n{LONG}\n\nRELATED NEWS\nOne title\nAnother title\n\n"
        f"What the captains say\n\n{LONG}\n"
    )
    assert [piece.title for piece in story.of(RelatedItem)] == ["One title", "Another title"]
    assert [piece.text for piece in story.of(SubHeading)] == ["What the captains say"]


def test_related_titles_bring_their_addresses():
    story = recognise(
        f"A new form for both harbours\n\n{LONG}\n\n{LONG}\n\nSee also\n"
        "[One title](https://example.org/one)\nAnother title\nhttps://example.org/two\n"
    )
    assert [(piece.title, piece.url) for piece in story.of(RelatedItem)] == [
        ("One title", "https://example.org/one"),
        ("Another title", "https://example.org/two"),
    ]


def test_labels_say_what_a_line_is():
    story = recognise(f"Headline: A new form\nStandfirst: WVR - {LONG}\n{LONG}\n")
    assert story.of(Headline)[0].text == "A new form"
    assert story.of(Standfirst)[0].agency == "WVR"
    assert story.of(Standfirst)[0].text == LONG


def test_markdown_headings_are_headings():
    story = recognise(
        f"# A new form\n\n{LONG}\n\n## What the captains say.\n\n{LONG}\n\n**And the pilots**\n\n{LONG}\n"
    )
    assert story.headline == "A new form"
    assert [piece.text for piece in story.of(SubHeading)] == ["What the captains say.", "And the pilots"]


def test_a_headline_may_be_a_question():
    story = recognise(f"What next for the two harbours?\n\nWVR - {LONG}\n\n{LONG}\n")
    assert story.of(Headline)[0].text == "What next for the two harbours?"


def test_an_enumeration_that_opens_a_paragraph_is_no_heading():
    story = recognise(
        f"A new form\n\n{LONG}\n\nFirst and foremost, the captains.\n\nSecondly, the pilots,\n\n{LONG}\n"
    )
    assert story.of(SubHeading) == []


def test_short_lines_in_a_row_are_no_headings():
    story = recognise(f"A new form\n\n{LONG}\n\n{LONG}\n\nPort Ardent\nCape Moor\nHarbour School\n\n{LONG}\n")
    assert story.of(SubHeading) == []
    assert len(story.of(Paragraph)) == 5


def test_a_headline_repeated_under_itself_is_dropped_and_makes_no_photo():
    story = recognise(
        f"A new form for both harbours\nA new form for both harbours\n\nWVR - {LONG}\n\n{LONG}\n"
    )
    assert len(story.of(RepeatedAlt)) == 1
    assert story.of(PhotoPlace) == []
    assert story.of(Standfirst)[0].agency == "WVR"


def test_a_repeated_headline_between_long_paragraphs_is_a_photo_without_a_caption():
    head = "A new form for both harbours"
    story = recognise(f"{head}\n\n{LONG}\n\n{LONG}\n\n{head}\n\n{LONG}\n")
    (place,) = story.of(PhotoPlace)
    assert (place.caption, place.credit, place.lines) == ("", "", (7,))


def test_a_caption_on_two_lines_is_one_place():
    story = recognise(f"A new form\n\n{LONG}\n\n{LONG}\n\nThe quay at noon.\nPhoto: Bao Chau\n\n{LONG}\n")
    (place,) = story.of(PhotoPlace)
    assert (place.caption, place.credit, place.numbers) == ("The quay at noon.", "Photo: Bao Chau", "7–8")


def test_what_a_web_page_leaves_is_left_out_with_its_reason():
    story = recognise(f"A new form\n\nShare\n\n{LONG}\n\n* * *\n\n{LONG}\n\nhttps://example.org/\n")
    assert [str(piece.why) for piece in story.of(Left)] == [
        "a web page's button",
        "signs without words",
        "an address alone",
    ]


def test_a_headline_alone_is_a_headline_or_a_paragraph_but_never_lost():
    story = recognise("One line and nothing more")
    assert story.headline == "One line and nothing more"
    assert len(story.pieces) == 1


def test_an_agency_s_signs_at_the_end_are_read():
    story = recognise(
        f"A new form\n{LONG}\nBackground\n{LONG}\nHai bên sẽ gặp lại trong tháng Sáu./.\nTTXVN\n"
    )
    assert [piece.name for piece in story.of(Byline)] == ["TTXVN"]
    assert story.of(Paragraph)[-1].text == "Hai bên sẽ gặp lại trong tháng Sáu."


def test_a_caption_may_say_what_the_headline_says():
    head = "Minister Le An receives the ambassador"
    story = recognise(f"{head}\n{LONG}\n{LONG}\n{head.upper()}\nPhoto: MOFA\n{LONG}\n")
    (place,) = story.of(PhotoPlace)
    assert (place.caption, place.credit) == (head.upper(), "Photo: MOFA")


def test_numbered_and_lettered_paragraphs_keep_their_marks():
    story = recognise(
        "Joint statement on harbours\n\n1. The sides met.\n\n2. They agreed:\n\n"
        "a) to use one form.\n\n3. They left.\n"
    )
    assert [piece.text for piece in story.of(Paragraph)] == [
        "1. The sides met.",
        "2. They agreed:",
        "a) to use one form.",
        "3. They left.",
    ]


def test_what_is_too_long_for_its_place_is_a_paragraph():
    story = recognise(f"A new form\n\nQ: {'And what then, ' * 80}sir?\n\nNothing.\n")
    assert story.of(Question) == []
    assert max(len(piece.text) for piece in story.of(Paragraph)) > 1000
