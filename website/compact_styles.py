"""Static files as they are served: style sheets without comments and spacing, then hashed and compressed.

The sheets are written to be read; a fifth of what a reader would fetch of them is for their authors alone.
"""

import re
from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

# What stands in quotation marks is kept as it is; all else is a comment, or space that says nothing.
_QUOTED = r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_COMMENT = re.compile(_QUOTED + r"|/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(_QUOTED + r"|\s*(?P<sign>[{};,])\s*|\s+")


def compact(sheet: str) -> str:
    """Return the style sheet `sheet` with the same rules, in fewer characters."""
    bare = _COMMENT.sub(lambda part: part["text"] or "", sheet)
    return _SPACE.sub(lambda part: part["text"] or part["sign"] or " ", bare).strip()


class CompactStaticFiles(CompressedManifestStaticFilesStorage):
    """Compacts the site's style sheets where they are collected, before they are hashed."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name in filter(_is_ours, paths):
                sheet = Path(self.path(name))
                sheet.write_text(compact(sheet.read_text("utf-8")), "utf-8")
                # What is hashed is what was collected here, not the file that it was collected from.
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def _is_ours(name):
    return name.startswith("site/") and name.endswith(".css")
