"""The history of a thing of the register on the desk: every version, read, compared and restored."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import quote, unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import CASCADE, Exists, ForeignKey, Model, OuterRef, Q, Subquery
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships import restoring, versions
from partnerships.facts import Fact, locks_of
from partnerships.models import EventChange, FactVersion
from partnerships.register_state import UNTOLD, depth, kept_models, owner_field
from partnerships.texts import Texts, TextsFormField
from partnerships.version_words import Names, Told, told

Action = FactVersion.Action

# The columns by which a thing is called, whichever of them it has.
NAMES = ("title", "name", "body")

# How many versions a page reads, and how many deleted things or old entries a list has.
PAGE = 60
MOST_LISTED = 100


@dataclass
class Change:
    """What became of one thing in one move."""

    version: FactVersion
    kind: str
    rows: list[Told]
    folded: bool

    @property
    def name(self) -> str:
        """What it was called then, in the reader's language where it has a name in several."""
        return name_of(self.version)

    @property
    def words(self) -> str:
        return capfirst(self.version.get_action_display())


@dataclass
class Move:
    """What somebody wrote at once: when, who, why, and what became of each thing."""

    at: datetime
    who: str
    why: str
    changes: list[Change]


def name_of(version: FactVersion) -> str:
    """Return what the thing was called then: in the reader's language where its name is in several."""
    for column in NAMES:
        if (texts := version.state["fields"].get(column)) and isinstance(texts, dict):
            return str(Texts(texts))
    return version.name


def _name_of(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def history_of(model: type[Model], pk: int):
    """Return the versions of one thing and of all that stands in its form, the newest first."""
    kind = ContentType.objects.get_for_model(model)
    if (owner := owner_field(model)) is None:
        about = Q(home_type=kind, home_id=pk)
    else:
        about = Q(content_type=kind, object_id=pk)
        last = FactVersion.objects.filter(about).first()
        if last is None:
            return FactVersion.objects.none()
        # What it owns in turn has the same home: the agreement of a commitment's entries.
        for part in kept_models():
            field = owner_field(part)
            if field is not None and field is not owner and field.related_model is model:
                about |= Q(
                    home_type=last.home_type_id,
                    home_id=last.home_id,
                    content_type=ContentType.objects.get_for_model(part),
                    **{f"state__fields__{field.name}": pk},
                )
    # A thing can stand in two forms: a membership in those of its member and of what it is a member of.
    for other in kept_models():
        for second in other._meta.concrete_fields:
            owned = isinstance(second, ForeignKey) and second.remote_field.on_delete is CASCADE
            if owned and second.related_model is model and second is not owner_field(other):
                about |= Q(
                    content_type=ContentType.objects.get_for_model(other),
                    **{f"state__fields__{second.name}": pk},
                )
    return FactVersion.objects.filter(about).select_related("by", "content_type").order_by("-pk")


def moves(found: list[FactVersion], viewer) -> list[Move]:
    """Return `found`, the newest first, by the moves that wrote them, each with what it changed."""
    earlier = FactVersion.objects.filter(
        content_type=OuterRef("content_type"), object_id=OuterRef("object_id"), pk__lt=OuterRef("pk")
    )
    before = dict(
        FactVersion.objects.filter(pk__in=[version.pk for version in found])
        .annotate(earlier=Subquery(earlier.order_by("-pk").values("pk")[:1]))
        .values_list("pk", "earlier")
    )
    known = FactVersion.objects.in_bulk({pk for pk in before.values() if pk})
    states = {version.pk: version.state for version in found}
    states |= {pk: version.state for pk, version in known.items()}
    models = {version.pk: version.model for version in found}
    pairs = [(models[version.pk], version.state) for version in found]
    pairs += [(models[pk], states[other]) for pk, other in before.items() if other]
    names = Names(pairs, viewer)

    def change(version):
        older = before.get(version.pk)
        gone = known[older].action == Action.DELETED if older else True
        if version.action == Action.DELETED:
            sides = (version.state, None)
        elif version.action == Action.FOUND or gone:
            sides = (None, version.state)
        else:
            sides = (states[older], version.state)
        model = models[version.pk]
        return Change(
            version, str(model._meta.verbose_name), told(model, *sides, names), folded=None in sides
        )

    return [
        Move(group[0].at, _name_of(group[0].by), group[0].why, [change(version) for version in group])
        for _key, run in groupby(found, key=lambda version: version.move)
        if (group := sorted(run, key=lambda version: (depth(version.model), version.pk)))
    ]


class RestoreForm(forms.Form):
    """Why a state is restored; of an event that the public knows, also what its readers are told."""

    why = forms.CharField(
        label=gettext_lazy("Why is it restored?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("The history keeps it; the public never reads it."),
        error_messages={"required": gettext_lazy("Say why it is restored: the history keeps it.")},
    )
    note = TextsFormField(
        label=gettext_lazy("What readers are told"),
        multiline=True,
        max_length=EventChange._meta.get_field("note").text_length,
        required=False,
        help_text=gettext_lazy(
            "Needed when confirmed days move, and when the event is postponed or cancelled by this."
        ),
    )

    def __init__(self, *args, asks_note, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_note:
            del self.fields["note"]


class HistoryPages:
    """Mixed into an admin: the pages of a thing's history, and of what was deleted."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        site = self.admin_site
        return [
            path("deleted/", site.admin_view(self.deleted_view), name=f"{name}_deleted"),
            path(
                "<path:object_id>/history/<int:version>/",
                site.admin_view(self.restore_view),
                name=f"{name}_restore",
            ),
            *super().get_urls(),
        ]

    def _page(self, request, template, title, **said):
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **said}
        return TemplateResponse(request, f"admin/partnerships/{template}.html", context)

    def _thing(self, request, object_id):
        """Return the thing with that key, its versions, and what it is or was called."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        try:
            pk = self.opts.pk.to_python(unquote(object_id))
        except Exception as error:
            raise Http404 from error
        if not 0 < pk < 2**63:
            raise Http404
        thing = self.model._base_manager.filter(pk=pk).first()
        found = history_of(self.model, pk)
        own = versions.versions_of(self.model, pk).values_list("name", flat=True)
        name = str(thing) if thing else (own.first() or "")
        if thing is None and not name:
            raise Http404
        return thing, found, name

    def history_view(self, request, object_id, extra_context=None):
        thing, found, name = self._thing(request, object_id)
        before = request.GET.get("before", "")
        if before.isascii() and before.isdecimal() and len(before) < 19:
            found = found.filter(pk__lt=int(before))
        rows = list(found[: PAGE + 1])
        more = len(rows) > PAGE
        rows = rows[:PAGE]
        if more and len({row.move for row in rows}) > 1:
            # What was written at once is shown at once.
            while rows[-1].move == rows[-2].move:
                rows.pop()
            rows.pop()
        return self._page(
            request,
            "history",
            _("History"),
            subtitle=name,
            thing=thing,
            name=name,
            object_id=quote(unquote(object_id)),
            moves=moves(rows, request.user),
            older=rows[-1].pk if more else None,
            first_page=not before,
            earlier=[] if more else self._logged_before(thing, found),
            may_restore=request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}"),
            **(extra_context or {}),
        )

    def _logged_before(self, thing, found):
        """What Django's own history says of the time before ours: that something was changed, not to what."""
        if thing is None:
            return []
        entries = LogEntry.objects.filter(
            object_id=str(thing.pk), content_type=ContentType.objects.get_for_model(thing)
        ).select_related("user", "content_type")
        if first := found.order_by("pk").first():
            entries = entries.filter(action_time__lt=first.at)
        return [
            {"at": entry.action_time, "who": _name_of(entry.user), "what": entry.get_change_message()}
            for entry in entries.order_by("-action_time")[:MOST_LISTED]
        ]

    def restore_view(self, request, object_id, version):
        """Show what a restore would change, ask why, and restore."""
        thing, found, name = self._thing(request, object_id)
        version = found.filter(pk=version).first() if version < 2**63 else None
        if version is None:
            raise Http404
        model = version.model
        if not request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            raise PermissionDenied
        reasons: list[str] = []
        event = restoring.event_behind(version)
        form = RestoreForm(request.POST or None, asks_note=bool(event and event.is_public()))
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            try:
                restored = restoring.restore(version, request.user, said[versions.WHY], said.get("note"))
            except restoring.NotRestored as refused:
                reasons = refused.reasons
            else:
                return self._restored(request, object_id, restored, version)
        steps = restoring.plan(version)
        if not reasons and isinstance(row := model._base_manager.filter(pk=version.object_id).first(), Fact):
            reasons = [lock.message for lock in locks_of([row]).values()]
        names = Names(
            [(step.model, state) for step in steps for state in (step.now, step.then) if state], request.user
        )
        changes = [
            {
                "name": step.name,
                "kind": step.model._meta.verbose_name,
                "comes": step.now is None,
                "goes": step.then is None,
                "rows": told(step.model, step.now, step.then, names),
            }
            for step in steps
        ]
        changes = [change for change in changes if change["rows"] or change["comes"] or change["goes"]]
        public = steps[0].now is None and steps[0].then["fields"].get("public_from")
        return self._page(
            request,
            "restore",
            _("Restore this state?"),
            subtitle=name_of(version),
            thing=thing,
            name=name,
            object_id=quote(unquote(object_id)),
            version=version,
            who=_name_of(version.by),
            changes=changes,
            reasons=reasons,
            form=form,
            back=self._at("history", unquote(object_id)),
            comes_back_public=bool(public),
            stays=not UNTOLD.isdisjoint(steps[0].then["fields"]) and steps[0].now is not None,
        )

    def _at(self, page, *args):
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[quote(arg) for arg in args])

    def _restored(self, request, object_id, restored, version):
        messages.success(request, _("“%(name)s” is restored as it was.") % {"name": name_of(version)})
        for sentence in restored.left_out:
            messages.warning(request, sentence)
        self.log_change(request, restored.row, _("Restored."))
        return HttpResponseRedirect(self._at("history", unquote(object_id)))

    def deleted_view(self, request):
        """What was deleted and is not there again, the last deleted first."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        there = self.model._base_manager.filter(pk=OuterRef("object_id"))
        kind = ContentType.objects.get_for_model(self.model)
        later = FactVersion.objects.filter(
            content_type=kind, object_id=OuterRef("object_id"), action=Action.DELETED, pk__gt=OuterRef("pk")
        )
        gone = FactVersion.objects.filter(~Exists(there), ~Exists(later), content_type=kind)
        gone = gone.filter(action=Action.DELETED).select_related("by").order_by("-pk")[:MOST_LISTED]
        rows = [
            {"version": row, "name": name_of(row), "who": _name_of(row.by), "key": quote(row.object_id)}
            for row in gone
        ]
        return self._page(
            request,
            "deleted",
            _("Deleted"),
            rows=rows,
            history=f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_history",
            restore=f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_restore",
            may_restore=request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}"),
        )
