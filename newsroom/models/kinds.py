"""What the desk and the public side both say of a story."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryKind(models.TextChoices):
    NEWS = "news", _("news")
    INTERVIEW = "interview", _("interview")
    SPEECH = "speech", _("speech")
    STATEMENT = "statement", _("statement")
    PRESS_RELEASE = "press-release", _("press release")
    PHOTO_STORY = "photo-story", _("photo story")
    EXPLAINER = "explainer", _("explainer")


class Prominence(models.TextChoices):
    NORMAL = "normal", _("as it comes")
    LEAD = "lead", _("leads the front page")
