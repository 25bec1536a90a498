import logging

from django.core.management.base import BaseCommand

from newsroom.demonstration.archivist import archivist
from newsroom.demonstration.newsroom_loader import load_stories
from newsroom.demonstration.register.loading import load_register
from partnerships.models import Agreement, Event, Partner


class Command(BaseCommand):
    help = "Load the demonstration newsroom. Run again, it adds what is missing and changes nothing else."

    def handle(self, *args, **options):
        # Hundreds of renditions are made on the way; a line for each would bury what the person is to read.
        logging.getLogger("django.tasks").setLevel(logging.WARNING)
        register = load_register()
        stories = load_stories(archivist())
        if not register and not stories:
            self.stdout.write("The demonstration is loaded already.")
            return
        made = {
            "partners": register[Partner],
            "events": register[Event],
            "agreements": register[Agreement],
            **stories,
        }
        tally = ", ".join(f"{number} {name}" for name, number in made.items() if number)
        self.stdout.write(f"The demonstration is loaded: {tally or 'what was missing'}.")
