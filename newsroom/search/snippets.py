"""Snippets: the place in a text where what was asked for stands, with the words marked. Pure.

Folding gives one character for one, so that a word found in the folded text is marked at the same place in
the text as it is written. What comes out is HTML, with everything escaped but the marks.
"""

from collections.abc import Sequence

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from newsroom.search.asking import Phrase
from newsroom.search.words import Place, nfc, places

LENGTH = 220
# A text is looked through so far, in characters.
FAR = 60_000

Span = tuple[int, int]


def spans(found: Sequence[Place], wanted: Sequence[Phrase]) -> list[tuple[Span, int]]:
    """Return where the phrases `wanted` stand among the words `found`, with which of them each is."""
    marks = []
    by_first: dict[str, list[int]] = {}
    for number, phrase in enumerate(wanted):
        by_first.setdefault(phrase[0], []).append(number)
    for place, first in enumerate(found):
        for number in by_first.get(first.word, ()):
            phrase = wanted[number]
            run = found[place : place + len(phrase)]
            if tuple(word.word for word in run) == phrase:
                marks.append(((first.start, run[-1].end), number))
    return marks


def _marked(text, marks: Sequence[Span], start=0, end=None):
    end = len(text) if end is None else end
    pieces, at = [], start
    for first, last in sorted(marks):
        if first < at or last > end:
            continue
        pieces.append(
            (format_html("{}{}", text[at:first], format_html("<mark>{}</mark>", text[first:last])),)
        )
        at = last
    pieces.append((conditional_escape(text[at:end]),))
    return format_html_join("", "{}", pieces)


def marked(text: str, wanted: Sequence[Phrase]) -> SafeString:
    """Return the whole of `text` as HTML with what is wanted marked."""
    text = nfc(text)
    return _marked(text, [span for span, _number in spans(places(text), wanted)])


def snippet(text: str, wanted: Sequence[Phrase], length: int = LENGTH) -> SafeString | None:
    """Return about `length` characters of `text` with most of what is wanted, marked; None for none."""
    text = " ".join(nfc(text[:FAR]).split())
    found = places(text)
    marks = spans(found, wanted)
    if not marks:
        return None
    best, most = 0, (0, 0)
    last = 0
    for first, ((begin, _end), _number) in enumerate(marks):
        last = max(last, first)
        while last + 1 < len(marks) and marks[last + 1][0][1] <= begin + length * 2 // 3:
            last += 1
        inside = marks[first : last + 1]
        worth = (len({number for _span, number in inside}), len(inside))
        if worth > most:
            best, most = begin, worth
    start = max(0, best - length // 3)
    starts = [word.start for word in found if start <= word.start <= best]
    start = 0 if start == 0 else starts[0]
    ends = [word.end for word in found if best < word.end <= start + length]
    end = len(text) if start + length >= len(text) else max(ends, default=best)
    end = max(end, next(last for (begin, last), _number in marks if begin == best))
    # A full stop or a bracket belongs to the word before it.
    while end < len(text) and not text[end].isspace():
        end += 1
    shown_marks = [span for span, _number in marks if span[0] >= start and span[1] <= end]
    shown = _marked(text, shown_marks, start, end)
    return format_html("{}{}{}", "… " if start else "", shown, " …" if end < len(text) else "")
