"""Every form of the register keeps the source, why it was changed, and what was typed if it is refused."""

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships import versions
from partnerships.admin.versions import HistoryPages
from partnerships.database_refusals import sentence_of
from partnerships.facts import Fact

ASKS_SOURCE = gettext_lazy(
    "Say who says so: a document, a ministry, a newspaper, or the address where it can be read."
)


# What keeps a change from being written, when it is written already.
REFUSALS = (versions.WhyNeeded, IntegrityError)


def _told(refusal) -> tuple[str | None, str]:
    """Return at which field of a form a refusal is told, and its sentence."""
    if isinstance(refusal, versions.WhyNeeded):
        return versions.WHY, refusal.message
    return None, sentence_of(refusal)


def _sent_back(request, refusal):
    messages.error(request, _told(refusal)[1])
    return HttpResponseRedirect(request.get_full_path())


def ask_for_source(form) -> None:
    """Refuse a fact that is new or changed and says neither its source nor an address of it."""
    if "source" not in form.fields or form.fields["source"].disabled:
        return
    if form.instance.pk and not form.has_changed():
        return
    said = [form.cleaned_data.get(name) for name in ("source", "source_url")]
    if not any(said) and not {"source", "source_url"} & form.errors.keys():
        form.add_error("source", forms.ValidationError(ASKS_SOURCE, code="source"))


def entered_words(fact) -> str:
    """Return who entered a fact and when, in words; "" where nobody knows."""
    if fact is None or not (fact.entered_at or fact.entered_by):
        return ""
    at = date_format(timezone.localtime(fact.entered_at), "SHORT_DATETIME_FORMAT") if fact.entered_at else ""
    if fact.entered_by is None:
        return _("Entered on %(time)s.") % {"time": at}
    name = fact.entered_by.get_full_name() or fact.entered_by.get_username()
    if not at:
        return _("Entered by %(name)s.") % {"name": name}
    return _("Entered by %(name)s on %(time)s.") % {"name": name, "time": at}


class Why(forms.CharField):
    """Why something is changed. To give a reason is no change in itself."""

    def has_changed(self, initial, data):
        return False


class KeptForm(forms.ModelForm):
    """Mixed into the form of a thing of the register. `refused` is what the saving of it was refused for."""

    refused: tuple[str | None, str] | None = None

    why = Why(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "The history keeps it; the public never reads it. Needed when the public knows already what you "
            "change."
        ),
    )

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if isinstance(self.instance, Fact):
            ask_for_source(self)
        if self.refused:
            self.add_error(*self.refused)
        return cleaned


class Kept(HistoryPages):
    """Mixed into the admin of whatever the register keeps."""

    delete_confirmation_template = "admin/partnerships/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/partnerships/delete_selected_confirmation.html"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        refused = getattr(request, "_register_refused", None)
        return type(form.__name__, (KeptForm, form), {"refused": refused, "__module__": form.__module__})

    def get_fields(self, request, obj=None):
        # It stands at the foot of the page, under all rows.
        return [name for name in super().get_fields(request, obj) if name != versions.WHY]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with versions.asking_why():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as refusal:
            request._register_refused = _told(refusal)
        # Nothing was written. The same form once more, which now knows why not, shows all that was typed.
        for file in request.FILES.values():
            file.seek(0)
        try:
            with versions.asking_why():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as refusal:
            # An action on the form's page, which asks no form.
            return _sent_back(request, refusal)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["entered"] = entered_words(obj) if isinstance(obj, Fact) else ""
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            with versions.asking_why():
                return super().delete_view(request, object_id, extra_context)
        except REFUSALS as refusal:
            return _sent_back(request, refusal)

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            # What is done with many things is done with all of them or none.
            with transaction.atomic(), versions.asking_why():
                return super().changelist_view(request, extra_context)
        except REFUSALS as refusal:
            if "post" not in request.POST:
                return _sent_back(request, refusal)
            messages.error(request, _told(refusal)[1])
            request.POST = request.POST.copy()
            # The question comes again, with what was ticked.
            del request.POST["post"]
            return super().changelist_view(request, extra_context)
