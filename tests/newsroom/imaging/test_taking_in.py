"""A file becomes a photo by one way: measured, stored privately, and with the words that it brought."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from newsroom.imaging import likeness
from newsroom.imaging.reading_again import read_unread
from newsroom.imaging.taking_in import shortened, take_in, title_for, words_of
from newsroom.models import Likeness, Photo
from tests.making import files_in
from tests.newsroom.imaging.bad_files import drawn, written

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 photoshop:Credit="Photo: Trần Văn A / VNA" photoshop:City="Hà Nội"
 photoshop:DateCreated="2025-10-29T10:00:00">
<dc:creator><rdf:Seq><rdf:li>Trần Văn A</rdf:li></rdf:Seq></dc:creator>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Hội đàm</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li>
<rdf:li xml:lang="vi">Hai bộ trưởng hội đàm.</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


def described(caption="Two ministers hold talks."):
    return ContentFile(written(xmp=XMP.format(caption=caption).encode()), name="IMG_0001.JPG")


def test_a_photo_has_what_was_measured(photo_editor):
    photo = take_in(ContentFile(written("HEIF")), by=photo_editor, filename="IMG_0001.HEIC")
    photo.refresh_from_db()
    assert (photo.format, photo.width, photo.height, photo.shape) == ("HEIF", 320, 240, "landscape")
    assert photo.file_size == photo.original.size
    assert len(photo.sha256) == 64
    assert photo.placeholder.startswith("data:image/webp")
    assert photo.uploaded_by == photo_editor
    assert photo.to_be_checked
    assert likeness.fingerprint_of(photo.pk) is not None
    assert photo.title == "IMG 0001"


def test_a_heic_that_is_saved_by_itself_is_measured_too(db):
    photo = Photo(title="From a telephone")
    photo.original.save("a.heic", ContentFile(written("HEIF")), save=False)
    photo.save()
    assert (photo.width, photo.height) == (320, 240)


@pytest.mark.parametrize(
    ("form", "suffix"), [("PNG", "png"), ("AVIF", "avif"), ("HEIF", "heic"), ("TIFF", "tif")]
)
def test_an_original_is_named_after_what_it_is(photo_editor, form, suffix):
    photo = take_in(ContentFile(written(form)), by=photo_editor, filename="../../evil.php.jpg")
    assert photo.original.name == f"originals/{photo.uid.hex[:2]}/{photo.uid.hex}.{suffix}"
    with photo.original.open() as original:
        assert original.read() == written(form)


def test_the_words_of_the_file_are_taken_over_by_their_languages(photo_editor):
    photo = take_in(described(), by=photo_editor)
    photo.refresh_from_db()
    assert photo.title == "Hội đàm"
    assert photo.caption == {"en": "Two ministers hold talks.", "vi": "Hai bộ trưởng hội đàm."}
    assert photo.photographer == "Trần Văn A"
    assert photo.credit_line == "Photo: Trần Văn A / VNA"
    assert photo.place.startswith("Hà Nội")
    assert photo.taken_on.isoformat() == "2025-10-29"
    assert photo.file_says["photographer"] == {"text": "Trần Văn A", "from": "XMP"}


def test_what_is_known_already_wins_over_the_file(photo_editor):
    photo = take_in(described(), by=photo_editor, title="Ours", photographer="B. Le")
    assert (photo.title, photo.photographer, photo.place[:6]) == ("Ours", "B. Le", "Hà Nội")


def test_nothing_that_the_file_says_is_lost_where_it_is_longer_than_its_field(photo_editor):
    caption = "They spoke of many things. " * 60
    photo = take_in(described(caption), by=photo_editor)
    assert len(photo.caption["en"]) <= 600
    assert photo.file_says["caption"]["whole"] == caption.strip()
    assert shortened(photo.file_says) == ["caption"]


def test_words_fill_only_what_there_is():
    assert words_of({}) == {}
    assert words_of({"caption": {"text": "Talks.", "from": "IPTC"}}) == {"caption": {"en": "Talks."}}


@pytest.mark.parametrize(
    ("filename", "title"),
    [
        ("C:\\photos\\ky_ket.jpg", "ky ket"),
        ("a/b/Hội đàm.HEIC", "Hội đàm"),
        ("", "Photo"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_title_is_made_of_what_the_file_was_called(filename, title):
    assert title_for(filename)[:199] == title[:199]


def test_a_photo_that_cannot_be_recorded_leaves_nothing(photo_editor, monkeypatch, empty_storage):
    def fail(*args):
        raise RuntimeError("The machine is going down.")

    monkeypatch.setattr(likeness, "remember", fail)
    with pytest.raises(RuntimeError):
        take_in(ContentFile(written()), by=photo_editor)
    assert not Photo.objects.exists()
    assert not Likeness.objects.exists()
    assert not files_in()


def test_what_a_caller_says_is_held_to_the_fields_limits(photo_editor, empty_storage):
    with pytest.raises(ValidationError):
        take_in(ContentFile(written()), by=photo_editor, title="x" * 201)
    assert not files_in()


def test_photos_that_came_before_are_read_where_they_are(make_photo):
    before = make_photo(title="Ours")
    before.original.save("picture.jpg", described(), save=True)
    lost, broken = make_photo(), make_photo()
    lost.original.storage.delete(lost.original.name)
    broken.original.save("picture.jpg", ContentFile(written()[:900]), save=False)
    Photo.objects.filter(pk=broken.pk).update(original=broken.original.name)

    outcomes = {photo.pk: why for photo, why in read_unread()}
    assert outcomes[before.pk] == ""
    assert outcomes[lost.pk]
    assert "cut short" in outcomes[broken.pk]
    before.refresh_from_db()
    assert (before.format, before.title, before.caption["en"]) == ("JPEG", "Ours", "Two hands.")
    assert before.photographer == ""
    assert before.file_says["photographer"]["text"] == "Trần Văn A"
    assert likeness.fingerprint_of(before.pk) is not None
    # Begun again, it has only those left that it could not read.
    assert {photo.pk for photo, _why in read_unread()} == {lost.pk, broken.pk}
    assert not list(read_unread(after=broken.pk))


def test_the_look_of_a_picture_is_found_again_when_it_comes_a_second_time(photo_editor):
    first = take_in(ContentFile(written()), by=photo_editor)
    smaller = drawn().resize((160, 120), Image.Resampling.LANCZOS)
    second = take_in(ContentFile(written(picture=smaller, quality=60)), by=photo_editor)
    assert [each.photo for each in likeness.like(second)] == [first]
