"""Files on their way into the library: their parts arrive one after the other, and the last makes a photo.

Any process can take the next part: what has arrived is a number in the database, raised by a conditional
UPDATE that must touch exactly one row, and the parts are whole objects in the private storage, so that a
storage which cannot append (S3) holds them too.

A part is stored before it is counted, under a name of its own, so that two who send the same part at once
never write over each other; the one that is not counted is removed again. What a crash leaves uncounted is
passed over when the parts are put together, or has the same bytes as what was counted: both came from the
same hand.
"""

import hashlib
import re
import secrets
import unicodedata
import uuid
from collections import defaultdict
from datetime import timedelta
from tempfile import SpooledTemporaryFile

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.desk.library.removal import remove_photo
from newsroom.imaging.formats import MOST_BYTES
from newsroom.imaging.reading import refusal
from newsroom.imaging.taking_in import take_in
from newsroom.imaging.tidying import remove_stale_uploads
from newsroom.imaging.whole_files import remove_directory
from newsroom.models import Photo, PhotoUpload
from newsroom.models.photos import originals

# Bytes of one part that is taken, and of one that our own page sends.
PART = 4_000_000
SENT = 2_000_000
AT_ONCE = 50
# Of one person: what was begun and neither finished nor given up.
MOST_UNDER_WAY = 2 * AT_ONCE
MOST_BYTES_UNDER_WAY = AT_ONCE * MOST_BYTES
# So long a process may read a file that has arrived, before another takes it for dead.
READING = timedelta(minutes=3)

IN_MEMORY = 5_000_000
PART_NAME = re.compile(r"(?P<offset>\d{12})-(?P<length>\d{1,9})-[0-9a-f]{16}")


class Refused(Exception):
    """An upload was not begun; the text says why. `status` is the answer's, of HTTP."""

    def __init__(self, sentence, status):
        super().__init__(sentence)
        self.status = status


class ElsewhereBy(Exception):
    """A part does not follow what has arrived: `offset` is where the next one begins, in bytes."""

    def __init__(self, offset):
        super().__init__(offset)
        self.offset = offset


class BeingRead(Exception):
    """The file has arrived and is being read by another process."""


class Gone(Exception):
    """The upload was given up."""


def folder(upload: PhotoUpload) -> str:
    """Return where the parts of an upload lie in the private storage."""
    return f"uploads/{upload.uid.hex}"


def clean_name(filename: str) -> str:
    """Return a file's name as it may be shown: without folders and control signs, 255 signs at most."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", filename)[-1])
    return "".join(sign for sign in name if sign.isprintable()).strip()[:255] or _("without a name")


def begin(by, filename: str, length: int, uid: uuid.UUID | None = None) -> PhotoUpload:
    """Begin an upload of `length` bytes, or return the one that `by` began under this `uid` before.

    Raises Refused.
    """
    if uid and (known := _known(by, uid, length)):
        return known
    if length < 1:
        raise Refused(" ".join(refusal("empty").messages), 400)
    if length > MOST_BYTES:
        too_heavy = refusal("too-heavy", megabytes=round(length / 1_000_000))
        raise Refused(" ".join(too_heavy.messages), 413)
    remove_stale_uploads(by)
    under_way = PhotoUpload.objects.filter(by=by, state=PhotoUpload.State.UNDER_WAY)
    bytes_under_way = under_way.aggregate(Sum("length"))["length__sum"] or 0
    if under_way.count() >= MOST_UNDER_WAY or bytes_under_way + length > MOST_BYTES_UNDER_WAY:
        raise Refused(
            _("Too many of your files are under way. Finish or cancel some, then try this one again."),
            429,
        )
    upload = PhotoUpload(by=by, filename=clean_name(filename), length=length)
    if uid:
        upload.uid = uid
    try:
        with transaction.atomic():
            upload.save(force_insert=True)
    except IntegrityError:
        if uid and (known := _known(by, uid, length)):
            return known
        raise
    return upload


def _known(by, uid, length):
    known = PhotoUpload.objects.filter(uid=uid).first()
    if known and (known.by_id != by.pk or known.length != length):
        raise Refused(_("This file cannot be begun so. Choose it again."), 409)
    return known


def put_part(upload: PhotoUpload, offset: int, part: bytes) -> PhotoUpload:
    """Keep a part that begins at `offset`, in bytes; the last one makes the file a photo or has it refused.

    Returns the upload as it stands then. A part of no bytes at the end asks what became of the file, and
    finishes what broke off there. Raises ElsewhereBy, BeingRead, Gone.
    """
    if upload.state != PhotoUpload.State.UNDER_WAY:
        return upload
    if offset != upload.received or offset + len(part) > upload.length:
        raise ElsewhereBy(upload.received)
    if not part:
        return _go_on_reading(upload) if offset == upload.length else upload
    name = originals().save(
        f"{folder(upload)}/{offset:012}-{len(part)}-{secrets.token_hex(8)}", ContentFile(part)
    )
    row = PhotoUpload.objects.filter(pk=upload.pk, state=PhotoUpload.State.UNDER_WAY, received=offset)
    if row.update(received=offset + len(part), last_part_at=timezone.now()) != 1:
        originals().delete(name)
        counted = PhotoUpload.objects.filter(pk=upload.pk).values_list("received", flat=True).first()
        if counted is None:
            _remove_parts(upload)
            raise Gone
        raise ElsewhereBy(counted)
    upload.received = offset + len(part)
    return _read(upload) if upload.received == upload.length else upload


def _go_on_reading(upload):
    """Read a file that has arrived, where whoever began to read it is gone."""
    now = timezone.now()
    row = PhotoUpload.objects.filter(
        pk=upload.pk,
        state=PhotoUpload.State.UNDER_WAY,
        received=upload.length,
        last_part_at__lt=now - READING,
    )
    if row.update(last_part_at=now) != 1:
        raise BeingRead
    return _read(upload, again=True)


def _read(upload, again=False):
    """Make a photo of what has arrived, or write down why not; remove the parts in either case."""
    row = PhotoUpload.objects.filter(pk=upload.pk, state=PhotoUpload.State.UNDER_WAY)
    try:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
            digest, offset = _put_together(upload, whole)
            if offset != upload.length:
                # Parts are gone: such as after a night, or with a storage that was brought back.
                row.update(received=offset)
                raise ElsewhereBy(offset)
            photo = _taken_before(upload, digest) if again else None
            if photo is None:
                file = UploadedFile(whole, name=upload.filename, size=upload.length)
                photo = take_in(file, by=upload.by, filename=upload.filename, to_be_checked=True)
    except ValidationError as error:
        said = {"state": PhotoUpload.State.REFUSED, "refusal": "\n".join(error.messages)}
        row.update(**said, last_part_at=timezone.now())
    except ElsewhereBy:
        raise
    except BaseException:
        # Whoever tries again needs not wait for us.
        row.update(last_part_at=timezone.now() - READING)
        raise
    else:
        said = {"state": PhotoUpload.State.TAKEN, "photo": photo, "last_part_at": timezone.now()}
        if row.update(**said) != 1:
            _withdraw(photo, upload)
    _remove_parts(upload)
    upload = PhotoUpload.objects.select_related("photo").filter(pk=upload.pk).first()
    if upload is None:
        raise Gone
    return upload


def _withdraw(photo, upload):
    """Another process has read the file meanwhile: its photo stands, and this one goes."""
    if not PhotoUpload.objects.filter(pk=upload.pk, photo=photo).exists():
        remove_photo(photo)


def _taken_before(upload, digest):
    """Return the photo that was made of this file by a process that died before it could say so."""
    told = PhotoUpload.objects.exclude(photo=None).values("photo")
    return (
        Photo.objects.filter(sha256=digest, uploaded_by=upload.by_id, uploaded_at__gte=upload.begun_at)
        .exclude(pk__in=told)
        .first()
    )


def _put_together(upload, whole):
    """Write the parts into the file `whole`; return the SHA-256 of it and how far they reach, in bytes."""
    at = defaultdict(list)
    for name in _parts(upload):
        if match := PART_NAME.match(name):
            at[int(match["offset"])].append((int(match["length"]), name))
    ends = {*at, upload.length}
    digest, offset = hashlib.sha256(), 0
    while offset < upload.length:
        # First those that another part follows.
        for length, name in sorted(at[offset], key=lambda one: offset + one[0] not in ends):
            with originals().open(f"{folder(upload)}/{name}") as kept:
                part = kept.read()
            # A crash in the middle of a write leaves a part that is shorter than its name says.
            if len(part) == length:
                break
        else:
            break
        whole.write(part)
        digest.update(part)
        offset += length
    whole.seek(0)
    return digest.hexdigest(), offset


def _parts(upload):
    try:
        return originals().listdir(folder(upload))[1]
    except FileNotFoundError:
        return []


def _remove_parts(upload):
    remove_directory(originals(), folder(upload))


def cancel(upload: PhotoUpload) -> bool:
    """Give up an upload and forget its parts; return False where it is a photo or being read already."""
    rows = PhotoUpload.objects.filter(pk=upload.pk)
    being_read = rows.filter(state=PhotoUpload.State.UNDER_WAY, received=upload.length)
    being_read = being_read.filter(last_part_at__gte=timezone.now() - READING)
    gone, _each = rows.exclude(state=PhotoUpload.State.TAKEN).exclude(pk__in=being_read.values("pk")).delete()
    if gone:
        _remove_parts(upload)
    return bool(gone)
