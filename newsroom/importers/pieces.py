"""What a story's text is made of. Each piece knows the lines it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Piece:
    """`lines` are numbers that begin at 1; `source` is what stands on them."""

    lines: tuple[int, ...]
    source: str

    code: ClassVar[str] = ""
    label: ClassVar[str | Promise] = ""
    # Whether an editor can choose this kind for a piece.
    offered: ClassVar[bool] = True

    @property
    def numbers(self) -> str:
        """The lines in words: "4" or "4–6"."""
        first, last = self.lines[0], self.lines[-1]
        return str(first) if first == last else f"{first}–{last}"

    def details(self) -> Sequence[tuple[str | Promise, str]]:
        """What was read out of the text besides its words, for the report."""
        return ()

    @property
    def words(self) -> str:
        return self.source


@dataclass(frozen=True, kw_only=True)
class Worded(Piece):
    """A piece whose words are a text of its own, its marks taken off."""

    text: str

    @property
    def words(self) -> str:
        return self.text


@dataclass(frozen=True, kw_only=True)
class Headline(Worded):
    code = "headline"
    label = _("headline")


@dataclass(frozen=True, kw_only=True)
class Kicker(Worded):
    """The line over a headline: "PRESS RELEASE", "Interview"."""

    code = "kicker"
    label = _("kicker")


@dataclass(frozen=True, kw_only=True)
class Standfirst(Worded):
    place: str = ""
    agency: str = ""
    code = "standfirst"
    label = _("standfirst")

    def details(self) -> Sequence[tuple[str | Promise, str]]:
        return _place_and_agency(self.place, self.agency)


@dataclass(frozen=True, kw_only=True)
class Paragraph(Worded):
    """`speaker` is whom an answer's mark names: "Minister X:" stands in the source, not in the text."""

    place: str = ""
    agency: str = ""
    speaker: str = ""
    code = "paragraph"
    label = _("paragraph")

    def details(self) -> Sequence[tuple[str | Promise, str]]:
        said = [(_("speaker"), self.speaker)] if self.speaker else []
        return [*_place_and_agency(self.place, self.agency), *said]


@dataclass(frozen=True, kw_only=True)
class SubHeading(Worded):
    code = "sub_heading"
    label = _("sub-heading")


@dataclass(frozen=True, kw_only=True)
class Question(Worded):
    asked_by: str = ""
    code = "question"
    label = _("question")

    def details(self) -> Sequence[tuple[str | Promise, str]]:
        return [(_("asked by"), self.asked_by)] if self.asked_by else []


@dataclass(frozen=True, kw_only=True)
class PhotoPlace(Piece):
    """Where a photo stands. `credit` is word for word: "Photo: …", "Nguồn: …", or nothing."""

    caption: str
    credit: str = ""
    code = "photo_place"
    label = _("photo place")

    @property
    def words(self) -> str:
        return self.caption

    def details(self) -> Sequence[tuple[str | Promise, str]]:
        return [(_("credit"), self.credit or str(_("none")))]


@dataclass(frozen=True, kw_only=True)
class ListItem(Worded):
    numbered: bool = False
    code = "list_item"
    label = _("list item")


@dataclass(frozen=True, kw_only=True)
class Dateline(Piece):
    """A line of its own with a place, a day or both."""

    place: str = ""
    day: str = ""
    code = "dateline"
    label = _("dateline")

    def details(self) -> Sequence[tuple[str | Promise, str]]:
        return [(_("place"), self.place)] if self.place else []


@dataclass(frozen=True, kw_only=True)
class Byline(Piece):
    name: str
    code = "byline"
    label = _("byline")

    @property
    def words(self) -> str:
        return self.name


@dataclass(frozen=True, kw_only=True)
class RelatedHeading(Piece):
    code = "related_heading"
    label = _("related heading")


@dataclass(frozen=True, kw_only=True)
class RelatedItem(Piece):
    title: str
    url: str = ""
    code = "related_item"
    label = _("related story")

    @property
    def words(self) -> str:
        return self.title

    def details(self) -> Sequence[tuple[str | Promise, str]]:
        return [(_("address"), self.url)] if self.url else []


@dataclass(frozen=True, kw_only=True)
class RepeatedAlt(Piece):
    """A picture's alternative text that only repeats the headline; it is dropped."""

    code = "repeated_alt"
    label = _("repeated image text")


@dataclass(frozen=True, kw_only=True)
class Left(Piece):
    """A line that is no part of the story; `why` says how that shows."""

    why: str | Promise = ""
    code = "left"
    label = _("left out")

    def details(self) -> Sequence[tuple[str | Promise, str]]:
        return [(_("why"), str(self.why))] if self.why else []


KINDS: dict[str, type[Piece]] = {
    kind.code: kind
    for kind in (
        Headline,
        Kicker,
        Standfirst,
        Dateline,
        Byline,
        Paragraph,
        SubHeading,
        Question,
        ListItem,
        PhotoPlace,
        RelatedHeading,
        RelatedItem,
        RepeatedAlt,
        Left,
    )
}


def _place_and_agency(place: str, agency: str) -> list[tuple[str | Promise, str]]:
    found: list[tuple[str | Promise, str]] = []
    if place:
        found.append((_("place"), place))
    if agency:
        found.append((_("agency"), agency))
    return found
