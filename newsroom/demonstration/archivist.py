"""The member of staff in whose name the demonstration comes through the gate."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from newsroom.roles import ensure_roles

USERNAME = "demonstration-archive"
ROLE = "publisher"


def archivist():
    """Return that user, made when missing: a publisher who cannot sign in, because no password opens it."""
    user, is_new = get_user_model().objects.get_or_create(
        username=USERNAME, defaults={"first_name": "Demonstration", "last_name": "archive"}
    )
    if is_new:
        ensure_roles()
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=ROLE))
    return user
