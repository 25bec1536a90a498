"""Reads one PDF file and says what it is: {"pages": 12}, or why it is refused.

It runs in a process of its own, by `bounded_process`.
"""

import io

from partnerships.bounded_process import Refused

MEMORY = 768 * 1024 * 1024  # bytes
SECONDS = 20  # of the processor
PAGES = 2_000
OBJECTS = 500_000

# Keys of a dictionary, and kinds of action, by which a file does something or carries another file
# (ISO 32000-1 §7.11.4, §12.6.4, §12.7.8).
SCRIPTS = {"/JS", "/JavaScript", "/XFA"}
FILES = {"/EmbeddedFiles", "/EF", "/AF", "/RichMediaContent"}
KINDS = {
    "/JavaScript": "script",
    "/Rendition": "script",
    "/Launch": "launch",
    "/ImportData": "launch",
    "/SubmitForm": "launch",
    "/EmbeddedFile": "files",
    "/RichMedia": "files",
    "/FileAttachment": "files",
}


def look_at(value):
    """Refuse a dictionary that does something when the file is opened, or carries a file."""
    keys = set(value)
    if keys & SCRIPTS:
        raise Refused("script")
    if keys & FILES:
        raise Refused("files")
    for key in ("/S", "/Type", "/Subtype"):
        kind = value.raw_get(key) if key in value else None
        if isinstance(kind, str) and kind in KINDS:
            raise Refused(KINDS[kind])


def look_at_everything(reader):
    """Walk from the end of the file to every object that can be reached, each once."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    waiting, seen = [reader.trailer], set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                continue
            seen.add(value.idnum)
            if len(seen) > OBJECTS:
                raise Refused("large")
            waiting.append(value.get_object())
        elif isinstance(value, DictionaryObject):
            look_at(value)
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, ArrayObject):
            waiting += list(value)


def count_pages(reader):
    """Return how many pages there are; each is looked up, not what the file says of their number."""
    said = reader.root_object["/Pages"].get("/Count", 0)
    if not isinstance(said, int) or said > PAGES:
        raise Refused("pages")
    number = 0
    for page in reader.pages:
        number += 1
        if number > PAGES:
            raise Refused("pages")
        page.mediabox  # noqa: B018, what is no page has none
    if number == 0:
        raise Refused("broken")
    return number


def read(stream):
    """Return how many pages the file in `stream` has; raise Refused for what is none of ours."""
    from pypdf import PdfReader

    data = stream.read()
    # A file that was cut short has lost its end (§7.5.5).
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        raise Refused("broken" if data.startswith(b"%PDF-") else "not-pdf")
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Refused("encrypted")
    pages = count_pages(reader)
    look_at_everything(reader)
    return {"pages": pages}
