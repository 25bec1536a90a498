"""The public files of a photo: made when an edition needs them, removed when none does any more."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone
from PIL import Image, ImageOps

from newsroom.imaging.naming import FORMATS, file_name, widths
from newsroom.models import EditionPhoto, Photo
from newsroom.models.photos import new_token

_SAVING = {
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
}


def all_names(photo: Photo) -> list[str]:
    """Return the names of all public files of `photo`."""
    return [
        file_name(photo.public_token, width, extension)
        for width in widths(photo.width)
        for extension in FORMATS
    ]


def upright(picture):
    """Return `picture` as it was held, with nothing said of where it was taken."""
    picture = ImageOps.exif_transpose(picture)
    profile = picture.info.get("icc_profile")
    if picture.mode != "RGB":
        paper = Image.new("RGB", picture.size, "white")
        picture = picture.convert("RGBA")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    picture.info = {"icc_profile": profile} if profile else {}
    return picture


def scaled(picture, width):
    """Return `picture` made `width` pixels wide."""
    if picture.width == width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def saved(picture, extension: str) -> bytes:
    """Return `picture` as a file of this format, with its colour profile and nothing else said of it."""
    written = BytesIO()
    picture.save(written, icc_profile=picture.info.get("icc_profile"), exif=b"", **_SAVING[extension])
    return written.getvalue()


def make(photo: Photo) -> int:
    """Write the public files of `photo` that are not there yet; return how many were written."""
    storage = storages["renditions"]
    missing = {name for name in all_names(photo) if not storage.exists(name)}
    if missing:
        with photo.original.open() as original:
            picture = upright(Image.open(original))
        for width in reversed(widths(photo.width)):
            picture = scaled(picture, width)
            for extension in FORMATS:
                name = file_name(photo.public_token, width, extension)
                if name in missing:
                    storage.save(name, ContentFile(saved(picture, extension)))
    made = Photo.objects.filter(pk=photo.pk, public_token=photo.public_token)
    if not made.update(renditions_made_at=timezone.now()):
        # The last use was withdrawn while these were being made: nobody else knows that they are here.
        for name in all_names(photo):
            storage.delete(name)
    return len(missing)


def in_use(at=None):
    """Return the uses of photos that are public at `at`, or will be (now when not given)."""
    at = at or timezone.now()
    until = Q(edition__public_until=None) | Q(edition__public_until__gt=at)
    # One that was cancelled ends when it would have begun, and is public at no time.
    return EditionPhoto.objects.filter(until, edition__cancelled_at=None)


def remove_if_unused(photo_id: int) -> bool:
    """Remove the public files of a photo that no live or coming edition shows; return whether it was so.

    Its token changes, so that the old addresses never lead anywhere again.
    """
    with transaction.atomic():
        # The gate locks the photos that it freezes: none can come into use between the look and the change.
        photo = Photo.objects.select_for_update().get(pk=photo_id)
        # Whether they were all made does not matter: a making that broke off leaves some of them.
        if in_use().filter(photo=photo).exists():
            return False
        names = all_names(photo)
        Photo.objects.filter(pk=photo_id).update(public_token=new_token(), renditions_made_at=None)
    for name in names:
        storages["renditions"].delete(name)
    return True


@task()
def make_renditions(photo_ids: list[int]) -> None:
    """Write the public files of these photos."""
    for photo in Photo.objects.filter(pk__in=photo_ids):
        make(photo)


@task()
def remove_unused(photo_ids: list[int]) -> None:
    """Remove the public files of those of these photos that nothing public shows any more."""
    for photo_id in photo_ids:
        remove_if_unused(photo_id)


def tidy() -> tuple[int, int]:
    """Make what is missing and remove what no edition needs; return how many photos each concerned."""
    needed = in_use().order_by().values("photo")
    made = 0
    for photo in Photo.objects.filter(pk__in=needed, renditions_made_at=None).iterator():
        made += bool(make(photo))
    unused = Photo.objects.exclude(renditions_made_at=None).exclude(pk__in=needed)
    removed = sum(map(remove_if_unused, list(unused.values_list("pk", flat=True))))
    return made, removed
