"""Pictures drawn for the demonstration newsroom: places, rooms, flags and things, never a person's likeness."""

from newsroom.demonstration.pictures import (  # noqa: F401
    asia,
    bridges,
    distant,
    gatherings,
    london,
    ministry,
    rooms,
    southeast,
    vietnam,
    west,
    work,
)
from newsroom.demonstration.pictures.gallery import SCENES, paint

__all__ = ["SCENES", "paint"]
