"""All photos of the live stories about a subject of the register, each once, the newest story's first.

A list pages by key: `?before=<date>,<edition>,<position>` names the last use of a photo that was looked at.
A photo stands where its newest story has it, and is left out further on. Whether it stood before is asked of
the photos of one page alone, so that neither the archive nor a photo that every story shows is read through.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.models import F, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.models import Edition, EditionPhoto
from newsroom.public.breadcrumbs import crumb, trail_of_subject
from newsroom.public.image_data import graph, image_data
from newsroom.public.lists import SUBJECTS
from newsroom.public.pages import page
from newsroom.public.pictured import uses_in
from partnerships.composed import Composed

PAGE = 24
# How many uses are looked at for one page: twice at most, in case one photo is shown again and again.
LOOKS = (PAGE * 3, PAGE * 24)


@dataclass(frozen=True)
class Key:
    """The place of one use of a photo: its story's date, the edition's number, and its position there."""

    moment: datetime
    edition: int
    position: int

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%dT%H:%M:%S.%fZ},{self.edition},{self.position}"


def read_key(text: str) -> Key:
    """Return the key that `text` names; 404 for one that names none."""
    try:
        moment, edition, position = text.split(",")
        told = datetime.fromisoformat(moment)
        key = Key(told.astimezone(UTC), int(edition), int(position))
    except (ValueError, OverflowError) as unreadable:
        raise Http404 from unreadable
    # A bare date-time would be read in whatever zone the server is in; no link of ours makes one.
    if told.tzinfo is None or not 0 < key.edition < 2**63 or not 0 <= key.position < 2**15:
        raise Http404
    return key


def _uses(name: str, pk, language, at):
    tie = f"edition__edition{name}s"
    live = Edition.objects.live(at).in_language(language)
    uses = uses_in(live).filter(**{f"{tie}__{name}": pk})
    return uses.annotate(listed_from=F(f"{tie}__first_public_from"))


def _beyond(moment, edition, position):
    same = Q(listed_from=moment)
    return (
        Q(listed_from__lt=moment)
        | same & Q(edition__lt=edition)
        | same & Q(edition=edition, position__gt=position)
    )


@cache
def _looked_at(name: str, number: int, further: bool) -> Composed:
    """The query for the uses of photos about one kind of subject: the newest, or those beyond a key."""

    def uses(pk, language, at, *key):
        found = _uses(name, pk, language, at)
        if key:
            # The first condition says nothing more, but lets an index begin where the key is.
            found = found.filter(_beyond(*key), listed_from__lte=key[0])
        return found.order_by("-listed_from", "-edition_id", "position")[: number + 1]

    names = ("pk", "language", "at", *(("moment", "edition", "position") if further else ()))
    return Composed(uses, names)


def _stood_before(name, pk, language, at, key: Key, uids) -> set:
    """Return those of the photos `uids` that a use up to the key shows already (one query)."""
    earlier = _uses(name, pk, language, at).filter(uid__in=uids)
    earlier = earlier.exclude(_beyond(key.moment, key.edition, key.position))
    return set(earlier.order_by().values_list("uid", flat=True).distinct())


def _date(use: Any) -> datetime:
    """The date of the story that shows it, which the tie has a copy of."""
    return use.listed_from


def gallery_of(
    name: str, pk: int, language: str, at: datetime, before: str = ""
) -> tuple[list[EditionPhoto], str]:
    """Return one page of the photos about a subject, and the key of the older ones, "" for none.

    `name` is the kind of subject, such as "event", and `pk` its number. At most four queries. Where a photo
    is shown again and again a page can hold fewer than `PAGE` and still have older ones.
    """
    key = read_key(before) if before else None
    told = [pk, language, at, *([key.moment, key.edition, key.position] if key else [])]
    for number in LOOKS:
        looked_at = _looked_at(name, number, key is not None)(*told)
        is_last, looked_at = len(looked_at) <= number, looked_at[:number]
        once: dict[Any, EditionPhoto] = {}
        for use in looked_at:
            once.setdefault(use.uid, use)
        stood = _stood_before(name, pk, language, at, key, list(once)) if key and once else set()
        shown = [use for uid, use in once.items() if uid not in stood]
        if is_last or len(shown) > PAGE:
            break
    if len(shown) > PAGE:
        last = shown[PAGE - 1]
    elif not is_last:
        last = looked_at[-1]
    else:
        return shown, ""
    return shown[:PAGE], str(Key(_date(last), last.edition_id, last.position))


@require_safe
def gallery(request, subjects, slug):
    """The photos about one partner, pillar, event, person or agreement that the public knows."""
    at, language = timezone.now(), request.LANGUAGE_CODE
    known, naming, _feed = SUBJECTS[subjects]
    subject = get_object_or_404(known(at), slug=slug)
    name = getattr(subject, naming).in_language(language)
    photos, older = gallery_of(
        subject._meta.model_name, subject.pk, language, at, request.GET.get("before", "")
    )
    heading = _("Photos: %(subject)s") % {"subject": name}
    images = [image_data(photo, language, _date(photo)) for photo in photos]
    context = {
        "heading": heading,
        "photos": photos,
        "older": f"?before={older}" if older else "",
        "subject": {"name": name, "address": subject.get_absolute_url()},
        "breadcrumbs": trail_of_subject(
            subjects, name, subject.get_absolute_url(), crumb(_("Photos"), request.path)
        ),
        "page_title": heading,
        "page_description": _("The photos of the newsroom’s stories: %(subject)s.") % {"subject": name},
        "page_picture": photos[0] if photos else None,
        "image_data": graph(images),
    }
    return page(request, "newsroom/gallery.html", context, at)
