"""The desk's pages of the front page: what was published, the layout that is worked on, and its moves."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import front_publishing
from newsroom.desk.front import preview
from newsroom.desk.front.choosing import found, label_of, offered
from newsroom.desk.front.form import LayoutForm
from newsroom.desk.front.standing import chosen_of
from newsroom.desk.moments import Moment
from newsroom.desk.page import page_of
from newsroom.desk.states import short_time
from newsroom.front_layout import PLACES, read_layout
from newsroom.front_publishing import MAY_LAY_OUT, MAY_PUBLISH, NotDone, SavedMeanwhile, working_copy
from newsroom.models import FrontPage, FrontPageCopy, Section
from newsroom.newsroom_time import in_newsroom_time, newsroom_zone, newsroom_zone_name
from newsroom.staff import name_of
from partnerships.admin.finding import NearPaginator

# How many saved copies a page lists; all that was published is in the list of front pages.
COPIES = 12


class PublishForm(forms.Form):
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    at = Moment(label=gettext_lazy("From when on? Leave it empty for now."), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=FrontPage._meta.get_field("note").max_length,
        required=False,
        help_text=gettext_lazy("The desk remembers it; the public never reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def with_those_that_hold(front_pages):
    """Return `front_pages`, each with the key of the one that holds in its language now as `held`."""
    live = FrontPage.objects.live(timezone.now()).filter(language=OuterRef("language"))
    return front_pages.annotate(held=Subquery(live.values("pk")[:1]))


def standing(front_page):
    """Return where a layout of `with_those_that_hold` stands, as a mark with a word."""
    if front_page.cancelled_at:
        look, word = "withdrawn", _("cancelled")
    elif front_page.public_from > timezone.now():
        look, word = "scheduled", _("scheduled")
    elif front_page.pk == front_page.held:
        look, word = "live", _("on the site")
    else:
        look, word = "draft", _("past")
    return format_html('<span class="state state-{}">{}</span>', look, word)


@admin.register(FrontPage)
class FrontPageAdmin(admin.ModelAdmin):
    change_list_template = "admin/newsroom/frontpage/change_list.html"
    list_display = ["when", "language_name", "state", "who", "note"]
    list_select_related = ["published_by"]
    show_full_result_count = False
    paginator = NearPaginator
    actions = None
    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("public from"), ordering="public_from")
    def when(self, front_page):
        return short_time(front_page.public_from)

    @admin.display(description=gettext_lazy("language"), ordering="language")
    def language_name(self, front_page):
        return dict(settings.LANGUAGES).get(front_page.language, front_page.language)

    @admin.display(description=gettext_lazy("state"))
    def state(self, front_page):
        return standing(front_page)

    @admin.display(description=gettext_lazy("published by"))
    def who(self, front_page):
        return name_of(front_page.published_by)

    def get_queryset(self, request):
        return with_those_that_hold(super().get_queryset(request))

    def changelist_view(self, request, extra_context=None):
        now = timezone.now()
        desks = [_around(code, now) for code, _name in settings.LANGUAGES]
        may = {"desks": desks, "may_lay_out": request.user.has_perm(MAY_LAY_OUT)}
        return super().changelist_view(request, may)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Tell what a published layout said; it can be laid out again, or cancelled before its time."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not (object_id.isascii() and object_id.isdecimal() and len(object_id) < 19):
            raise Http404
        pages = with_those_that_hold(FrontPage.objects.select_related("published_by", "cancelled_by"))
        front_page = get_object_or_404(pages, pk=object_id)
        now, layout = timezone.now(), read_layout(front_page.content)
        sections = {section.pk: section for section in Section.objects.all()}
        context = {
            **page_of(request, self, _("Front page"), front_page),
            "front_page": front_page,
            "mark": standing(front_page),
            "since": in_newsroom_time(front_page.public_from),
            "chosen": chosen_of(layout, request.user, now),
            "leads": layout.lead is not None,
            "blocks": [
                (sections[block.section].name if block.section else block.kind.label, block)
                for block in layout.blocks_of(sections)
            ],
            "who": name_of(front_page.published_by),
            "may_restore": request.user.has_perm(MAY_LAY_OUT),
            "may_cancel": request.user.has_perm(MAY_PUBLISH)
            and front_page.public_from > now
            and not front_page.cancelled_at,
        }
        return TemplateResponse(request, "admin/newsroom/frontpage/record.html", context)

    def get_urls(self):
        pages = {
            "<str:language>/lay-out/": (lay_out, "lay_out"),
            "<str:language>/lay-out/stories/": (stories, "stories"),
            "<str:language>/lay-out/restore/": (restore, "restore"),
            "<str:language>/lay-out/publish/": (publish, "publish"),
            "<str:language>/lay-out/preview/": (preview_window, "preview"),
            "<str:language>/lay-out/preview/page/": (preview_page, "preview_page"),
            "<int:pk>/cancel/": (cancel, "cancel"),
        }
        return [
            path(
                address,
                self.admin_site.admin_view(view),
                {"model_admin": self},
                name=f"newsroom_frontpage_{name}",
            )
            for address, (view, name) in pages.items()
        ] + super().get_urls()


# The working layout


def _enter(request, language, permission=MAY_LAY_OUT):
    if not request.user.has_perm(permission):
        raise PermissionDenied
    if language not in dict(settings.LANGUAGES):
        raise Http404


def _around(language, now):
    """What every page tells of a language: what holds, what is set for later, and the saved copy."""
    pages = FrontPage.objects.in_language(language).select_related("published_by")
    held, copy = pages.live(now).first(), working_copy(language)
    return {
        "language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "held": held,
        "held_since": in_newsroom_time(held.public_from) if held else "",
        "coming": [(page, in_newsroom_time(page.public_from)) for page in pages.coming(now)],
        "copy": copy,
        "copy_by": name_of(copy.saved_by),
        "unpublished": copy.version > 0 and (held is None or held.content != copy.content),
        "address": reverse("admin:newsroom_frontpage_lay_out", args=[language]),
        "zone": newsroom_zone_name(),
        "zone_key": newsroom_zone().key,
        "zone_offset": timezone.localtime().strftime("%:z"),
    }


def lay_out(request, language, model_admin):
    """Show the working layout and save what was chosen. Nothing of it changes the site."""
    _enter(request, language)
    now, sections = timezone.now(), list(Section.objects.all())
    copy, version = working_copy(language), request.POST.get("seen_version", "")
    layout = read_layout(copy.content)
    data = request.POST if request.method == "POST" else None
    form = LayoutForm(layout, sections, language, request.user, now, data)
    refused = None
    if data is not None and form.is_valid():
        seen = int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else -1
        try:
            front_publishing.save(language, form.layout(), request.user, seen)
        except SavedMeanwhile as told:
            refused, version = str(told), told.latest.version
        else:
            messages.success(
                request, _("The layout is saved. The site stays as it is until it is published.")
            )
            where = "preview" if "_preview" in request.POST else "lay_out"
            return HttpResponseRedirect(reverse(f"admin:newsroom_frontpage_{where}", args=[language]))
    context = {
        **page_of(request, model_admin, _("Lay out the front page")),
        **_around(language, now),
        "form": form,
        "seen_version": version if data is not None else copy.version,
        "refused": refused,
        "is_wrong": data is not None and not refused,
        "told": {one.slot.story: one for one in chosen_of(layout, request.user, now)},
        "offered": [label_of(story) for story in offered(language, request.user, now)],
        "places": PLACES,
        "copies": FrontPageCopy.objects.filter(language=language).select_related("saved_by")[:COPIES],
        "may_publish": request.user.has_perm(MAY_PUBLISH),
    }
    return TemplateResponse(request, "admin/newsroom/frontpage/lay_out.html", context)


def stories(request, language, model_admin):
    """Return the stories that have the words of `?term=`, as lines for the suggestions of a field."""
    _enter(request, language)
    term = request.GET.get("term", "")[:200]
    answer = JsonResponse(
        {"found": [label_of(story) for story in found(term, language, request.user, timezone.now())]}
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def preview_window(request, language, model_admin):
    """The public's page by the saved layout, in a frame, now or at a moment to come."""
    _enter(request, language)
    around = _around(language, timezone.now())
    layout = read_layout(around["copy"].content)
    around["chosen"] = [one for one in chosen_of(layout, request.user, timezone.now()) if one.warnings]
    around["may_publish"] = request.user.has_perm(MAY_PUBLISH)
    return preview.window(request, language, model_admin, around)


def preview_page(request, language, model_admin):
    _enter(request, language)
    return preview.page(request, language)


# Moves


def publish(request, language, model_admin):
    """Ask from when on the saved layout shall be the front page, and publish it when the answer comes."""
    _enter(request, language, MAY_PUBLISH)
    now, refused = timezone.now(), ""
    around = _around(language, now)
    form = PublishForm(request.POST or None, initial={"seen_version": around["copy"].version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            published = front_publishing.publish(
                language, request.user, said["seen_version"], said["at"], said["note"]
            )
        except SavedMeanwhile as told:
            refused = _(
                "%(name)s saved this layout while you were at it. Look at it again before you publish it."
            ) % {"name": name_of(told.latest.saved_by)}
            # What the page shows now is what is published by its button.
            form.data = request.POST.copy()
            form.data["seen_version"] = str(around["copy"].version)
        except NotDone as told:
            refused = str(told)
        else:
            said = (
                _("Published. The layout becomes the front page by itself %(time)s.")
                if said["at"]
                else _("Published. The layout is the front page since %(time)s.")
            )
            messages.success(request, said % {"time": in_newsroom_time(published.public_from)})
            return HttpResponseRedirect(around["address"])
    layout = read_layout(around["copy"].content)
    context = {
        **page_of(request, model_admin, _("Publish this layout of the front page?")),
        **around,
        "form": form,
        "refused": refused,
        "chosen": chosen_of(layout, request.user, now),
        "leads": layout.lead is not None,
    }
    return TemplateResponse(request, "admin/newsroom/frontpage/publish.html", context)


def restore(request, language, model_admin):
    """Lay out again what was published or saved once (`published` or `copy`, its number)."""
    _enter(request, language)
    around = reverse("admin:newsroom_frontpage_lay_out", args=[language])
    if request.method != "POST":
        return HttpResponseRedirect(around)
    for name, model in (("published", FrontPage), ("copy", FrontPageCopy)):
        if (key := request.POST.get(name, "")).isascii() and key.isdecimal() and len(key) < 19:
            source = get_object_or_404(model, pk=key, language=language)
            break
    else:
        raise Http404
    try:
        front_publishing.restore(source, request.user)
    except NotDone as told:
        messages.error(request, str(told))
    else:
        messages.success(
            request,
            _("That layout is the working copy again. The site stays as it is until it is published."),
        )
    return HttpResponseRedirect(around)


def cancel(request, pk, model_admin):
    """Take back a layout before its time."""
    if not request.user.has_perm(MAY_PUBLISH):
        raise PermissionDenied
    front_page = get_object_or_404(FrontPage, pk=pk)
    if request.method == "POST":
        try:
            front_publishing.cancel(front_page, request.user)
        except NotDone as told:
            messages.error(request, str(told))
        else:
            messages.success(request, _("Cancelled. What is on the site goes on."))
    return HttpResponseRedirect(reverse("admin:newsroom_frontpage_change", args=[pk]))
