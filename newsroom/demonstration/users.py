"""One member of staff for each role, to walk through the desk with."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from newsroom.roles import ROLES, ensure_roles
from partnerships.folding import slugify

# Without the letters and digits that are taken for one another when read from a screen.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def draw_password() -> str:
    """Sixteen letters and digits in fours: 79 bits, and easy to type."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


@transaction.atomic
def make_demonstration_users() -> dict[str, str]:
    """Make the users that are missing. Returns the passwords of those just made, by user name.

    A user who is there already keeps password and roles: nothing is known of them and nothing printed.
    """
    ensure_roles()
    made = {}
    for role in ROLES.values():
        username = slugify(role.key)
        user, is_new = get_user_model().objects.get_or_create(username=username, defaults={"is_staff": True})
        if is_new:
            made[username] = draw_password()
            user.set_password(made[username])
            user.save()
            user.groups.add(Group.objects.get(name=role.key))
    return made
