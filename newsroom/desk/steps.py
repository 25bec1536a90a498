"""A story's steps as the desk tells them: who did what, when, and with which remark."""

from django.utils.translation import gettext_lazy as _

from newsroom.staff import name_of

# What somebody did, after their name: "Lan approved the story".
DEEDS = {
    "submit": _("submitted the story"),
    "approve": _("approved the story"),
    "request_changes": _("asked for changes"),
    "take_back": _("took the story back"),
    "hand_over": _("handed the story over"),
    "take_on": _("took the story on"),
    "edit": _("began to change the story"),
    "publish": _("published the story"),
    "correct": _("published a correction"),
    "schedule": _("scheduled the story"),
    "reschedule": _("moved the schedule"),
    "cancel_schedule": _("cancelled the schedule"),
    "archive": _("published the story under a past date"),
    "withdraw": _("withdrew the story"),
    "release": _("had the story recorded with its release"),
    "cancel_release": _("cancelled what its release had recorded"),
    "limit": _("limited who may see the story"),
    "lift_limit": _("lifted the limit on who may see the story"),
    "override_limit": _("opened the story in spite of its limit"),
    "translate": _("began this translation"),
    "mark_current": _("found this translation current"),
    "source_changed": _("changed the original of this translation"),
    "replace_photo": _("put another photo in its place"),
    "approve_afterwards": _("approved afterwards what was published"),
}

# A story's form shows so many; an old one has hundreds.
SHOWN = 30


def told(step):
    """Return `step` with its words for a template."""
    deed = DEEDS.get(step.move, step.move)
    if step.receiver:
        deed = _("%(deed)s, to %(receiver)s") % {"deed": deed, "receiver": name_of(step.receiver)}
    return {
        "who": name_of(step.by),
        "deed": deed,
        "remark": step.remark,
        "at": step.at,
        "edition": step.edition,
        "step": step,
    }


def record_of(article):
    """Return the latest steps of `article`, newest first, told."""
    steps = article.steps.select_related("by", "receiver", "edition").defer(
        "edition__content", "edition__body_html", "edition__body_text"
    )
    return [told(step) for step in steps[:SHOWN]]
