"""The public files of photos: each is answered while a public edition shows it, not a second longer.

Only the database says what is public. Whether a file lies there already says nothing: for one that is missing
a quick picture stands in, so that a worker that has stopped delays no story, and one that is left over is not
found.
"""

import logging
import re
from functools import lru_cache
from http import HTTPStatus
from threading import BoundedSemaphore, Lock

from django.conf import settings
from django.core.files.storage import storages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from newsroom.imaging.naming import TYPES, PublicFile, Shown, file_name, public_files, read_file
from newsroom.imaging.private import private_picture
from newsroom.imaging.renditions import make_one
from newsroom.models import Edition, EditionPhoto, Photo

logger = logging.getLogger(__name__)

# A name that never changes its content may be kept for as long as HTTP allows caches to be told.
FOR_GOOD = "public, max-age=31536000, immutable"

TOKEN = re.compile(r"[A-Za-z0-9_-]{8,32}", re.ASCII)

# One picture at a time in a process: each may take as much memory as its original has pixels. Few wait for
# their turn at once.
_drawing = Lock()
_places = BoundedSemaphore(3)
LONGEST_WAIT = 20  # seconds

# How many ways of cutting one photo are looked at.
MOST_USES = 500


@lru_cache(maxsize=4096)
def _names(shown: Shown) -> frozenset[str]:
    return frozenset(file.name for file in public_files(shown) if file.width is not None)


def photo_that_shows(token: str, file: str) -> int | None:
    """Return the number of the photo of which a use that is public now has this file (one query).

    None when there is no such use.
    """
    uses = EditionPhoto.objects.filter(token=token, edition__in=Edition.objects.in_force())
    columns = ("photo", "width", "height", "crop", "focal_x", "focal_y")
    for photo, *said in uses.order_by().values_list(*columns).distinct()[:MOST_USES]:
        if file in _names(Shown(token, *said)):
            return int(photo)
    return None


def _not_found() -> HttpResponse:
    """What stands for all that is not public: nobody keeps it, as it may be public in a second."""
    answer = HttpResponse("Not found.\n", status=HTTPStatus.NOT_FOUND, content_type="text/plain")
    answer["Cache-Control"] = "no-store"
    return answer


def _busy() -> HttpResponse:
    answer = HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain")
    answer["Cache-Control"], answer["Retry-After"] = "no-store", "2"
    return answer


def _opened(
    request: HttpRequest, name: str, content_type: str, *, accelerated: bool = True
) -> HttpResponseBase:
    """Return the answer that carries the file; raise FileNotFoundError where it is not made yet."""
    storage = storages["renditions"]
    if accelerated and settings.MEDIA_ACCEL_PREFIX:
        if not storage.exists(name):
            raise FileNotFoundError(name)
        # The web server in front reads it, and says by itself how long it is and by which tag to know it.
        answer = HttpResponse(content_type=content_type)
        answer["X-Accel-Redirect"] = f"{settings.MEDIA_ACCEL_PREFIX.rstrip('/')}/{name}"
        return answer
    streamed = getattr(storage, "streamed", None)
    if streamed is None:
        return FileResponse(storage.open(name), content_type=content_type)
    if request.method == "HEAD":
        return HttpResponse(headers={"Content-Length": str(storage.size(name))}, content_type=content_type)
    length, pieces = streamed(name)
    return StreamingHttpResponse(pieces, headers={"Content-Length": str(length)}, content_type=content_type)


def _stand_in(photo_id: int, token: str, file: PublicFile) -> HttpResponse:
    """Return the picture that a public file would show, while nobody has made that file yet.

    A JPEG, whatever was asked for: it is drawn in a moment, and browsers go by what they get. It is kept
    privately, and by no cache, so that the file itself is served as soon as it is there.
    """
    if not _places.acquire(timeout=LONGEST_WAIT):
        return _busy()
    try:
        photo = Photo.objects.filter(pk=photo_id, public_token=token).first()
        if photo is None:
            return _not_found()
        answer = HttpResponse(
            private_picture(photo, file._replace(extension="jpg")), content_type=TYPES["jpg"]
        )
    except Exception:
        # The original is not what it was, or the storage fails: ours to mend, and nobody shall keep it.
        logger.exception("The public file %s of photo %d cannot be shown.", file.name, photo_id)
        return _busy()
    finally:
        _places.release()
    answer["Cache-Control"] = "no-store"
    return answer


def _draw_now(photo: int, token: str, file: PublicFile) -> HttpResponse | None:
    """Make one file that is public and not made yet; return what to answer when it could not be made."""
    if not _drawing.acquire(timeout=LONGEST_WAIT):
        return _busy()
    try:
        # Whoever stood before in the line may have asked for the same.
        made = storages["renditions"].exists(file_name(token, file)) or make_one(photo, token, file)
    except Exception:
        logger.exception("The public file %s of photo %d cannot be made.", file.name, photo)
        return _busy()
    finally:
        _drawing.release()
    return None if made else _not_found()


def press_answer(request: HttpRequest, photo: int, token: str, file: PublicFile) -> HttpResponseBase:
    """Return the answer that carries the file for the press, drawn now where it is not made yet.

    The caller has made sure that a public use of `photo` gives it. It never goes by way of the web server in
    front, which would answer a part of it, or that it is still the same, after it was counted here.
    """
    name, content_type = file_name(token, file), TYPES[file.extension]
    try:
        return _opened(request, name, content_type, accelerated=False)
    except FileNotFoundError:
        refused = _draw_now(photo, token, file)
        return refused or _opened(request, name, content_type, accelerated=False)


@require_safe
def rendition(request: HttpRequest, token: str, file: str) -> HttpResponseBase:
    """One public file by its unguessable name; 404 for whatever no public story shows.

    The file for the press is none of these: it is downloaded elsewhere, and counted.
    """
    wanted = read_file(file)
    if wanted is None or wanted.width is None or not TOKEN.fullmatch(token):
        return _not_found()
    photo = photo_that_shows(token, file)
    if photo is None:
        return _not_found()
    tag = f'"{token}-{file}"'
    if same := get_conditional_response(request, etag=tag):
        same["Cache-Control"] = FOR_GOOD if same.status_code == HTTPStatus.NOT_MODIFIED else "no-store"
        same["ETag"] = tag
        return same
    name, content_type = file_name(token, wanted), TYPES[wanted.extension]
    try:
        answer = _opened(request, name, content_type)
    except FileNotFoundError:
        return _stand_in(photo, token, wanted)
    answer["Cache-Control"] = FOR_GOOD
    if not settings.MEDIA_ACCEL_PREFIX:
        answer["ETag"] = tag
    return answer
