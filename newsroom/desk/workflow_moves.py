"""The buttons by which a story goes its way to the gate: each opens a page that says what will happen."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import workflow
from newsroom.desk.page import page_of
from newsroom.desk.reasons import told
from newsroom.models import Article
from newsroom.refusals import MAY_PUBLISH, Refused
from newsroom.staff import name_of, who_may, who_sees

REMARK_HELP = gettext_lazy("Those who are told of it read this, and it stays in the story's record.")


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return name_of(user)


class WorkflowForm(forms.Form):
    """A remark and, where the story is handed over, to whom; with the story as its mover saw it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    seen_edition = forms.IntegerField(widget=forms.HiddenInput)
    seen_state = forms.CharField(widget=forms.HiddenInput, max_length=20)
    receiver = PersonField(queryset=None)
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=workflow.REMARK_LENGTH,
        help_text=REMARK_HELP,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, button, article, by, **kwargs):
        super().__init__(*args, **kwargs)
        move = button.move
        if not move.hands_over:
            del self.fields["receiver"]
        else:
            receiver = self.fields["receiver"]
            receiver.queryset = who_sees(article, who_may(button.receivers)).exclude(pk=by.pk)
            receiver.label = button.receiver
            receiver.required = move.needs_receiver
            receiver.empty_label = "" if move.needs_receiver else _("whoever comes to it first")
        remark = self.fields["remark"]
        remark.required = move.needs_remark
        if move.needs_remark:
            remark.label = _("What is to be changed?")


@dataclass(frozen=True)
class Button:
    """A move's words: on the button, on the page that it opens, and when it is done."""

    name: str
    label: Promise
    question: Promise
    what_happens: Promise
    confirm: Promise
    done: Promise
    tone: str = ""
    receiver: Promise | str = ""
    # Who can be given the story by it: those who hold this permission.
    receivers: str = ""

    @property
    def move(self):
        return workflow.MOVES[self.name]

    @property
    def slug(self):
        return self.name.replace("_", "-")


BUTTONS = {
    button.name: button
    for button in (
        Button(
            "submit",
            gettext_lazy("Submit…"),
            gettext_lazy("Submit this story?"),
            gettext_lazy(
                "The story as it is saved waits for somebody else to approve it. Until then you can "
                "take it back."
            ),
            gettext_lazy("Submit"),
            gettext_lazy("The story is submitted."),
            tone="default",
            receiver=gettext_lazy("Who shall look at it?"),
            receivers=workflow.MAY_APPROVE,
        ),
        Button(
            "approve",
            gettext_lazy("Approve…"),
            gettext_lazy("Approve this story?"),
            gettext_lazy(
                "A publisher can publish this very version. Once somebody saves a change, the story "
                "has to be approved again."
            ),
            gettext_lazy("Approve"),
            gettext_lazy("The story is approved."),
            tone="default",
            receiver=gettext_lazy("Who shall publish it?"),
            receivers=MAY_PUBLISH,
        ),
        Button(
            "request_changes",
            gettext_lazy("Request changes…"),
            gettext_lazy("Request changes?"),
            gettext_lazy("The story goes back to whoever saved it last, with your remark."),
            gettext_lazy("Request changes"),
            gettext_lazy("The writer is asked for changes."),
        ),
        Button(
            "take_back",
            gettext_lazy("Take back…"),
            gettext_lazy("Take this story back?"),
            gettext_lazy("The story is a draft again, and with you. Nobody approves it until you submit it."),
            gettext_lazy("Take it back"),
            gettext_lazy("The story is a draft again."),
        ),
        Button(
            "take_on",
            gettext_lazy("Take on…"),
            gettext_lazy("Take this story on?"),
            gettext_lazy("The story is with you. Whoever had it is told."),
            gettext_lazy("Take it on"),
            gettext_lazy("The story is with you."),
        ),
        Button(
            "hand_over",
            gettext_lazy("Hand over…"),
            gettext_lazy("Hand this story over?"),
            gettext_lazy("The story is with whom you choose, who is told. Its state stays as it is."),
            gettext_lazy("Hand it over"),
            gettext_lazy("The story is handed over."),
            receiver=gettext_lazy("Who shall have it?"),
            receivers=workflow.MAY_WRITE,
        ),
    )
}


@dataclass(frozen=True)
class Offer:
    """What a story's head offers: the buttons, and why some that one would expect are not there."""

    buttons: list[Button]
    reasons: list[str]


def offered(user, article) -> Offer:
    """Return which of the buttons `user` may press for `article` as it stands."""
    buttons, reasons = [], []
    if workflow.lock_reasons(article):
        return Offer(buttons, reasons)
    for button in BUTTONS.values():
        refusals = workflow.refusals(article, user, button.move)
        if not refusals:
            buttons.append(button)
        reasons += [reason.message for reason in refusals if reason.code == "own-work"]
    return Offer(buttons, reasons)


def address(name, pk):
    return reverse(f"admin:newsroom_article_{name}", args=[pk])


def pages(model_admin):
    """The addresses of the moves, under that of their story."""
    return [
        path(
            f"<int:pk>/{button.slug}/",
            model_admin.admin_site.admin_view(move_page),
            {"button": button, "model_admin": model_admin},
            name=f"newsroom_article_{button.name}",
        )
        for button in BUTTONS.values()
    ]


def move_page(request, pk, button, model_admin):
    """Ask whether to make a move, and make it when the answer comes."""
    if not request.user.has_perm(button.move.permission):
        raise PermissionDenied
    stories = Article.objects.visible_to(request.user).select_related(
        "assigned_to", "edited_by", "created_by"
    )
    article = get_object_or_404(stories, pk=pk)
    reasons, form = [], None
    if request.method == "POST":
        form = WorkflowForm(request.POST, button=button, article=article, by=request.user)
        if form.is_valid():
            try:
                _make(article, request.user, button, form.cleaned_data)
            except Refused as refused:
                reasons = refused.reasons
                article = get_object_or_404(stories, pk=pk)
            else:
                model_admin.log_change(request, article, str(button.done))
                messages.success(request, button.done)
                return HttpResponseRedirect(article.get_absolute_url())
    elif not (reasons := _refusals(article, request.user, button.move)):
        seen = {
            "seen_version": article.version,
            "seen_edition": article.last_edition,
            "seen_state": article.state,
        }
        form = WorkflowForm(initial=seen, button=button, article=article, by=request.user)
    context = {
        **page_of(request, model_admin, button.question, article),
        "article": article,
        "button": button,
        "form": form,
        "reasons": told(article, reasons),
        "refused": request.method == "POST" and bool(reasons),
        "holder": name_of(article.assigned_to),
        "last_editor": name_of(workflow.last_editor(article)),
    }
    return TemplateResponse(request, "admin/newsroom/article/workflow_move.html", context)


def _refusals(article, by, move):
    return [*workflow.refusals(article, by, move), *workflow.lock_reasons(article)]


def _make(article, by, button, said):
    article.version, article.last_edition = said["seen_version"], said["seen_edition"]
    article.state = said["seen_state"]
    workflow.take(article, by, button.name, said["remark"], receiver=said.get("receiver"))
