"""A picture for a page that has none: what other sites show of it where somebody shares its address.

Pure drawing, of words alone: the same words make the same bytes.
"""

import hashlib
import io
import json
import re
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

# What https://ogp.me/ has no word on, and all sites cut to.
WIDTH, HEIGHT = 1200, 630
MARGIN = 80

# Part of every digest: count it up when the same words are drawn differently.
DRAWING = 2

NIGHT, NIGHT_INK, NIGHT_INK_2, ACCENT, RULE = "#14181d", "#f1efe9", "#b5bcc4", "#ff6f5e", "#3b434c"

# The headline is set in the first of these sizes in which it has few enough lines.
HEADLINE_SIZES = ((96, 2), (82, 3), (70, 4), (58, 5))
LEADING = 1.16

# One after the other, as the style sheets ask for them: Vietnamese, its rare capitals, the rest of Latin.
_SERIF = ("newsreader-vi", "newsreader-vi-rare", "newsreader-400-ext")
_FILES = {
    "headline": _SERIF,
    "wordmark": _SERIF,
    "label": ("be-vietnam-pro-600-vi", "be-vietnam-pro-600-vi-rare", "be-vietnam-pro-600-ext"),
    "small": ("be-vietnam-pro-400-vi", "be-vietnam-pro-400-vi-rare", "be-vietnam-pro-400-ext"),
}
# Of the files that hold every weight.
_WEIGHTS = {"headline": 500, "wordmark": 600}
_RANGES = re.compile(r'url\("fonts/([^"]+)\.woff2"\)[^}]*?unicode-range:([^;]+);')


@dataclass(frozen=True)
class CardWords:
    """What a card says. Without a date none is shown."""

    language: str
    headline: str
    label: str
    date: str
    site: str

    @property
    def digest(self) -> str:
        """24 hexadecimal digits that differ when what is shown differs."""
        said = json.dumps([DRAWING, *astuple(self)], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:24]


def _folder() -> Path:
    return Path(settings.BASE_DIR) / "static" / "site"


@cache
def _letters() -> dict[str, frozenset[int]]:
    """Which letters each file of our fonts has, as the style sheet of the site tells browsers."""
    found = {}
    for name, said in _RANGES.findall((_folder() / "fonts.css").read_text(encoding="utf-8")):
        ends = [one.strip().removeprefix("U+").split("-") for one in said.split(",")]
        found[name] = frozenset(
            letter
            for first, *last in ends
            for letter in range(int(first, 16), int((last or [first])[0], 16) + 1)
        )
    return found


@cache
def _font(name: str, size: int, style: str) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(_folder() / "fonts" / f"{name}.woff2"), size)
    if style in _WEIGHTS and name in ("newsreader-vi", "newsreader-vi-rare"):
        font.set_variation_by_axes([_WEIGHTS[style]])
    return font


def _runs(text: str, style: str) -> list[tuple[str, str]]:
    """`text` in pieces, each with the file that has its letters: the first one for what none of them has."""
    first, *others = _FILES[style]
    pieces: list[tuple[str, str]] = []
    for letter in text:
        having = (name for name in (first, *others) if ord(letter) in _letters()[name])
        name = next(having, first)
        if pieces and pieces[-1][0] == name:
            pieces[-1] = (name, pieces[-1][1] + letter)
        else:
            pieces.append((name, letter))
    return pieces


def _length(text: str, style: str, size: int) -> float:
    return sum(_font(name, size, style).getlength(piece) for name, piece in _runs(text, style))


def _write(drawing, place, text, style, size, colour) -> float:
    """Write `text` with its baseline at `place`; return where it ends."""
    x, baseline = place
    for name, piece in _runs(text, style):
        drawing.text((x, baseline), piece, font=_font(name, size, style), fill=colour, anchor="ls")
        x += _font(name, size, style).getlength(piece)
    return x


def _shortened(text: str, style: str, size: int, width: int) -> str:
    """`text`, with as many of its last letters left out for an ellipsis as it needs to fit."""
    if _length(text, style, size) <= width:
        return text
    while text and _length(f"{text}…", style, size) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,;:–—-')}…"


def _lines(words: list[tuple[str, float]], space: float, width: float) -> list[str]:
    """The `words`, each with its length, in lines that are no longer than `width` where a word is not."""
    lines, length = [], 0.0
    for word, its in words:
        if lines and length + space + its <= width:
            lines[-1] += f" {word}"
            length += space + its
        else:
            lines.append(word)
            length = its
    return lines


def _balanced(words: list[tuple[str, float]], space: float, width: float) -> list[str]:
    """The lines of `words`, so that no word is left alone in the last of them: as even as they can be."""
    best = _lines(words, space, width)
    widest = max((its for _word, its in words), default=0)
    for narrower in range(int(width), int(max(width * 0.6, widest)), -24):
        tried = _lines(words, space, narrower)
        if len(tried) > len(best):
            break
        best = tried
    return best


def _headline(text: str, width: int) -> tuple[int, list[str]]:
    """The size of the headline, and its lines: as large as it fits, and cut short in the smallest size."""
    for size, most in HEADLINE_SIZES:
        words = [(word, _length(word, "headline", size)) for word in text.split()]
        space = _length(" ", "headline", size)
        lines = _lines(words, space, width)
        if len(lines) <= most and all(its <= width for _word, its in words):
            return size, _balanced(words, space, width)
    kept, rest = lines[: most - 1], " ".join(lines[most - 1 :])
    return size, [_shortened(line, "headline", size, width) for line in [*kept, rest] if line]


def _wordmark(drawing, right: int, baseline: int, site: str) -> None:
    """The site's name, with the accent of its é in colour where it has one."""
    size = 46
    start = right - _length(site, "wordmark", size)
    drawn = _write(drawing, (start, baseline), site, "wordmark", size, NIGHT_INK)
    if site.endswith("é"):
        e = _length("é", "wordmark", size)
        # All above the letter's own height is the accent.
        height = round(size * 0.51)
        box = (round(drawn - e), baseline - size, round(drawn) + 2, baseline - height)
        accent = Image.new("RGB", (WIDTH, HEIGHT), NIGHT)
        _write(ImageDraw.Draw(accent), (start, baseline), site, "wordmark", size, ACCENT)
        drawing._image.paste(accent.crop(box), box[:2])


def drawn(words: CardWords) -> bytes:
    """Return the card of `words`, a PNG of 1200 by 630 pixels.

    It takes some tens of milliseconds of a processor. Fonts are shared: no two threads may draw at once.
    """
    picture = Image.new("RGB", (WIDTH, HEIGHT), NIGHT)
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((0, 0, WIDTH, 11), fill=ACCENT)
    width = WIDTH - 2 * MARGIN
    label = _shortened(words.label.upper(), "label", 28, width)
    _write(drawing, (MARGIN, 112), label, "label", 28, ACCENT)
    size, lines = _headline(words.headline, width)
    # Capitals with two marks above them reach higher than others: the first line keeps its distance.
    baseline = 152 + size
    for line in lines:
        _write(drawing, (MARGIN, baseline), line, "headline", size, NIGHT_INK)
        baseline += round(size * LEADING)
    drawing.line((MARGIN, 530, WIDTH - MARGIN, 530), fill=RULE, width=2)
    _write(drawing, (MARGIN, 582), words.date, "small", 28, NIGHT_INK_2)
    _wordmark(drawing, WIDTH - MARGIN, 584, words.site)
    written = io.BytesIO()
    # Few colours: text on one ground, smooth at its edges. A third of the bytes, and nobody sees it.
    flat = picture.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.save(written, "PNG")
    return written.getvalue()
