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


class WorkflowState(models.TextChoices):
    """Where the working copy stands on its way to the gate. `published`: the gate has this very version."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    CHANGES_REQUESTED = "changes-requested", _("changes requested")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")


class WithdrawalWay(models.TextChoices):
    """What a reader finds at the address of a story that was withdrawn.

    `expired` is what the gate records beforehand for a story that leaves by itself at a set time.
    """

    GONE = "gone", _("gone: the address gives the reason and nothing else")
    NOTICE = "notice", _("kept under a notice: the text stays to be read at its address, in no list")
    REDIRECT = "redirect", _("replaced: the address leads to another story")
    EXPIRED = "expired", _("expired")
