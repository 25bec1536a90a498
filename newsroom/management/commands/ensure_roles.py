from django.core.management.base import BaseCommand

from newsroom.roles import ROLES, ensure_roles


class Command(BaseCommand):
    help = (
        "Make the desk's roles (groups), each with exactly its permissions. It may run any number of times."
    )

    def handle(self, *args, **options):
        ensure_roles()
        for role in ROLES.values():
            self.stdout.write(f"{role.key}: {len(role.permissions)} permissions. {role.summary}")
