from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships import rescheduling, versions
from partnerships.admin.addresses import AddressForm
from partnerships.admin.announcing import ANNOUNCEMENT, Announcing, PublicFilter, shown_from
from partnerships.admin.finding import Finding
from partnerships.admin.programme import ProgrammeInline
from partnerships.admin.reading import shown
from partnerships.models import Event, EventChange
from partnerships.texts import TextsFormField, site_languages


class EventForm(AddressForm):
    """The form of an event. Whoever changes what the public was told says why."""

    change_note = TextsFormField(
        label=_("Why it changes"),
        multiline=True,
        max_length=EventChange._meta.get_field("note").text_length,
        required=False,
        help_text=_(
            "Readers see it on the event’s page, and the history keeps it. It is needed when confirmed days "
            "move, and when what is announced is postponed or cancelled."
        ),
    )

    class Meta:
        help_texts = {
            "starts_on": _("Known only to the month or the year: any day of it."),
            "ends_on": _("Empty: it takes one day, month or year."),
            "precision": _("No page, feed or calendar tells more than that."),
            "confirmed": _("Not ticked: it is shown as expected."),
            "status": _("New days for a postponed event: enter them, and set it to going ahead."),
            "time_zone": _("Of the hours in the programme, such as Europe/London."),
            "host": _("At whose home it takes place."),
            "received_by": _("The hosts, with the post that each of them held on that day."),
        }

    def clean(self):
        cleaned = super().clean()
        days = (cleaned.get("starts_on"), cleaned.get("ends_on"), cleaned.get("precision"))
        status, public_from = cleaned.get("status"), cleaned.get("public_from")
        # Of an event that is taken back, nobody is told why it changes.
        stays_public = public_from is not None and public_from <= timezone.now()
        if self.instance.pk and days[0] and days[2] and status and stays_public:
            before = rescheduling.heard_of(self.instance)
            if rescheduling.needs_note(before, days, status) and not cleaned.get("change_note"):
                self.add_error("change_note", rescheduling.note_needed())
        return cleaned


class ChangesInline(admin.TabularInline):
    """What readers were told of changes: to be read, and never rewritten."""

    model = EventChange
    extra = 0
    can_delete = False
    fields = ["at", "kind", "days_before", "why", "entered_by"]
    readonly_fields = ("at", "kind", "days_before", "why", "entered_by")

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entered_by", "event")

    @admin.display(description=_("the days before"))
    def days_before(self, change):
        return change.days_before

    @admin.display(description=_("why"))
    def why(self, change):
        return shown(change.note)


CHANGE: tuple = (
    _("When something changes"),
    {
        "fields": ["change_note"],
        "description": _(
            "Once the event is public, each change of its days and of whether it takes place is recorded. "
            "Its page tells what was said before, and subscribers to its calendar hear of it."
        ),
    },
)


@admin.register(Event)
class EventAdmin(Announcing, Finding, admin.ModelAdmin):
    form = EventForm
    list_display = ["__str__", "kind", "days", "status", shown_from]
    list_filter = [PublicFilter, "kind", "status"]
    autocomplete_fields = ["host", "partners", "pillars", "people", "received_by"]
    inlines = [ProgrammeInline, ChangesInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "summary"]}),
        (
            _("When and where"),
            {
                "fields": [
                    ("starts_on", "ends_on", "precision"),
                    ("confirmed", "status"),
                    "venue",
                    ("host", "time_zone"),
                ]
            },
        ),
        CHANGE,
        (_("With whom and about what"), {"fields": ["partners", "pillars"]}),
        (_("Who takes part"), {"fields": ["people", "received_by"]}),
        (_("Source and address"), {"fields": [("source", "source_url"), "slug"]}),
        ANNOUNCEMENT,
    ]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj and obj.is_public() and self.has_change_permission(request, obj):
            return fieldsets
        # Until it is announced nobody hears of a change.
        return [fieldset for fieldset in fieldsets if fieldset[0] != CHANGE[0]]

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        any_changes = obj is not None and obj.changes.exists()
        return [inline for inline in inlines if any_changes or not isinstance(inline, ChangesInline)]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def reason():
            # What readers are told is reason enough for the history.
            told = (request.POST.get(f"change_note_{code}", "").strip() for code in site_languages())
            return request.POST.get(versions.WHY, "").strip() or next(filter(None, told), "")

        with versions.writing_as(versions.Writing(lambda: request.user, reason)):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        # Read before anything is written, and compared when all of it is: the programme comes last.
        form.heard = rescheduling.heard_of(obj) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.heard:
            note = form.cleaned_data.get("change_note")
            rescheduling.record(form.heard, form.instance, by=request.user, note=note)

    @admin.display(description=_("days"), ordering="starts_on")
    def days(self, event):
        return event.days
