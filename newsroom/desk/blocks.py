"""The pieces of a story's body in its form: what the content editor adds, moves and deletes."""

from content_editor.admin import ContentEditorInline
from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.desk.known_choices import KnownChoices, KnownChoicesInline
from newsroom.desk.library.cutting import crop_formfield
from newsroom.desk.library.photo_choice import PhotoUse, photo_formfield
from newsroom.desk.steady import SteadyFormSet
from newsroom.models import NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from newsroom.models.crops import CropField
from partnerships.language_names import language_name


def icon(name):
    """The button of a kind of block: a sign of the content editor's own icon font."""
    return format_html('<span class="material-icons" aria-hidden="true">{}</span>', name)


def lines(rows):
    """A text area that is `rows` lines high."""
    return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})


class BlockInline(KnownChoicesInline, ContentEditorInline):
    formset = SteadyFormSet


class BlockForm(KnownChoices, forms.ModelForm):
    pass


class RichTextInline(BlockInline):
    model = RichText
    button = icon("notes")
    color = "var(--block-text)"
    fields = ["text", "region", "ordering"]


class PhotoBlockForm(PhotoUse, forms.ModelForm):
    def language_of_use(self):
        return self.instance.parent.language

    class Meta:
        widgets = {"caption": lines(2)}


class PhotoBlockInline(BlockInline):
    model = PhotoBlock
    form = PhotoBlockForm
    button = icon("image")
    color = "var(--block-photo)"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "photo",
                    "crop",
                    "caption",
                    "alt_text",
                    "decorative",
                    ("credit", "size"),
                    "region",
                    "ordering",
                ]
            },
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("photo")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "photo":
            return photo_formfield(db_field)
        if isinstance(db_field, CropField):
            return crop_formfield(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class PullQuoteForm(forms.ModelForm):
    language = forms.ChoiceField(
        help_text=PullQuote._meta.get_field("language").help_text,
        required=False,
    )

    class Meta:
        widgets = {"quote": lines(3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A language that is no longer offered stays chosen.
        codes = {*settings.PASSAGE_LANGUAGES, self.instance.language} - {""}
        named = sorted((capfirst(language_name(code, get_language())), code) for code in codes)
        self.fields["language"].label = capfirst(str(PullQuote._meta.get_field("language").verbose_name))
        self.fields["language"].choices = [
            ("", _("as the story")),
            *((code, name) for name, code in named),
        ]


class PullQuoteInline(BlockInline):
    model = PullQuote
    form = PullQuoteForm
    button = icon("format_quote")
    color = "var(--block-quote)"
    fieldsets = [(None, {"fields": ["quote", ("speaker", "language"), "region", "ordering"]})]


class QuestionForm(BlockForm):
    class Meta:
        widgets = {"question": lines(2)}


class QuestionInline(BlockInline):
    model = Question
    form = QuestionForm
    button = icon("live_help")
    color = "var(--block-question)"
    autocomplete_fields = ["answered_by"]
    fieldsets = [
        (None, {"fields": ["question", ("asked_by", "answered_by"), "anchor", "region", "ordering"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("answered_by")


class NumberedPointsForm(forms.ModelForm):
    class Meta:
        widgets = {"points": lines(5)}


class NumberedPointsInline(BlockInline):
    model = NumberedPoints
    form = NumberedPointsForm
    button = icon("format_list_numbered")
    color = "var(--block-points)"
    fields = ["heading", "points", "region", "ordering"]


BLOCK_INLINES = [RichTextInline, PhotoBlockInline, QuestionInline, PullQuoteInline, NumberedPointsInline]
