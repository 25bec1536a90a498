"""A month of the newsroom's calendar: what becomes public or ceases to be, and what the register expects."""

import calendar
import datetime
from dataclasses import dataclass, field

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext as _

from newsroom.models import Article, Edition, Release
from newsroom.models.limits import seen_by
from newsroom.newsroom_time import newsroom_zone
from partnerships.models import Event

# What one month shows at most of each sort: a newsroom that plans more opens its lists.
MOST = 200
# What one day shows in the table before it says how many more there are.
OF_A_DAY = 4


@dataclass(frozen=True)
class Entry:
    """Something on a day. `kind` is a word of the style sheet, `word` what the desk calls it."""

    kind: str
    word: str
    text: str
    address: str
    at: datetime.datetime | None = None
    language: str = ""

    @property
    def place(self):
        """What lasts all day comes before what has an hour."""
        return (self.at is not None, self.at.timestamp() if self.at else 0, self.text)

    @property
    def time(self) -> str:
        return date_format(timezone.localtime(self.at), "TIME_FORMAT") if self.at else ""


@dataclass
class Day:
    date: datetime.date
    in_month: bool
    is_today: bool
    entries: list[Entry] = field(default_factory=list)

    @property
    def shown(self):
        return self.entries[:OF_A_DAY]

    @property
    def more(self):
        return self.entries[OF_A_DAY:]


@dataclass(frozen=True)
class Month:
    first: datetime.date
    weeks: list[list[Day]]

    @property
    def before(self) -> str:
        return f"{self.first - datetime.timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        return f"{self.first + datetime.timedelta(days=31):%Y-%m}"

    @property
    def busy_days(self):
        return [day for week in self.weeks for day in week if day.in_month and day.entries]

    @property
    def weekdays(self):
        begins = _first_weekday()
        return [(WEEKDAYS[(begins + n) % 7], WEEKDAYS_ABBR[(begins + n) % 7]) for n in range(7)]


def _first_weekday():
    # Django counts from Sunday, Python from Monday.
    return (get_format("FIRST_DAY_OF_WEEK") - 1) % 7


def asked_month(said: str, today: datetime.date) -> datetime.date:
    """Return the first day of the month that `said` ("2026-11") names; of today's where it names none."""
    try:
        first = datetime.datetime.strptime(said, "%Y-%m").date()  # noqa: DTZ007, a month has no zone
    except ValueError:
        return today.replace(day=1)
    return first if 1950 <= first.year <= 2150 else today.replace(day=1)


def days_of(first: datetime.date, today: datetime.date) -> list[list[Day]]:
    """Return the weeks of the month that begins on `first`, in the order of the active language."""
    weeks = calendar.Calendar(_first_weekday()).monthdatescalendar(first.year, first.month)
    return [[Day(date, date.month == first.month, date == today) for date in week] for week in weeks]


def month_for(user, first: datetime.date) -> Month:
    """Return the month with what `user` may know of it (four queries)."""
    today = timezone.localdate(timezone=newsroom_zone())
    month = Month(first, days_of(first, today))
    days = {day.date: day for week in month.weeks for day in week}
    begin, end = _moment(min(days)), _moment(max(days) + datetime.timedelta(days=1))
    entries = [
        *_editions(user, begin, end),
        *_articles(user, begin, end),
        *_releases(user, begin, end),
        *_events(user, min(days), max(days)),
    ]
    for date, entry in sorted(
        entries, key=lambda pair: (pair[1].at is not None, pair[1].at or 0, pair[1].text)
    ):
        if date in days:
            days[date].entries.append(entry)
    return month


def _moment(date):
    return datetime.datetime.combine(date, datetime.time.min, newsroom_zone())


def _day(moment):
    return moment.astimezone(newsroom_zone()).date()


def _editions(user, begin, end):
    """The editions that were recorded for a time to come, which is when they are scheduled."""
    if not user.has_perm("newsroom.view_article"):
        return
    coming = (
        Edition.objects.filter(public_from__gte=begin, public_from__lt=end, cancelled_at=None)
        .filter(seen_by(user, "article"), public_from__gt=F("recorded_at"))
        .exclude(change=Edition.Change.WITHDRAWAL)
        .select_related("article")
        .only("headline", "slug", "language", "public_from", "number", "article__id", "article__headline")
        .order_by("public_from", "pk")[:MOST]
    )
    for edition in coming:
        address = reverse("admin:newsroom_article_change", args=[edition.article_id])
        text = edition.headline or edition.article.headline
        yield (
            _day(edition.public_from),
            Entry("edition", _("becomes public"), text, address, edition.public_from, edition.language),
        )


def _articles(user, begin, end):
    if not user.has_perm("newsroom.view_article"):
        return
    ends = Q(embargo_until__gte=begin, embargo_until__lt=end)
    leaves = Q(expires_at__gte=begin, expires_at__lt=end)
    stories = Article.objects.visible_to(user).filter(ends | leaves)
    stories = stories.only("headline", "language", "embargo_until", "expires_at").order_by()[:MOST]
    words = {"embargo": _("embargo ends"), "expiry": _("leaves the public")}
    for story in stories:
        for kind, moment in (("embargo", story.embargo_until), ("expiry", story.expires_at)):
            if moment and begin <= moment < end:
                entry = Entry(
                    kind, words[kind], story.headline, story.get_absolute_url(), moment, story.language
                )
                yield _day(moment), entry


def _releases(user, begin, end):
    if not user.has_perm("newsroom.view_release"):
        return
    releases = Release.objects.filter(at__gte=begin, at__lt=end).exclude(state=Release.State.CANCELLED)
    for release in releases.order_by("at", "pk")[:MOST]:
        address = reverse("admin:newsroom_release_change", args=[release.pk])
        yield _day(release.at), Entry("release", _("release"), release.name, address, release.at)


def _events(user, first, last):
    """The register's events, on each of their days; those known to the month alone stand on none."""
    if not user.has_perm("partnerships.view_event"):
        return
    now = timezone.now()
    events = (
        Event.objects.filter(starts_on__lte=last, precision="day")
        .filter(Q(ends_on__gte=first) | Q(ends_on=None, starts_on__gte=first))
        .exclude(status=Event.Status.CANCELLED)
        .order_by("starts_on", "pk")[:MOST]
    )
    for event in events:
        word = _("event") if event.is_public(now) else _("event, not announced")
        address = reverse("admin:partnerships_event_change", args=[event.pk])
        date = max(event.starts_on, first)
        while date <= min(event.ends_on or event.starts_on, last):
            yield date, Entry("event", word, str(event), address)
            date += datetime.timedelta(days=1)
