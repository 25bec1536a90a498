from django.db import models


class RegisterChange(models.Model):
    """When what pages show of the register was last written: one row, which `partnerships.changes` keeps."""

    ONLY = 1

    at = models.DateTimeField()

    def __str__(self):
        return self.at.isoformat()
