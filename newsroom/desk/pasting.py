"""The page on which a story is pasted: read, looked at piece by piece, corrected, then made a draft."""

from dataclasses import dataclass
from typing import cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.desk.page import page_of
from newsroom.importers.decoding import (
    MAX_BYTES,
    MAX_LINES,
    UnreadableStory,
    reference,
    story_text,
    text_from_bytes,
)
from newsroom.importers.drafting import Report, UnfitStory, draft_from_text, look_into
from newsroom.importers.pieces import KINDS, Piece
from newsroom.importers.recognising import recognise
from newsroom.importers.ties import Tie
from newsroom.models import Article, Section

# A letter takes three bytes at most, so that what a browser lets through is never too large.
MAX_LETTERS = MAX_BYTES // 3
RECOGNISE = [("", gettext_lazy("recognise it"))]


class PasteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("The story's text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "maxlength": MAX_LETTERS, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("or a text file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )
    section = forms.ModelChoiceField(Section.objects.all(), label=gettext_lazy("Section"), empty_label=None)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", Article.Kind.choices), ("language", settings.LANGUAGES)):
            cast(forms.ChoiceField, self.fields[name]).choices = [*RECOGNISE, *choices]

    def clean(self):
        cleaned = super().clean()
        text, file = cleaned.get("text", ""), cleaned.get("file")
        try:
            if file and text.strip():
                raise ValidationError(
                    _("Here are both a text and a file: empty the text, or choose the file another time.")
                )
            if file:
                # One byte more than is taken shows that it is too much.
                cleaned["text"] = text_from_bytes(file.read(MAX_BYTES + 1))
            elif text.strip():
                cleaned["text"] = story_text(text)
            else:
                raise ValidationError(_("Paste the story's text, or choose a text file."))
        except UnreadableStory as error:
            self.add_error("file" if file else "text", str(error))
        return cleaned


@dataclass(frozen=True)
class PieceRow:
    """A piece as the page shows it. `chosen` is the kind that the editor gave it, or ""."""

    piece: Piece
    recognised: str
    chosen: str

    @property
    def name(self) -> str:
        return f"kind-{self.piece.lines[0]}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        labels = {code: capfirst(str(kind.label)) for code, kind in KINDS.items()}
        return [("", labels.pop(self.recognised)), *labels.items()]


@dataclass(frozen=True)
class TieRow:
    tie: Tie
    ticked: bool
    kind: str


class Pasting:
    """What one request says of the story, and what the page answers."""

    def __init__(self, request):
        self.request = request
        data = request.POST if request.method == "POST" else None
        self.form = PasteForm(data, request.FILES or None, initial={"section": Section.objects.first()})
        self.error = ""

    def read(self) -> Report | None:
        """Read the text, with the editor's changes. None when it cannot be read; the form says why."""
        if not self.form.is_valid():
            return None
        said = self.form.cleaned_data
        # What came as a file is from now on in the text's own box.
        self.form.data = self.form.data.copy()
        self.form.data["text"] = said["text"]
        return look_into(said["text"], language=said["language"], kind=said["kind"], changes=self.changes())

    @property
    def stamp(self) -> str:
        """What the pieces on the page depend on besides the editor's changes."""
        said = self.form.cleaned_data
        return f"{reference(said['text'])} {said['kind']} {said['language']}"

    @property
    def is_as_seen(self) -> bool:
        return self.request.POST.get("seen") == self.stamp

    def changes(self) -> dict[int, str]:
        """The kinds that the editor gave to pieces, by first line; none when the text is another now."""
        seen_text = self.request.POST.get("seen", "").partition(" ")[0]
        if seen_text != reference(self.form.cleaned_data["text"]):
            return {}
        return {
            int(name.removeprefix("kind-")): code
            for name, code in self.request.POST.items()
            if name.startswith("kind-") and name.removeprefix("kind-").isdecimal() and code in KINDS
        }

    def piece_rows(self, report: Report) -> list[PieceRow]:
        said, changes = self.form.cleaned_data, self.changes()
        plain = recognise(said["text"], said["language"], said["kind"])
        recognised = {piece.lines[0]: piece.code for piece in plain.pieces}
        return [
            PieceRow(piece, recognised[piece.lines[0]], changes.get(piece.lines[0], ""))
            for piece in report.recognition.pieces
        ]

    def tie_rows(self, report: Report) -> list[TieRow]:
        kinds = {
            "partner": _("Partner"),
            "pillar": _("Pillar"),
            "person": _("Person"),
            "event": _("Event"),
            "agreement": _("Agreement"),
        }
        ticked, seen = set(self.request.POST.getlist("tie")), set(self.request.POST.getlist("tie-seen"))
        return [
            TieRow(tie, tie.code in ticked if tie.code in seen else not tie.rivals, kinds[tie.kind])
            for tie in report.ties
        ]

    def create(self) -> Report | None:
        """Make the draft of what the editor saw; None, with `error`, when it makes no story."""
        said = self.form.cleaned_data
        try:
            return draft_from_text(
                said["text"],
                section=said["section"],
                by=self.request.user,
                language=said["language"],
                kind=said["kind"],
                changes=self.changes(),
                accepted=self.request.POST.getlist("tie"),
            )
        except UnfitStory as error:
            self.error = str(error)
            return None


def paste_page(request, model_admin):
    """Show the form; then the pieces of what was pasted; then make the draft and go to its form."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    pasting = Pasting(request)
    report = pasting.read() if request.method == "POST" else None
    if report and "_create" in request.POST:
        if not pasting.is_as_seen:
            pasting.error = _("Something has changed since the text was read: look at the pieces once more.")
        elif made := pasting.create():
            return _to_the_draft(request, model_admin, made)
    context = {
        **page_of(request, model_admin, _("Paste a story")),
        "pasting": pasting,
        "form": pasting.form,
        "report": report,
        "most_bytes": MAX_BYTES // 1024 // 1024,
        "most_lines": MAX_LINES,
    }
    if report:
        context |= {"piece_rows": pasting.piece_rows(report), "tie_rows": pasting.tie_rows(report)}
    return TemplateResponse(request, "admin/newsroom/paste.html", context)


def _to_the_draft(request, model_admin, report):
    article = report.article
    if report.created:
        model_admin.log_addition(request, article, [{"added": {}}])
        messages.success(request, _("The draft is made. Read it through before it goes further."))
    else:
        messages.warning(
            request,
            format_html(
                _("This text was imported before, as “{}”. Here it is; no second story was made."), article
            ),
        )
    for note in report.notes:
        messages.info(request, note)
    return HttpResponseRedirect(article.get_absolute_url())
