"""Files that people attach to the register: PDF, and nothing that does more than be read."""

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from partnerships.bounded_process import Refused, TookTooMuch, ask
from partnerships.pdf_process import PAGES

LARGEST = 25 * 1024 * 1024  # bytes
# By the clock, where the reader waits for its turn on a busy machine as well.
SECONDS = 40

REASONS = {
    "not-pdf": _(
        "This is not a PDF file, whatever it is called. Export the document as PDF and attach that."
    ),
    "broken": _(
        "This PDF file cannot be read: it is damaged or was cut short. Attach a copy that opens in a reader."
    ),
    "encrypted": _("This PDF file is encrypted. Attach a copy without a password or restrictions."),
    "script": _("This PDF file contains a script. Attach a copy that was printed to PDF, which has none."),
    "launch": _(
        "This PDF file starts a program or sends what is typed in it. Attach a copy that was printed to PDF."
    ),
    "files": _("This PDF file carries other files in it. Attach a copy without them."),
    "pages": _("This PDF file has more than %(pages)d pages. Attach it in parts."),
    "large": _(
        "This PDF file is larger than %(megabytes)d MB, or takes too long to read. Attach a smaller copy."
    ),
}


def refusal(reason: str) -> ValidationError:
    """Return the sentence that refuses a file for `reason`."""
    said = {"pages": PAGES, "megabytes": LARGEST // (1024 * 1024)}
    return ValidationError(REASONS.get(reason, REASONS["broken"]), code=reason, params=said)


def pages_of(file: File) -> int:
    """Return how many pages the PDF `file` has, by reading it in a process of its own.

    Raises ValidationError with a sentence for what is no PDF, damaged, encrypted, too large, or active.
    """
    if (file.size or 0) > LARGEST:
        raise refusal("large")
    try:
        return ask("partnerships.pdf_process", file, seconds=SECONDS)["pages"]
    except Refused as refused:
        raise refusal(refused.reason) from None
    except TookTooMuch:
        raise refusal("large") from None


def check_new(fieldfile) -> int | None:
    """Read the file of a column when it was only now attached: return its pages; None for one kept before.

    Raises ValidationError as `pages_of` does. Nothing has been written to the storage then.
    """
    if not fieldfile or fieldfile._committed:
        return None
    return pages_of(fieldfile.file)
