"""The way to a page from the front page: what is printed above it, and what machines are told of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.addresses import address_of
from partnerships.texts import Text


@dataclass(frozen=True)
class Crumb:
    """One page on the way: its `name`, which knows its language, and its `address`, a path of this site."""

    name: Text
    address: str


# What the lists of the register are called, by the word in their addresses.
SUBJECTS: dict[str, Callable[[], str]] = {
    "partners": lambda: _("Partners"),
    "pillars": lambda: _("Pillars"),
    "events": lambda: _("Events"),
    "people": lambda: _("People"),
    "agreements": lambda: _("Agreements"),
}


def crumb(name: str, address: str, language: str = "") -> Crumb:
    """Return one page on the way; a name that does not know its language is in `language`, or the page's."""
    if isinstance(name, Text):
        return Crumb(name, address)
    return Crumb(Text(name, language or get_language() or ""), address)


def trail(*crumbs: Crumb) -> list[Crumb]:
    """Return the way from the front page over `crumbs`, the last of which is the page itself."""
    return [crumb(_("Front page"), address_of("newsroom:front")), *crumbs]


def trail_of_subject(subjects: str, name: str, address: str, *crumbs: Crumb) -> list[Crumb]:
    """Return the way over the list of `subjects` (such as "partners") and the page of one to `crumbs`."""
    listed = crumb(SUBJECTS[subjects](), address_of(f"partnerships:{subjects}"))
    return trail(listed, crumb(name, address), *crumbs)
