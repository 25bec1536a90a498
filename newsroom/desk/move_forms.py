"""What the pages of the gate's moves ask for."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.desk.moments import Moment
from newsroom.models import Article, RelatedLink
from newsroom.models.kinds import WithdrawalWay

CHOSEN_WAYS = [choice for choice in WithdrawalWay.choices if choice[0] != WithdrawalWay.EXPIRED]


class MoveForm(forms.Form):
    """What every move carries: the story as its mover saw it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    seen_edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, standing, approved, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.standing, self.user = standing, user
        if approved:
            self.fields.pop("at_once", None)
        if standing.current is None:
            # Nothing can have changed before the public has read it.
            self.fields.pop("tell", None)
            self.fields.pop("note", None)


class AtOnce(forms.Form):
    """Why a story that nobody approved cannot wait for it."""

    at_once = forms.CharField(
        label=gettext_lazy("Why can it not wait for approval?"),
        help_text=gettext_lazy(
            "Nobody has approved this version. With your reason it passes all the same, and stands on "
            "the list of what somebody else has to approve afterwards."
        ),
        required=False,
        max_length=1000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class NoteForm(AtOnce, MoveForm):
    tell = forms.BooleanField(
        label=gettext_lazy("Readers must know what changed"),
        label_suffix="",
        help_text=gettext_lazy(
            "Ticked: your note stands under the story, and the date of the update that readers see moves. "
            "Not ticked: it passes silently, as the mending of a typing error does."
        ),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("What has changed?"),
        help_text=gettext_lazy("The public reads this under the story."),
        required=False,
        max_length=600,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        said = super().clean() or self.cleaned_data
        if "note" in said and bool(said["note"]) != bool(said.get("tell")):
            if said["note"]:
                self.add_error(
                    "tell",
                    _("You wrote a note that nobody would read. Tick this, or delete the note."),
                )
            else:
                self.add_error("note", _("Write what has changed, or take the tick away above."))
        return said


class CorrectionForm(AtOnce, MoveForm):
    note = forms.CharField(
        label=gettext_lazy("What was wrong?"),
        help_text=gettext_lazy("The public reads this under the story."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ScheduleForm(NoteForm):
    at = Moment(label=gettext_lazy("When shall it become public?"))
    field_order = ["at", "tell", "note", "at_once"]


class RescheduleForm(MoveForm):
    at = Moment(label=gettext_lazy("When shall it become public instead?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.standing.coming:
            self.initial["at"] = self.standing.coming.public_from


class ArchiveForm(MoveForm):
    at = Moment(label=gettext_lazy("When was it first public?"))


class WithdrawForm(MoveForm):
    way = forms.ChoiceField(
        label=gettext_lazy("What shall stand at its address?"),
        choices=CHOSEN_WAYS,
        required=False,
        initial=WithdrawalWay.GONE,
        widget=forms.RadioSelect,
    )
    to = forms.ModelChoiceField(
        Article.objects.none(),
        label=gettext_lazy("Which story replaces it?"),
        help_text=gettext_lazy("Type a word of its headline. It has to be public."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is it withdrawn?"),
        help_text=gettext_lazy(
            "The public reads this at the story's address. Write it in the story's language."
        ),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Article.objects.visible_to(self.user)
        self.fields["to"].widget = AutocompleteSelect(RelatedLink._meta.get_field("story"), admin.site)
        self.fields["to"].widget.choices = self.fields["to"].choices
        standing = self.standing.current
        if standing and standing.is_withdrawal and not standing.keeps_text:
            # The text is not public any more: it cannot be kept.
            self.fields["way"].choices = [
                choice for choice in CHOSEN_WAYS if choice[0] != WithdrawalWay.NOTICE
            ]

    def clean_way(self):
        return WithdrawalWay(self.cleaned_data["way"] or WithdrawalWay.GONE)
