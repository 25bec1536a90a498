"""The photos that somebody chose in the grid, on their way to a page about all of them."""

from newsroom.models import Photo

# So many at once: a page's worth of attention, and a short transaction.
MOST = 200


class TooMany(ValueError):
    """More photos were chosen than are handled at once."""


def chosen_keys(data) -> list[int]:
    """Return the numbers of the photos chosen in the posted `data`, each once, as ordered. Raises TooMany."""
    keys = dict.fromkeys(
        int(key) for key in data.getlist("photo") if key.isascii() and key.isdecimal() and len(key) < 19
    )
    if len(keys) > MOST:
        raise TooMany
    return list(keys)


def chosen_photos(data, photos=None) -> list[Photo]:
    """Return the photos chosen in `data` that there are, in their order. Raises TooMany."""
    keys = chosen_keys(data)
    found = (Photo.objects.all() if photos is None else photos).in_bulk(keys)
    return [found[key] for key in keys if key in found]
