"""What a page says to people in its own language: its text, and the attributes that are read out."""

from html.parser import HTMLParser

READ_OUT = ("alt", "aria-label", "placeholder", "title")
SILENT = {"script", "style", "textarea", "code"}
NEVER_CLOSED = {"br", "hr", "img", "input", "link", "meta", "source", "col", "wbr"}


class PageWords(HTMLParser):
    """Collects the pieces of text of `html` in `language`, those marked as another language left out."""

    def __init__(self, html, language):
        super().__init__()
        self.language = language
        self.pieces: set[str] = set()
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def _hear(self, text):
        text = " ".join((text or "").split())
        if text and all(heard for _tag, heard in self._open):
            self.pieces.add(text.rstrip(":"))

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        heard = tag not in SILENT and said.get("lang", self.language) == self.language
        if heard:
            for name in READ_OUT:
                self._hear(said.get(name))
            if tag == "input" and said.get("type") in {"submit", "button"}:
                self._hear(said.get("value"))
        if tag not in NEVER_CLOSED:
            self._open.append((tag, heard))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in NEVER_CLOSED:
            self._open.pop()

    def handle_endtag(self, tag):
        if any(tag == opened for opened, _heard in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data):
        self._hear(data)
