"""Which stories use a photo: those that have it in their working copy, and every edition that shows it.

What a story that one may not see does with a photo is counted nowhere, so that no number betrays it.
"""

from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from newsroom.models import Article, Edition, EditionPhoto, PhotoBlock
from newsroom.models.limits import seen_by

# The stories of a page of photos are counted no further than this, all together.
COUNTED = 10_000


def led_by(user):
    """Return the stories that `user` may see and that have a lead photo, for a query of photos."""
    return Article.objects.visible_to(user).exclude(lead_photo=None).order_by()


def blocks_of(user):
    """Return the blocks with a photo of the stories that `user` may see."""
    return PhotoBlock.objects.filter(seen_by(user, "parent")).exclude(photo=None).order_by()


def shown_to(user):
    """Return the uses of photos by editions that are, were or will be public, as far as `user` may know."""
    return EditionPhoto.objects.filter(
        seen_by(user, "edition__article"), edition__cancelled_at=None
    ).order_by()


def shown_now(at=None):
    """Return the uses that the public sees at `at` (now when not given), kept under a notice or not."""
    editions = Edition.objects.in_force(at or timezone.now())
    return EditionPhoto.objects.filter(edition__in=editions).order_by()


def _uses(user):
    photo = OuterRef("pk")
    return (
        Exists(led_by(user).filter(lead_photo=photo)),
        Exists(blocks_of(user).filter(photo=photo)),
        Exists(shown_to(user).filter(photo=photo)),
    )


def is_used(user) -> Q:
    """Return the condition that a photo is used by a story that `user` may see."""
    led, within, shown = _uses(user)
    return Q(led) | Q(within) | Q(shown)


def is_unused(user) -> Q:
    """Return the opposite; each way of use is denied by itself, which databases plan as one look for each."""
    led, within, shown = _uses(user)
    return Q(~led, ~within, ~shown)


def is_public(at=None) -> Q:
    """Return the condition that the public sees a photo at `at`."""
    at = at or timezone.now()
    until = Q(edition__public_until=None) | Q(edition__public_until__gt=at)
    shown = EditionPhoto.objects.filter(until, edition__public_from__lte=at, photo=OuterRef("pk"))
    return Q(Exists(shown.order_by()))


def numbers_of_stories(photos, user) -> dict[int, int]:
    """Return by how many stories that `user` may see each of `photos` (numbers) is used. One query."""
    photos = list(photos)
    led = led_by(user).filter(lead_photo__in=photos).values_list("lead_photo", "pk")
    blocks = blocks_of(user).filter(photo__in=photos).values_list("photo", "parent")
    shown = shown_to(user).filter(photo__in=photos).values_list("photo", "edition__article")
    found = defaultdict(set)
    for photo, story in led.union(blocks, shown).order_by()[:COUNTED]:
        found[photo].add(story)
    return {photo: len(found[photo]) for photo in photos}
