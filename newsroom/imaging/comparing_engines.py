"""What a complete public set costs, drawn by our engine and by libvips: time, bytes, memory and likeness."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from django.conf import settings
from PIL import Image

from newsroom.imaging.alike import psnr, ssim
from newsroom.imaging.drawing import SAVING, opened, scaled
from newsroom.imaging.engines import ENGINES
from newsroom.imaging.samples import twelve_megapixels

# Pixels: the file by which the quality of each format is told.
LOOKED_AT = 1280

_TIMES = ("wall", "processor")


class Cost(NamedTuple):
    """What one format costs an engine, or all together (`extension` is "" then).

    Seconds by the clock and of all processors are medians, memory is in bytes; SSIM and PSNR (in decibels)
    tell how like the picture itself the file of 1280 pixels is.
    """

    engine: str
    extension: str
    files: int
    bytes: int
    wall: float
    processor: float
    memory: int | None = None
    ssim: float | None = None
    psnr: float | None = None


def compare(file: Path | None, runs: int) -> Iterator[Cost]:
    """Yield what the files of the picture in `file` cost each engine; of a picture made for it when None.

    Each engine draws `runs` times in a process of its own. They take turns, so that what else the machine
    does strikes both.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        if file is None:
            file = place / "twelve-megapixels.jpg"
            file.write_bytes(twelve_megapixels())
        for engine in ENGINES:
            (place / engine).mkdir()
        told: dict[str, list[dict]] = {engine: [] for engine in ENGINES}
        for _run in range(runs):
            for engine in ENGINES:
                told[engine].append(_drawn(engine, file.absolute(), place / engine))
        for engine in ENGINES:
            yield from _costs(engine, told[engine], file, place / engine)


def _drawn(engine: str, file: Path, folder: Path) -> dict:
    command = [sys.executable, "-m", "newsroom.imaging.engines", engine, str(file), str(folder)]
    ended = subprocess.run(command, capture_output=True, check=True, cwd=settings.BASE_DIR)  # noqa: S603
    return json.loads(ended.stdout)


def _costs(engine: str, runs: list[dict], file: Path, folder: Path) -> Iterator[Cost]:
    formats = runs[0]["formats"]
    for extension in SAVING:
        wall, processor = (median(run["formats"][extension][what] for run in runs) for what in _TIMES)
        alike = _alike(file, folder / f"{LOOKED_AT}.{extension}")
        one = formats[extension]
        yield Cost(engine, extension, one["files"], one["bytes"], wall, processor, None, *alike)
    wall, processor = (median(run[what] for run in runs) for what in _TIMES)
    files, size = (sum(one[what] for one in formats.values()) for what in ("files", "bytes"))
    yield Cost(engine, "", files, size, wall, processor, round(median(run["memory"] for run in runs)))


def _alike(file: Path, drawn: Path) -> tuple[float | None, float | None]:
    """How like the picture itself, made as wide, the whole one is that was drawn."""
    if not drawn.exists():
        return None, None
    with file.open("rb") as original:
        itself = scaled(opened(original, []), LOOKED_AT)
    with Image.open(drawn) as picture:
        shown = picture.convert("RGB")
    return ssim(itself, shown), psnr(itself, shown)
