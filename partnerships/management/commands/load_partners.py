from django.core.management.base import BaseCommand

from partnerships.loading_partners import load_partners
from partnerships.models import Membership, Partner


class Command(BaseCommand):
    help = (
        "Load the countries, organisations and groupings of the world, and who belongs to what. Run again, "
        "it adds what is missing, updates what nobody has changed, and keeps all that an editor wrote."
    )

    def handle(self, *args, **options):
        loaded = load_partners()
        for model, name in ((Partner, "partners"), (Membership, "memberships")):
            self.stdout.write(
                f"{name}: {loaded.made[model]} made, {loaded.changed[model]} changed, "
                f"{loaded.kept[model]} with the ministry's own words left as they are"
            )
        if loaded.locked:
            self.stdout.write(
                f"{loaded.locked} memberships are locked by a release and were left: run this again after it."
            )
