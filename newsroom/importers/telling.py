"""What an import recognised, told line by line for a terminal."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from newsroom.importers.drafting import Report
from newsroom.importers.pieces import Left, RepeatedAlt
from newsroom.models import Article

_WIDEST = 66


def told(report: Report) -> Iterator[str]:
    """The report's lines: every piece with its place, what was left, and the ties suggested."""
    story = report.recognition
    languages = dict(settings.LANGUAGES)
    yield _("Kind: %(kind)s. Language: %(language)s.") % {
        "kind": Article.Kind(story.kind).label,
        "language": languages.get(story.language, story.language),
    }
    if story.working_headline:
        yield _("No headline stands in the text. Working headline: %(headline)s") % {
            "headline": story.headline
        }
    yield ""
    yield _("What was recognised (lines, kind, first words):")
    for piece in story.pieces:
        details = "; ".join(f"{name}: {said}" for name, said in piece.details())
        words = _cut(" ".join(piece.words.split()))
        yield f"  {piece.numbers:>7}  {piece.label!s:<21.21}  {words}" + (f"  [{details}]" if details else "")
    yield ""
    left = [piece.numbers for piece in story.pieces if isinstance(piece, Left | RepeatedAlt)]
    if left:
        yield _("Left out of the draft: lines %(lines)s.") % {"lines": ", ".join(left)}
    else:
        yield _("Nothing was left out.")
    if report.interviewee:
        yield _("Interviewee, as the register knows them: %(name)s.") % {"name": report.interviewee}
    yield ""
    yield from _told_ties(report)


def _told_ties(report: Report) -> Iterator[str]:
    if not report.ties:
        yield _("Nothing in the register is named, so no tie is suggested.")
        return
    yield _("Suggested ties, for an editor to accept:")
    for tie in report.ties:
        told_tie = f"  {_kind(tie.kind):<12}{tie.label}: {tie.evidence}"
        if tie.rivals:
            told_tie += " " + _("(the same words can mean %(others)s)") % {"others": ", ".join(tie.rivals)}
        yield told_tie


def _kind(code: str) -> str:
    return {
        "partner": _("partner"),
        "pillar": _("pillar"),
        "person": _("person"),
        "event": _("event"),
        "agreement": _("agreement"),
    }[code]


def _cut(words: str) -> str:
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1].rstrip() + "…"
