"""The members of staff in whose names the demonstration comes through the gate: nobody approves their own work."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from newsroom.roles import ensure_roles

USERNAME = "demonstration-archive"
CHECKER = "demonstration-checker"


def archivist():
    """Return who writes and publishes, made when missing: nobody can sign in as them, having no password."""
    return _member(USERNAME, "archive", "publisher")


def checker():
    """Return who approves what the archivist wrote, made when missing, with no password either."""
    return _member(CHECKER, "checker", "editor")


def _member(username, name, role):
    user, is_new = get_user_model().objects.get_or_create(
        username=username, defaults={"first_name": "Demonstration", "last_name": name}
    )
    if is_new:
        ensure_roles()
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=role))
    return user
