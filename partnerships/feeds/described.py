"""What a feed says, in no format. Every address in it is absolute, every moment aware."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Topic:
    """What an item is about, and the page of that."""

    name: str
    address: str


@dataclass(frozen=True)
class Picture:
    """A picture that belongs to an item; width and height in pixels, the credit without brackets."""

    address: str
    width: int
    height: int
    caption: str = ""
    alt_text: str = ""
    credit: str = ""
    is_lead: bool = False
    media_type: str = "image/jpeg"


@dataclass(frozen=True)
class Item:
    """One thing that is told. `identity` (a URN) stays whatever becomes of its words and its address.

    `updated` is when readers were last told of a change, None when they never were; what is
    changed in silence does not move it. `content` is HTML, or "". `translations` are (language, address).
    """

    identity: str
    title: str
    address: str
    summary: str
    published: datetime
    updated: datetime | None = None
    content: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    pictures: tuple[Picture, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Withdrawn:
    """What stands in the place of an item that was taken back (RFC 6721), under its identity.

    `title` says that it was, and no more of it.
    """

    identity: str
    title: str
    address: str
    published: datetime
    when: datetime
    reason: str


@dataclass(frozen=True)
class Feed:
    """One document of a feed: what it is about, where it stands among the others, and what it tells.

    `addresses` is where this document is, by format. `current` is the document that one subscribes to, by
    format, and `older` the address of the next older one in each format; {} when there is none. `changed`
    is when anything in it last changed, None when there is nothing. `hub` is who passes on that it did (""
    for nobody). `stylesheet` makes it readable in a browser, where `explanation` is shown above it, with a
    link to `explained_at`.
    """

    title: str
    description: str
    language: str
    page: str
    addresses: dict[str, str]
    entries: tuple[Item | Withdrawn, ...]
    changed: datetime | None
    minutes_to_live: int
    current: dict[str, str] = field(default_factory=dict)
    older: dict[str, str] = field(default_factory=dict)
    is_archive: bool = False
    hub: str = ""
    stylesheet: str = ""
    explanation: str = ""
    explained_at: str = ""
    publisher: str = "Communiqué"

    @property
    def items(self) -> list[Item]:
        return [entry for entry in self.entries if isinstance(entry, Item)]

    @property
    def withdrawn(self) -> list[Withdrawn]:
        return [entry for entry in self.entries if isinstance(entry, Withdrawn)]

    def links(self, form: str, media_types: dict[str, str]) -> list[dict[str, str]]:
        """Return where the document stands, as attributes of Atom's links (RFC 4287, RFC 5005, WebSub)."""
        found = [{"rel": "self", "href": self.addresses[form], "type": media_types[form]}]
        found += [
            {"rel": "alternate", "href": address, "type": media_types[other]}
            for other, address in self.addresses.items()
            if other != form
        ]
        if self.hub:
            found.append({"rel": "hub", "href": self.hub})
        if self.current:
            found.append({"rel": "current", "href": self.current[form], "type": media_types[form]})
        if self.older:
            # Readers of archives ask for the one, readers that turn pages for the other.
            for rel in ("prev-archive", "next"):
                found.append({"rel": rel, "href": self.older[form], "type": media_types[form]})
        return found
