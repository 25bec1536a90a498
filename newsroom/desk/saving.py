"""What follows from a save in a story's form, in the transaction of the save: one line for each concern."""

from newsroom import copies, workflow
from newsroom.desk import unsaved


def after_save(request, article, typed: bool) -> None:
    """Called at the end of every save; `typed` says whether it made a new version of `article`."""
    if typed:
        workflow.saved(article, request.user)
        copies.keep(article, request.user)
    unsaved.settle(request, article)
