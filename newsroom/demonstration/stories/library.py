"""The photo library: drawn pictures, put in it as the desk puts in an upload."""

from typing import Any

from django.core.files.base import ContentFile

from newsroom.demonstration.pictures import paint
from newsroom.demonstration.stories.reading import identity, read
from newsroom.imaging.taking_in import take_in
from newsroom.models import CollectedPhoto, Photo, PhotoCollection
from partnerships.models import Event, Partner

CREDITS = {"en": "Illustration: Communiqué", "vi": "Minh họa: Communiqué"}
# They come with the project, under the terms of all of it.
TERMS: dict[str, Any] = {
    "copyright": "© Communiqué",
    "licence": "BSD 3-Clause",
    "licence_url": "https://opensource.org/license/bsd-3-clause",
    "press_download": True,
}
COLLECTION = "London, October 2025"


class Library:
    """The pictures by their keys; one that is not there yet is drawn when it is first asked for."""

    def __init__(self, by):
        self.by = by
        self.entries = read("photos")
        self.photos: dict[str, Photo] = {}
        self.drawn = 0

    def __getitem__(self, key: str) -> Photo:
        if key not in self.photos:
            self.photos[key] = Photo.objects.filter(uid=identity("photo", key)).first() or self._add(key)
        return self.photos[key]

    def _add(self, key: str) -> Photo:
        entry: dict[str, Any] = self.entries[key]
        photo = take_in(
            ContentFile(paint(key), name=f"{key}.jpg"),
            by=self.by,
            to_be_checked=False,
            uid=identity("photo", key),
            title=entry["title"],
            caption=entry["caption"],
            alt_text=entry["alt"],
            place=entry.get("place", ""),
            keywords=entry.get("keywords", ""),
            agency="Communiqué",
            credit_line=CREDITS["en"],
            **focal_point(entry),
            **TERMS,
        )
        photo.partners.set(Partner.objects.filter(code__in=entry.get("partners", ())))
        photo.events.set(Event.objects.filter(slug__in=entry.get("events", ())))
        if photo.events.exists():
            self._collect(photo)
        self.drawn += 1
        return photo

    def _collect(self, photo):
        collection, _made = PhotoCollection.objects.get_or_create(
            name=COLLECTION, defaults={"made_by": self.by, "note": "For the stories of the official visit."}
        )
        place = collection.collected.count()
        CollectedPhoto.objects.get_or_create(collection=collection, photo=photo, defaults={"position": place})


def focal_point(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the focal point of a picture as the columns of its photo; its file tells it in per cent."""
    return dict(zip(("focal_x", "focal_y"), (share * 100 for share in entry.get("focal", ())), strict=False))
