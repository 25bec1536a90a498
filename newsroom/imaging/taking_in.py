"""The one way in which a file becomes a photo of the library.

What the file says of itself is kept whole in `file_says`, and is written into the fields that are empty.
"""

from datetime import date
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext

from newsroom.imaging import likeness
from newsroom.imaging.reading import PictureFacts, read_picture
from newsroom.models import Photo
from partnerships.texts import Texts, nfc, site_languages

# In one line, as they are in the file. The others below need more thought.
_LINES = ("photographer", "agency", "credit_line", "copyright", "place", "licence")
_IN_A_LANGUAGE = ("caption", "alt_text")
_is_address = URLValidator(schemes=["http", "https"])


def _text_said(said: dict, field: str) -> str:
    return nfc(str(said.get(field, {}).get("text") or "")).strip()


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _most(field: str) -> int:
    """Return how many characters the field of a photo holds."""
    column: Any = Photo._meta.get_field(field)
    return column.text_length if field in _IN_A_LANGUAGE else column.max_length


def _shorter(text: str, most: int) -> str:
    """Return `text`, cut between words where it has more than `most` characters."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0]}…" if " " in text[: most - 1] else text[:most]


def _keywords(text: str, most: int) -> str:
    """Return as many keywords, with commas between, as `most` characters hold; none is cut."""
    words = list(dict.fromkeys(word for part in text.split(",") if (word := _in_one_line(part))))
    while len(", ".join(words)) > most:
        words.pop()
    return ", ".join(words)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _address(text: str) -> str:
    try:
        _is_address(text)
    except ValidationError:
        return ""
    return text if len(text) <= _most("licence_url") else ""


def words_of(said: dict) -> dict[str, Any]:
    """Return what a file says of itself as values of a photo's fields, each as long as its field allows.

    Captions and alternative texts are in the site's default language: files do not say in which theirs is.
    Only fields for which there is something are in it.
    """
    found: dict[str, Any] = {
        field: _shorter(_in_one_line(_text_said(said, field)), _most(field)) for field in ("title", *_LINES)
    }
    for field in _IN_A_LANGUAGE:
        if text := _shorter(_text_said(said, field), _most(field)):
            found[field] = Texts({site_languages()[0]: text})
    found["keywords"] = _keywords(_text_said(said, "keywords"), _most("keywords"))
    found["taken_on"] = _day(_text_said(said, "taken_on"))
    found["licence_url"] = _address(_text_said(said, "licence_url"))
    return {field: value for field, value in found.items() if value}


def shortened(said: dict) -> list[str]:
    """Return the fields for which the file says more than they hold; all of it stays in `file_says`."""
    return [
        field
        for field in ("title", *_LINES, *_IN_A_LANGUAGE, "keywords", "licence_url")
        if len(_text_said(said, field)) > _most(field)
    ]


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
    stem = _in_one_line(PurePath(filename.replace("\\", "/")).stem.replace("_", " ").replace("\0", ""))
    return _shorter(nfc(stem), _most("title")) or gettext("Photo")


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
