from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.demonstration import photo_archive


class Command(BaseCommand):
    help = "Fill the library with made-up photos, to measure pages by. For benchmarks only."

    def add_arguments(self, parser):
        parser.add_argument("photos", nargs="?", type=int, default=100_000, help="how many (default: 100000)")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same library")
        parser.add_argument("--yes", action="store_true", help="also in a newsroom that is in use")

    def handle(self, *args, photos, seed, yes, **options):
        if photos < 1:
            raise CommandError(_("Give a number of photos that is more than nothing."))
        if photo_archive.is_in_use() and not yes:
            raise CommandError(
                _(
                    "This library is in use: made-up photos would stand among the real ones, and in the "
                    "stories. Nothing was done. Who wants them all the same adds --yes."
                )
            )
        for made in photo_archive.load(photos, timezone.now(), seed):
            self.stdout.write(f"{made} / {photos}", ending="\r")
        self.stdout.write(_("%(count)d made-up photos are there.") % {"count": photos})
