"""Who works on the desk: how they are named, and who among them may do a thing."""

from django.contrib.auth import get_user_model
from django.db.models import Q

BACKEND = "django.contrib.auth.backends.ModelBackend"


def name_of(user) -> str:
    """Return what the desk calls `user`; "" for nobody."""
    return (user.get_full_name() or user.get_username()) if user else ""


def who_may(permission: str):
    """Return the members of staff who hold `permission`, such as "newsroom.approve_article", by name."""
    users = get_user_model().objects.with_perm(permission, backend=BACKEND)
    return users.filter(is_staff=True).order_by("first_name", "last_name", "username")


def who_sees(article, users):
    """Return those of the query `users` who may know of `article` (newsroom.models.limits.seen_by)."""
    if not article.limited:
        return users
    readers = Q(pk=article.created_by_id) | Q(pk__in=article.limited_to_users.values("pk"))
    readers |= Q(pk__in=article.limit_overrides.values("by"))
    members = get_user_model().objects.filter(groups__in=article.limited_to_groups.values("pk"))
    return users.filter(readers | Q(pk__in=members.values("pk")))
