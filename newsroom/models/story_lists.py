"""Stories of one kind, so that the desk has a list of each. The rows are the stories' own."""

from django.utils.translation import gettext_lazy as _

from newsroom.models.articles import Article


class Interview(Article):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")


class PhotoStory(Article):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("photo story")
        verbose_name_plural = _("photo stories")
