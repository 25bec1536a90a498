"""Whether a photo may begin to be used on a day: its licence, whether it was retired, whether it was checked.

What the public sees already stays: these rules are for what begins (`newsroom.photo_readiness`).
"""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

# Whoever writes is told of the end of a licence so many days ahead.
SOON = 30


@dataclass(frozen=True)
class Bar:
    """Why a photo cannot begin to be used.

    `code` is for programs, `brief` stands under its thumbnail, `message` says what to do.
    """

    code: str
    brief: str
    message: str


def _day(day):
    return date_format(day, "DATE_FORMAT")


def bars(photo, day: datetime.date) -> list[Bar]:
    """Return what keeps `photo` from a story that becomes public on `day`, a day of the newsroom."""
    found = []
    if photo.retired_at:
        found.append(_retired(photo))
    if photo.licence_until and photo.licence_until < day:
        said = {"photo": photo.title, "day": _day(photo.licence_until), "publication": _day(day)}
        found.append(
            Bar(
                "licence-ended",
                _("licence ended on %(day)s") % said,
                _(
                    "The photo “%(photo)s” may be used until %(day)s only, and the story becomes public on "
                    "%(publication)s. Choose another photo, or have its licence renewed in the library."
                )
                % said,
            )
        )
    if photo.to_be_checked:
        found.append(
            Bar(
                "unchecked",
                _("to be checked first"),
                _(
                    "Nobody has checked yet what the file of the photo “%(photo)s” says of itself. "
                    "Check and save it in the library."
                )
                % {"photo": photo.title},
            )
        )
    return found


def _retired(photo):
    why = f" ({photo.retired_why})" if photo.retired_why else ""
    if photo.replaced_by:
        message = _(
            "The photo “%(photo)s” is not used any more%(why)s. Choose the one that replaces it, “%(other)s”."
        ) % {"photo": photo.title, "why": why, "other": photo.replaced_by.title}
    else:
        message = _("The photo “%(photo)s” is not used any more%(why)s. Choose another.") % {
            "photo": photo.title,
            "why": why,
        }
    return Bar("retired", _("not used any more") + why, message)


def ends_soon(photo, day: datetime.date) -> str:
    """Return the sentence that the licence of `photo` ends within `SOON` days of `day`, or ""."""
    until = photo.licence_until
    if until is None or not day <= until <= day + datetime.timedelta(days=SOON):
        return ""
    return _(
        "The photo “%(photo)s” may be used until %(day)s only: no story can begin to show it afterwards."
    ) % {"photo": photo.title, "day": _day(until)}
