"""The form in which a story is written, and how it notices that somebody else saved meanwhile."""

from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.desk.blocks import lines
from newsroom.desk.known_choices import KnownChoices
from newsroom.desk.library.photo_choice import PhotoUse
from newsroom.limits import give_way
from newsroom.models import Article
from newsroom.newsroom_time import in_newsroom_time
from newsroom.release_locks import story_lock
from newsroom.timing import broken_by_embargo, embargo_is_over, expiry_is_over
from partnerships.facts import Locked
from partnerships.folding import slugify


class StoryForm(PhotoUse, forms.ModelForm):
    photo_field, crop_field = "lead_photo", "lead_crop"
    said_here = {"caption": "lead_caption", "alt_text": "lead_alt", "credit": "lead_credit"}
    decorative_field = "lead_decorative"

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    save_over = forms.IntegerField(required=False)

    # Who is writing: what must differ from others' stories says nothing of those they may not see.
    writer: Any = None

    # The story that this very form made before, when it is sent once more and says something else.
    saved_as: Article | None = None

    class Meta:
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vTextField headline-input"}),
            "standfirst": lines(3),
            "key_points": lines(4),
            "lead_caption": lines(2),
            "seo_description": lines(2),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version if self.instance.pk else None
        self.saved_by_another = None
        self._leave_out_what_is_over()
        if "expires_at" in self.fields:
            self.fields["expires_at"].help_text = _(
                "From then on its address says that it is no longer available. Empty: it stays. "
                "For a public story this counts from its next publication on."
            )

    def _leave_out_what_is_over(self):
        """Show no time that has done its work; it goes with the next save, and is no change of the story."""
        now = timezone.now()
        if embargo_is_over(self.instance, now):
            self.initial["embargo_until"] = None
        if self.instance.pk and expiry_is_over(self.instance, now):
            self.initial["expires_at"] = None

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and (lock := story_lock(self.instance)):
            raise Locked(lock)
        self._check_saved_before()
        self._check_version(cleaned)
        self._check_translation(cleaned)
        self._check_embargo(cleaned)
        self._name_anew(cleaned)
        self._give_way(cleaned)
        if not cleaned.get("slug") and "slug" not in self.errors and cleaned.get("headline"):
            story = self.instance
            story.headline, story.language = cleaned["headline"], cleaned.get("language", story.language)
            cleaned["slug"] = story.free_slug()
        return cleaned

    def _get_validation_exclusions(self):
        """A story without a headline lacks an address as well: the headline's own error says enough."""
        excluded = super()._get_validation_exclusions()
        return excluded if self.cleaned_data.get("slug") else excluded | {"slug"}

    def _name_anew(self, cleaned):
        """Have a translation's address made from its own headline, until it is published or one is typed."""
        story = self.instance
        begun = story.translated_from_id and story.last_edition == 0
        if begun and "headline" in self.changed_data and "slug" not in self.changed_data:
            cleaned["slug"] = ""

    def _give_way(self, cleaned):
        """Take the address that the story would have, where only a story unknown to the writer has it."""
        slug = cleaned.get("slug") or slugify(cleaned.get("headline", ""))
        if slug and cleaned.get("language") and not self.errors:
            give_way(cleaned["language"], slug, self.writer)

    def _check_saved_before(self):
        if self.saved_as is None:
            return
        self.add_error(
            None,
            format_html(
                _(
                    'This form was saved already, as <a href="{address}" target="_blank">{story}</a>. '
                    "Save once more to make a second story of what stands here now."
                ),
                address=self.saved_as.get_absolute_url(),
                story=self.saved_as,
            ),
        )

    def _check_version(self, cleaned):
        story = self.instance
        seen = cleaned.get("seen_version")
        if story.pk is None or seen == story.version or cleaned.get("save_over") == story.version:
            return
        self.saved_by_another = last_saved(story)
        raise ValidationError(
            format_html(
                _(
                    "{who} saved this story while you were writing, so yours is not saved yet. "
                    'What you typed is all here. <a href="{address}" target="_blank">Look at the saved '
                    "story</a> in another window, then bring the two together here."
                ),
                who=self.saved_by_another or _("Somebody else"),
                address=story.get_absolute_url(),
            ),
            code="saved-meanwhile",
        )

    def _check_translation(self, cleaned):
        language = cleaned.get("language")
        group = self.instance.translation_group
        others = Article.objects.filter(translation_group=group, language=language).exclude(
            pk=self.instance.pk
        )
        if not language or not others.exists():
            return
        if others.visible_to(self.writer).exists():
            self.add_error("language", _("This story already has a version in this language."))
        else:
            self.add_error(
                "language", _("The story cannot be written in this language now. Ask a publisher.")
            )

    def _check_embargo(self, cleaned):
        until = cleaned.get("embargo_until")
        group = self.instance.translation_group
        coming = until and broken_by_embargo(group, until)
        if not coming:
            return
        when = {"number": coming.number, "time": in_newsroom_time(coming.public_from)}
        if coming.article_id == self.instance.pk:
            said = _(
                "Edition %(number)d is scheduled for %(time)s, before this ends. "
                "Cancel that first, or move it to a later time."
            )
        else:
            said = _(
                "In another language the story is scheduled for %(time)s, before this ends. "
                "Cancel that first, or move it to a later time."
            )
        self.add_error("embargo_until", said % when)


def last_saved(story):
    """Return who saved the story last, as text; "" when nobody knows."""
    entry = (
        LogEntry.objects.filter(object_id=str(story.pk), content_type_id=get_content_type_for_model(story).pk)
        .select_related("user")
        .first()
    )
    return (entry.user.get_full_name() or entry.user.get_username()) if entry else ""


class RelatedLinkForm(KnownChoices, forms.ModelForm):
    pass


class BylineForm(KnownChoices, forms.ModelForm):
    pass
