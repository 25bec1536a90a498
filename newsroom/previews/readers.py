"""What an accredited reader gets at the address of a preview link, and nobody else.

Every address that leads nowhere answers alike, whether it was never made, has expired or was revoked. No
answer is kept on the way, found by a search engine or told to the next site; no address is written in a log.
"""

from functools import wraps
from ipaddress import ip_address
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.defaults import page_not_found

from newsroom import previewing
from newsroom.freezing import blocks_of, lead_photo, photo_of_block
from newsroom.imaging.naming import PublicFile, public_files, read_file, shown_of
from newsroom.imaging.private import picture_response
from newsroom.models import Photo, PhotoBlock
from newsroom.newsroom_time import in_newsroom_time
from newsroom.previews.links import link_of, note_opening
from website.security import LINKED_PREVIEW_POLICY

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet",
    "Referrer-Policy": "no-referrer",
}

# The version that is written down when a link led to the public page.
PUBLIC_PAGE = 0


def between_us(view):
    """Have each answer of `view` carry the same headers, the refusals among them."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            safe = request.method in {"GET", "HEAD"}
            response = view(request, *args, **kwargs) if safe else HttpResponseNotAllowed(["GET", "HEAD"])
        except Http404:
            response = page_not_found(request, Http404())
        for name, value in HEADERS.items():
            response[name] = value
        response._csp_config = LINKED_PREVIEW_POLICY
        # The address is a secret: Django writes the address of a refusal down unless it was told that it has.
        response._has_been_logged = True
        return response

    return answered


@between_us
def story(request, token):
    """The story as it is saved now; once it is public, the way to its page."""
    now = timezone.now()
    link = _link(token, now)
    article = link.article
    standing = article.editions.in_force(now).first()
    if standing:
        if standing.is_withdrawal:
            raise Http404
        note_opening(link, PUBLIC_PAGE, *_who(request))
        return HttpResponseRedirect(standing.get_absolute_url())
    if _was_public(article, now):
        raise Http404
    note_opening(link, article.version, *_who(request))
    rehearsal = previewing.rehearse(article, now)
    with override(article.language):
        until = article.embargo_until
        notice = {
            "reader": link.reader,
            "embargoed_until": in_newsroom_time(until) if until and until > now else "",
        }
    html = previewing.page(rehearsal, _photo_address(token), now, for_outsiders=True, **notice)
    return HttpResponse(html, headers={"Content-Language": article.language})


@between_us
def photo(request, token, uid, file):
    """A photo of the story that the link leads to, and of no other."""
    now = timezone.now()
    article = _link(token, now).article
    if _was_public(article, now):
        raise Http404
    blocks = [block for block in blocks_of(article) if isinstance(block, PhotoBlock) and block.photo]
    uses = [lead_photo(article), *(photo_of_block(block, article.language) for block in blocks)]
    shown = [use for use in uses if use and use["width"] and use["uid"] == uid.hex]
    # What was cut away is nobody's business outside: only the files of these very uses.
    if read_file(file) not in {each for use in shown for each in public_files(shown_of(use))}:
        raise Http404
    return picture_response(get_object_or_404(Photo, uid=uid), file)


def _link(token, now):
    link = link_of(token, now)
    if link is None:
        raise Http404
    return link


def _was_public(article, now):
    """Whether the story stands before the public, or ever stood."""
    return article.editions.filter(public_from__lte=now, cancelled_at=None).exists()


def _photo_address(token):
    def address(uid: UUID, file: PublicFile) -> str:
        return reverse("previews:photo", args=[token, uid, file.name])

    return address


def _who(request):
    """The address and the browser of whoever asks."""
    return _address(request), request.headers.get("User-Agent", "")


def _address(request):
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # What our own proxy saw is the last; all before it is what the reader's side claims.
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    try:
        return str(ip_address(address))
    except ValueError:
        return None
