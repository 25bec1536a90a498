"""What the times of a story say against its being public: embargo, end, schedule, and what is past."""

import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.models import Article, Edition
from newsroom.newsroom_time import in_newsroom_time
from newsroom.refusals import Reason


def embargo_is_over(article, now: datetime.datetime) -> bool:
    """Whether the embargo in the story's form has passed, and holds nothing any more."""
    return article.embargo_until is not None and article.embargo_until <= now


def expiry_is_over(article, now: datetime.datetime) -> bool:
    """Whether the story left the public at the time that still stands in its form."""
    if article.expires_at is None or article.expires_at > now:
        return False
    left = Edition.objects.filter(article=article.pk, public_from=article.expires_at, cancelled_at=None)
    return left.filter(change=Edition.Change.WITHDRAWAL, change_note="").exists()


def latest_embargo(article) -> datetime.datetime | None:
    """Return when the last embargo on the story in any of its languages ends."""
    group = Article.objects.filter(translation_group=article.translation_group).exclude(pk=article.pk)
    others = group.aggregate(latest=Max("embargo_until"))["latest"]
    return max(filter(None, [article.embargo_until, others]), default=None)


def embargo_reasons(article, at):
    """Yield why the story cannot be public at `at`: an embargo on it in any language holds for all."""
    until = latest_embargo(article)
    if until is None or at >= until or until <= timezone.now():
        return
    if until == article.embargo_until:
        said = _("The story is under embargo until %(time)s. It cannot be public before.")
    else:
        said = _(
            "The story is under embargo until %(time)s in another language, and a translation would "
            "betray it. It cannot be public before in any."
        )
    yield Reason("embargo", said % {"time": in_newsroom_time(until)}, "embargo_until")


def broken_by_embargo(group: UUID, until: datetime.datetime) -> Edition | None:
    """Return the first edition of the stories of a translation group that is to come before `until`.

    An edition that is scheduled comes by itself: an embargo laid afterwards would not hold it.
    """
    due = Edition.objects.coming().filter(translation_group=group)
    coming = due.order_by("public_from", "pk").first()
    # Compared here: a year that cannot be meant, which is refused later, could not be asked for.
    return coming if coming and coming.public_from < until else None


def expiry_reasons(article, at):
    now = timezone.now()
    if article.expires_at is None or article.expires_at > max(at, now) or expiry_is_over(article, now):
        return
    yield Reason(
        "expiry",
        _(
            "The story would leave the public at %(time)s, before it is there. "
            "Give a later time, or empty the field."
        )
        % {"time": in_newsroom_time(article.expires_at)},
        "expires_at",
    )


def scheduled_reasons(article, now):
    coming = article.editions.coming(now).first()
    if coming:
        yield Reason(
            "scheduled",
            _("Edition %(number)d is already scheduled for %(time)s. Cancel that first.")
            % {"number": coming.number, "time": in_newsroom_time(coming.public_from)},
        )


def past_reasons(at, now):
    if at <= now:
        yield Reason(
            "past", _("%(time)s is past. Choose a time to come.") % {"time": in_newsroom_time(at)}, "at"
        )
