"""The photos whose licences want somebody's attention, for the start page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from newsroom import licences
from newsroom.desk.library.uses import is_public
from newsroom.models import Photo

# Photo editors and editors keep the library; reporters add to it.
KEEPS_LICENCES = "newsroom.delete_photo"


@dataclass(frozen=True)
class LicenceList:
    """A list of photos to look at. `query` finds them in the grid."""

    name: str
    title: Promise
    nothing: Promise
    photos: Callable
    query: str

    @property
    def address(self) -> str:
        return f"{reverse('admin:newsroom_photo_changelist')}?{self.query}"


def _listed(photos):
    return photos.only("title", "licence_until").order_by("licence_until", "pk")


def ending_soon():
    """Return the photos whose licences end soon, the first to end first."""
    return _listed(Photo.objects.filter(licences.ends_soon(licences.today()), retired_at=None))


def ended_and_public():
    """Return the photos that the public sees although their licences have ended, the first to end first."""
    return _listed(Photo.objects.filter(licences.has_ended(licences.today())).filter(is_public()))


LICENCES = (
    LicenceList(
        "licences-ended",
        _("Licences that have ended, and the photo is still public"),
        _("No photo is public whose licence has ended."),
        ended_and_public,
        "use=ended",
    ),
    LicenceList(
        "licences-soon",
        _("Licences that end within 30 days"),
        _("No licence ends within 30 days."),
        ending_soon,
        "licence=soon&retired=no",
    ),
)
