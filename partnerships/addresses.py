"""Addresses of public pages. A name leads to the same address as long as a process runs, so each is worked
out once: a page holds a hundred of them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, override


@lru_cache(maxsize=8192)
def _address(language, prefix, name, *args):
    with override(language):
        return reverse(name, args=args)


def address_of(name: str, *args, language: str | None = None) -> str:
    """Return the address of the page `name`, in the active language or in `language`."""
    return _address(language or get_language(), get_script_prefix(), name, *args)
