from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from partnerships.admin.addresses import AddressForm
from partnerships.admin.announcing import ANNOUNCEMENT, Announcing, PublicFilter, shown_from
from partnerships.admin.finding import Finding
from partnerships.admin.locked import LockableRows
from partnerships.dates import spoken_date
from partnerships.models import Appointment, Person, Post
from partnerships.tenure import Gap, overlaps, with_gaps
from partnerships.views.pages import today


class PersonForm(AddressForm):
    class Meta:
        widgets = {"other_names": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})}


class AppointmentInline(LockableRows, admin.StackedInline):
    model = Appointment
    extra = 0
    autocomplete_fields = ["post"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "post",
                    ("since", "since_precision", "until"),
                    ("source", "source_url"),
                    "public_from",
                ]
            },
        )
    ]


def _sentences(words):
    return format_html_join("", "<p>{}</p>", ((sentence,) for sentence in words)) or "—"


def _of_overlap(overlap):
    said = {
        "one": overlap.one.post,
        "other": overlap.other.post,
        "first": spoken_date(overlap.first, overlap.other.since_precision),
        "until": spoken_date(overlap.until),
    }
    if overlap.until:
        return _("Two posts at once from %(first)s to %(until)s: %(one)s; %(other)s.") % said
    return _("Two posts at once since %(first)s: %(one)s; %(other)s.") % said


def _of_gap(gap):
    if gap.until:
        return _("No post recorded from %(first)s to %(until)s.") % {
            "first": gap.first_words,
            "until": gap.until_words,
        }
    return _("No post recorded since %(first)s.") % {"first": gap.first_words}


@admin.register(Person)
class PersonAdmin(Announcing, Finding, admin.ModelAdmin):
    form = PersonForm
    readonly_fields = ["gaps_and_overlaps"]
    list_display = ["__str__", shown_from]
    list_filter = [PublicFilter]
    inlines = [AppointmentInline]
    fieldsets = [
        (None, {"fields": ["name", "other_names", "summary"]}),
        (_("Source and address"), {"fields": [("source", "source_url"), "slug"]}),
        (_("The posts, as the desk knows them"), {"fields": ["gaps_and_overlaps"]}),
        ANNOUNCEMENT,
    ]

    def get_fieldsets(self, request, obj=None):
        # Of somebody who is only being entered there is nothing to tell yet.
        told = super().get_fieldsets(request, obj)
        return told if obj else [part for part in told if "gaps_and_overlaps" not in part[1]["fields"]]

    @admin.display(description=_("Gaps and overlaps"))
    def gaps_and_overlaps(self, person):
        """What is worth a second look; neither is wrong in itself."""
        held = list(person.appointments.select_related("post"))
        gaps = [one for one in with_gaps(held, today(timezone.now())) if isinstance(one, Gap)]
        return _sentences([*map(_of_overlap, overlaps(held)), *map(_of_gap, gaps)])


@admin.register(Post)
class PostAdmin(Finding, admin.ModelAdmin):
    form = AddressForm
    list_display = ["__str__", "partner"]
    list_select_related = ["partner"]
    autocomplete_fields = ["partner"]
    fields = ["title", "partner", "slug", "holders"]
    readonly_fields = ["holders"]

    def get_fields(self, request, obj=None):
        return self.fields if obj else [name for name in self.fields if name != "holders"]

    @admin.display(description=_("Who held it, as the desk knows them"))
    def holders(self, post):
        """The holders, the last begun first, each with a link to the form of the person; and the gaps."""
        told = with_gaps(post.appointments.select_related("person"), today(timezone.now()))
        return format_html_join("", "<p>{}</p>", ((_holder(one),) for one in told)) or "—"


def _holder(one):
    if isinstance(one, Gap):
        if one.until:
            return _("No holder recorded from %(first)s to %(until)s.") % {
                "first": one.first_words,
                "until": one.until_words,
            }
        return _("No holder recorded since %(first)s.") % {"first": one.first_words}
    address = reverse("admin:partnerships_person_change", args=[one.person_id])
    days = " – ".join([spoken_date(one.since, one.since_precision), spoken_date(one.until)])
    note = "" if one.is_public() and one.person.is_public() else str(_("not public"))
    return format_html('<a href="{}">{}</a> {} {}', address, one.person, days, note)
