"""Calendars of the days by which commitments are due."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.addresses import address_of
from partnerships.calendars import calendar
from partnerships.commitment_calendar import entry_of, for_calendar
from partnerships.ics import written
from partnerships.models import Agreement, Commitment
from partnerships.views.pages import kept, today

# Nobody reads more in a calendar; what is due first is what counts.
LENGTH = 1_000


def _answer(request, at, name, page, commitments):
    def write():
        description = _("The days by which commitments are due.")
        rows = for_calendar(commitments, at, today(at))[:LENGTH]
        return written(calendar(name, description, page, request.path, map(entry_of, rows)))

    response = kept(request, at, "text/calendar; charset=utf-8", write)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def everything(request):
    """The due days of all commitments, those of this year and later."""
    at = timezone.now()
    live = Commitment.objects.live(at).filter(due_on__gte=today(at).replace(month=1, day=1))
    return _answer(request, at, _("Commitments"), address_of("partnerships:commitments"), live)


@require_safe
def agreement(request, slug):
    """The due days of the commitments of one agreement."""
    at = timezone.now()
    found = get_object_or_404(Agreement.objects.live(at), slug=slug)
    name = _("Commitments: %(name)s") % {"name": found.short_name or found.title}
    live = Commitment.objects.live(at).filter(agreement=found)
    return _answer(request, at, name, found.get_absolute_url(), live)
