"""The page on which photos are brought in, and its plain form, which takes all files in one go."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from newsroom.desk.library import uploads
from newsroom.models import Photo
from tests.making import picture_bytes

PAGE = "/admin/newsroom/photo/upload/"


def file(name, content=None):
    return SimpleUploadedFile(name, picture_bytes() if content is None else content)


def test_all_files_are_taken_and_what_became_of_each_is_told(client, reporter):
    client.force_login(reporter)
    files = [file("first.jpg"), file("broken.jpg", picture_bytes((900, 900))[:3000]), file("third.jpg")]
    page = client.post(PAGE, {"files": files}).content.decode()
    assert "2 of 3 are in the library" in page
    assert (
        page.index("first.jpg")
        < page.index("broken.jpg")
        < page.index("Not taken.")
        < page.index("third.jpg")
    )
    assert [photo.to_be_checked for photo in Photo.objects.filter(uploaded_by=reporter)] == [True, True]
    assert "/admin/newsroom/photo/check/" in page


def test_more_files_than_go_at_once_are_told_apart(client, reporter, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE", 1)
    client.force_login(reporter)
    page = client.post(PAGE, {"files": [file("first.jpg"), file("second.jpg")]}).content.decode()
    assert "Only 1 files at a time" in page
    assert Photo.objects.count() == 1


def test_to_send_no_file_is_told(client, reporter):
    client.force_login(reporter)
    assert "No file was chosen." in client.post(PAGE).content.decode()


def test_the_limits_are_told_beforehand(client, reporter):
    client.force_login(reporter)
    page = client.get(PAGE).content.decode()
    assert "JPEG, PNG, WebP, AVIF, HEIC, TIFF, up to 60 MB and 64 million pixels each." in page
    assert "Up to 50 at a time." in page


@pytest.mark.parametrize("role", ["reporter", "editor", "photo_editor", "publisher", "administrator"])
def test_every_role_that_adds_photos_is_led_to_the_page(client, cast, role):
    client.force_login(getattr(cast, role))
    assert client.get(PAGE).status_code == 200
    for page in ("/admin/newsroom/photo/", "/admin/"):
        assert f'href="{PAGE}"' in client.get(page).content.decode()


def test_who_may_only_look_gets_no_page_and_no_link(client, django_user_model):
    from django.contrib.auth.models import Permission

    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_photo"))
    client.force_login(looker)
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"files": [file("first.jpg")]}).status_code == 403
    assert client.get("/admin/newsroom/photo/check/").status_code == 403
    assert PAGE not in client.get("/admin/newsroom/photo/").content.decode()
    assert not Photo.objects.exists()
