"""Finding photos again that look like another: the same picture scaled, saved anew, brightened or trimmed."""

from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from newsroom.imaging.fingerprints import distance
from newsroom.models import Likeness, Photo

# Bits of the 64. Of four quarters of two fingerprints that differ in seven bits, one differs in one at most.
NEAR = 7
_QUARTERS = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")
_BITS = 16


class Near(NamedTuple):
    """A photo that looks like another: in how many bits they differ, and whether it is the same file."""

    photo: Photo
    distance: int
    same_file: bool


def quarters(fingerprint: int) -> tuple[int, ...]:
    """Return the four numbers of 16 bits that a fingerprint is kept as."""
    return tuple(fingerprint >> shift & 0xFFFF for shift in (48, 32, 16, 0))


def _whole(parts) -> int:
    return reduce(lambda whole, part: whole << _BITS | part, parts)


def _within_a_bit(quarter: int) -> list[int]:
    return [quarter, *(quarter ^ 1 << bit for bit in range(_BITS))]


def candidates(fingerprint: int):
    """Return the likenesses with a quarter within one bit of that of `fingerprint`, by four indexes."""
    asked = [
        Q(**{f"{name}__in": _within_a_bit(quarter)})
        for name, quarter in zip(_QUARTERS, quarters(fingerprint), strict=True)
    ]
    return Likeness.objects.filter(reduce(or_, asked))


def remember(photo: Photo, fingerprint: int | None) -> None:
    """Keep how `photo` looks; nothing for a picture in which nothing is to be seen."""
    if fingerprint is None:
        Likeness.objects.filter(photo=photo).delete()
        return
    parts = dict(zip(_QUARTERS, quarters(fingerprint), strict=True))
    Likeness.objects.update_or_create(photo=photo, defaults=parts)


def fingerprint_of(photo_id: int) -> int | None:
    """Return the fingerprint that is kept of a photo."""
    parts = Likeness.objects.filter(photo=photo_id).values_list(*_QUARTERS).first()
    return None if parts is None else _whole(parts)


def near(fingerprint: int | None, excluding: int | None = None, limit: int = 12) -> list[tuple[int, int]]:
    """Return the photos (their numbers) that look like `fingerprint`, and how far each is, nearest first.

    All that are within NEAR bits are found, newest first among those as near; `limit` are returned at most.
    `excluding` is the number of a photo that is not asked for.
    """
    if fingerprint is None:
        return []
    found = [
        (photo_id, away)
        for photo_id, *parts in candidates(fingerprint).values_list("photo_id", *_QUARTERS).iterator()
        if photo_id != excluding and (away := distance(fingerprint, _whole(parts))) <= NEAR
    ]
    return sorted(found, key=lambda one: (one[1], -one[0]))[:limit]


def like(photo: Photo, limit: int = 12) -> list[Near]:
    """Return the photos that are the same file as `photo`, then those that look like it, nearest first."""
    same = []
    if photo.sha256:
        same = list(Photo.objects.filter(sha256=photo.sha256).exclude(pk=photo.pk).order_by("-pk")[:limit])
    alike = dict(near(fingerprint_of(photo.pk), excluding=photo.pk, limit=limit + len(same)))
    others = Photo.objects.in_bulk(set(alike) - {one.pk for one in same})
    found = [Near(one, 0, True) for one in same]
    found += [Near(others[pk], away, False) for pk, away in alike.items() if pk in others]
    return found[:limit]
