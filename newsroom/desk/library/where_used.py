"""Where a photo is used: a part of its form, and a page with more of the same."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, Sum
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.desk.library.uses import blocks_of, led_by, shown_to
from newsroom.desk.page import page_of
from newsroom.models import Article, Edition, EditionPhoto, Photo, PhotoDownload

# Of each list the form shows so many, the page so many.
IN_THE_FORM = 5
ON_THE_PAGE = 100
# Days of downloads.
DAYS = 31


@dataclass
class Use:
    """A story, or an edition of one, and how it shows the photo. `thing` has a headline and a language."""

    thing: Article | Edition
    as_lead: bool = False
    in_body: int = 0


@dataclass(frozen=True)
class Listed:
    """The beginning of a list of uses, and whether there are more."""

    name: str
    title: str
    uses: list[Use] = field(default_factory=list)
    more: bool = False


@dataclass(frozen=True)
class Downloads:
    """How often the press took a photo: in all, and on each of the last days on which it did."""

    total: int
    days: list[PhotoDownload]


def working_copies(photo: Photo, user, most: int) -> Listed:
    """Return the stories, seen by `user`, that have `photo` in their working copy, the last saved first."""
    led = led_by(user).filter(lead_photo=photo).values("pk")
    within = blocks_of(user).filter(photo=photo).values("parent")
    stories = Article.objects.filter(pk__in=led.union(within)).order_by("-updated_at", "-pk")
    found = list(stories.only("headline", "language", "state", "updated_at", "lead_photo")[: most + 1])
    shown = found[:most]
    blocks = blocks_of(user).filter(photo=photo, parent__in=[story.pk for story in shown])
    times = Counter(blocks.values_list("parent", flat=True))
    uses = [Use(story, story.lead_photo_id == photo.pk, times[story.pk]) for story in shown]
    return Listed("desk", _("On the desk"), uses, len(found) > most)


def _editions(rows, name, title, most):
    """Gather rows of EditionPhoto, the latest edition first, by their editions."""
    rows = rows.order_by("-edition__public_from", "-edition", "position").select_related("edition")
    rows = rows.only(
        "is_lead",
        "edition__headline",
        "edition__slug",
        "edition__language",
        "edition__number",
        "edition__change",
        "edition__public_from",
        "edition__public_until",
        "edition__article",
    )
    # An edition may show a photo twice: as its lead, and in the body.
    found: list[EditionPhoto] = list(rows[: 2 * most + 1])
    uses: dict[int, Use] = {}
    for row in found:
        use = uses.setdefault(row.edition_id, Use(row.edition))
        use.as_lead |= row.is_lead
        use.in_body += not row.is_lead
    more = len(uses) > most or len(found) > 2 * most
    return Listed(name, title, list(uses.values())[:most], more)


def editions(photo: Photo, user, most: int, at=None) -> list[Listed]:
    """Return the editions that show `photo`: those public at `at`, those to come, and those before."""
    at = at or timezone.now()
    shown = shown_to(user).filter(photo=photo)
    begun = shown.filter(edition__public_from__lte=at)
    over = begun.filter(edition__public_until__lte=at)
    return [
        _editions(
            begun.filter(Q(edition__public_until=None) | Q(edition__public_until__gt=at)),
            "live",
            _("Public now"),
            most,
        ),
        _editions(shown.filter(edition__public_from__gt=at), "coming", _("Scheduled"), most),
        # One that ended as it began was never public.
        _editions(
            over.exclude(edition__public_until=F("edition__public_from")), "past", _("Public before"), most
        ),
    ]


def downloads(photo: Photo) -> Downloads:
    """Return how often the press took the photo's file."""
    total = photo.downloads.aggregate(total=Sum("number"))["total"] or 0
    return Downloads(total, list(photo.downloads.order_by("-day")[:DAYS]) if total else [])


def where_used(photo: Photo, user, most: int) -> dict:
    """Return what the templates show of where `photo` is used, as far as `user` may know."""
    lists = [working_copies(photo, user, most), *editions(photo, user, most)]
    return {
        "lists": [listed for listed in lists if listed.uses],
        "more": any(listed.more for listed in lists),
        "downloads": downloads(photo),
        "page": reverse("admin:newsroom_photo_uses", args=[photo.pk]),
    }


def panel(photo: Photo, user) -> str:
    """Return the part of a photo's form that tells where it is used."""
    return render_to_string(
        "admin/newsroom/photo/_where_used.html", {"used": where_used(photo, user, IN_THE_FORM), "brief": True}
    )


@require_safe
def uses_page(request, pk, model_admin):
    """Show where the photo `pk` is used."""
    photo = get_object_or_404(Photo, pk=pk)
    if not model_admin.has_view_permission(request, photo):
        raise PermissionDenied
    context = page_of(request, model_admin, _("Where this photo is used"), photo)
    context |= {
        "photo": photo,
        "thumbnail": thumbnail_address(photo.pk),
        "used": where_used(photo, request.user, ON_THE_PAGE),
        "most": ON_THE_PAGE,
    }
    return TemplateResponse(request, "admin/newsroom/photo/uses.html", context)


def pages(model_admin):
    """Return the addresses of this concern."""
    view = model_admin.admin_site.admin_view(uses_page)
    return [path("<int:pk>/uses/", view, {"model_admin": model_admin}, name="newsroom_photo_uses")]
