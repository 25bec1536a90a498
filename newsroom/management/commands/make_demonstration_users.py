from django.core.management.base import BaseCommand

from newsroom.demonstration.users import make_demonstration_users


class Command(BaseCommand):
    help = "Make one user for each role, and print the passwords of those just made, once."

    def handle(self, *args, **options):
        made = make_demonstration_users()
        if not made:
            self.stdout.write(
                "The desk's users are there already, with the passwords printed when they were made."
            )
            return
        width = max(map(len, made))
        self.stdout.write("Users of the desk, one for each role. These passwords are not shown again:\n\n")
        for username, password in made.items():
            self.stdout.write(f"  {username:<{width}}  {password}")
        self.stdout.write("")
