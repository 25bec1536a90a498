"""Where the pages show pictures: in which shape, and how wide they are there.

A browser chooses a file before it knows the style sheets, by what `sizes` says
(https://html.spec.whatwg.org/multipage/images.html#sizes-attributes). What is said here follows from the
style sheets of the site, and a browser test holds both together.
"""

from typing import NamedTuple

# What lies across the page, between its margins: in static/site/base.css, `.page`.
_ACROSS = ((30, "97vw - 1.8rem"), (0, "100vw - 2.25rem"))


class Place(NamedTuple):
    """A place of pictures: its shape, and from which width of the window (em) on it is how wide (CSS).

    `tall` is the most that a picture takes of the window's height, in per cent; 0 when nothing bounds it.
    """

    shape: str
    widths: tuple[tuple[float, str], ...]
    tall: int = 0
    # Whether a picture of a few pixels stands there until the photo comes. A small one is there at once.
    waits: bool = True


PLACES = {
    "front_lead": Place("card", ((80, "52rem"), (60, "94vw - 23.6rem"), *_ACROSS)),
    "front_rail": Place("card", ((60, "20rem"), *_ACROSS), waits=False),
    "front_band": Place(
        "card", ((80, "22.7rem"), (72, "30.3vw - 1.8rem"), (48, "47vw - 1.8rem"), *_ACROSS), waits=False
    ),
    # One card, two, or three of them across the page.
    "grid_1": Place("card", ((80, "36rem"), (48, "47vw - 1.8rem"), *_ACROSS)),
    "grid_2": Place("card", ((80, "37rem"), (40.6, "47.7vw - 1.35rem"), *_ACROSS)),
    "grid_3": Place("card", ((80, "24rem"), (61.3, "31.3vw - 1.2rem"), (40.6, "47.7vw - 1.35rem"), *_ACROSS)),
    "thumb": Place("square", ((0, "7rem"),), waits=False),
    "row_first": Place("card", ((40, "15rem"), *_ACROSS), waits=False),
    "row": Place("card", ((40, "15rem"), (0, "7rem")), waits=False),
    "strip": Place(
        "card",
        (
            (80, "12rem"),
            (75, "22.6vw - 6.4rem"),
            (64, "30.6vw - 8.3rem"),
            (40, "31.6vw - 1.05rem"),
            (30, "47.9vw - 1.25rem"),
            (0, "49.4vw - 1.5rem"),
        ),
        waits=False,
    ),
    "gallery": Place(
        "card", ((80, "24rem"), (62, "31.3vw - 1.2rem"), (40, "47.7vw - 1.35rem"), *_ACROSS), waits=False
    ),
    "story_lead": Place("whole", ((67.9, "64rem"), *_ACROSS)),
    "story_column": Place("whole", ((43.1, "40rem"), *_ACROSS)),
    "story_wide": Place("whole", ((67.9, "64rem"), *_ACROSS)),
    "story_full": Place("whole", ((0, "100vw"),)),
    "photo_story": Place("whole", ((80, "59rem"), (64, "95.5vw - 17.7rem"), *_ACROSS), tall=88),
    "photo_page": Place("whole", ((80, "76rem"), *_ACROSS), tall=85),
}


def sizes_at(place: Place, width: int, height: int) -> str:
    """Return the `sizes` of a picture of this width and height (in any unit) at `place`."""

    def length(said: str) -> str:
        if place.tall:
            return f"min({said}, {place.tall * width / height:.1f}vh)"
        return f"calc({said})" if " " in said else said

    return ", ".join(
        f"(min-width: {since:g}em) {length(said)}" if since else length(said) for since, said in place.widths
    )
