from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError


class Command(BaseCommand):
    help = "All that bin/demo does before it serves, in one process: styles, tables, stories, users."

    def handle(self, *args, **options):
        call_command("collectstatic", interactive=False, verbosity=0)
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as reason:
            raise CommandError(
                f"The database does not answer: {reason}\nDATABASE_URL must name a database that exists "
                "and that one may write to. Without it, SQLite in DATA_DIR is used."
            ) from reason
        if not (settings.DATA_DIR / "public").exists():
            self.stdout.write(
                "Drawing the pictures and publishing the stories; this once it takes a minute or two …"
            )
            self.stdout.flush()
        call_command("load_demonstration", stdout=self.stdout)
        call_command("make_demonstration_users", stdout=self.stdout)
