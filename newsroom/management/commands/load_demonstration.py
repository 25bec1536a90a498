from django.core.management.base import BaseCommand

from newsroom.demonstration.register.loading import load_register


class Command(BaseCommand):
    help = "Load the demonstration newsroom. Run again, it adds what is missing and changes nothing else."

    def handle(self, *args, **options):
        made = load_register()
        if not made:
            self.stdout.write("The demonstration is loaded already.")
            return
        tally = ", ".join(f"{number} {model._meta.verbose_name_plural}" for model, number in made.items())
        self.stdout.write(f"The register: {tally}.")
