"""The programme of an event, item by item, in the event's form."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnerships.admin.cited_stories import Citing, CitingForm
from partnerships.admin.reading import ReadTextsRows
from partnerships.models import ProgrammeItem


def _is_yes(value):
    return str(value) == "True"


class ItemForm(CitingForm):
    # Two answers in words: whether a line of a diary is public is not to hang on a tick that one overlooks.
    is_public = forms.TypedChoiceField(
        label=_("Who sees it"),
        choices=[
            (False, _("Private: only the desk")),
            (True, _("Public: on the event’s page and in its calendar")),
        ],
        coerce=_is_yes,
        initial=False,
        required=False,
        empty_value=False,  # type: ignore[arg-type]  # it is what the field gives, not what is typed
        widget=forms.RadioSelect,
    )

    class Meta:
        help_texts = {
            "day": _("Empty: it stands at the end."),
            "ends_at": _("Before “from”: on the next day."),
            "people": _("Shown with the post that each of them held on that day."),
            "agreements": _("What was agreed or signed there. Only what is announced shows."),
            "stories": _("Each shows on the page once the public can read it."),
        }


class ProgrammeInline(Citing, ReadTextsRows, admin.StackedInline):
    model = ProgrammeItem
    form = ItemForm
    extra = 0
    autocomplete_fields = ["people", "agreements", "stories"]
    classes = ["programme-items"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "is_public",
                    ("day", "starts_at", "ends_at", "order"),
                    "title",
                    "venue",
                    "people",
                    ("agreements", "stories"),
                ]
            },
        )
    ]

    class Media:
        css = {"all": ["desk/programme.css"]}
