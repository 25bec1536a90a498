"""The photo library: drawn pictures, put in it as the desk puts in an upload."""

from typing import Any

from django.core.files.base import ContentFile

from newsroom.demonstration.pictures import paint
from newsroom.demonstration.stories.reading import identity, read
from newsroom.imaging.taking_in import take_in
from newsroom.models import Photo

CREDITS = {"en": "Illustration: Communiqué", "vi": "Minh họa: Communiqué"}
LICENCE = "Drawn for the demonstration; free to use with it"


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
            credit_line=CREDITS["en"],
            licence=LICENCE,
        )
        self.drawn += 1
        return photo
