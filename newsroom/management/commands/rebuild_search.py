from django.core.management.base import BaseCommand

from newsroom.search import rebuilding


class Command(BaseCommand):
    help = (
        "Makes what the public's search looks in again, out of the editions and the register, in batches and "
        "while the newsroom goes on. Needed once after the upgrade that brought the search."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--since",
            type=int,
            default=0,
            help="go on from the edition with this number, as was printed last",
        )

    def handle(self, *args, since, **options):
        if not since:
            rebuilding.forget_spellings()
        for number in rebuilding.rebuild(since):
            self.stdout.write(f"Made again up to edition {number}.")
        self.stdout.write("The search is whole.")
