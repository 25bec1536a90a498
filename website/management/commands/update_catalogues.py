"""Bring the catalogues of translated words up to date with the code."""

from itertools import product

from django.core.management.base import BaseCommand

from website.catalogues import DOMAINS, path, translated_languages, update


class Command(BaseCommand):
    help = "Put every string that the code marks into each language's catalogue, and tell what to translate."
    requires_system_checks = []

    def handle(self, *args, **options):
        for language, domain in product(translated_languages(), DOMAINS):
            lacking = update(language, domain)
            self.stdout.write(f"{path(language, domain)}: {len(lacking)} to translate")
            for text in lacking:
                self.stdout.write(f"  {text}")
