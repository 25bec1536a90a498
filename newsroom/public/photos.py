"""A photo's own page. It exists while a story that the public can read shows the photo."""

from django.http import Http404
from django.urls import translate_url
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from newsroom.models import Edition, EditionPhoto
from newsroom.public.pages import page

STORIES = 20


@require_safe
def photo(request, uid):
    """The photo as its newest story shows it, and the stories that show it."""
    now, language = timezone.now(), request.LANGUAGE_CODE
    public_uses = EditionPhoto.objects.filter(uid=uid, edition__in=Edition.objects.live(now))
    uses = (
        public_uses.filter(edition__language=language)
        .select_related("edition__section")
        .defer("edition__content", "edition__body_html", "edition__body_text")
        .order_by("-edition__first_public_from", "-edition_id", "position")
    )
    uses = list(uses[: STORIES * 2])
    if not uses:
        raise Http404
    shown = uses[0]
    stories = list({use.edition_id: use.edition for use in uses}.values())[:STORIES]
    languages = public_uses.order_by().values_list("edition__language", flat=True).distinct()
    words = shown.caption or shown.alt_text
    context = {
        "photo": shown,
        "stories": stories,
        "translations": {code: translate_url(request.path, code) for code in languages if code != language},
        "page_title": Truncator(words).chars(80),
        "page_description": f"{words} {shown.credit}".strip(),
        "page_picture": shown,
    }
    return page(request, "newsroom/photo.html", context, now)
