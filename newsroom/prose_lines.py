"""Rich text as lines of words: a line for each paragraph, heading, item or row, with what is marked in it."""

import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from partnerships.language_names import language_name

# What a line is, by the innermost of these tags around it; a paragraph is nothing in particular.
LINE_KINDS: dict[str, Promise] = {
    "h1": _("Heading"),
    "h2": _("Heading"),
    "h3": _("Subheading"),
    "h4": _("Subheading"),
    "ul": _("List item"),
    "ol": _("Numbered item"),
    "blockquote": _("Quotation"),
    "tr": _("Table row"),
}
MARK_KINDS: dict[str, Promise] = {
    "a": _("Link"),
    "strong": pgettext_lazy("emphasis in a text", "Bold"),
    "b": pgettext_lazy("emphasis in a text", "Bold"),
    "em": pgettext_lazy("emphasis in a text", "Italic"),
    "i": pgettext_lazy("emphasis in a text", "Italic"),
    "sup": _("Superscript"),
    "sub": _("Subscript"),
}
# A passage in another language.
_PASSAGE = "span"
_ENDS_A_LINE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "tr", "table", "div"}
_CELLS = {"td", "th"}


@dataclass(frozen=True)
class Mark:
    """Words that are marked: `kind` says how, and `target` where a link leads."""

    kind: str
    words: str
    target: str = ""


@dataclass(frozen=True)
class Line:
    """Words that are read in one go; `kind` says what the line is, where that is not plain."""

    text: str
    kind: str = ""
    marks: tuple[Mark, ...] = ()


def words_of(text: str) -> str:
    """Return `text` in NFC, with one space wherever it has any: how it looks is no difference in words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


class _Lines(HTMLParser):
    def __init__(self, markup):
        super().__init__()
        self.lines: list[Line] = []
        self.around: list[str] = []
        self.text = ""
        self.open_marks: list[tuple[str, int, str]] = []
        self.marks: list[Mark] = []
        self.feed(markup)
        self.close()
        self._end_line()

    def handle_starttag(self, tag, attrs):
        if tag in MARK_KINDS or tag == _PASSAGE:
            said = dict(attrs)
            self.open_marks.append((tag, len(self.text), said.get("href") or said.get("lang") or ""))
        elif tag == "br":
            self.text += " "
        elif tag in _CELLS:
            self.text += " | " if self.text.strip() else ""
        elif tag in _ENDS_A_LINE and "tr" not in self.around:
            self._end_line()
        if tag in LINE_KINDS:
            self.around.append(tag)

    def handle_endtag(self, tag):
        if tag in MARK_KINDS or tag == _PASSAGE:
            for place in reversed(range(len(self.open_marks))):
                if self.open_marks[place][0] == tag:
                    self._end_mark(*self.open_marks.pop(place))
                    break
        elif tag == "tr" or (tag in _ENDS_A_LINE and "tr" not in self.around):
            self._end_line()
        elif tag in _ENDS_A_LINE:
            self.text += " "
        if tag in self.around:
            del self.around[len(self.around) - 1 - self.around[::-1].index(tag)]

    def handle_data(self, data):
        self.text += data

    def _end_mark(self, tag, start, target):
        words = words_of(self.text[start:])
        if words and tag != _PASSAGE:
            self.marks.append(Mark(str(MARK_KINDS[tag]), words, target))
        elif words and target:
            language = language_name(target, get_language() or settings.LANGUAGE_CODE)
            self.marks.append(Mark(gettext("In %(language)s") % {"language": language}, words))

    def _end_line(self):
        for tag, start, target in self.open_marks:
            self._end_mark(tag, start, target)
        self.open_marks = [(tag, 0, target) for tag, _start, target in self.open_marks]
        if text := words_of(self.text):
            kind = str(LINE_KINDS[self.around[-1]]) if self.around else ""
            self.lines.append(Line(text, kind, tuple(self.marks)))
        self.text, self.marks = "", []


def lines_of_markup(markup: str) -> list[Line]:
    """Return the lines of rich text; an empty paragraph is none."""
    return _Lines(markup).lines


def lines_of_text(text: str) -> list[Line]:
    """Return the lines of a plain text that say something."""
    return [Line(words) for line in text.splitlines() if (words := words_of(line))]
