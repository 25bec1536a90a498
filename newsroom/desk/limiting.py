"""The pages on which a story is limited to some, the limit is lifted, and an administrator overrides it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from newsroom import limits
from newsroom.desk.page import page_of
from newsroom.models import Article
from newsroom.models.limits import seen_by
from newsroom.roles import ROLES, role_name
from newsroom.staff import name_of

PAGE = 50


class People(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, user):
        name = name_of(user)
        return name if name == user.get_username() else f"{name} ({user.get_username()})"


class Groups(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        return role_name(group.name).capitalize() if group.name in ROLES else group.name


class LimitForm(forms.Form):
    users = People(
        User.objects.none(),
        label=pgettext_lazy("readers of a limited story", "People"),
        required=False,
        help_text=gettext_lazy("You and whoever began the story are always among them."),
    )
    groups = Groups(Group.objects.none(), label=gettext_lazy("Groups"), required=False)

    def __init__(self, *args, article, by, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_staff=True, is_active=True).exclude(
            pk__in=[by.pk, article.created_by_id or 0]
        )
        self.fields["users"].queryset = people.order_by("last_name", "first_name", "username")
        self.fields["groups"].queryset = Group.objects.order_by("name")


class LiftForm(forms.Form):
    pass


class OverrideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why must you open it?"),
        help_text=gettext_lazy("It stays on record, and the writer and the readers of the story are told."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def panel(request, article):
    """Return what the story's form says of its limit; None where there is nothing to say."""
    if article is None or not (article.limited or request.user.has_perm(limits.MAY_LIMIT)):
        return None
    if Article.objects.filter(Exists(limits.public_editions()), pk=article.pk).exists():
        return None
    readers = []
    if article.limited:
        readers = [name_of(user) for user in _readers(article)]
        readers += [role_name(group.name) for group in article.limited_to_groups.order_by("name")]
    return {"readers": readers, "may": request.user.has_perm(limits.MAY_LIMIT)}


def _readers(article):
    writer = article.created_by
    others = article.limited_to_users.exclude(pk=article.created_by_id or 0)
    return [*filter(None, [writer]), *others.order_by("first_name", "last_name", "username")]


def limit_page(request, pk, model_admin):
    """Choose who may see a story until it is public."""
    article = _story(request, pk, model_admin)
    initial = {"users": article.limited_to_users.all(), "groups": article.limited_to_groups.all()}
    form = LimitForm(request.POST or None, article=article, by=request.user, initial=initial)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            limits.limit(article, request.user, form.cleaned_data["users"], form.cleaned_data["groups"])
        except limits.Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(
                request, _("The story is limited. Nobody else on the desk finds it until it is public.")
            )
            return HttpResponseRedirect(article.get_absolute_url())
    return _page(request, model_admin, article, form, refused, "limit", _("Who may see this story?"))


def lift_page(request, pk, model_admin):
    """Ask whether everybody on the desk may see a story again."""
    article = _story(request, pk, model_admin)
    if not article.limited:
        return HttpResponseRedirect(article.get_absolute_url())
    refused = ""
    if request.method == "POST":
        try:
            limits.lift(article, request.user)
        except limits.Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("The limit is lifted: everybody on the desk finds the story."))
            return HttpResponseRedirect(article.get_absolute_url())
    return _page(request, model_admin, article, LiftForm(), refused, "lift", _("Lift the limit?"))


def _story(request, pk, model_admin):
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm(limits.MAY_LIMIT):
        raise PermissionDenied
    return article


def _page(request, model_admin, article, form, refused, act, title):
    context = {
        **page_of(request, model_admin, title, article),
        "article": article,
        "form": form,
        "refused": refused,
        "act": act,
        "others": [one for _code, _language, one in limits.languages_of(article, request.user) if one],
    }
    return TemplateResponse(request, "admin/newsroom/article/limiting.html", context)


def limited_page(request, model_admin):
    """List the limited stories for an administrator: that they are there, and not what they say."""
    if not request.user.has_perm(limits.MAY_OVERRIDE):
        raise PermissionDenied
    stories = limits.with_limiter(limits.in_force().select_related("section")).order_by("-pk")
    stories = stories.only("language", "section", "limited")
    page = Paginator(stories, PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    open_to_me = set(
        Article.objects.filter(seen_by(request.user), pk__in=[row.pk for row in rows]).values_list(
            "pk", flat=True
        )
    )
    limiters = User.objects.in_bulk({row.limiter for row in rows} - {None})
    for row in rows:
        row.limited_by = name_of(limiters[row.limiter]) if row.limiter in limiters else "—"
        row.is_open = row.pk in open_to_me
    context = {
        **page_of(request, model_admin, _("Limited stories")),
        "rows": rows,
        "page": page,
    }
    return TemplateResponse(request, "admin/newsroom/article/limited.html", context)


def override_page(request, pk, model_admin):
    """Ask an administrator why a limited story must be opened, and open it."""
    if not request.user.has_perm(limits.MAY_OVERRIDE):
        raise PermissionDenied
    article = limits.in_force().select_related("section").filter(pk=pk).first()
    if article is None:
        raise Http404
    if Article.objects.visible_to(request.user).filter(pk=pk).exists():
        return HttpResponseRedirect(article.get_absolute_url())
    form = OverrideForm(request.POST or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            limits.override(article, request.user, form.cleaned_data["reason"])
        except limits.Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("You are among the readers of this story now; its writer is told."))
            return HttpResponseRedirect(article.get_absolute_url())
    context = {
        **page_of(request, model_admin, _("Open a limited story?")),
        "form": form,
        "refused": refused,
        "act": "override",
        "section": article.section,
        "language": article.get_language_display(),
        "back": reverse("admin:newsroom_article_limited"),
    }
    return TemplateResponse(request, "admin/newsroom/article/limiting.html", context)


def pages(model_admin):
    view = model_admin.admin_site.admin_view
    said = {"model_admin": model_admin}
    return [
        path("limited/", view(limited_page), said, name="newsroom_article_limited"),
        path("<int:pk>/limit/", view(limit_page), said, name="newsroom_article_limit"),
        path("<int:pk>/lift-limit/", view(lift_page), said, name="newsroom_article_lift_limit"),
        path("<int:pk>/override-limit/", view(override_page), said, name="newsroom_article_override_limit"),
    ]
