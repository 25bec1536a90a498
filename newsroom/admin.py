"""Where Django looks for the admin's classes; they stand in `newsroom.desk`."""

from newsroom.desk import articles, editions, releases, sections, users
from newsroom.desk.front import pages
from newsroom.desk.library import collections, photos

__all__ = ["articles", "collections", "editions", "pages", "photos", "releases", "sections", "users"]
