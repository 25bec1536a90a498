from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.demonstration import archive
from newsroom.models import Article


class Command(BaseCommand):
    help = (
        "Fill the newsroom with a large archive of made-up stories, to measure pages by. For benchmarks only."
    )

    def add_arguments(self, parser):
        parser.add_argument("--stories", type=int, default=100_000, help="how many (default: 100000)")
        parser.add_argument("--yes", action="store_true", help="also in a newsroom that is in use")

    def handle(self, *args, stories, yes, **options):
        if stories < 1:
            raise CommandError(_("Give a number of stories that is more than nothing."))
        if settings.PRODUCTION and not yes and Article.objects.exists():
            raise CommandError(
                _(
                    "This newsroom is in use: the made-up stories would become public and could not be "
                    "deleted. Nothing was done. Who wants them all the same adds --yes."
                )
            )
        for made in archive.load(stories, timezone.now()):
            self.stdout.write(f"{made} / {stories}", ending="\r")
        self.stdout.write(_("%(count)d made-up stories are there.") % {"count": stories})
