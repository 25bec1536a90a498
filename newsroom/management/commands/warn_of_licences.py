from django.core.management.base import BaseCommand

from newsroom.licences import warn


class Command(BaseCommand):
    help = "Tells photo editors and publishers of photos in use whose licences end soon, each warning once."

    def handle(self, *args, **options):
        told = warn()
        self.stdout.write(
            f"Told of {told.photos} photos ({told.notices} notices). "
            f"{told.unused} more, which no story uses, end within 30 days."
        )
