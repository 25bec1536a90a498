"""The file that the press may print: given while a live story shows it and its licence holds, and counted."""

import datetime
import logging
from collections.abc import Iterable
from http import HTTPStatus

from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from newsroom.imaging.naming import press_file, shown_of
from newsroom.imaging.serving import press_answer
from newsroom.models import Edition, EditionPhoto, PhotoDownload
from newsroom.newsroom_time import newsroom_day
from newsroom.public.pictured import uses_in
from partnerships.folding import slugify

log = logging.getLogger(__name__)


def for_the_press(uses: Iterable[EditionPhoto], today: datetime.date) -> EditionPhoto | None:
    """Return the first of these uses whose file may be taken on the newsroom's day `today`; None for none."""
    return next((use for use in uses if use.press and not _has_ended(use, today)), None)


def _has_ended(use, today):
    return use.licence_until is not None and use.licence_until < today


@require_safe
def download(request, uid):
    """All pixels of a photo as a JPEG, as the newest story that may give it to the press shows it."""
    now, language = timezone.now(), request.LANGUAGE_CODE
    live = Edition.objects.live(now).in_language(language)
    uses = uses_in(live).filter(uid=uid, press=True)
    today = newsroom_day(now)
    use = for_the_press(uses.order_by("-edition__first_public_from", "-edition_id", "position"), today)
    if use is None:
        raise Http404
    file = press_file(shown_of(use))
    # By its name, which never changes its content.
    etag = f'"{use.token}-{file.name}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = press_answer(request, use.photo_id, use.token, file)
        if response.status_code != HTTPStatus.OK:
            return response
        response["Content-Disposition"] = f'attachment; filename="{speaking_name(use)}"'
        if request.method == "GET" and _begins(request.headers.get("Range", "")):
            count(use.photo_id, today)
    response["ETag"] = etag
    # Nobody on the way keeps one: the licence may end, and each is counted here.
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def speaking_name(use: EditionPhoto) -> str:
    """Return what the file is called where it is saved: by its caption, and by the photo's own identity."""
    words = slugify(use.caption or use.alt_text, max_length=60)
    return f"{f'{words}-' if words else ''}{use.uid.hex}.jpg"


def _begins(asked: str) -> bool:
    """Whether a request begins the file (RFC 9110 §14.2), rather than go on with a part of it."""
    return not asked or asked.replace(" ", "").startswith("bytes=0-")


def count(photo: int, day: datetime.date) -> None:
    """Count one download of a photo on a day. When it cannot be counted the reader is served all the same."""
    table = connection.ops.quote_name(PhotoDownload._meta.db_table)
    # One statement, so that two at once are two: Django's own upsert cannot add to what is there.
    sql = (
        f"INSERT INTO {table} (photo_id, day, number) VALUES (%s, %s, 1) "  # noqa: S608
        f"ON CONFLICT (photo_id, day) DO UPDATE SET number = {table}.number + 1"
    )
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [photo, connection.ops.adapt_datefield_value(day)])
    except DatabaseError:
        log.exception("The download of photo %s on %s was not counted.", photo, day)
