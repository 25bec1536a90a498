from django.core.management.base import BaseCommand

from newsroom.imaging.reading_again import read_unread


class Command(BaseCommand):
    help = (
        "Reads the originals of photos that came before pictures were read on their way in: format, size, "
        "placeholder, likeness, and what the file says. Overwrites no words. May be stopped and begun again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--after", type=int, default=0, metavar="NUMBER", help="begin behind the photo of this number"
        )

    def handle(self, *args, after, **options):
        read = failed = 0
        for photo, why in read_unread(after):
            if why:
                failed += 1
                self.stderr.write(f"Photo {photo.pk} was not read: {why}")
            else:
                read += 1
            if (read + failed) % 100 == 0:
                self.stdout.write(f"{read + failed}: as far as photo {photo.pk}.")
        self.stdout.write(f"Read {read} photos; {failed} could not be read.")
