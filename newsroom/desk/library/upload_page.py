"""The page on which photos are brought into the library: as many at once as one drags onto it.

Its script sends each file in parts (`resumable`). Without script it is a form that takes all files in one go.
"""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from newsroom.desk.library import resumable, uploads
from newsroom.desk.page import page_of
from newsroom.imaging.formats import ACCEPTED_BY_BROWSERS, MOST_MEGABYTES, MOST_MEGAPIXELS, NAMES
from newsroom.imaging.taking_in import take_in
from newsroom.models import Photo


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a photo of the library, or the sentence that says why not."""

    name: str
    photo: Photo | None = None
    refusal: str = ""


def urls(view):
    """Return the addresses of all about uploading, below the library's own; `view` is the admin's wrapper."""
    return [
        path("upload/", view(upload), name="newsroom_photo_upload"),
        # These say in JSON who may not, where the admin's wrapper would send on to the form for signing in.
        path("upload/files/", resumable.create, name="newsroom_photo_upload_begin"),
        path("upload/files/<uuid:uid>/", resumable.go_on, name="newsroom_photo_upload_file"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    """Show the page; take what its plain form sends."""
    if not request.user.has_perm(resumable.MAY_ADD):
        raise PermissionDenied
    outcomes = _take_all(request) if request.method == "POST" else []
    model_admin = admin.site.get_model_admin(Photo)
    context = page_of(request, model_admin, _("Add photos"))
    context |= {
        "outcomes": outcomes,
        "taken": sum(outcome.photo is not None for outcome in outcomes),
        "nothing_chosen": request.method == "POST" and not outcomes,
        "limits": _("%(names)s, up to %(megabytes)d MB and %(megapixels)d million pixels each.")
        % {"names": NAMES, "megabytes": MOST_MEGABYTES, "megapixels": MOST_MEGAPIXELS},
        "at_once": uploads.AT_ONCE,
        "accept": ACCEPTED_BY_BROWSERS,
        "sending": {
            "begin": reverse("admin:newsroom_photo_upload_begin"),
            "part": uploads.SENT,
            "atOnce": uploads.AT_ONCE,
            "user": request.user.pk,
        },
    }
    return TemplateResponse(request, "admin/newsroom/photo/upload.html", context)


def _take_all(request):
    outcomes = []
    for number, file in enumerate(request.FILES.getlist("files")):
        name = uploads.clean_name(file.name or "")
        if number >= uploads.AT_ONCE:
            refusal = _("Only %(number)d files at a time. Choose this one again.") % {
                "number": uploads.AT_ONCE
            }
            outcomes.append(Outcome(name, refusal=refusal))
            continue
        try:
            photo = take_in(file, by=request.user, filename=name, to_be_checked=True)
            outcomes.append(Outcome(name, photo))
        except ValidationError as error:
            outcomes.append(Outcome(name, refusal=" ".join(error.messages)))
    return outcomes
