"""Who works on the desk: how they are named, and who among them may do a thing."""

from django.contrib.auth import get_user_model

BACKEND = "django.contrib.auth.backends.ModelBackend"


def name_of(user) -> str:
    """Return what the desk calls `user`; "" for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def who_may(permission: str):
    """Return the members of staff who hold `permission`, such as "newsroom.approve_article", by name."""
    users = get_user_model().objects.with_perm(permission, backend=BACKEND)
    return users.filter(is_staff=True).order_by("first_name", "last_name", "username")
