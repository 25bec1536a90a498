"""Preview links: how they are made and revoked, and when one leads to its story.

A link is a promise of the newsroom to one reader. It outlives a change of its maker's role, and a limit laid
on the story, which is about the desk. It ends at its time, when it is revoked, with the account of whoever
made it, and when the story is taken from the public. Its secret is known to the reader alone.
"""

import datetime
import hashlib
import secrets

from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.models import Article, PreviewLink
from newsroom.publishing import Refused
from newsroom.refusals import Reason

MAY_SHARE = "newsroom.share_preview"

USUAL = datetime.timedelta(hours=48)
LONGEST = datetime.timedelta(days=14)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(
    article: Article, reader: str, by, expires_at: datetime.datetime | None = None
) -> tuple[PreviewLink, str]:
    """Make a link to `article` for `reader` that ends at `expires_at` (aware; in 48 hours when not given).

    Returns it with its secret, which is known now and never again. Raises Refused.
    """
    now = timezone.now()
    expires_at = expires_at or now + USUAL
    if reasons := [*_may_share(by), *_link_reasons(article, reader, expires_at, now)]:
        raise Refused(reasons)
    token = secrets.token_urlsafe(32)
    link = PreviewLink.objects.create(
        article=article,
        token_digest=_digest(token),
        reader=reader.strip(),
        created_by=by,
        created_at=now,
        expires_at=expires_at,
    )
    return link, token


def _may_share(by):
    if not by.has_perm(MAY_SHARE):
        yield Reason("permission", _("You may not make or revoke preview links. Ask an editor."))


def _link_reasons(article, reader, expires_at, now):
    if not reader.strip():
        yield Reason("reader", _("Say for whom the link is: the name stands over the page."), "reader")
    if expires_at <= now:
        yield Reason("past", _("This time is past. Choose one to come."), "expires_at")
    elif expires_at > now + LONGEST:
        yield Reason(
            "too-long",
            _("A link lasts %(days)d days at most. Choose an earlier time, and make another link then.")
            % {"days": LONGEST.days},
            "expires_at",
        )
    if standing := article.editions.in_force(now).first():
        yield Reason("public", _withdrawn() if standing.is_withdrawal else _public())


def _public():
    return _("The story is public: send its address instead.")


def _withdrawn():
    return _("The story was withdrawn, so nobody outside is given a link to it.")


def revoke(link: PreviewLink, by) -> None:
    """Have `link` lead nowhere from now on. Raises Refused."""
    if reasons := list(_may_share(by)):
        raise Refused(reasons)
    standing = PreviewLink.objects.filter(pk=link.pk, revoked_at=None)
    standing.update(revoked_at=timezone.now(), revoked_by=by)


def link_of(token: str, now: datetime.datetime) -> PreviewLink | None:
    """Return the link whose secret is `token`, with its story, if it leads there at `now` (one query)."""
    open_now = PreviewLink.objects.open(now).filter(token_digest=_digest(token))
    return open_now.select_related("article__lead_photo", "article__interviewee").first()


def note_opening(link: PreviewLink, version: int, address: str | None, agent: str) -> None:
    """Write down that `link` was opened; a `version` of 0 is the public page, to which it led."""
    link.openings.create(at=timezone.now(), version=version, address=address, agent=agent[:300])
