"""No public file outlives its last use, however badly its making went."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from newsroom import publishing
from newsroom.imaging.naming import public_files, shown_of
from newsroom.imaging.reading import read_picture
from newsroom.imaging.renditions import make
from newsroom.models import EditionPhoto, Photo
from tests.making import picture_bytes


def files(token):
    try:
        return storages["renditions"].listdir(token)[1]
    except FileNotFoundError:
        return []


def test_files_of_a_making_that_broke_off_go_with_the_withdrawal(
    make_photo, make_story, publisher, monkeypatch, django_capture_on_commit_callbacks
):
    photo = make_photo(size=(1000, 500))
    story = make_story(lead_photo=photo)
    save, saved = Image.Image.save, []

    def save_until_the_disk_is_full(picture, *args, **said):
        if len(saved) == 2:
            raise OSError("No space left on device")
        saved.append(picture)
        return save(picture, *args, **said)

    with monkeypatch.context() as full, django_capture_on_commit_callbacks(execute=True):
        full.setattr(Image.Image, "save", save_until_the_disk_is_full)
        publishing.publish(story, publisher)
    assert len(files(photo.public_token)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(story, publisher, "Wrong.")
    assert not files(photo.public_token)


def test_files_that_are_being_made_while_the_story_is_withdrawn_do_not_stay(
    make_photo, make_story, publisher, monkeypatch, django_capture_on_commit_callbacks
):
    photo = make_photo()
    story = make_story(lead_photo=photo)
    publishing.publish(story, publisher)
    save = Image.Image.save

    def save_while_another_withdraws(picture, *args, **said):
        monkeypatch.setattr(Image.Image, "save", save)
        with django_capture_on_commit_callbacks(execute=True):
            publishing.withdraw(story, publisher, "Wrong.")
        return save(picture, *args, **said)

    monkeypatch.setattr(Image.Image, "save", save_while_another_withdraws)
    make(photo)
    assert not files(photo.public_token)
    photo.refresh_from_db()
    assert photo.renditions_made_at is None
    assert not files(photo.public_token)


@pytest.mark.parametrize("size", [(1000, 16_001), (1, 29_000)])
def test_a_picture_too_tall_for_the_public_formats_is_refused(size):
    file = SimpleUploadedFile("tall.png", picture_bytes(size, picture_format="PNG"))
    with pytest.raises(ValidationError) as refused:
        read_picture(file)
    assert refused.value.code == "too-tall"


def test_a_panorama_is_taken_and_a_panorama_on_its_end_is_not():
    lying = picture_bytes((17_000, 900))
    read_picture(SimpleUploadedFile("wide.jpg", lying))
    exif = Image.Exif()
    exif[0x0112] = 6
    with pytest.raises(ValidationError):
        read_picture(SimpleUploadedFile("turned.jpg", picture_bytes((17_000, 900), exif=exif.tobytes())))


@pytest.mark.parametrize(
    ("mode", "picture_format"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("I;16", "PNG"), ("P", "PNG"), ("1", "PNG"), ("LA", "PNG")],
)
def test_every_mode_that_may_be_uploaded_can_be_shown(make_story, publisher, mode, picture_format):
    photo = Photo(title="From an agency", alt_text={"en": "A wall"}, credit_line="Photo: A. Nguyen")
    written = BytesIO()
    Image.new(mode, (500, 400)).save(written, picture_format)
    upload = SimpleUploadedFile("a.jpg", written.getvalue())
    read_picture(upload)
    photo.original.save("a.jpg", upload, save=False)
    photo.save()
    publishing.publish(make_story(lead_photo=photo), publisher)
    assert make(photo) == len(public_files(shown_of(EditionPhoto.objects.get())))
