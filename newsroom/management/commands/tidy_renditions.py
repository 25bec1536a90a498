from django.core.management.base import BaseCommand

from newsroom.imaging.renditions import tidy


class Command(BaseCommand):
    help = (
        "Makes the public files of photos that are missing, and removes those that no edition needs any more."
    )

    def handle(self, *args, **options):
        made, removed = tidy()
        self.stdout.write(f"Made the files of {made} photos, removed those of {removed}.")
