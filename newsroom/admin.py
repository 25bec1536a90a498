"""Where Django looks for the admin's classes; they stand in `newsroom.desk`."""

from newsroom.desk import editions, sections, users

__all__ = ["editions", "sections", "users"]
