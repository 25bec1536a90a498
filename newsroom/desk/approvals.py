"""What was published at once, without a second person's approval, until somebody gives it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import workflow
from newsroom.desk.reasons import told
from newsroom.models import RetrospectiveApproval
from newsroom.models.limits import seen_by
from newsroom.refusals import Refused
from newsroom.staff import name_of

PAGE = 30


class ApprovalForm(forms.Form):
    remark = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=workflow.REMARK_LENGTH,
        help_text=gettext_lazy("Those who are told of it read this, and it stays in the story's record."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def urls(site):
    return [
        path("approvals/", site.admin_view(approvals_page), {"site": site}, name="approvals"),
        path("approvals/<int:pk>/", site.admin_view(approval_page), {"site": site}, name="approval"),
    ]


def _may_look(request):
    if not request.user.has_perm("newsroom.view_article"):
        raise PermissionDenied


def approvals_page(request, site):
    """List what is still to be approved afterwards, newest first, a page at a time."""
    _may_look(request)
    waiting = workflow.outstanding_approvals(request.user)
    before = request.GET.get("before", "")
    if before:
        if not before.isdecimal() or len(before) > 18:
            raise Http404
        waiting = waiting.filter(pk__lt=int(before))
    shown = list(waiting[: PAGE + 1])
    context = {
        **site.each_context(request),
        "title": _("Approved afterwards, still open"),
        "approvals": [(approval, name_of(approval.edition.published_by)) for approval in shown[:PAGE]],
        "may_approve": request.user.has_perm(workflow.MAY_APPROVE),
        "older": f"?before={shown[PAGE - 1].pk}" if len(shown) > PAGE else "",
        "first": not before,
    }
    return TemplateResponse(request, "admin/approvals.html", context)


def approval_page(request, pk, site):
    """Ask whether to give one approval, and give it when the answer comes."""
    if not request.user.has_perm(workflow.MAY_APPROVE):
        raise PermissionDenied
    approvals = RetrospectiveApproval.objects.filter(
        seen_by(request.user, "edition__article")
    ).select_related("edition__article", "edition__published_by", "approved_by")
    approval = get_object_or_404(approvals, pk=pk)
    article = approval.edition.article
    reasons, form = [], None
    if request.method == "POST":
        form = ApprovalForm(request.POST)
        if form.is_valid():
            try:
                workflow.approve_afterwards(approval, request.user, form.cleaned_data["remark"])
            except Refused as refused:
                reasons, form = refused.reasons, None
            else:
                messages.success(
                    request,
                    _("Edition %(number)d is approved afterwards.") % {"number": approval.edition.number},
                )
                return HttpResponseRedirect(reverse("admin:approvals"))
    elif not (reasons := workflow.afterwards_refusals(approval, request.user)):
        form = ApprovalForm()
    context = {
        **site.each_context(request),
        "title": _("Approve this edition afterwards?"),
        "subtitle": str(article),
        "article": article,
        "approval": approval,
        "edition": approval.edition,
        "publisher": name_of(approval.edition.published_by),
        "form": form,
        "reasons": told(article, reasons),
        "refused": request.method == "POST" and bool(reasons),
    }
    return TemplateResponse(request, "admin/approval.html", context)
