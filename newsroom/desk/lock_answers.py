"""What the desk answers when something was locked in the very moment in which somebody saved it.

Forms ask for locks before they save. When an approval comes in between, or a page saves without asking,
the rows themselves refuse, nothing is written, and here that is told.
"""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from partnerships.facts import Locked
from website.sides import is_desk


class TellLocks:
    """Middleware: say on the desk why what is locked was not saved."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer `Locked`. The view's transaction is undone by then, so that nothing is half-written."""
        if not isinstance(exception, Locked) or not is_desk(request):
            return None
        context = {
            **admin.site.each_context(request),
            "title": _("Not saved"),
            "lock": exception.lock,
            "back": request.get_full_path(),
        }
        return TemplateResponse(request, "admin/locked.html", context, status=409).render()
