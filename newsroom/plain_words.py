"""What a story says without its mark-up: for searches, for counting, and for whoever takes plain text."""

import html
import re

from django.utils.html import strip_tags

from newsroom.tables import tables_as_lines

_BREAKS = re.compile(r"</(?:p|h\d|li|blockquote|figcaption|tr)>|<br ?/?>")


def plain_text(markup: str) -> str:
    """Return the words of `markup`, a line for each paragraph and for each row of a table."""
    text = html.unescape(strip_tags(_BREAKS.sub("\n", tables_as_lines(markup))))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def block_text(block) -> str:
    """Return the words of one frozen block."""
    match block["kind"]:
        case "rich_text":
            return plain_text(block["html"])
        case "photo":
            return block["caption"]
        case "pull_quote":
            return f"{block['quote']} {block['speaker']}".strip()
        case "question":
            return block["question"]
        case "numbered_points":
            return "\n".join(filter(None, [block["heading"], *block["points"]]))
    raise ValueError(f"There is no block of the kind {block['kind']!r}.")
