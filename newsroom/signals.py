"""What the newsroom tells others of, once it is committed."""

from django.dispatch import Signal

# An edition was recorded: public at once, scheduled, or a withdrawal. `edition` is it.
edition_recorded = Signal()

# A coming edition was cancelled before its time. `edition` is it.
edition_cancelled = Signal()
