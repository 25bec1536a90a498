"""What a feed is about."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from newsroom.models.editions import EditionQuerySet


@dataclass(frozen=True)
class Channel:
    """The words of a feed, the page that it follows, and its stories.

    Where the page's address has a query, the feed has the same: all its links keep it.
    """

    name: str
    description: str
    page: str
    stories: EditionQuerySet

    @property
    def title(self) -> str:
        return f"Communiqué · {self.name}" if self.name else "Communiqué"

    @property
    def query(self) -> str:
        """What stands behind the question mark of every address of the feed; "" for most."""
        return urlsplit(self.page).query
