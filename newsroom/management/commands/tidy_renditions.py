from django.core.management.base import BaseCommand

from newsroom.imaging.renditions import hand_over
from newsroom.imaging.tidying import keep_house, sweep


class Command(BaseCommand):
    help = (
        "Makes the public files of photos that are missing, and removes those that no edition needs any "
        "more, with uploads that broke off. May run at any hour, as often as wanted."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--hand-over",
            action="store_true",
            help="Only hand what is missing to the workers: before one of them starts.",
        )
        parser.add_argument(
            "--sweep",
            action="store_true",
            help="Also look at every file that is kept, for what a crash left over: once a night.",
        )

    def handle(self, *args, **options):
        if options["hand_over"]:
            self.stdout.write(f"Handed {hand_over()} photos to the workers.")
            return
        done = keep_house()
        self.stdout.write(
            f"Made the files of {done.made} photos, removed those of {done.removed}; found {done.found} lost "
            f"pieces of work; removed {done.uploads} stale uploads and {done.unfinished} unfinished files."
        )
        if options["sweep"]:
            swept = sweep()
            self.stdout.write(
                f"Removed files of {swept.tokens} unknown tokens and {swept.uploads} unknown uploads, and "
                f"{swept.pictures} old pictures."
            )
