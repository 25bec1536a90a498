"""The folded text by which the desk finds a thing whatever marks are typed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.folding import fold


class Findable(models.Model):
    """A row that is found by `folded`, the folded text of whatever it is known by."""

    folded = models.TextField(_("folded text"), editable=False, blank=True, default="")

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        self.refold()
        if update_fields is not None:
            update_fields = {*update_fields, "folded"}
        super().save(*args, update_fields=update_fields, **kwargs)

    def refold(self):
        """Fold anew what this row is known by. Whatever writes many rows at once calls it for each."""
        self.folded = fold(" ".join(filter(None, self.known_by())))

    def known_by(self) -> list[str]:
        """The texts by which people look for this row."""
        raise TypeError(f"{type(self).__name__} does not say what it is known by")
