import io

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from newsroom import publishing
from newsroom.imaging.naming import SHAPES, widths
from newsroom.imaging.renditions import remove_if_unused, tidy
from newsroom.models import Article, Edition, Photo
from tests.making import picture_bytes

MODERN = ("avif", "webp")


def public_names(photo, token=None):
    token = token or photo.public_token
    try:
        return sorted(f"{token}/{name}" for name in storages["renditions"].listdir(token)[1])
    except FileNotFoundError:
        return []


@pytest.fixture
def publish_with(make_story, publisher, django_capture_on_commit_callbacks):
    """Publishes a story that shows a photo, and has its public files made."""

    def publish(photo, **said):
        with django_capture_on_commit_callbacks(execute=True):
            return publishing.publish(make_story(lead_photo=photo, **said), publisher)

    return publish


@pytest.mark.parametrize(
    ("original", "made"),
    [
        (300, [300]),
        (320, [320]),
        (1000, [320, 640, 960, 1000]),
        (1920, [320, 640, 960, 1280, 1920]),
        (6000, [320, 640, 960, 1280, 1920, 2560]),
    ],
)
def test_no_file_is_wider_than_its_original(original, made):
    assert widths(SHAPES["whole"].widths, original) == made


def test_an_upload_has_no_public_file(make_photo):
    assert public_names(make_photo()) == []


def test_publishing_makes_the_public_files_of_every_shape(make_photo, publish_with):
    photo = make_photo(size=(1000, 500))
    publish_with(photo)
    sizes = {}
    for name in public_names(photo):
        with storages["renditions"].open(name) as file:
            sizes[name.partition("/")[2]] = Image.open(file).size
    card, square, share = "c1250-0-7500-10000-", "c2500-0-5000-10000-", "c238-0-9524-10000-"
    assert sizes == {
        **{f"{width}.{kind}": (width, width // 2) for width in (320, 640, 960, 1000) for kind in MODERN},
        **{f"{width}.jpg": (width, width // 2) for width in (640, 1000)},
        **{
            f"{card}{width}.{kind}": (width, round(width * 2 / 3))
            for width in (320, 640, 750)
            for kind in MODERN
        },
        **{f"{card}{width}.jpg": (width, round(width * 2 / 3)) for width in (640, 750)},
        **{f"{square}{width}.{kind}": (width, width) for width in (160, 320, 500) for kind in MODERN},
        f"{square}320.jpg": (320, 320),
        f"{share}952.jpg": (952, 500),
    }


def test_withdrawing_the_last_use_removes_them_for_good(
    make_photo, make_story, publisher, django_capture_on_commit_callbacks
):
    photo = make_photo()
    token = photo.public_token
    with django_capture_on_commit_callbacks(execute=True):
        one, other = make_story(lead_photo=photo), make_story("Another", lead_photo=photo)
        publishing.publish(one, publisher)
        publishing.publish(other, publisher)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(one, publisher, "Wrong.")
    assert public_names(photo, token), "the other story still shows it"
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(other, publisher, "Wrong.")
    photo.refresh_from_db()
    assert public_names(photo, token) == []
    assert photo.public_token != token


def test_a_photo_of_a_coming_edition_stays(
    make_photo, make_story, publisher, django_capture_on_commit_callbacks
):
    photo = make_photo()
    with time_machine.travel("2026-03-02 06:00Z", tick=False) as clock:
        with django_capture_on_commit_callbacks(execute=True):
            article = make_story(lead_photo=photo)
            publishing.publish(article, publisher)
        clock.shift(1)
        Article.objects.filter(pk=article.pk).update(headline="With another picture", lead_photo=make_photo())
        with django_capture_on_commit_callbacks(execute=True):
            later = Edition.objects.get().public_from.replace(hour=14)
            publishing.schedule(Article.objects.get(pk=article.pk), publisher, later)
        assert not remove_if_unused(photo.pk), "the public still sees it until 14:00"
        clock.move_to(later)
        assert tidy() == (0, 1)
        assert public_names(photo) == []


def test_nothing_of_place_or_camera_reaches_a_public_file(make_photo, publish_with):
    exif = Image.Exif()
    exif[0x010F] = "A Camera"
    exif.get_ifd(0x8825)[1] = "N"
    photo = make_photo()
    photo.original.storage.delete(photo.original.name)
    photo.original.storage.save(photo.original.name, io.BytesIO(picture_bytes(exif=exif.tobytes())))
    publish_with(photo)
    assert public_names(photo)
    for name in public_names(photo):
        with storages["renditions"].open(name) as file:
            assert not dict(Image.open(file).getexif())
            file.seek(0)
            assert b"A Camera" not in file.read()


def test_a_picture_is_turned_as_it_was_held(publish_with):
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = Photo(title="Held upright", alt_text={"en": "A wall"}, credit_line="Photo: A. Nguyen")
    photo.original.save("a.jpg", ContentFile(picture_bytes((640, 480), exif=exif.tobytes())), save=False)
    photo.save()
    assert (photo.width, photo.height) == (480, 640)
    publish_with(photo)
    with storages["renditions"].open(f"{photo.public_token}/480.jpg") as file:
        assert Image.open(file).size == (480, 640)


def test_what_was_never_made_is_made_by_the_tidying(make_photo, make_story, publisher):
    photo = make_photo()
    publishing.publish(make_story(lead_photo=photo), publisher)
    assert public_names(photo) == []
    assert tidy() == (1, 0)
    assert public_names(photo)
    assert Photo.objects.get().renditions_made_at is not None
