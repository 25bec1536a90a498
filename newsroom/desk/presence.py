"""Who has a story's form open, told to everybody else who has it open, within seconds.

Each open form says every few seconds that it is there. One query tells it of the others and of what
became of the story meanwhile, and one writes that it was there. Neither holds the story's row.
"""

import json
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.http import Http404, HttpResponseBadRequest, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from newsroom.desk.states import short_time
from newsroom.desk.unsaved import form_key, small_number
from newsroom.desk.unsaved_pages import clock_time, signed_out
from newsroom.models import Article, OpenForm, Release, ReleaseStory, Step

# After so long without a word a form counts as closed.
GONE_AFTER = timedelta(seconds=20)
# Forms that closed without a word are forgotten after this, when another form is opened.
FORGOTTEN_AFTER = timedelta(minutes=10)
MOST_BYTES = 1000


def pages(model_admin):
    return [
        path("<int:pk>/here/", here, {"model_admin": model_admin}, name="newsroom_article_here"),
    ]


def fresh(forms):
    """Return those of `forms` (a queryset) that are open now."""
    return forms.filter(seen_at__gt=timezone.now() - GONE_AFTER)


@dataclass(frozen=True)
class Visitor:
    """Somebody who has the story's form open."""

    tab: uuid.UUID
    user_pk: int
    name: str
    since: datetime
    typing: bool


@dataclass(frozen=True)
class Situation:
    """A story as its open forms need to know it, and who else has it open."""

    version: int
    state: str
    saved_at: datetime
    saved_by: str
    locked: bool
    visitors: list[Visitor]


def situation(pk, user) -> Situation | None:
    """Ask, in one query, how the story stands and who has it open; None where `user` may not know of it."""
    limit = timezone.now() - GONE_AFTER
    waiting = ReleaseStory.objects.filter(
        article=OuterRef("pk"), release__state=Release.State.APPROVED, release__at__gt=timezone.now()
    )
    rows = list(
        Article.objects.visible_to(user)
        .filter(pk=pk)
        .annotate(
            form=FilteredRelation("open_forms", condition=Q(open_forms__seen_at__gt=limit)),
            locked=Exists(waiting.order_by()),
            visitor=F("form__user"),
            tab=F("form__tab"),
            since=F("form__opened_at"),
            typing=F("form__typing"),
        )
        .order_by("since", "visitor")
        .values(
            "version",
            "state",
            "updated_at",
            "locked",
            "visitor",
            "tab",
            "since",
            "typing",
            *(f"{whose}__{name}" for whose in ("edited_by", "form__user") for name in NAMES),
        )
    )
    if not rows:
        return None
    story = rows[0]
    return Situation(
        story["version"],
        story["state"],
        story["updated_at"],
        _name(story, "edited_by"),
        story["locked"],
        [
            Visitor(row["tab"], row["visitor"], _name(row, "form__user"), row["since"], row["typing"])
            for row in rows
            if row["tab"]
        ],
    )


NAMES = ("first_name", "last_name", "username")


def _name(row, whose):
    first, last, username = (row[f"{whose}__{name}"] or "" for name in NAMES)
    return f"{first} {last}".strip() or username


@never_cache
@csrf_protect
@require_POST
def here(request, model_admin, pk):
    """Note that a form is open, or is left; tell who else has the story open, and what became of it."""
    if not model_admin.admin_site.has_permission(request):
        return signed_out()
    if not request.user.has_perm("newsroom.change_article"):
        raise PermissionDenied
    said = _read(request)
    tab = form_key(said.get("tab"))
    if tab is None:
        return HttpResponseBadRequest()
    if said.get("leaves"):
        OpenForm.objects.filter(article=pk, user=request.user, tab=tab).delete()
        return JsonResponse({})
    found = situation(pk, request.user)
    if found is None:
        raise Http404
    try:
        _note(pk, request.user, tab, typing=said.get("typing") is True)
    except IntegrityError:
        # The story was deleted in between.
        raise Http404 from None
    if tab not in {visitor.tab for visitor in found.visitors}:
        tidy()
    others = [visitor for visitor in found.visitors if visitor.tab != tab]
    return JsonResponse(
        {
            "others": tell(others, request.user),
            "typing": typing_now(others, request.user),
            "news": list(news(pk, found, said)),
        }
    )


def _read(request) -> dict:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return {}
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _note(pk, user, tab, typing):
    """One statement, so that two beats of one form that cross on their way both count and neither fails."""
    now = timezone.now()
    OpenForm.objects.bulk_create(
        [OpenForm(article_id=pk, user=user, tab=tab, opened_at=now, seen_at=now, typing=typing)],
        update_conflicts=True,
        unique_fields=["article", "user", "tab"],
        update_fields=["seen_at", "typing"],
    )


def tidy() -> None:
    OpenForm.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()


# In words


def tell(others, user) -> list[str]:
    """Return a sentence for each person who has the story open."""
    said = []
    by_person = sorted(others, key=lambda visitor: (visitor.user_pk == user.pk, visitor.user_pk))
    for user_pk, forms in groupby(by_person, key=lambda visitor: visitor.user_pk):
        first = min(forms, key=lambda visitor: visitor.since)
        since = {"name": first.name, "time": clock_time(first.since)}
        if user_pk == user.pk:
            said.append(_("You have this story open in another window as well, since %(time)s.") % since)
        else:
            said.append(_("%(name)s has this story open as well, since %(time)s.") % since)
    return said


def typing_now(others, user) -> str:
    names = sorted({visitor.name for visitor in others if visitor.typing and visitor.user_pk != user.pk})
    return _("Typing now: %s") % ", ".join(names) if names else ""


def news(pk, found, said):
    """Yield what happened to the story since the form was opened: `(key, sentence)`."""
    seen = small_number(said.get("version"))
    if seen is not None and found.version > seen:
        words = {
            "who": found.saved_by or _("Somebody"),
            "version": found.version,
            "time": short_time(found.saved_at),
        }
        yield (
            f"saved-{found.version}",
            _("%(who)s saved version %(version)d of this story at %(time)s. What you see here is older.")
            % words,
        )
    if said.get("locked") is False and found.locked:
        yield (
            "locked",
            _("This story is now part of a release that is approved: until its time nobody can save it."),
        )
    state = said.get("state")
    if isinstance(state, str) and state and state != found.state:
        yield f"state-{found.state}", _moved(pk, found)


def _moved(pk, found):
    step = Step.objects.filter(article=pk, to_state=found.state).select_related("by").first()
    state = dict(Article.State.choices)[found.state]
    if step is None:
        return _("The story is now: %(state)s.") % {"state": state}
    return _("The story is now: %(state)s (%(who)s, %(time)s).") % {
        "state": state,
        "who": step.by.get_full_name() or step.by.get_username(),
        "time": short_time(step.at),
    }


def for_form(request, article) -> dict:
    """Return what a form is told when it is opened, for the template."""
    found = situation(article.pk, request.user)
    if found is None:
        return {}
    return {
        "others": tell([one for one in found.visitors if one.user_pk != request.user.pk], request.user),
        "locked": found.locked,
        "state": found.state,
        "version": found.version,
    }


def open_with(articles, user) -> dict[int, list[str]]:
    """Return, in one query, the names of those other than `user` who have each of `articles` open."""
    forms = (
        fresh(OpenForm.objects.filter(article__in=[article.pk for article in articles]))
        .exclude(user=user)
        .order_by("opened_at")
        .values("article", *(f"user__{name}" for name in NAMES))
    )
    names: dict[int, list[str]] = {}
    for form in forms:
        known = names.setdefault(form["article"], [])
        if (name := _name(form, "user")) not in known:
            known.append(name)
    return names


def mark(names):
    """Return the mark of a story that somebody has open, for the list of stories."""
    return format_html('<span class="open-with">{}</span>', _("open with %s") % names) if names else ""
