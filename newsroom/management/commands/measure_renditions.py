import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from django.conf import settings
from django.core.management.base import BaseCommand
from PIL import Image

from newsroom.imaging.alike import psnr, ssim
from newsroom.imaging.drawing import SAVING, opened, scaled
from newsroom.imaging.engines import ENGINES
from newsroom.imaging.samples import twelve_megapixels

# Pixels: the file by which the quality of each format is told.
LOOKED_AT = 1280


class Command(BaseCommand):
    help = (
        "Draws the complete public set of one picture with our engine and with libvips, "
        "and tells what each costs."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="?", type=Path, help="A picture; else one of 12 megapixels is made."
        )
        parser.add_argument(
            "--runs", type=int, default=5, help="How often each engine draws; the median is told."
        )

    def handle(self, *, file, runs, **options):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            if file is None:
                file = place / "twelve-megapixels.jpg"
                file.write_bytes(twelve_megapixels())
            with Image.open(file) as picture:
                self.stdout.write(
                    f"{file.name}: {picture.width} × {picture.height}, {file.stat().st_size:,} bytes"
                )
            told = {engine: [] for engine in ENGINES}
            for engine in ENGINES:
                (place / engine).mkdir()
            for _run in range(runs):
                # In turn, so that what else the machine does strikes both.
                for engine in ENGINES:
                    told[engine].append(self._drawn(engine, file.absolute(), place / engine))
            self.stdout.write("")
            row = "{:10}{:22}{:>6}{:>12}{:>9}{:>9}{:>8}{:>8}"
            self.stdout.write(row.format("engine", "", "files", "bytes", "s", "CPU s", "SSIM", "PSNR"))
            for engine in ENGINES:
                self._tell(row, engine, told[engine], file, place / engine)

    def _drawn(self, engine, file, folder):
        command = [sys.executable, "-m", "newsroom.imaging.engines", engine, str(file), str(folder)]
        ended = subprocess.run(command, capture_output=True, check=True, cwd=settings.BASE_DIR)  # noqa: S603
        return json.loads(ended.stdout)

    def _tell(self, row, engine, runs, file, folder):
        formats = runs[0]["formats"]
        for extension in SAVING:
            one = formats[extension]
            spent = [
                median(run["formats"][extension][what] for run in runs) for what in ("wall", "processor")
            ]
            alike = self._alike(file, folder, extension)
            self.stdout.write(
                row.format(
                    engine, extension, one["files"], f"{one['bytes']:,}", *(f"{s:.2f}" for s in spent), *alike
                )
            )
        whole = [median(run[what] for run in runs) for what in ("wall", "processor")]
        memory = median(run["memory"] for run in runs)
        self.stdout.write(
            row.format(
                engine,
                f"all, {memory / 2**20:.0f} MiB at most",
                sum(one["files"] for one in formats.values()),
                f"{sum(one['bytes'] for one in formats.values()):,}",
                *(f"{s:.2f}" for s in whole),
                "",
                "",
            )
        )

    def _alike(self, file, folder, extension):
        """How like the picture itself, made as wide, the whole one is that was drawn."""
        drawn = folder / f"{LOOKED_AT}.{extension}"
        if not drawn.exists():
            return "", ""
        with file.open("rb") as original:
            itself = scaled(opened(original, []), LOOKED_AT)
        with Image.open(drawn) as picture:
            shown = picture.convert("RGB")
        return f"{ssim(itself, shown):.4f}", f"{psnr(itself, shown):.1f}"
