"""Who asks in an interview: marked ("Q:", "PV:", "Hỏi:", a name that recurs) or told by its words."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from newsroom.importers.letters import CAPITALS
from newsroom.importers.lines import Line, Reading
from newsroom.importers.pieces import Paragraph, Question
from partnerships.folding import fold

_ASK = re.compile(
    r"^(?P<who>q|question|hoi|cau hoi|cau|pv|p\.v\.?|phong vien|nha bao|reporter|interviewer|journalist)"
    r"\s*(?P<number>\d{1,2})?\s*(?P<sign>[:.)]|\s[-–—])\s*(?=\S)"
)
_ANSWER = re.compile(r"^(?P<who>a|answer|dap|tra loi|tl)\s*\d{0,2}\s*:\s*(?=\S)")
_NUMBER = re.compile(r"^\(?\d{1,2}[.)]\s+")
_SPEAKER = re.compile(r"^(?P<who>[^\s:?!.“\"(][^:?!“\"()]{1,60}?)\s*:\s+(?=\S)")
_TITLED = re.compile(
    r"^(?:(?:deputy|vice|former|foreign|prime|first|permanent|state|acting)\s+)*"
    r"(?:minister|ambassador|president|secretary|chairman|chairwoman|director|professor|dr|mr|mrs|ms|"
    r"consul|governor|mayor|general|spokesperson|bo truong|thu truong|dai su|thu tuong|tong bi thu|chu tich|"
    r"ong|ba|giam doc|giao su|tien si|nguoi phat ngon|tong lanh su|pho thu tuong)\b"
)
_NAMELESS = frozenset({"q", "question", "hoi", "cau hoi", "cau"})

_CLOSING = " \"'”’»)]*_"
_OPENING = "\"'“‘«([*_"
_SENTENCE = re.compile(rf"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[{CAPITALS}\d\"'“‘«(])")

_TITLES_VI = (
    r"(?:phó\s+|tổng\s+|thứ\s+)?(?:ông|bà|anh|chị|bộ trưởng|thứ trưởng|đại sứ|tổng bí thư|thủ tướng|chủ tịch|"
    r"đồng chí|giáo sư|tiến sĩ|chuyên gia|quý vị|giám đốc|người phát ngôn|tổng lãnh sự)"
)
_ADDRESSED = re.compile(
    r"\b(?:you|your|yours)\b|"
    r"^(?:[\w’'-]+\s+){0,3}(?:minister|ambassador|president|secretary|chairman|director|professor|"
    r"excellency|sir|madam|general|spokesperson)(?:\s+\S+){0,3},|"
    r",\s+(?:(?:mr|mrs|ms|madam)\.?\s+)?(?:\w+\s+)?"
    r"(?:minister|ambassador|president|secretary|chairman|director|professor|excellency|sir|madam)\s*\?|"
    rf"\b(?:xin|thưa|kính thưa)\s+{_TITLES_VI}|{_TITLES_VI}\s+(?:\w+\s+){{0,4}}"
    r"(?:đánh giá|cho biết|chia sẻ|nhận định|có thể|nhìn nhận|kỳ vọng|suy nghĩ|nghĩ|có|muốn|đề xuất|"
    r"lý giải)\b",
    re.IGNORECASE,
)
_STRONGLY = re.compile(
    r"\b(?:could|can|would|will|do|did|have|are)\s+you\b|"
    r"\byour\s+(?:assessment|view|opinion|thoughts|comment)|"
    rf"\b(?:xin|thưa|kính thưa)\s+{_TITLES_VI}|"
    r"^(?:[\w’'-]+\s+){0,3}(?:minister|ambassador|president|secretary|chairman|director|professor|excellency|sir|madam),",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    rf"^(?:xin\s+(?:cảm ơn\s+)?{_TITLES_VI}|{_TITLES_VI}\s+(?:có thể\s+)?(?:cho biết|chia sẻ))\b.*[.]$|"
    r"^(?:(?:[\w’'-]+\s+){0,3}(?:minister|ambassador|sir|madam|professor),\s+)?please\s+"
    r"(?:tell|share|describe|explain|elaborate|outline)\b.*[.]$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:we|us|our|ours|i|my|chúng ta|chúng tôi|tôi)\b", re.IGNORECASE)

LONGEST_QUESTION = 110
LONGEST_HEADING = 12


@dataclass(frozen=True)
class _Mark:
    end: int
    who: str


def recognise_questions(reading: Reading, interview: bool | None = None) -> None:
    """Take every question, and the marks off the answers.

    `interview` says what is known. True: a plain question between paragraphs counts. False: none
    without a mark does, for one who speaks or writes may ask aloud. None: the wording decides.
    """
    asking, answering = _speakers(reading)
    for at, line in reading.free():
        if mark := _asks(line, asking):
            reading.take(at, Question, text=_bare(line.text[mark.end :]), asked_by=mark.who)
    marked = len(reading.of(Question))
    if marked < 2 and interview is not False:
        _recognise_unmarked(reading, bool(interview) or marked > 0)
    _release_the_thanks(reading)
    for at, line in reading.free():
        if mark := _answers(line, answering):
            reading.take(at, Paragraph, text=line.text[mark.end :].lstrip("*_ "), speaker=mark.who)


def _release_the_thanks(reading: Reading) -> None:
    """The last words of one who asks ("PV: Xin cảm ơn Đại sứ.") ask nothing and have no answer."""
    last = reading.of(Question)[-1:]
    for at in last:
        text = reading.lines[at].text
        if not _has_an_answer_below(reading, at) and "?" not in text:
            reading.take(at, Paragraph, text=text)


def ends_in_a_question(text: str) -> bool:
    """Whether the last sentence asks, closing quotation marks aside; "He asked: …?" only tells."""
    bare = text.rstrip(_CLOSING)
    if not bare.endswith("?"):
        return False
    if bare == text or text[0] in _OPENING:
        return True
    # He asked: "Will it last?" tells of a question.
    opened = max(bare.rfind(sign) for sign in '"“‘«')
    before = text[:opened].rstrip() if opened > 0 else ""
    return not before.endswith((":", ",")) and not re.search(r"\b(?:asked|asks|wondered|hỏi)$", before)


def asks_somebody(text: str) -> bool:
    """Whether a line by itself is plainly put to a person: marked, numbered or addressed."""
    marked = bool(_ASK.match(fold(text)))
    return marked or (ends_in_a_question(text) and bool(_NUMBER.match(text) or _STRONGLY.search(text)))


def wonders_aloud(text: str) -> bool:
    """Whether the question is the writer's own, to no one: longer than a heading, or with "we" in it."""
    return len(text.split()) > LONGEST_HEADING or bool(_FIRST_PERSON.search(text))


def _recognise_unmarked(reading: Reading, interview: bool) -> None:
    plain: list[int] = []
    for at, line in list(reading.free()):
        if not _has_an_answer_below(reading, at):
            break
        if _is_addressed_question(line):
            reading.take(at, Question, text=_bare(line.text))
        elif _is_plain_question(line):
            plain.append(at)
    if interview or reading.of(Question):
        for at in plain:
            reading.take(at, Question, text=_bare(reading.lines[at].text))
    else:
        # Without an interview, long plain questions in turn with paragraphs are one still.
        longer = [at for at in plain if len(reading.lines[at].text.split()) > LONGEST_HEADING]
        if len(longer) > 1:
            for at in plain:
                reading.take(at, Question, text=_bare(reading.lines[at].text))


def _is_addressed_question(line: Line) -> bool:
    text = line.text
    if len(text.split()) > LONGEST_QUESTION:
        return False
    if _REQUEST.match(text):
        return len(_sentences(text)) <= 3
    if not ends_in_a_question(text) or not _ADDRESSED.search(text):
        return False
    *before, _last = _sentences(text)
    told = [sentence for sentence in before if not sentence.rstrip(_CLOSING).endswith("?")]
    if len(told) > 3:
        return False
    # One who answers speaks of himself before he wonders aloud; one who asks seldom does.
    return not any(map(_FIRST_PERSON.search, told)) or bool(_STRONGLY.search(text) and len(told) <= 1)


def _is_plain_question(line: Line) -> bool:
    text = _bare(line.text)
    return (
        ends_in_a_question(line.text)
        and 3 <= len(text.split()) <= 45
        and all(sentence.rstrip(_CLOSING).endswith("?") for sentence in _sentences(text))
        and not _FIRST_PERSON.search(text)
        and text.lstrip(_OPENING)[:1].isupper()
    )


def _has_an_answer_below(reading: Reading, at: int) -> bool:
    return any(piece is None or isinstance(piece, Paragraph) for piece in reading.pieces[at + 1 :])


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.split(text) if sentence]


def _bare(text: str) -> str:
    """Without the asterisks of bold type around it and a number before it."""
    text = text.strip("*_ ")
    return text[found.end() :] if (found := _NUMBER.match(text)) else text


def _unbold(text: str) -> tuple[str, int]:
    """The text without bold type's signs at its start, and how many there were."""
    bare = text.lstrip("*_")
    return bare, len(text) - len(bare)


def _asks(line: Line, asking: set[str]) -> _Mark | None:
    text, signs = _unbold(line.text)
    folded = fold(text)
    if found := _ASK.match(folded):
        who, by_sign = found["who"], found["sign"].strip()
        if by_sign == ":" or found["number"] or (who not in {"cau", "question"} and text[0].isupper()):
            end = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip("*_ "))
            named = "" if who in _NAMELESS else text[: len(who)].rstrip(".")
            return _Mark(signs + end, named)
    if (found := _SPEAKER.match(text)) and fold(found["who"].strip("*_ ")) in asking:
        return _Mark(signs + found.end(), found["who"].strip("*_ "))
    return None


def _answers(line: Line, answering: set[str]) -> _Mark | None:
    text, signs = _unbold(line.text)
    if found := _ANSWER.match(fold(text)):
        return _Mark(signs + found.end(), "")
    if (found := _SPEAKER.match(text)) and fold(found["who"].strip("*_ ")) in answering:
        return _Mark(signs + found.end(), found["who"].strip("*_ "))
    return None


def _speakers(reading: Reading) -> tuple[set[str], set[str]]:
    """The names, folded, before a colon that ask and that answer."""
    turns: list[tuple[str, bool]] = []
    for _at, line in reading.free():
        text, _signs = _unbold(line.text)
        marked = bool(_ASK.match(fold(text)))
        found = _SPEAKER.match(text)
        who = fold(found["who"].strip("*_ ")) if found else ""
        turns.append(("" if marked or len(who.split()) > 9 else who, marked or ends_in_a_question(text)))
    said = Counter(who for who, _asks in turns if who)
    asked = Counter(who for who, asks in turns if who and asks)
    asking = {who for who, times in asked.items() if times > 1 and times * 2 > said[who]}
    answering = set()
    for (above, asks), (who, _is_question) in pairwise(turns):
        in_turn = asks or above in asking or above in answering
        if who and who not in asking and in_turn and (said[who] > 1 or _TITLED.match(who)):
            answering.add(who)
    return asking, answering
