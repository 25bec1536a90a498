from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.models.articles import Article
from partnerships.texts import NFCCharField

# A suggestion's field for what it suggests, and the story's field that it would go to.
TIES = {
    "partner": "partners",
    "pillar": "pillars",
    "person": "people",
    "event": "events",
    "agreement": "agreements",
}


def _exactly_one_thing():
    """The condition that one of the fields is filled, and no other."""
    condition = Q()
    for chosen in TIES:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in TIES})
    return condition


class SuggestedTie(models.Model):
    """What an import found a story to be about; an editor accepts it or not."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="suggested_ties")
    partner = models.ForeignKey(
        "partnerships.Partner", models.CASCADE, null=True, blank=True, related_name="+"
    )
    pillar = models.ForeignKey("partnerships.Pillar", models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey("partnerships.Person", models.CASCADE, null=True, blank=True, related_name="+")
    event = models.ForeignKey("partnerships.Event", models.CASCADE, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(
        "partnerships.Agreement", models.CASCADE, null=True, blank=True, related_name="+"
    )
    evidence = NFCCharField(_("words that show it"), max_length=300, blank=True)
    certain = models.BooleanField(
        _("certain"), default=True, help_text=_("Not certain: the same words can mean something else too.")
    )

    class Meta:
        verbose_name = _("suggested tie")
        verbose_name_plural = _("suggested ties")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=_exactly_one_thing(), name="a_suggestion_names_one_thing"),
            *(
                models.UniqueConstraint(fields=["article", field], name=f"{field}_suggested_once")
                for field in TIES
            ),
        ]

    def __str__(self):
        return str(self.thing)

    @property
    def kind(self) -> str:
        """Which of the fields is filled: "partner", "pillar", …"""
        return next(field for field in TIES if getattr(self, f"{field}_id") is not None)

    @property
    def thing(self):
        """What the story would be tied to."""
        return getattr(self, self.kind)
