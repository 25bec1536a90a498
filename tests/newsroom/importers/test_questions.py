import pytest

from newsroom.importers.pieces import Paragraph, Question, Standfirst, SubHeading
from newsroom.importers.recognising import recognise

STORY = """The harbour master speaks

The harbour master of Port Ardent has kept the quay for thirty years and knows every ship by her horn alone.

{question}

I would say that the wind decides most things here, and that we only write them down.
"""


def questions(line):
    return [piece.text for piece in recognise(STORY.format(question=line)).of(Question)]


@pytest.mark.parametrize(
    "line",
    [
        "Could you describe an ordinary day?",
        "Madam, what does the quay need most?",
        "What, in the end, is the most important thing for you?",
        "The quay was rebuilt last year. It cost a fortune. How do you assess the result?",
        "“How do you find your way in the fog?”",
        "What did you mean when you said “who else?”",
        "Xin bà cho biết công việc thường ngày ở bến cảng.",
        "Bà đánh giá thế nào về cầu cảng mới?",
        "Please describe an ordinary day on the quay.",
        "Q: And the fog?",
        "Hỏi: Còn sương mù thì sao?",
        "WVR: And the fog? What does one do in it?\n\nOne waits.\n\nWVR: And the storms?",
    ],
)
def test_a_question_to_somebody_is_one(line):
    assert questions(line)


@pytest.mark.parametrize(
    "line",
    [
        "He asked the crew: “Will the rope hold?”",
        "We rebuilt the quay in a single summer. Who would have believed it?",
        "What is a quay? It is a wall that ships may touch.",
        "The crew wondered aloud, “Who pays?”",
        "The question is who pays.",
    ],
)
def test_a_question_to_nobody_is_none(line):
    assert questions(line) == []


def test_an_explainer_asks_in_its_sub_headings():
    story = recognise(
        "The harbour form explained\n\n"
        "Ships that call at both harbours fill in one form from May on, and here is what it asks.\n\n"
        "Who fills it in?\n\nThe captain does, or the officer of the watch.\n\n"
        "How long is it?\n\nFour pages, in both languages.\n"
    )
    assert story.of(Question) == []
    assert [piece.text for piece in story.of(SubHeading)] == ["Who fills it in?", "How long is it?"]
    assert story.kind == "explainer"


def test_plain_questions_count_in_what_is_called_an_interview():
    story = recognise(
        "Interview with the harbour master\n\n"
        "The harbour master of Port Ardent has kept the quay for years and knows each ship by her horn.\n\n"
        "What does the quay need most?\n\nStone and patience.\n\nAnd after the storms?\n\nMore stone.\n"
    )
    assert len(story.of(Question)) == 2
    assert [piece.text for piece in story.of(Paragraph)] == ["Stone and patience.", "More stone."]


def test_an_interview_without_a_headline_opens_with_its_first_question():
    story = recognise(
        "1. Minister, how do you see the visit?\n\nIt went well.\n\n"
        "2. What comes next?\n\nA great deal of work.\n"
    )
    assert story.working_headline
    assert [piece.text for piece in story.of(Question)] == [
        "Minister, how do you see the visit?",
        "What comes next?",
    ]


def test_speakers_named_in_capitals_take_turns():
    story = recognise(
        "The harbour master on thirty years of fog\n\n"
        "The harbour master retires this spring. We met on the quay, in fog.\n\n"
        "WVR: What do you remember?\n\nHARBOUR MASTER: Thinking: who put a harbour in a cloud?\n\n"
        "WVR: And the last day?\n\nHARBOUR MASTER: Ask me in April.\n"
    )
    assert [piece.asked_by for piece in story.of(Question)] == ["WVR", "WVR"]
    assert {piece.speaker for piece in story.of(Paragraph)} == {"HARBOUR MASTER"}
    assert len(story.of(Standfirst)) == 1


def test_a_question_that_somebody_is_said_to_have_asked_is_no_heading():
    line = 'At the briefing a reporter asked: "Who pays?"'
    story = recognise(STORY.format(question=line))
    assert line in [piece.text for piece in story.of(Paragraph)]
