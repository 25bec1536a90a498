"""The light markup of the story files, made into the HTML that the desk's editor would write.

Paragraphs stand apart by an empty line. A paragraph that begins with ``## `` is a sub-heading, one whose
lines begin with ``- `` a list; ``*words*`` are in italics and ``[words](address)`` is a link.
"""

import html
import re

_ITALIC = re.compile(r"\*([^*\n]+)\*")
_LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")


def to_html(text: str) -> str:
    """Return the markup as HTML."""
    return "".join(map(_paragraph, re.split(r"\n\s*\n", text.strip())))


def _paragraph(text: str) -> str:
    lines = text.strip().splitlines()
    if lines[0].startswith("## "):
        return f"<h2>{_words(lines[0][3:])}</h2>"
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li><p>{_words(line[2:])}</p></li>" for line in lines) + "</ul>"
    return f"<p>{_words(' '.join(lines))}</p>"


def _words(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return _LINK.sub(r'<a href="\2">\1</a>', _ITALIC.sub(r"<em>\1</em>", escaped))
