"""Stories that only some may see until they are published."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.models.editions import Edition


def seen_by(user, story: str = "", at=None) -> Q:
    """Return the one rule of who sees a story, for a query of rows that belong to one.

    `story` is the path from those rows to their story ("article"); empty for stories themselves.
    Most stories are not limited, and that is asked first. `at` is an aware time; now when not given.
    """
    path = f"{story}__" if story else ""
    pk = OuterRef(f"{path}pk")
    public = Edition.objects.filter(
        article=pk, public_from__lte=at or timezone.now(), cancelled_at=None
    ).order_by()
    seen = Q(**{f"{path}limited": False})
    if user.pk is not None:
        article = apps.get_model("newsroom.Article")
        named = article.limited_to_users.through.objects.filter(article=pk, user=user.pk)
        member = article.limited_to_groups.through.objects.filter(article=pk, group__user=user.pk)
        seen |= Q(**{f"{path}created_by": user.pk}) | Q(Exists(named)) | Q(Exists(member))
    # A look into an index for each limited story; an EXISTS may be answered by reading every edition.
    return seen | Q(IsNull(Subquery(public.values("pk")[:1]), False))


class LimitOverride(models.Model):
    """That an administrator opened a limited story that was not theirs to see, and why."""

    article = models.ForeignKey("newsroom.Article", models.CASCADE, related_name="limit_overrides")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(_("reason"), max_length=1000)

    class Meta:
        verbose_name = _("override of a limit")
        verbose_name_plural = _("overrides of limits")
        ordering = ["-at", "-pk"]
        permissions = [("override_limit", _("Can open a limited story, with a written reason"))]

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"
