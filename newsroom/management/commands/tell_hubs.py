import signal
import threading

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.websub.worker import look_once, watch


class Command(BaseCommand):
    help = (
        "Tells the hub that WEBSUB_HUB names at once when a story becomes public, changes or is withdrawn. "
        "It runs until it is stopped; several may run beside each other."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--once",
            action="store_true",
            help="Tell only what is due now, and end: where nothing may run on.",
        )

    def handle(self, *args, **options):
        if not settings.WEBSUB_HUB:
            raise CommandError("There is nobody to tell: WEBSUB_HUB names no hub.")
        if options["once"]:
            self.stdout.write(f"The hub was told of {look_once()} editions.")
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_args: stop.set())
        watch(stop)
