"""Commitments in the admin: what is due, what is late, what nobody has spoken of, and the log of each."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from partnerships.admin.announcing import ANNOUNCEMENT, Announcing, PublicFilter, shown_from
from partnerships.admin.attached import AttachedRows, Attaching
from partnerships.admin.cited_stories import Citing
from partnerships.admin.finding import Finding
from partnerships.admin.locked import LockableRows
from partnerships.commitment_worklists import SILENCE, WORKLISTS
from partnerships.dates import spoken_date
from partnerships.due import due_words, is_overdue
from partnerships.facts import refuse_if_locked
from partnerships.folding import fold
from partnerships.models import Agreement, Commitment, CommitmentEntry, Partner
from partnerships.texts import site_languages
from partnerships.views.pages import today


def next_number(agreement: int) -> int:
    """Return the next free number among the commitments of the agreement with that key."""
    taken = Commitment.objects.filter(agreement=agreement).aggregate(last=Max("number"))["last"]
    return (taken or 0) + 1


class CommitmentForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if number := self.fields.get("number"):
            number.required = False
            number.help_text = _("Its number in the agreement. The next free one when empty.")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            refuse_if_locked([self.instance])
        # Only one that was left empty, and not one that was mistyped.
        if cleaned.get("agreement") and cleaned.get("number") is None and "number" not in self.errors:
            cleaned["number"] = next_number(cleaned["agreement"].pk)
        return cleaned


class EntryInline(Citing, AttachedRows, LockableRows, admin.StackedInline):
    model = CommitmentEntry
    extra = 0
    autocomplete_fields = ["stories", "events", "agreements"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("on", "status"),
                    "note",
                    "stories",
                    "events",
                    "agreements",
                    "document",
                    ("document_title", "document_url"),
                    ("source", "source_url"),
                    "public_from",
                ]
            },
        )
    ]


class AttentionFilter(admin.SimpleListFilter):
    title = _("what to look at")
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [(worklist.name, worklist.title) for worklist in WORKLISTS.values()]

    def queryset(self, request, queryset):
        worklist = WORKLISTS.get(self.value())
        return queryset.filter(worklist.condition(today(timezone.now()))) if worklist else queryset


class CommitmentStateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return CommitmentEntry.Status.choices

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() else queryset


class OfPartnerFilter(admin.SimpleListFilter):
    title = _("partner")
    parameter_name = "partner"

    def lookups(self, request, model_admin):
        tied = Agreement.partners.through.objects.filter(
            partner=OuterRef("pk"), agreement__in=Commitment.objects.order_by().values("agreement")
        )
        partners = ((one.slug, str(one.name)) for one in Partner.objects.filter(Exists(tied)))
        return sorted(partners, key=lambda pair: fold(pair[1]))

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        tied = Agreement.partners.through.objects.filter(partner__slug=self.value())
        return queryset.filter(Exists(tied.filter(agreement=OuterRef("agreement"))))


class OfAgreementFilter(admin.SimpleListFilter):
    """The agreements with commitments that were entered last; any other is searched for by its name."""

    title = _("agreement")
    parameter_name = "agreement"
    most = 30

    def lookups(self, request, model_admin):
        having = Agreement.objects.filter(Exists(Commitment.objects.filter(agreement=OuterRef("pk"))))
        newest = list(having.order_by("-pk")[: self.most])
        chosen = self.used_parameters.get(self.parameter_name, "")
        if chosen and chosen not in {one.slug for one in newest}:
            newest += having.filter(slug=chosen)
        return [(one.slug, one.short_name or str(one.title)) for one in newest]

    def queryset(self, request, queryset):
        return queryset.filter(agreement__slug=self.value()) if self.value() else queryset


@admin.register(Commitment)
class CommitmentAdmin(Attaching, Announcing, Finding, admin.ModelAdmin):
    form = CommitmentForm
    attached = (CommitmentEntry, "document")
    list_display = ["named", "of_agreement", "state_now", "due", "last_said", shown_from]
    list_display_links = ["named"]
    list_filter = [
        AttentionFilter,
        CommitmentStateFilter,
        PublicFilter,
        OfPartnerFilter,
        OfAgreementFilter,
    ]
    list_select_related = ["agreement"]
    show_facets = admin.ShowFacets.NEVER
    ordering = [F("due_on").asc(nulls_last=True), "pk"]
    autocomplete_fields = ["agreement", "pillars"]
    inlines = [EntryInline]
    fieldsets = [
        (None, {"fields": ["agreement", "number", "text"]}),
        (_("Who is responsible"), {"fields": ["our_body", "their_body"]}),
        (_("By when and how much"), {"fields": [("due_on", "due_precision"), ("amount", "currency")]}),
        (_("About what"), {"fields": ["pillars"]}),
        (_("Source"), {"fields": [("source", "source_url")]}),
        ANNOUNCEMENT,
    ]

    def get_queryset(self, request):
        # As the desk knows it: with the entries that are not announced.
        entries = CommitmentEntry.objects.all()
        return super().get_queryset(request).with_state(entries, today(timezone.now()))

    def get_search_results(self, request, queryset, search_term):
        for word in search_term.split():
            said = Q(agreement__folded__contains=fold(word))
            for language in site_languages():
                queryset = queryset.alias(**{f"text_{language}": KeyTextTransform(language, "text")})
                said |= Q(**{f"text_{language}__icontains": word})
            queryset = queryset.filter(said)
        return queryset, False

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        agreement = str(initial.get("agreement", ""))
        if agreement.isascii() and agreement.isdecimal() and len(agreement) < 19:
            initial["number"] = next_number(int(agreement))
        return initial

    @admin.display(description=_("commitment"))
    def named(self, commitment):
        return str(commitment)

    @admin.display(description=_("agreement"), ordering="agreement")
    def of_agreement(self, commitment):
        agreement = commitment.agreement
        address = reverse("admin:partnerships_agreement_change", args=[quote(agreement.pk)])
        return format_html('<a href="{}">{}</a>', address, agreement.short_name or agreement.title)

    @admin.display(description=_("state"))
    def state_now(self, commitment):
        return commitment.get_state_display()

    @admin.display(description=_("due"), ordering="due_on")
    def due(self, commitment):
        words = due_words(commitment.due_on, commitment.due_precision)
        late = is_overdue(
            commitment.due_on, commitment.due_precision, commitment.state, today(timezone.now())
        )
        if not late:
            return words or "—"
        return format_html('<span class="state state-withdrawn">{}</span> {}', _("overdue"), words)

    @admin.display(description=_("last said"))
    def last_said(self, commitment):
        if commitment.state_on is None:
            return "—"
        words = spoken_date(commitment.state_on)
        is_open = commitment.state not in CommitmentEntry.CLOSED
        if is_open and commitment.state_on <= today(timezone.now()) - SILENCE:
            return format_html('{} <span class="state state-draft">{}</span>', words, _("long ago"))
        return words
