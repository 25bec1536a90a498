"""The days by which commitments are due, as a calendar: an entry that takes the last day, and no time of it.

They are events (RFC 5545 §3.6.1), not tasks (§3.6.2): of a calendar that one subscribes to, most clients show
events alone.
"""

import datetime

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.dates import Precision, last_day, spoken_date
from partnerships.ics import Entry, Status
from partnerships.models import CommitmentEntry
from partnerships.money import spoken_amount
from partnerships.texts import Text

_DAY = datetime.timedelta(days=1)


def for_calendar(commitments, at: datetime.datetime, day: datetime.date):
    """Return those of `commitments` that have a day, each with what `entry_of` tells of it (one query)."""
    live = CommitmentEntry.objects.live(at)
    of_this = live.filter(commitment=OuterRef("pk"), on__lte=day).order_by().values("commitment")
    number, latest = of_this.annotate(number=Count("pk")), of_this.annotate(latest=Max("public_from"))
    known = Greatest("public_from", "agreement__public_from")
    moved = Coalesce(Subquery(latest.values("latest")), known)
    return (
        commitments.exclude(due_on=None)
        .with_state(live, day)
        .annotate(
            entries_told=Coalesce(Subquery(number.values("number")), 0), moved_at=Greatest(known, moved)
        )
        .select_related("agreement")
        .order_by("due_on", "pk")
    )


def entry_of(commitment) -> Entry:
    """Return what `commitment`, one `for_calendar`, is in a calendar in the active language."""
    language = get_language()
    text = commitment.text.in_language(language)
    last = last_day(commitment.due_on, commitment.due_precision)
    page = settings.SITE_URL + commitment.get_absolute_url()
    return Entry(
        uid=str(commitment.uid),
        summary=Text(_summary(commitment, text), text.lang),
        begins=last,
        ends=last + _DAY if last < datetime.date.max else None,
        changed=commitment.moved_at,
        # Each entry in its log is news.
        sequence=commitment.entries_told,
        status=Status.CANCELLED if commitment.state == CommitmentEntry.Status.DROPPED else Status.CONFIRMED,
        is_busy=False,
        description=Text("\n".join([*_told(commitment, language), page]), language),
        url=page,
    )


def _summary(commitment, text):
    if commitment.state in CommitmentEntry.CLOSED:
        return _("%(state)s: %(commitment)s") % {
            "state": capfirst(commitment.get_state_display()),
            "commitment": text,
        }
    if commitment.due_precision == Precision.DAY:
        return _("Due: %(commitment)s") % {"commitment": text}
    due = spoken_date(commitment.due_on, commitment.due_precision)
    return _("Due in %(month)s: %(commitment)s") % {"month": due, "commitment": text}


def _told(commitment, language):
    agreement = {"number": commitment.number, "agreement": commitment.agreement.title}
    yield _("Commitment %(number)d of “%(agreement)s”.") % agreement
    yield _("State: %(state)s.") % {"state": commitment.get_state_display()}
    if commitment.amount is not None:
        yield spoken_amount(commitment.amount, commitment.currency, language)
