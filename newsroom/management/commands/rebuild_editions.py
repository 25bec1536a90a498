from django.core.management.base import BaseCommand
from django.db import transaction

from newsroom.models import Edition
from newsroom.rendering import rebuild


class Command(BaseCommand):
    help = (
        "Makes all that follows from the content of the editions again, such as after a change of templates."
    )

    def add_arguments(self, parser):
        parser.add_argument("--story", help="only the editions of the story with this identity (UUID)")

    def handle(self, *args, story=None, **options):
        editions = Edition.objects.order_by("pk")
        if story:
            editions = editions.filter(uid=story)
        done = 0
        for edition in editions.iterator(chunk_size=200):
            with transaction.atomic():
                rebuild(edition)
            done += 1
        self.stdout.write(f"Rebuilt {done} editions.")
