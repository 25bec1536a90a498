"""What is typed in a story's form and not saved: kept, offered when the form is opened again, brought back.

Each form that is opened draws a key, and what is typed in it is kept under that key until it is saved
or thrown away. So two windows of one person keep apart, and saving one takes nothing from the other.
Nothing here writes to the story: bringing back fills the form, as a refused save does, and saves nothing.
"""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.desk.blocks import BLOCK_INLINES
from newsroom.desk.states import short_time
from newsroom.desk.steady import MOST_ROWS
from newsroom.models import Article, OpenForm, UnsavedWork

# Of a form as JSON. A story of a hundred thousand words takes a third of it.
MOST_BYTES = 2_000_000
MOST_TURNS = 2**31 - 1

# What a form sends besides the story. Its buttons have names that begin with "_".
NOT_THE_STORY = {"csrfmiddlewaretoken", "form_key", "instead_of", "save_over"}

WRITTEN = {"headline", "kicker", "standfirst", "key_points", "text", "quote", "question", "heading", "points"}


class SavedAlready(Exception):
    """The form was saved by another request of the same moment."""


@dataclass(frozen=True)
class TypedForm:
    """A form as it stands. `instead_of` names the work that was brought back in it: "key:turn"."""

    key: uuid.UUID
    fields: dict[str, list[str]]
    turn: int = 1
    seen_version: int | None = None
    preset: str = ""
    instead_of: str = ""


def of_the_story(name: str) -> bool:
    """Whether a field of this name says something of the story."""
    return name not in NOT_THE_STORY and not name.startswith("_") and "__prefix__" not in name


def story_fields(data) -> dict[str, list[str]]:
    """Return what the posted `data` (a QueryDict) says of the story."""
    return {name: data.getlist(name) for name in data if of_the_story(name)}


def form_key(text) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def small_number(text) -> int | None:
    """The number that `text` says, where a column could hold it."""
    text = str(text)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def of(user):
    """Return what `user` typed and neither saved nor threw away, newest first."""
    return UnsavedWork.objects.filter(user=user, settled_at=None)


def keep(user, typed: TypedForm, article_pk=None) -> UnsavedWork:
    """Keep the form as it stands; return its row. Of a form that is done with (settled) nothing is kept."""
    now = timezone.now()
    said = {
        "fields": typed.fields,
        "turn": typed.turn,
        "seen_version": typed.seen_version,
        "kept_at": now,
    }
    row = UnsavedWork.objects.filter(user=user, key=typed.key)
    with transaction.atomic():
        row.filter(settled_at=None, turn__lt=typed.turn).update(**said)
        kept, is_new = UnsavedWork.objects.get_or_create(
            user=user,
            key=typed.key,
            defaults={**said, "article_id": article_pk, "preset": typed.preset[:500]},
        )
        if is_new:
            _take_the_place(user, typed.instead_of)
            tidy(now)
    return kept


def _take_the_place(user, instead_of):
    """Forget the work that was brought back and lives on elsewhere, unless it was typed on since."""
    key, _colon, turn = instead_of.partition(":")
    if form_key(key) and (number := small_number(turn)) is not None:
        of(user).filter(key=key, turn=number).delete()


def tidy(now=None) -> None:
    """Forget what nobody asked for in `UNSAVED_WORK_DAYS`."""
    oldest = (now or timezone.now()) - timedelta(days=settings.UNSAVED_WORK_DAYS)
    UnsavedWork.objects.filter(kept_at__lt=oldest).delete()


def throw_away(user, key) -> bool:
    """Forget what was typed in the form `key`; return whether there was anything."""
    now = timezone.now()
    return bool(of(user).filter(key=key).update(settled_at=now, kept_at=now, fields={}))


# Saving


def _digest(fields) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode("utf-8", "replace")).hexdigest()


def settle(request, article) -> None:
    """Note, in the transaction of the save, that this form is saved: what was kept of it goes.

    Raises SavedAlready where another request saved the same form meanwhile: this one comes to nothing.
    """
    key = form_key(request.POST.get("form_key"))
    if key is None:
        return
    now = timezone.now()
    said = {
        "article": article,
        "fields": {"digest": _digest(story_fields(request.POST))},
        "kept_at": now,
        "settled_at": now,
    }
    if not of(request.user).filter(key=key).update(**said):
        try:
            with transaction.atomic():
                UnsavedWork.objects.create(user=request.user, key=key, **said)
        except IntegrityError:
            raise SavedAlready from None
    _take_the_place(request.user, request.POST.get("instead_of", ""))


def carefully(model_admin, request, object_id, view):
    """Show or save the story's form by `view`; a form that was saved is not saved a second time."""
    if request.method != "POST":
        if "unsaved" in request.GET:
            _bring_back(request, object_id)
        return view()
    while True:
        if (answer := _saved_before(model_admin, request, object_id)) is not None:
            return answer
        try:
            return view()
        except SavedAlready:
            continue


def _saved_before(model_admin, request, object_id):
    """Answer a form that was saved already; None, with a key of its own, where it says something else now."""
    key = form_key(request.POST.get("form_key"))
    settled = UnsavedWork.objects.filter(user=request.user, key=key, settled_at__isnull=False).first()
    if key is None or settled is None:
        return None
    article = model_admin.get_object(request, str(settled.article_id)) if settled.article_id else None
    if article and settled.fields.get("digest") == _digest(story_fields(request.POST)):
        answer = model_admin.response_add if object_id is None else model_admin.response_change
        return answer(request, article)
    request.POST = request.POST.copy()
    request.POST["form_key"] = str(uuid.uuid4())
    if object_id is None:
        request.saved_as = article
    return None


# The form


def _bring_back(request, object_id):
    """Let the form be filled with what was kept, as if it had been sent and refused."""
    key = form_key(request.GET["unsaved"])
    work = of(request.user).filter(key=key, article=object_id).first() if key else None
    if work is None:
        messages.info(
            request, _("What you want to bring back is not kept any more: it was saved, or thrown away.")
        )
        return
    request.unsaved = work
    posted = QueryDict(mutable=True)
    for name, values in work.fields.items():
        posted.setlist(name, values)
    request.POST = posted


def bound_form(request, form):
    """Return the class of the form, which knows what was brought back or saved before."""
    form.saved_as = getattr(request, "saved_as", None)
    if not hasattr(request, "unsaved"):
        return form

    class BroughtBack(form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **{**kwargs, "data": request.POST})

        def full_clean(self):
            # What is wrong with it is told when it is saved.
            self._errors, self.cleaned_data = ErrorDict(), {}

    return BroughtBack


def formset_data(request):
    """Return what the form's rows are to be filled with, for their constructor."""
    return {"data": request.POST.copy()} if hasattr(request, "unsaved") else {}


def hush(request, formsets):
    """Let rows that are brought back not say what is wrong with them: that is told when they are saved."""
    if not hasattr(request, "unsaved"):
        return
    for formset in formsets:
        for form in formset.forms:
            form._errors, form.cleaned_data = ErrorDict(), {}
        formset._errors, formset._non_form_errors = [{} for _form in formset.forms], ErrorList()


class FormState:
    """What the story's form is told of its unsaved work, for the template."""

    def __init__(self, request, article, key=None):
        self.request, self.article = request, article
        self.brought = getattr(request, "unsaved", None)
        self.key, self.turn = key or uuid.uuid4(), 0
        self.instead_of = f"{self.brought.key}:{self.brought.turn}" if self.brought else ""
        self.preset = preset(request)
        if request.method == "POST":
            self._keep_what_was_refused()

    def _keep_what_was_refused(self):
        data = self.request.POST
        self.key = form_key(data.get("form_key")) or self.key
        self.instead_of = data.get("instead_of", "")
        before = of(self.request.user).filter(key=self.key).values_list("turn", flat=True).first()
        typed = TypedForm(
            key=self.key,
            fields=storable(story_fields(data)),
            turn=min((before or 0) + 1, MOST_TURNS),
            seen_version=small_number(data.get("seen_version", "")),
            preset=self.preset,
            instead_of=self.instead_of,
        )
        kept = keep(self.request.user, typed, self.article.pk if self.article else None)
        self.turn = kept.turn

    @cached_property
    def offers(self):
        """What else is kept of this form's story: `Offer`s, newest first."""
        here = [self.key, *([self.brought.key] if self.brought else [])]
        works = list(of(self.request.user).filter(article=self.article).exclude(key__in=here))
        return [Offer(work, self.article, open_now) for work, open_now in _with_open(works, self.article)]

    @cached_property
    def brought_offer(self):
        return Offer(self.brought, self.article, False)


def _with_open(works, article):
    from newsroom.desk.presence import fresh

    keys = {work.key for work in works}
    still_open = set()
    if works and article:
        still_open = set(fresh(OpenForm.objects.filter(tab__in=keys)).values_list("tab", flat=True))
    return [(work, work.key in still_open) for work in works]


def preset(request) -> str:
    """Return what the address of the form presets, without what this module put there."""
    said = request.GET.copy()
    said.pop("unsaved", None)
    return said.urlencode()[:500]


@dataclass(frozen=True)
class Offer:
    """Unsaved work, in words."""

    work: UnsavedWork
    article: Article | None
    open_elsewhere: bool

    @property
    def when(self):
        return short_time(self.work.kept_at)

    @property
    def headline(self):
        return "".join(self.work.fields.get("headline", []))

    @property
    def much(self) -> str:
        blocks, words = size(self.work.fields)
        return _("%(blocks)s, %(words)s") % {
            "blocks": ngettext("%d block", "%d blocks", blocks) % blocks,
            "words": ngettext("%d word", "%d words", words) % words,
        }

    @property
    def based_on(self) -> str:
        """On which version it was begun, and whether somebody saved since; "" for a story never saved."""
        seen = self.work.seen_version
        if self.article is None or seen is None:
            return ""
        if self.article.version <= seen:
            return _("It was begun on version %d, which is still the latest.") % seen
        return _(
            "It was begun on version %(seen)d; %(who)s saved version %(version)d since, at %(time)s."
        ) % {
            "seen": seen,
            "who": _name(self.article.edited_by) or _("somebody else"),
            "version": self.article.version,
            "time": short_time(self.article.updated_at),
        }

    @property
    def address(self) -> str:
        query = QueryDict(self.work.preset, mutable=True)
        query["unsaved"] = str(self.work.key)
        return f"?{query.urlencode()}"


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def size(fields) -> tuple[int, int]:
    """Return how many blocks and how many words a kept form has."""
    left_out, blocks = set(), 0
    for inline in BLOCK_INLINES:
        prefix = f"newsroom_{inline.model._meta.model_name}_set"
        total = small_number("".join(fields.get(f"{prefix}-TOTAL_FORMS", []))) or 0
        for number in range(min(total, MOST_ROWS)):
            if f"{prefix}-{number}-DELETE" in fields:
                left_out.add(f"{prefix}-{number}")
            else:
                blocks += 1
    words = 0
    for name, values in fields.items():
        row, _dash, field = name.rpartition("-")
        if field in WRITTEN and row not in left_out:
            words += sum(len(strip_tags(value.replace("<", " <")).split()) for value in values)
    return blocks, words


def storable(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the fields without the characters that no database stores: U+0000 and halves of a pair."""
    return {_storable(name): [_storable(value) for value in values] for name, values in fields.items()}


def _storable(text: str) -> str:
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
