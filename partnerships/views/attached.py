"""Files of the register: the texts of agreements, and documents that show what became of a commitment.

They lie in private storage. Whoever may not know the fact is answered as if there were no file.
"""

import hashlib

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerships.changes import with_last_change
from partnerships.language_names import language_name
from partnerships.models import AgreementText, CommitmentEntry
from partnerships.views.pages import page


def _text(slug, language, at):
    live = AgreementText.objects.live(at).filter(agreement__slug=slug, language=language)
    return get_object_or_404(with_last_change(live.select_related("agreement"), at))


@require_safe
def text(request, slug, language):
    """The page of one text of an agreement: what it is, how long, and where to get it."""
    at = timezone.now()
    found = _text(slug, language, at)
    named = {
        "agreement": found.agreement.short_name or found.agreement.title,
        "language": language_name(language, get_language()),
    }
    context = {
        "text": found,
        "agreement": found.agreement,
        "language_own": language_name(language, language),
        "language_name": named["language"],
        "page_title": _("%(agreement)s: text in %(language)s") % named,
        "page_description": _("The text of the agreement “%(agreement)s” as a file.") % named,
    }
    return page(request, "partnerships/agreement_text.html", context, at, found)


@require_safe
def text_file(request, slug, language):
    """The file of one text of an agreement."""
    found = _text(slug, language, timezone.now())
    response = _file(request, found, found.file, f"{slug}-{language}.pdf")
    response["Content-Language"] = language
    return response


@require_safe
def evidence(request, slug, uid):
    """The document that an entry on a commitment of the agreement `slug` cites, where we keep it."""
    at = timezone.now()
    live = CommitmentEntry.objects.live(at).filter(commitment__agreement__slug=slug, uid=uid)
    found = get_object_or_404(with_last_change(live.exclude(document=""), at))
    return _file(request, found, found.document, f"{slug}-{found.on:%Y-%m-%d}.pdf")


def _file(request, fact, stored, name):
    """Answer with the file `stored` of `fact`, called `name`, or that a cache's copy still stands.

    The storage never gives one name to two contents, so that the name tells whether it is the same file.
    """
    etag = f'"{hashlib.sha256(f"{fact.uid} {stored.name}".encode()).hexdigest()[:32]}"'
    # A file may be older than its announcement: what counts is when the register last changed.
    moved = int(fact.register_changed.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=moved)
    if response is None:
        try:
            opened = stored.open("rb")
        except FileNotFoundError as missing:
            raise Http404 from missing
        response = FileResponse(opened, content_type="application/pdf", filename=name)
        response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(moved)
    response["Cache-Control"] = "public, no-cache"
    return response
