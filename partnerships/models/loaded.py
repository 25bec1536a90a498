from django.db import models


class LoadedRow(models.Model):
    """What the data files last gave for a partner or a membership.

    Where a column still says this, nobody has changed it since, and the next loading may.
    """

    key = models.CharField(max_length=80, unique=True)
    given = models.JSONField()

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.key
