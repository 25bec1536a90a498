from django.core.management.base import BaseCommand, CommandError

from newsroom.search import rebuilding
from newsroom.soundness import flaws


class Command(BaseCommand):
    help = (
        "Looks whether every story, edition and release is whole and in the search, such as after a crash or "
        "from a backup. "
        "Changes nothing; ends with an error when something is not."
    )

    def handle(self, *args, **options):
        found = 0
        for flaw in flaws():
            self.stdout.write(str(flaw))
            found += 1
        for where, message in rebuilding.flaws():
            self.stdout.write(f"{where}: {message}")
            found += 1
        if found:
            raise CommandError(f"Not whole: {found} flaws, listed above.")
        self.stdout.write("Every story, edition and release is whole.")
