from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.addresses import address_of
from partnerships.texts import NFCCharField, TextsField


class Section(models.Model):
    """A desk of the paper, such as Politics or Economy."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = TextsField(_("name"), max_length=60)
    description = TextsField(_("description"), max_length=300, blank=True, multiline=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "slug"]

    def __str__(self):
        return str(self.name)

    def get_absolute_url(self):
        return address_of("newsroom:section", self.slug)


class Author(models.Model):
    """A name that stands under a headline."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = NFCCharField(_("name"), max_length=120)
    agency_code = models.CharField(
        _("agency"),
        max_length=20,
        blank=True,
        help_text=_("The agency that the author writes for, such as WVR."),
    )
    role = TextsField(_("role"), max_length=120, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("user"),
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name
