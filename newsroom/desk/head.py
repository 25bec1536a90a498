"""The head of a story's form: what the public reads, who has the story, what comes next, what one can do."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from newsroom import workflow
from newsroom.desk.states import short_time
from newsroom.desk.workflow_moves import offered
from newsroom.models import Release, ReleaseStory
from newsroom.staff import name_of


def head_of(article, standing, user) -> dict:
    """Return what the head says of `article` to `user`, for its template."""
    offer = offered(user, article)
    return {
        "workflow_buttons": offer.buttons,
        "why_not": offer.reasons,
        "holder": name_of(article.assigned_to) or _nobody(article),
        "holder_is_reader": article.assigned_to_id == user.pk,
        "next": list(_what_comes_next(article, standing)),
        "a_save_would": _a_save_would(article, user) if user.has_perm(workflow.MAY_WRITE) else "",
    }


def _nobody(article):
    match article.state:
        case workflow.SUBMITTED:
            return _("nobody yet: it waits for an editor")
        case workflow.APPROVED:
            return _("nobody yet: it waits for a publisher")
    return _("nobody")


def _what_comes_next(article, standing):
    if standing.coming:
        yield _("Edition %(number)d becomes public on %(time)s.") % {
            "number": standing.coming.number,
            "time": short_time(standing.coming.public_from),
        }
    now = timezone.now()
    if article.embargo_until and article.embargo_until > now:
        yield _("Under embargo until %(time)s.") % {"time": short_time(article.embargo_until)}
    if article.expires_at and article.expires_at > now:
        yield _("Leaves the public on %(time)s.") % {"time": short_time(article.expires_at)}
    if article.review_on:
        yield _("To be looked at again on %(day)s.") % {
            "day": date_format(article.review_on, "SHORT_DATE_FORMAT")
        }
    releases = ReleaseStory.objects.filter(article=article).exclude(release__state=Release.State.CANCELLED)
    for member in releases.select_related("release"):
        # The release's name is not told: it may say more than whoever reads this may know.
        if member.release.at is None:
            yield _("Part of a release that has no time yet.")
        elif member.release.at > now:
            yield _("Part of a release for %(time)s.") % {"time": short_time(member.release.at)}


def _a_save_would(article, user):
    """What saving a change does to the story's approval, said before it is done."""
    match article.state:
        case workflow.APPROVED:
            return _(
                "This version is approved. When you save a change, the story is a draft again and has "
                "to be approved anew."
            )
        case workflow.SUBMITTED if user.has_perm(workflow.MAY_APPROVE):
            return _("You may mend it while it waits; then somebody else has to approve it.")
        case workflow.SUBMITTED:
            return _("It waits for approval. When you save a change, you take it back: submit it again then.")
    return ""
