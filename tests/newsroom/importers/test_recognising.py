"""Our own sample stories, shape by shape."""

from newsroom.importers.pieces import (
    Byline,
    Dateline,
    Headline,
    Kicker,
    Left,
    ListItem,
    Paragraph,
    PhotoPlace,
    Question,
    RelatedItem,
    RepeatedAlt,
    Standfirst,
    SubHeading,
)
from newsroom.importers.recognising import recognise
from tests.newsroom.importers.samples import sample


def test_an_interview_between_photos_is_taken_apart():
    story = recognise(sample("interview-between-photos"))
    assert (story.kind, story.language, story.working_headline) == ("interview", "en", False)
    assert story.headline.startswith("Ambassador Pham Khanh Linh on three results")
    (standfirst,) = story.of(Standfirst)
    assert standfirst.agency == "WVR"
    assert standfirst.text.startswith("Ambassador Pham")
    assert [question.lines for question in story.of(Question)] == [(7,), (36,)]
    places = story.of(PhotoPlace)
    assert [place.credit for place in places] == [
        "Photo: Bao Chau",
        "Photo: Bao Chau",
        "Photo: Bao Chau",
        "",
        "",
        "Source: Ardenia News Service",
        "Photo: Bao Chau",
    ]
    assert places[3].caption == "The delegation and the keeper of the lighthouse at Cape Moor"
    assert len(story.of(RepeatedAlt)) == 7
    assert len(story.of(RelatedItem)) == 5
    assert story.of(SubHeading) == []
    assert story.lead_photo_place == places[0]


def test_a_question_that_an_answer_asks_itself_is_no_question():
    story = recognise(sample("interview-between-photos"))
    assert any(piece.text.startswith("What does a result look like") for piece in story.of(Paragraph))


def test_a_news_story_without_a_headline_gets_a_working_one():
    story = recognise(sample("news-without-headline"))
    assert story.kind == "news"
    assert story.of(Headline) == []
    assert story.working_headline
    assert story.headline == "The Ardenia Harbour Compact has been raised to the rank of a full partnership"
    assert [piece.lines for piece in story.of(SubHeading)] == [(2,), (5,), (8,), (11,), (13,)]
    assert len(story.of(Paragraph)) == 9


def test_a_story_without_a_headline_takes_the_text_that_stands_over_its_photos():
    _headline, _blank, rest = sample("interview-between-photos").split("\n", 2)
    story = recognise(rest)
    assert story.working_headline
    assert (
        story.headline == "Ambassador Pham Khanh Linh on three results and two tasks after the Ardenia visit"
    )


def test_blank_lines_between_the_paragraphs_change_nothing():
    story = sample("news-without-headline")
    tight, spaced = recognise(story), recognise(story.replace("\n", "\n\n"))
    assert [piece.words for piece in tight.pieces] == [piece.words for piece in spaced.pieces]
    assert [type(piece) for piece in tight.pieces] == [type(piece) for piece in spaced.pieces]


def test_a_speech_asks_the_hall_and_has_no_questions():
    story = recognise(sample("speech"))
    assert story.kind == "speech"
    assert story.of(Question) == []
    assert story.of(Standfirst) == []
    assert [piece.text for piece in story.of(SubHeading)] == ["What we owe the teachers"]
    assert [piece.place for piece in story.of(Dateline)] == ["Port Ardent"]
    assert [piece.name for piece in story.of(Byline)] == ["Vo Thanh Son"]


def test_a_vietnamese_statement_keeps_its_numbered_points():
    story = recognise(sample("statement-vi"))
    assert (story.kind, story.language) == ("statement", "vi")
    assert story.of(Standfirst)[0].place == "Hà Nội"
    assert [(piece.numbered, piece.lines) for piece in story.of(ListItem)] == [
        (True, (n,)) for n in (5, 7, 9)
    ]
    assert [piece.text for piece in story.of(SubHeading)] == ["Những việc tiếp theo"]
    assert [piece.lines for piece in story.of(Left)] == [(15,), (16,)]


def test_a_vietnamese_interview_loses_its_marks_and_keeps_who_spoke():
    story = recognise(sample("interview-vi"))
    assert (story.kind, story.language) == ("interview", "vi")
    assert story.of(Standfirst)[0].agency == "TGVN"
    assert [(piece.asked_by, piece.text[:9]) for piece in story.of(Question)] == [
        ("PV", "Xin Đại s"),
        ("PV", "Thời gian"),
        ("PV", "Đại sứ mu"),
    ]
    answers = [piece for piece in story.of(Paragraph) if piece.speaker]
    assert [answer.speaker for answer in answers] == ["Đại sứ Phạm Khánh Linh"] * 3
    assert answers[1].text.startswith("Trước hết")
    assert story.of(Paragraph)[-1].text == "PV: Xin trân trọng cảm ơn Đại sứ."
    assert [piece.title for piece in story.of(RelatedItem)] == [
        "Bốn mươi suất học bổng: ai có thể nộp hồ sơ",
        "Hợp xướng những người gác hải đăng đi lưu diễn",
    ]


def test_an_interview_with_bold_marks_is_read():
    story = recognise(sample("interview-marked"))
    assert [piece.text for piece in story.of(Question)] == [
        "How does one prepare for a winter like this?",
        "And when the boat cannot sail?",
        "What would you ask the two governments for?",
    ]
    assert story.of(Paragraph)[-1].text == "A second boat."
    assert story.of(Byline)[0].name == "Tran Gia Han"
    (related,) = story.of(RelatedItem)
    assert related.url == "https://example.org/second-boat"


def test_a_press_release_broken_at_the_margin_is_joined():
    story = recognise(sample("press-release"))
    assert story.kind == "press-release"
    assert len(story.of(Kicker)) == 2
    (standfirst,) = story.of(Standfirst)
    assert standfirst.lines == (6, 7, 8, 9)
    assert standfirst.place == "PORT ARDENT"
    assert "and of the northern coast" in standfirst.text
    assert [piece.text for piece in story.of(SubHeading)] == ["What changes for shipping companies"]
    assert len(story.of(ListItem)) == 3
    assert [str(piece.why) for piece in story.of(Left)] == [
        "end mark",
        "after the end mark",
        "after the end mark",
    ]


def test_a_photo_story_is_mostly_photo_places():
    story = recognise(sample("photo-story-vi"))
    assert story.kind == "photo-story"
    assert [(place.caption, place.credit) for place in story.of(PhotoPlace)] == [
        ("Chợ cá lúc bốn giờ sáng.", "Ảnh: Bảo Châu/TTXVN"),
        ("Người gác hải đăng lau kính.", "Ảnh: Bảo Châu; Nguồn: Bảo tàng Biển"),
        ("Học viên trường cảng biển kéo lưới.", "Ảnh: Bảo Châu"),
        ("Tàu khách cập bến", "Ảnh minh họa: Tư liệu"),
        ("", ""),
        ("Buổi tối trên cầu tàu", "VNA photo"),
    ]
    assert story.of(Byline)[0].name == "Bảo Châu"


def test_an_editor_can_say_what_a_piece_is():
    story = recognise(
        sample("news-without-headline"), changes={1: "standfirst", 2: "headline", 4: "photo_place"}
    )
    assert story.headline == "A Wider Frame for the Harbour Compact"
    assert not story.working_headline
    assert story.of(Standfirst)[0].lines == (1,)
    assert story.of(PhotoPlace)[0].caption.startswith("During the talks")


def test_an_editor_can_say_what_a_story_is():
    story = recognise(sample("speech"), language="vi", kind="interview")
    assert (story.language, story.kind) == ("vi", "interview")
    assert len(story.of(Question)) > 0
