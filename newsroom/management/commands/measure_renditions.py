from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.imaging.comparing_engines import compare

ROW = "{:9}{:6}{:>6}{:>12}{:>9}{:>9}{:>8}{:>7}{:>7}"


class Command(BaseCommand):
    help = "Tell what the complete public set of a picture costs our engine, and libvips beside it."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="a picture; else one of 12 megapixels is made")
        parser.add_argument("--runs", type=int, default=5, help="how often each draws; the median is told")

    def handle(self, *, file, runs, **options):
        if file and not file.is_file():
            raise CommandError(f"There is no file {file}.")
        self.stdout.write(
            ROW.format("engine", "", "files", "bytes", "seconds", "CPU s", "MiB", "SSIM", "PSNR")
        )
        for cost in compare(file, max(1, runs)):
            self.stdout.write(
                ROW.format(
                    cost.engine,
                    cost.extension or "all",
                    cost.files,
                    f"{cost.bytes:,}",
                    f"{cost.wall:.2f}",
                    f"{cost.processor:.2f}",
                    "" if cost.memory is None else f"{cost.memory / 2**20:.0f}",
                    "" if cost.ssim is None else f"{cost.ssim:.4f}",
                    "" if cost.psnr is None else f"{cost.psnr:.1f}",
                )
            )
