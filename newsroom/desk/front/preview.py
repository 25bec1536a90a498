"""The front page as the public will see the saved layout, now or at a moment to come.

It is the public's own page, for the desk alone. What is scheduled shows at its time, except limited stories
that whoever looks may not see; its photos come from the private originals.
"""

from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from newsroom.desk.moments import Moment
from newsroom.desk.page import page_of
from newsroom.desk.preview import in_the_frame, photo_address
from newsroom.front_layout import Layout, read_layout
from newsroom.front_publishing import working_copy
from newsroom.models import Article, Edition
from newsroom.newsroom_time import in_newsroom_time
from newsroom.previewing import privately
from newsroom.public.front import front_context


class MomentForm(forms.Form):
    at = Moment(label=gettext_lazy("At which time?"), required=False)

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise forms.ValidationError(_("This time is past. Choose one to come, or none for now."))
        return at


def _asked(request) -> tuple[MomentForm, datetime]:
    form = MomentForm(request.GET if request.GET.get("at") else {})
    return form, (form.is_valid() and form.cleaned_data["at"]) or timezone.now()


def shown_page(layout: Layout, language: str, user, at: datetime, now: datetime) -> str:
    """Return the page at `at` as HTML, for the eyes of `user`."""
    to_come = Edition.objects.coming(now).in_language(language).filter(public_from__lte=at)
    unseen = to_come.exclude(article__in=Article.objects.visible_to(user)).values_list("pk", flat=True)
    with override(language), timezone.override(None):
        context = front_context(layout, language, at, frozenset(unseen))
        _privately(_stories(context), set(to_come.values_list("pk", flat=True)))
        return render_to_string("newsroom/front_preview.html", context)


def _stories(context):
    yield from filter(None, [context["lead"], *context["rail"], *context["beside"]])
    for row in context["rows"]:
        yield from row.get("stories", ())
        for band in row.get("bands", ()):
            yield from (band["first"], *band["rest"])


def _privately(stories, to_come):
    for story in stories:
        if story.pk in to_come and story.lead_photo:
            story.lead_photo = privately(story.lead_photo, photo_address)


def page(request, language):
    """The page alone, as it stands in the frame."""
    _form, at = _asked(request)
    layout = read_layout(working_copy(language).content)
    return in_the_frame(HttpResponse(shown_page(layout, language, request.user, at, timezone.now())))


def window(request, language, model_admin, around):
    """The frame, with the moment to choose and the width of the page."""
    form, at = _asked(request)
    context = {
        **page_of(request, model_admin, _("Preview")),
        **around,
        "form": form,
        "asked": request.GET.get("at", "") if form.is_valid() else "",
        "at": in_newsroom_time(at),
        "copy": working_copy(language),
    }
    return TemplateResponse(request, "admin/newsroom/frontpage/preview.html", context)
