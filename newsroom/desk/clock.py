"""The desk's clock: every time that the desk reads or writes is in the newsroom's time zone."""

from django.utils import timezone

from newsroom.newsroom_time import newsroom_zone


class DeskClock:
    """Middleware: the newsroom's time zone is in force for requests to the admin."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        with timezone.override(newsroom_zone()):
            return self.get_response(request)
