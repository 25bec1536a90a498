"""The one way in which a file becomes a photo of the library.

What the file says of itself is kept whole in `file_says`, and is written into the fields that are empty.
"""

from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext

from newsroom.imaging import likeness
from newsroom.imaging.metadata.reconciling import ROOM
from newsroom.imaging.metadata.texts import cleaned, cut
from newsroom.imaging.reading import PictureFacts, read_picture
from newsroom.models import Photo
from partnerships.texts import Texts, site_languages

_LINES = (
    "title",
    "photographer",
    "agency",
    "credit_line",
    "copyright",
    "place",
    "keywords",
    "licence",
    "licence_url",
)
_IN_LANGUAGES = ("caption", "alt_text")


def _in_languages(entry: dict[str, Any]) -> Texts:
    """Return a text by the site's languages. Few files say in which theirs is: then it is the default one."""
    languages, default = site_languages(), site_languages()[0]
    texts = {code: text for code, text in entry.get("languages", {}).items() if code in languages}
    if (text := entry.get("text", "")) and text not in texts.values():
        texts.setdefault(default, text)
    return Texts(texts)


def words_of(said: dict[str, dict]) -> dict[str, Any]:
    """Return what a file says (as `metadata.read_said` reads it) as values of a photo's fields.

    Only fields for which there is something are in it.
    """
    found: dict[str, Any] = {field: said.get(field, {}).get("text", "") for field in _LINES}
    found |= {field: _in_languages(said.get(field, {})) for field in _IN_LANGUAGES}
    if day := said.get("taken_on", {}).get("text"):
        found["taken_on"] = date.fromisoformat(day)
    return {field: value for field, value in found.items() if value}


def shortened(said: dict[str, dict]) -> list[str]:
    """Return the fields for which the file says more than they hold; all of it stays in `file_says`."""
    return [field for field, entry in said.items() if "whole" in entry]


def write_words(photo: Photo, said: dict) -> list[str]:
    """Write what the file says into those fields of `photo` that are empty; return which they are."""
    written = []
    for field, value in words_of(said).items():
        if not getattr(photo, field):
            setattr(photo, field, value)
            written.append(field)
    return written


def write_facts(photo: Photo, facts: PictureFacts) -> None:
    """Write what was measured into `photo`, which is not saved."""
    photo.format, photo.file_size, photo.sha256 = facts.format, facts.size, facts.sha256
    photo.width, photo.height, photo.placeholder = facts.width, facts.height, facts.placeholder
    photo.file_says = facts.said


def title_for(filename: str) -> str:
    """Return a working title from what the file was called where it came from."""
    stem = PurePath(filename.replace("\\", "/")).stem.replace("_", " ")
    return cut(cleaned(stem), ROOM["title"]) or gettext("Photo")


def keep(photo: Photo, file: File, facts: PictureFacts) -> Photo:
    """Store `file` as the private original of the new `photo` and record it, or leave nothing of either.

    The original is named after what it decodes to, never after the name it came with. Where the caller's own
    transaction fails later, the caller removes the original.
    """
    write_facts(photo, facts)
    file.seek(0)
    photo.original = File(file, name=f"original.{facts.suffix}")
    try:
        with transaction.atomic():
            photo.save()
            likeness.remember(photo, facts.fingerprint)
    except BaseException:
        # The storage has given it its name once it is in there.
        if photo.original._committed:
            photo.original.storage.delete(photo.original.name)
        raise
    return photo


def take_in(file: File, *, by, filename: str = "", to_be_checked: bool = True, **said) -> Photo:
    """Read the picture in `file`, store it privately and return the photo that it has become.

    `by` is the user who sends it; `filename` what it was called where it came from, out of which a title is
    made when the file says none; `said` are fields that are known already, and win over the file. Raises
    ValidationError with a sentence for what cannot be taken; nothing is left of it then.
    """
    facts = read_picture(file)
    photo = Photo(uploaded_by=by, to_be_checked=to_be_checked, **said)
    write_words(photo, facts.said)
    if not photo.title:
        photo.title = title_for(filename or file.name or "")
    photo.full_clean(exclude=["original"])
    return keep(photo, file, facts)
