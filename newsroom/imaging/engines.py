"""Two engines draw the same public files of the same picture: ours, and libvips beside it.

For `manage.py measure_renditions`, which runs this module in a process of its own for each engine:

    python -m newsroom.imaging.engines pillow FILE FOLDER

It writes the files into the folder, and prints what they cost as JSON.
"""

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

from newsroom.imaging import drawing
from newsroom.imaging.cropping import Box
from newsroom.imaging.naming import PublicFile, Shown, public_files

ENGINES = ("pillow", "libvips")


class Clock:
    """Adds up how long each format takes to be written: seconds by the clock and of all processors."""

    def __init__(self):
        self.passed: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])

    def timed(self, what: str, work: Callable[[], Any]) -> Any:
        wall, processor = time.perf_counter(), time.process_time()
        done = work()
        spent = time.perf_counter() - wall, time.process_time() - processor
        self.passed[what] = [before + now for before, now in zip(self.passed[what], spent, strict=True)]
        return done


def draw_with_pillow(file: Path, files: list[PublicFile], clock: Clock) -> Iterable[tuple[PublicFile, bytes]]:
    """Yield the files as the newsroom draws them."""
    saved = drawing.saved
    names = {how["format"]: extension for extension, how in drawing.SAVING.items()}
    drawing.saved = lambda picture, how: clock.timed(names[how["format"]], lambda: saved(picture, how))
    yield from drawing.draw(drawing.opened(BytesIO(file.read_bytes()), files), files)


def draw_with_libvips(
    file: Path, files: list[PublicFile], clock: Clock
) -> Iterable[tuple[PublicFile, bytes]]:
    """Yield the files as libvips draws them, in the same order and with settings that mean the same."""
    import pyvips

    quality = {extension: how["quality"] for extension, how in drawing.SAVING.items()}
    how: dict[str, dict[str, Any]] = {
        # libaom's speed is 9 less libvips' effort.
        "avif": {"compression": "av1", "effort": 9 - drawing.SAVING["avif"]["speed"]},
        "webp": {"effort": drawing.SAVING["webp"]["method"]},
        "jpg": {"optimize_coding": True, "interlace": True},
    }
    picture = pyvips.Image.new_from_buffer(file.read_bytes(), "", access="sequential").autorot()
    picture = picture.icc_transform("srgb") if picture.get_typeof("icc-profile-data") else picture
    picture = picture.copy_memory()
    for box, of_this_part in groupby(files, key=lambda each: each.box):
        part = _cut_by_libvips(picture, box)
        across, down = part.width, part.height
        for each in of_this_part:
            height = max(1, round(down * each.width / across))
            if (part.width, part.height) != (each.width, height):
                part = part.thumbnail_image(each.width, height=height, size="force").copy_memory()
            said = {**how[each.extension], "Q": quality[each.extension], "keep": "none"}
            yield (
                each,
                clock.timed(
                    each.extension,
                    lambda part=part, each=each, said=said: part.write_to_buffer(
                        f".{each.extension}", **said
                    ),
                ),
            )


def _cut_by_libvips(picture: Any, box: Box) -> Any:
    if box.is_whole:
        return picture
    left, top, right, lower = box.pixels(picture.width, picture.height)
    return picture.crop(left, top, right - left, lower - top)


def measured(engine: str, file: Path, folder: Path) -> dict:
    """Draw the complete public set of the picture in `file` into `folder`; return what it cost.

    Seconds by the clock and of all processors, in all and by format; bytes and number of files by format;
    the most memory that this process had, in bytes, which it must have had for this alone.
    """
    from PIL import Image

    with Image.open(file) as picture:
        shown = Shown("", *drawing.upright_size(picture))
    files, clock = public_files(shown), Clock()
    draw = draw_with_pillow if engine == "pillow" else draw_with_libvips
    sizes: dict[str, list[int]] = defaultdict(list)
    wall, processor = time.perf_counter(), time.process_time()
    for each, data in draw(file, files, clock):
        (folder / each.name).write_bytes(data)
        sizes[each.extension].append(len(data))
    return {
        "wall": time.perf_counter() - wall,
        "processor": time.process_time() - processor,
        "formats": {
            extension: {
                "files": len(sizes[extension]),
                "bytes": sum(sizes[extension]),
                "wall": clock.passed[extension][0],
                "processor": clock.passed[extension][1],
            }
            for extension in drawing.SAVING
        },
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


if __name__ == "__main__":
    said = measured(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.write(json.dumps(said))
