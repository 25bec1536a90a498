import logging

from django.core.management.base import BaseCommand

from newsroom.measuring import measure


class Command(BaseCommand):
    help = "Tell what pages cost the server, beside a bare page of Django's measured in the same run."

    def add_arguments(self, parser):
        parser.add_argument("addresses", nargs="*", help="such as /en/events/; else found in the database")
        parser.add_argument("--times", type=int, default=40, help="how often each page is asked for")

    def handle(self, *, addresses, times, **options):
        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        bare, pages = measure(times, addresses)
        for cost in [bare, *pages]:
            self.stdout.write(
                f"{cost.cpu:8.2f} ms {cost.cpu / bare.cpu:6.1f} × bare  {cost.queries:2} queries"
                f"  {cost.status}  {cost.page}"
            )
