from dataclasses import fields

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.demonstration import register_archive
from newsroom.demonstration.register_archive import SOURCE, Size
from partnerships.facts import Fact


def _holds_real_facts() -> bool:
    models = apps.get_app_config("partnerships").get_models()
    return any(model.objects.exclude(source=SOURCE).exists() for model in models if issubclass(model, Fact))


class Command(BaseCommand):
    help = "Fill the register with made-up facts, to measure pages by. For benchmarks only."

    def add_arguments(self, parser):
        for one in fields(Size):
            parser.add_argument(
                f"--{one.name}", type=int, default=one.default, help=f"how many (default: {one.default})"
            )
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same register")
        parser.add_argument("--yes", action="store_true", help="also in production, or among real facts")

    def handle(self, *args, seed, yes, **options):
        size = Size(**{one.name: options[one.name] for one in fields(Size)})
        if size.partners < 1 or min(size.people, size.events, size.agreements) < 0:
            raise CommandError(_("Give one partner at least, and no number below nothing."))
        if not yes and (settings.PRODUCTION or _holds_real_facts()):
            raise CommandError(
                _(
                    "This register is in use: made-up facts would become public among the real ones. "
                    "Nothing was done. Who wants them all the same adds --yes."
                )
            )
        for made in register_archive.load(size, timezone.now(), seed):
            self.stdout.write(made)
