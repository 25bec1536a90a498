"""Uploads that can be resumed, after tus 1.0 (https://tus.io/protocols/resumable-upload): creation, HEAD,
PATCH and termination.

It differs where the library has more to say: the answer to the last part tells what became of the file (200
with the photo or the sentence why it was not taken, 202 while it is being read), and every refusal is JSON
with a sentence for whoever waits at the page.
"""

import base64
import binascii
import uuid
from functools import wraps

from django.http import HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from newsroom.desk.library import uploads
from newsroom.desk.library.thumbnails import thumbnail_address
from newsroom.models import PhotoUpload

MAY_ADD = "newsroom.add_photo"
VERSION = "1.0.0"
CONTENT_TYPE = "application/offset+octet-stream"


def said(sentence, status, **headers):
    """Return a refusal as JSON, with a sentence for the page."""
    answer = JsonResponse({"message": sentence}, status=status)
    for name, value in headers.items():
        answer[name.replace("_", "-")] = value
    return answer


def for_uploaders(view):
    """Let those through who may add photos and speak the protocol; tell others so, as no redirect could."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if not (request.user.is_active and request.user.is_staff):
            answer = said(_("You are signed out. Sign in again in another window, then try again here."), 401)
        elif not request.user.has_perm(MAY_ADD):
            answer = said(_("Your role adds no photos."), 403)
        elif request.headers.get("Tus-Resumable", VERSION) != VERSION:
            answer = said(_("This page is too old. Load it again."), 412, Tus_Version=VERSION)
        else:
            answer = view(request, *args, **kwargs)
        answer["Tus-Resumable"] = VERSION
        return answer

    return never_cache(asked)


def told(upload: PhotoUpload) -> dict:
    """Return what a page is told of an upload."""
    photo = upload.photo
    return {
        "state": upload.state,
        "message": upload.refusal,
        "photo": photo
        and {
            "id": photo.pk,
            "title": photo.title,
            "thumbnail": thumbnail_address(photo.pk),
            "address": reverse("admin:newsroom_photo_change", args=[photo.pk]),
        },
    }


def metadata(header: str) -> dict[str, str]:
    """Read the header Upload-Metadata: keys and Base64 values, with commas between, but the damaged ones."""
    found = {}
    for pair in header.split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError):
            continue
    return found


def _whole_number(text):
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else None


@for_uploaders
@require_http_methods(["POST", "OPTIONS"])
def create(request):
    """Begin an upload. Upload-Metadata may hold `filename`, and a `uid` by which it is found again."""
    if request.method == "OPTIONS":
        answer = HttpResponse(status=204)
        answer["Tus-Version"] = VERSION
        answer["Tus-Extension"] = "creation,termination"
        answer["Tus-Max-Size"] = uploads.MOST_BYTES
        return answer
    length = _whole_number(request.headers.get("Upload-Length"))
    if length is None:
        return said(_("This file cannot be begun so. Choose it again."), 400)
    words = metadata(request.headers.get("Upload-Metadata", ""))
    try:
        uid = uuid.UUID(words["uid"]) if "uid" in words else None
        upload = uploads.begin(request.user, words.get("filename", ""), length, uid)
    except ValueError:
        return said(_("This file cannot be begun so. Choose it again."), 400)
    except uploads.Refused as refused:
        return said(str(refused), refused.status)
    answer = HttpResponse(status=201)
    answer["Location"] = reverse("admin:newsroom_photo_upload_file", args=[upload.uid])
    answer["Upload-Offset"] = upload.received
    return answer


@for_uploaders
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def go_on(request, uid):
    """Tell how much has arrived (HEAD), take the next part (PATCH), give up (DELETE): of one's own only."""
    upload = PhotoUpload.objects.select_related("by", "photo").filter(uid=uid, by=request.user).first()
    if upload is None:
        return said(_("This upload is not known any more. Try again: it begins anew."), 404)
    if request.method == "HEAD":
        answer = HttpResponse()
        answer["Upload-Offset"] = upload.received
        answer["Upload-Length"] = upload.length
        return answer
    if request.method == "DELETE":
        if uploads.cancel(upload):
            return HttpResponse(status=204)
        return said(_("The photo is in the library already."), 409)
    return _patch(request, upload)


def _patch(request, upload):
    offset = _whole_number(request.headers.get("Upload-Offset"))
    length = _whole_number(request.META.get("CONTENT_LENGTH") or "0")
    if length and request.content_type != CONTENT_TYPE:
        return said(_("This page is too old. Load it again."), 415)
    if offset is None or length is None:
        return said(_("This part cannot be read. Try again."), 400)
    if length > uploads.PART:
        return said(_("This part is too large. Load the page again."), 413)
    try:
        # Not request.body, which Django limits to what a form may hold.
        part = request.read(length) if length else b""
    except (UnreadablePostError, OSError):
        part = None
    if part is None or len(part) != length:
        return said(_("A part arrived broken. Try again."), 400)
    try:
        upload = uploads.put_part(upload, offset, part)
    except uploads.ElsewhereBy as elsewhere:
        return said(_("The file goes on elsewhere. Try again."), 409, Upload_Offset=str(elsewhere.offset))
    except uploads.BeingRead:
        return JsonResponse(
            {"state": "being-read"},
            status=202,
            headers={"Upload-Offset": str(upload.length), "Retry-After": "2"},
        )
    except uploads.Gone:
        return said(_("This upload was cancelled."), 410)
    under_way = upload.state == PhotoUpload.State.UNDER_WAY
    answer = HttpResponse(status=204) if under_way else JsonResponse(told(upload))
    answer["Upload-Offset"] = upload.received
    return answer
