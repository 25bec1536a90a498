"""Photo places: a credit, a mark, or the headline repeated as a picture's text give them away."""

from collections import Counter

from newsroom.importers.credits import credited_caption, marked_caption, split_credit
from newsroom.importers.datelines import opening
from newsroom.importers.lines import Line, Reading
from newsroom.importers.pieces import Headline, Kicker, PhotoPlace, RepeatedAlt

# A caption without a credit is known only by the repeated line above it, so it has to be brief.
LONGEST_UNCREDITED = 45


def recognise_credited(reading: Reading) -> None:
    """Take captions that end in a credit or begin with a mark, and credits that stand on their own line."""
    times = Counter(line.key for line in reading.lines)
    for at, line in reading.free():
        found = marked_caption(line.text) or credited_caption(line.text)
        if found is None:
            continue
        caption, credit = found
        above = at - 1
        # Once under the headline the same words can be a caption; time and again they are the pictures' text.
        alone = above >= 0 and times[reading.lines[above].key] <= 2
        if not caption and credit and alone and not line.after_blank and _may_be_caption(reading, above):
            reading.take(above, PhotoPlace, at, caption=reading.lines[above].text, credit=credit)
        else:
            reading.take(at, PhotoPlace, caption=caption, credit=credit)


def repeated_text(reading: Reading) -> str:
    """The words (folded) that stand above several captions as the pictures' text, or ""."""
    keys = [line.key for line in reading.lines]
    headlines = [reading.lines[at].key for at in reading.of(Headline)]
    if headlines and keys.count(headlines[0]) > 1:
        return headlines[0]
    for key, times in Counter(key for key in keys if len(key) >= 12).most_common():
        if times < 2:
            break
        places = [at for at, each in enumerate(keys) if each == key]
        if sum(isinstance(_piece_after(reading, at), PhotoPlace) for at in places) * 2 > len(places):
            return key
    return ""


def recognise_repeated(reading: Reading) -> None:
    """Drop the repeated lines; what stands under each is a caption, or the photo has none."""
    key = repeated_text(reading)
    if not key:
        return
    places = [at for at, line in reading.free() if line.key == key]
    for at in places:
        if reading.pieces[at] is not None:
            continue
        last = at
        while last + 1 in places:
            last += 1
        below = last + 1
        if isinstance(_piece_after(reading, last), PhotoPlace):
            _drop(reading, at, last)
        elif _is_uncredited_caption(reading, below):
            _drop(reading, at, last)
            caption, credit = split_credit(reading.lines[below].text)
            reading.take(below, PhotoPlace, caption=caption, credit=credit)
        elif _is_inside_the_story(reading, at, below):
            _drop(reading, at, last - 1)
            reading.take(last, PhotoPlace, caption="", credit="")
        else:
            _drop(reading, at, last)


def _drop(reading: Reading, first: int, last: int) -> None:
    for at in range(first, last + 1):
        reading.take(at, RepeatedAlt)


def _piece_after(reading: Reading, at: int) -> object:
    return reading.pieces[at + 1] if at + 1 < len(reading.pieces) else None


def _may_be_caption(reading: Reading, at: int) -> bool:
    """Whether the line can be the caption of the credit below it: brief, free, and no line of its own."""
    if at < 1 or reading.pieces[at] is not None:
        return False
    return len(reading.lines[at].text.split()) <= LONGEST_UNCREDITED


def _is_uncredited_caption(reading: Reading, at: int) -> bool:
    if at >= len(reading.lines) or reading.pieces[at] is not None:
        return False
    line = reading.lines[at]
    return (
        not line.after_blank
        and len(line.text.split()) <= LONGEST_UNCREDITED
        and not line.text.endswith(("?", ":"))
        and opening(line.text) is None
        and not _is_last(reading, at)
    )


def _is_last(reading: Reading, at: int) -> bool:
    """Whether nothing but taken lines follows: a caption has a story below it or above it."""
    return at < 3 and all(piece is not None for piece in reading.pieces[at + 1 :])


def _is_inside_the_story(reading: Reading, at: int, below: int) -> bool:
    """Whether story stands both above and below: at the top or the foot the line is only a title again."""

    def story(line: Line, piece: object) -> bool:
        return piece is None and len(line.text.split()) > 20

    above_it = zip(reading.lines[:at], reading.pieces[:at], strict=True)
    below_it = zip(reading.lines[below:], reading.pieces[below:], strict=True)
    headed = any(isinstance(piece, Headline | Kicker) for piece in reading.pieces[:at])
    return headed and any(story(*each) for each in above_it) and any(story(*each) for each in below_it)
