"""What a picture is, before any of it is kept: read in a process of its own, which a bad file may end."""

from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from newsroom.imaging.formats import (
    FORMATS,
    LONGEST,
    MOST_BYTES,
    MOST_MEGABYTES,
    MOST_MEGAPIXELS,
    NAMES,
    TALLEST,
)
from partnerships.bounded_process import Refused, TookTooMuch, ask

# By the clock, where the reader waits for its turn on a busy machine as well.
SECONDS = 90

# One picture at a time in a process of the site's: each may take as much memory as it has pixels.
_reading = Lock()


@dataclass(frozen=True)
class PictureFacts:
    """What was found out about a picture by decoding it to its end."""

    format: str  # a key of FORMATS
    width: int  # pixels, held as it was taken
    height: int
    size: int  # bytes
    sha256: str  # 64 hexadecimal digits
    placeholder: str  # a data address (RFC 2397) of a picture of a few pixels
    # 64 bits, how it looks; None for a picture in which nothing is to be seen.
    fingerprint: int | None
    # What its IPTC, XMP and EXIF say: {"title": {"text": …, "from": "XMP"}, …}.
    said: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """Return the suffix of a file of this format, without its dot."""
        return FORMATS[self.format].suffix


# What the words of `polyglots` mean to whoever sent the file.
KINDS: dict[str, Any] = {
    "SVG": _("a drawing (SVG), which can carry scripts"),
    "HTML": _("a web page (HTML)"),
    "script": _("a script"),
    "PHP": _("a program (PHP)"),
    "program": _("a program"),
    "PDF": _("a PDF document"),
    "Office": _("an Office document"),
    "PostScript": _("a PostScript document"),
    "ZIP": _("a ZIP archive"),
    "RAR": _("a RAR archive"),
    "7z": _("a 7z archive"),
    "gzip": _("a packed file (gzip)"),
    "tar": _("a tar archive"),
    "ISO": _("the image of a disc"),
    "video": _("a video"),
    "PSD": _("a Photoshop document"),
    "raw": _("a camera's raw file"),
}

REASONS: dict[str, Any] = {
    "too-heavy": _(
        "This file has %(megabytes)d MB; %(most_megabytes)d MB is the most. "
        "Save the picture smaller and try again."
    ),
    "empty": _("This file is empty. Choose it again, or export the picture again."),
    "too-large": _(
        "This picture is %(width)d by %(height)d pixels, %(megapixels)d million in all; "
        "%(most_megapixels)d million is the most. Save it smaller and try again."
    ),
    "too-long": _(
        "This picture is %(width)d by %(height)d pixels; a side may have %(longest)d. Cut it and try again."
    ),
    "too-tall": _("This picture is %(height)d pixels tall; %(tallest)d is the most. Cut it and try again."),
    "moving": _("This is a moving picture. Save one frame of it and upload that."),
    "pages": _("This file holds several pictures or pages. Save the one that you mean and upload that."),
    "raw": _("This is a camera's raw file. Develop it, export it as JPEG or TIFF and upload that."),
    "colours": _(
        "The colours of this picture are kept in a way that cannot be shown (%(mode)s). "
        "Export it in RGB with 8 bits for each colour and try again."
    ),
    "kind": _("This is %(found)s, whatever it is called. Upload a picture: %(names)s."),
    "not-a-picture": _(
        "This is no picture that can be read: %(names)s are. It may be damaged. "
        "Export it again as one of these."
    ),
    "broken": _(
        "This is not a whole %(format)s picture: it was cut short or is damaged. Export or send it again."
    ),
    "bomb": _(
        "This picture holds words or a colour profile that unfold to far more than a picture has. "
        "Export it again without them."
    ),
    "polyglot": _(
        "There is something else in this file beside the picture: %(found)s. "
        "Open the picture, export it as a new file and upload that."
    ),
    "takes-too-much": _(
        "This picture takes too much memory or time to read. Save it smaller, or as a JPEG, and try again."
    ),
}


def refusal(reason: str, **said: Any) -> ValidationError:
    """Return the sentence that refuses a picture for `reason`, with the particulars that its reader gave."""
    found = said.get("found")
    if reason == "not-a-picture" and found:
        reason = "raw" if found == "raw" else "kind"
    params = {
        "names": NAMES,
        "most_megabytes": MOST_MEGABYTES,
        "most_megapixels": MOST_MEGAPIXELS,
        "longest": LONGEST,
        "tallest": TALLEST,
        **said,
    }
    if found:
        params["found"] = KINDS.get(found) or _("a %(format)s picture") % {"format": found}
    if reason == "broken" and "format" not in said:
        reason = "not-a-picture"
    code = "not-a-picture" if reason == "kind" else reason
    return ValidationError(REASONS[reason], code=code, params=params)


def _refused(refused: Refused) -> ValidationError:
    said = dict(refused.said)
    reason = "takes-too-much" if refused.reason == "large" else refused.reason
    if "width" in said:
        said["megapixels"] = round(said["width"] * said["height"] / 1_000_000)
    if "format" in said:
        said["format"] = FORMATS[said["format"]].name
    return refusal(reason, **said)


def read_picture(file: File) -> PictureFacts:
    """Return what the picture in `file` is, by decoding it to its end.

    `file` is open, and stays so, at its start. Raises ValidationError with a sentence that says what is wrong
    and what to do: for one that is too heavy or large, cut short, moving, of another kind, or something else
    besides. Nothing is kept of the file, and no more than a part of it is in this process's memory at once.
    """
    size = file.size or 0
    if size > MOST_BYTES:
        raise refusal("too-heavy", megabytes=round(size / 1_000_000))
    if not size:
        raise refusal("empty")
    try:
        with _reading:
            answer = ask("newsroom.imaging.reading_process", file, seconds=SECONDS)
    except Refused as refused:
        raise _refused(refused) from None
    except TookTooMuch:
        raise refusal("takes-too-much") from None
    return PictureFacts(size=size, **answer)
