"""How long the photos of the library may be used, and who is told ahead that a licence ends.

The day in `Photo.licence_until` is the last one. What may not be published once it is over is the gate's own
business (`newsroom.photo_terms`).
"""

import datetime
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from newsroom.imaging.renditions import in_use
from newsroom.models import Article, LicenceWarning, Notice, Photo, PhotoBlock
from newsroom.newsroom_time import newsroom_day
from newsroom.photo_terms import SOON
from newsroom.staff import who_may

# Told so many days ahead, the earliest first; on the last day itself at the latest.
AHEAD = (30, 7, 1, 0)
KEEPS_PHOTOS = "photo editor"
# Photos are told of in parts, so that memory and locks stay small.
PART = 500


def today() -> datetime.date:
    """The newsroom's day."""
    return newsroom_day(timezone.now())


def ends_soon(day: datetime.date) -> Q:
    """Return the condition that a photo's licence ends on `day` or within the next days."""
    return Q(licence_until__gte=day, licence_until__lte=day + datetime.timedelta(days=SOON))


def has_ended(day: datetime.date) -> Q:
    """Return the condition that a photo's licence was over before `day`."""
    return Q(licence_until__lt=day)


def days_left(photo: Photo, day: datetime.date) -> int | None:
    """Return how many days are left on `day`: 0 on the last one, less when it is over, None without end."""
    return (photo.licence_until - day).days if photo.licence_until else None


def due(left: int) -> int:
    """Return which of the warnings `AHEAD` is due with so many days left (at most 30)."""
    return min(days for days in AHEAD if days >= max(left, 0))


@dataclass(frozen=True)
class Told:
    """How many photos somebody was told of, and how many others end soon that no story uses."""

    photos: int
    notices: int
    unused: int


def _used():
    """Return the keys of photos in stories that are public, to come, or being written."""
    led = Article.objects.exclude(lead_photo=None).order_by().values("lead_photo")
    blocks = PhotoBlock.objects.exclude(photo=None).order_by().values("photo")
    return led.union(blocks, in_use().order_by().values("photo"))


def warn(day: datetime.date | None = None) -> Told:
    """Tell photo editors, and who published it, of each used photo whose licence ends soon or has ended.

    Each warning is told once, whenever and how often this runs; one whose day was missed is left to the next.
    A licence that was given another end is told of anew. `day` is the newsroom's day; today when not given.
    """
    day = day or today()
    last = day + datetime.timedelta(days=SOON)
    # What ended longer ago was told of when it did, or stands in the worklist.
    first = day - datetime.timedelta(days=SOON)
    ending = Photo.objects.filter(licence_until__range=(first, last), retired_at=None).order_by()
    used = list(ending.filter(pk__in=_used()).values_list("pk", "licence_until"))
    photos = notices = 0
    for start in range(0, len(used), PART):
        told, made = _tell(used[start : start + PART], day)
        photos, notices = photos + told, notices + made
    later = [pk for pk, until in used if until and until >= day]
    return Told(photos, notices, ending.filter(licence_until__gte=day).count() - len(later))


def _tell(photos, day):
    wanted = {(pk, until, due((until - day).days)) for pk, until in photos}
    now = timezone.now()
    with transaction.atomic():
        # Two runs at once wait for each other here, and the second finds everything told.
        list(Photo.objects.filter(pk__in=[pk for pk, _until in photos]).order_by("pk").select_for_update())
        known = LicenceWarning.objects.filter(photo__in=[pk for pk, _until in photos])
        new = sorted(wanted - set(known.values_list("photo", "until", "days")))
        warnings = LicenceWarning.objects.bulk_create(
            LicenceWarning(photo_id=pk, until=until, days=days, at=now) for pk, until, days in new
        )
        receivers = _receivers([warning.photo_id for warning in warnings])
        made = Notice.objects.bulk_create(
            Notice(recipient_id=user, warning=warning, made_at=now)
            for warning in warnings
            for user in sorted(receivers[warning.photo_id])
        )
    return len(warnings), len(made)


def _receivers(photos) -> dict[int, set[int]]:
    """Return who is told of each of these photos: photo editors, and who published what shows it."""
    users = get_user_model().objects.filter(is_active=True, is_staff=True)
    keepers = set(users.filter(groups__name=KEEPS_PHOTOS).values_list("pk", flat=True))
    found = {photo: set(keepers) for photo in photos}
    may = set(who_may("newsroom.publish_article").filter(is_active=True).values_list("pk", flat=True))
    shown = in_use().filter(photo__in=photos).order_by().values_list("photo", "edition__published_by")
    for photo, publisher in shown.distinct():
        if publisher in may:
            found[photo].add(publisher)
    return found
