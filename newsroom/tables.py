"""Tables within a story's prose: how a page shows them, and how they read as plain text.

What comes in was written by the cleaner of prose: tags in lower case, every value quoted, all closed.
"""

import re

from django.utils.html import format_html
from django.utils.translation import gettext as _

_TABLE = re.compile(r"<table\b[^>]*>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<(?P<name>t[hd])\b(?P<attributes>[^>]*)>(?P<inside>.*?)</(?P=name)>", re.DOTALL)
_HEADER = re.compile(r"<th\b(?P<attributes>[^>]*)>")
_ENDS = re.compile(r"</(?:p|h\d|li|blockquote)>|<br ?/?>")

# Between the cells of a row where a table is read as text.
BETWEEN_CELLS = " | "


def dressed_tables(markup: str) -> str:
    """Return `markup` with each table scrolling within its own frame and its headers saying of what they are.

    A header in a row of headers is its column's, any other its row's.
    """
    return _TABLE.sub(lambda table: _framed(_ROW.sub(lambda row: _scoped(row[0]), table[0])), markup)


def _framed(table):
    # Whoever reads by keyboard scrolls it as well, so it takes the focus and has a name.
    opened = format_html(
        '<div class="table-scroll" role="region" tabindex="0" aria-label="{}">', _("Table; scrolls sideways")
    )
    return f"{opened}{table}</div>"


def _scoped(row):
    cells = [cell["name"] for cell in _CELL.finditer(row)]
    scope = "row" if "td" in cells else "col"
    return _HEADER.sub(rf'<th scope="{scope}"\g<attributes>>', row)


def tables_as_lines(markup: str) -> str:
    """Return `markup` with each row of a table made one paragraph, its cells kept apart."""
    return _TABLE.sub(lambda table: "".join(map(_line, _ROW.findall(table[0]))), markup)


def _line(row):
    cells = [_ENDS.sub(" ", cell["inside"]) for cell in _CELL.finditer(row)]
    return f"<p>{BETWEEN_CELLS.join(cells)}</p>"
