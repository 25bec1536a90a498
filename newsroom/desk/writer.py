"""Who writes in the register when somebody works on the desk, for its history."""

from partnerships import versions
from website.sides import is_desk


class DeskWriter:
    """Middleware: what a request of the desk writes in the register, its user writes for the reason given."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST" or not is_desk(request):
            return self.get_response(request)
        # Both are asked for only when something is written: a view may read its form in its own way.
        with versions.writing_as(
            versions.Writing(lambda: request.user, lambda: request.POST.get(versions.WHY, ""))
        ):
            return self.get_response(request)
