"""What a photo's file says stands beside its fields and is compared with them; it never writes itself."""

import pytest

from newsroom.desk.library.file_says import what_the_file_says
from newsroom.models import Photo
from tests.newsroom.desk.filled_form import fill

SAID = {
    "title": {"text": "Talks in the hall", "from": "IPTC"},
    "caption": {
        "text": "In the hall.",
        "from": "XMP",
        "languages": {"en": "In the hall.", "vi": "Trong sảnh."},
    },
    "photographer": {"text": "Trần Văn Ảnh", "from": "XMP"},
    "credit_line": {"text": "Trần Văn Ảnh/WVR", "from": "IPTC"},
    "taken_on": {"text": "2026-03-04", "from": "EXIF"},
    "people": {"text": "Lan, Minh", "from": "XMP", "names": ["Lan", "Minh"]},
    "keywords": {"text": "hall", "from": "IPTC", "whole": "hall, garden"},
}


@pytest.fixture
def photo(make_photo):
    return make_photo(
        title="Another title",
        photographer="Trần Văn Ảnh",
        credit_line="",
        file_says=SAID,
        taken_on="2026-03-04",
    )


def test_each_value_is_told_with_its_source_and_whether_the_photo_says_the_same():
    photo = Photo(title="Another title", photographer="Trần Văn Ảnh", file_says=SAID)
    told = {said.field: said for said in what_the_file_says(photo)}
    assert list(told)[:3] == ["title", "caption", "photographer"]
    assert {field: said.own for field, said in told.items()} == {
        "title": "other",
        "caption": "nothing",
        "photographer": "same",
        "credit_line": "nothing",
        "taken_on": "nothing",
        "keywords": "nothing",
        "people": "",
    }
    assert told["title"].source == "IPTC"
    assert told["keywords"].whole == "hall, garden"


def test_a_caption_is_offered_for_each_language_in_its_own_words():
    (said,) = what_the_file_says(Photo(file_says={"caption": SAID["caption"]}), "p7")
    assert [(into.name, into.value) for into in said.into] == [
        ("p7-caption_en", "In the hall."),
        ("p7-caption_vi", "Trong sảnh."),
    ]


@pytest.mark.parametrize("nonsense", [{}, {"title": "bare"}, {"title": {"text": ""}}, {"title": {"text": 3}}])
def test_nonsense_is_nothing_said(nonsense):
    assert what_the_file_says(Photo(file_says=nonsense)) == []


def test_what_the_library_has_no_field_for_is_told_all_the_same():
    (said,) = what_the_file_says(Photo(file_says={"lens_mood": {"text": "calm", "from": "XMP"}}))
    assert (said.label, said.text, said.own, said.into) == ("Lens mood", "calm", "", ())


def test_the_form_marks_what_differs_and_takes_nothing_over_by_itself(client, photo_editor, photo):
    client.force_login(photo_editor)
    address = f"/admin/newsroom/photo/{photo.pk}/change/"
    page = client.get(address).content.decode()
    assert "What the file says" in page
    assert 'data-take-over="title" data-text="Talks in the hall"' in page
    assert 'data-take-over="photographer"' not in page
    assert client.post(address, fill(client, address, "photo_form") | {"_save": "Save"}).status_code == 302
    photo.refresh_from_db()
    assert (photo.title, photo.credit_line) == ("Another title", "")


def test_saving_its_own_form_checks_a_photo(client, photo_editor, photo):
    client.force_login(photo_editor)
    Photo.objects.update(to_be_checked=True)
    address = f"/admin/newsroom/photo/{photo.pk}/change/"
    client.post(address, fill(client, address, "photo_form") | {"_save": "Save"})
    photo.refresh_from_db()
    assert not photo.to_be_checked


def test_photos_that_are_the_same_file_are_listed(client, photo_editor, photo, make_photo):
    other = make_photo(title="Its double", sha256="b" * 64)
    Photo.objects.filter(pk=photo.pk).update(sha256="b" * 64)
    client.force_login(photo_editor)
    page = client.get(f"/admin/newsroom/photo/{photo.pk}/change/").content.decode()
    assert "Its double" in page
    assert f"/admin/newsroom/photo/{other.pk}/change/" in page


def test_a_photo_without_words_in_its_file_has_no_panel(client, photo_editor, make_photo):
    client.force_login(photo_editor)
    page = client.get(f"/admin/newsroom/photo/{make_photo().pk}/change/").content.decode()
    assert "What the file says" not in page
