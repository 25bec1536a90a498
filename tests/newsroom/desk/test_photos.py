import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from newsroom.desk.library.thumbnails import thumbnail_name
from newsroom.imaging import reading
from newsroom.models import Photo
from tests.making import files_in, picture_bytes

ADD = "/admin/newsroom/photo/add/"


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


def upload(client, content, name="photo.jpg", **said):
    said = {
        "title": "Hội đàm",
        "caption_en": "Talks",
        "caption_vi": "Hội đàm",
        "alt_text_en": "",
        "alt_text_vi": "",
        **said,
    }
    return client.post(ADD, said | {"original": SimpleUploadedFile(name, content), "_save": "Save"})


def test_a_photo_is_added_with_a_caption_in_each_language(desk, photo_editor):
    assert upload(desk, picture_bytes()).status_code == 302
    photo = Photo.objects.get()
    assert photo.caption == {"en": "Talks", "vi": "Hội đàm"}
    assert photo.uploaded_by == photo_editor
    assert (photo.width, photo.height) == (640, 480)


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_jpeg_png_webp_avif_and_tiff_are_taken(desk, picture_format):
    name = f"photo.{picture_format.lower()}"
    assert upload(desk, picture_bytes(picture_format=picture_format), name).status_code == 302


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.jpg"),
        (picture_bytes((900, 900))[:3000], "cut-off.jpg"),
        (picture_bytes(picture_format="GIF"), "moving.gif"),
        (picture_bytes(picture_format="BMP"), "bitmap.jpg"),
    ],
)
def test_what_is_not_a_whole_picture_is_refused_and_nothing_is_kept(desk, content, name):
    response = upload(desk, content, name, title="Typed title")
    assert response.status_code == 200
    assert response.context["errors"]
    assert "Typed title" in response.content.decode()
    assert not Photo.objects.exists()


def test_a_file_that_is_too_heavy_is_refused_in_words(desk, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    assert "60 MB is the most" in upload(desk, picture_bytes()).content.decode()


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded(desk):
    # 10000 by 7000 white pixels: a small file that would take 210 MB of memory.
    written = io.BytesIO()
    Image.new("1", (10_000, 7_000), 1).save(written, "PNG")
    page = upload(desk, written.getvalue(), "huge.png").content.decode()
    assert "10000 by 7000 pixels, 70 million in all; 64 million is the most" in page


def test_an_animation_is_refused(desk):
    written = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:])
    assert "This is a moving picture" in upload(desk, written.getvalue(), "a.webp").content.decode()


def test_a_thumbnail_is_a_small_private_jpeg_for_staff_only(client, desk, make_photo, django_user_model):
    photo = make_photo((2000, 1500))
    address = f"/admin/newsroom/photo/{photo.pk}/thumbnail.jpg"
    for _turn in range(2):
        response = desk.get(address)
        assert response["Content-Type"] == "image/jpeg"
        assert response["Cache-Control"].startswith("private")
        with Image.open(io.BytesIO(response.content)) as picture:
            assert max(picture.size) == 480

    client.logout()
    assert client.get(address).status_code == 302
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(address).status_code == 403


def test_a_picture_that_is_lost_does_not_break_the_page(desk, make_photo):
    photo = make_photo()
    photo.original.storage.delete(photo.original.name)
    response = desk.get(f"/admin/newsroom/photo/{photo.pk}/thumbnail.jpg")
    assert (response.status_code, response["Content-Type"]) == (200, "image/gif")


def test_the_library_is_a_grid_that_says_what_is_missing(desk, make_photo, django_assert_max_num_queries):
    for number in range(30):
        make_photo(title=f"Photo {number}", alt_text={"en": "Something"})
    desk.get("/admin/newsroom/photo/")
    with django_assert_max_num_queries(9):
        page = desk.get("/admin/newsroom/photo/").content.decode()
    assert page.count("no alternative text (VI)") == 30
    assert "no alternative text (EN)" not in page


def test_the_dialog_pages_through_the_library_by_key(client, reporter, make_photo):
    client.force_login(reporter)
    for number in range(30):
        make_photo(title=f"Ảnh {number}")
    first = client.get("/admin/newsroom/photo/choose/", {"q": "anh", "language": "vi"}).json()
    assert [len(first["photos"]), first["photos"][0]["title"]] == [24, "Ảnh 29"]
    assert first["photos"][0]["caption"] == "Hai bàn tay."
    rest = client.get("/admin/newsroom/photo/choose/", {"q": "anh", "before": first["before"]}).json()
    assert [len(rest["photos"]), rest["before"]] == [6, None]


def test_the_picture_of_a_photo_is_not_replaced(desk, make_photo):
    photo = make_photo()
    page = desk.get(f"/admin/newsroom/photo/{photo.pk}/change/").content.decode()
    assert 'type="file"' not in page
    assert f"/preview/photo/{photo.uid}/" in page


def test_a_file_that_has_to_be_chosen_again_is_asked_for(desk):
    page = upload(desk, picture_bytes(), taken_on="yesterday").content.decode()
    assert "Choose the file again" in page
    assert "Talks" in page


def test_the_files_of_a_deleted_photo_go_with_it(desk, make_photo, django_capture_on_commit_callbacks):
    photo = make_photo()
    storage, name = photo.original.storage, photo.original.name
    desk.get(f"/admin/newsroom/photo/{photo.pk}/thumbnail.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"/admin/newsroom/photo/{photo.pk}/delete/", {"post": "yes"})
    assert not Photo.objects.exists()
    assert not storage.exists(name)
    assert not storage.exists(thumbnail_name(photo))


def test_a_photo_that_a_story_shows_is_not_deleted(client, editor, make_photo, make_story):
    photo = make_photo()
    make_story(lead_photo=photo)
    client.force_login(editor)
    page = client.post(f"/admin/newsroom/photo/{photo.pk}/delete/", {"post": "yes"}).content.decode()
    assert "Two ministers meet" in page
    assert photo.original.storage.exists(photo.original.name)


def test_a_title_that_nobody_typed_is_what_the_file_is_called(desk):
    assert upload(desk, picture_bytes(), name="ky_ket  hiep-dinh.JPG", title="").status_code == 302
    photo = Photo.objects.get()
    assert photo.title == "ky ket hiep-dinh"
    assert photo.original.name.endswith(".jpg")


def test_a_photo_that_cannot_be_recorded_leaves_no_original(desk, monkeypatch, empty_storage):
    def fail(*args, **said):
        raise RuntimeError("The machine is going down.")

    monkeypatch.setattr("newsroom.desk.library.photos.PhotoAdmin.log_addition", fail)
    with pytest.raises(RuntimeError):
        upload(desk, picture_bytes())
    assert not Photo.objects.exists()
    assert not files_in()
