"""The drawn pictures by their keys."""

from collections.abc import Callable

from newsroom.demonstration.pictures.canvas import Canvas

Scene = Callable[[Canvas], None]

SCENES: dict[str, Scene] = {}


def scene(key: str) -> Callable[[Scene], Scene]:
    """Enter a function that draws on a canvas under the picture's key."""

    def enter(draw: Scene) -> Scene:
        if key in SCENES:
            raise ValueError(f"Two pictures are called {key}.")
        SCENES[key] = draw
        return draw

    return enter


def paint(key: str) -> bytes:
    """Return the picture with this key as a JPEG, the same bytes every time."""
    canvas = Canvas(key)
    SCENES[key](canvas)
    return canvas.jpeg()
