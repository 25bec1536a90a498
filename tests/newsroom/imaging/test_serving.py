"""The addresses of public files: what they answer, to whom, and what it costs."""

import io
import threading

import pytest
from django.core.files.storage import storages
from django.test import Client
from PIL import Image

from newsroom import publishing
from newsroom.imaging import private, renditions, serving
from newsroom.imaging.renditions import files_made, remove_all
from newsroom.models import Article

FILE = "640.webp"


@pytest.fixture
def photo(make_photo, make_story, publisher, django_capture_on_commit_callbacks):
    """A photo of a public story, with all its files."""
    shown = make_photo(press_download=True)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(make_story(lead_photo=shown), publisher)
    return shown


@pytest.fixture
def address(photo):
    return f"/media/{photo.public_token}/{FILE}"


def length(photo):
    return str(storages["renditions"].size(f"{photo.public_token}/{FILE}"))


def test_a_rendition_may_be_kept_for_good(client, photo, address):
    response = client.get(address)
    assert Image.open(io.BytesIO(response.getvalue())).size == (640, 480)
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


def test_it_costs_one_query(client, address, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(address)
    with django_assert_num_queries(1):
        assert client.get(f"/media/{'a' * 32}/{FILE}").status_code == 404


def test_a_reader_who_has_it_is_not_sent_it_again(client, address):
    tag = client.get(address)["ETag"]
    same = client.get(address, headers={"If-None-Match": tag})
    assert (same.status_code, same["ETag"]) == (304, tag)
    assert same["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_picture_is_not_compressed_twice(client, photo, address):
    response = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert response["Content-Length"] == length(photo)


def test_only_reading_is_allowed(client, photo, address):
    assert client.post(address).status_code == 405
    assert client.head(address)["Content-Length"] == length(photo)


def test_the_file_for_the_press_is_downloaded_elsewhere_and_counted(client, photo):
    assert "press.jpg" in files_made(photo.public_token)
    assert client.get(f"/media/{photo.public_token}/press.jpg").status_code == 404


def test_what_is_not_public_is_kept_by_nobody_on_the_way(client, photo):
    answer = client.get(f"/media/{'a' * 32}/{FILE}")
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")


@pytest.mark.parametrize(
    "file",
    [
        "641.webp",
        "640.svg",
        "640.webp.html",
        "0640.webp",
        "",
        "..%2f..%2fsecret-key",
        "..%5csecret-key.webp",
        "%2fetc%2fpasswd",
        "640.webp%0a",
        "640.webp%00",
        "c0-0-10000-10000-640.webp",
        "c1-0-9999-9999-640.webp",
        "c99999-0-1-1-640.webp",
        "٦٤٠.webp",
    ],
)
def test_any_other_name_is_not_found(client, photo, file):
    assert client.get(f"/media/{photo.public_token}/{file}").status_code == 404


@pytest.mark.parametrize("token", ["short", "a" * 33, "%00" * 16, "..", "%2e%2e", "' OR 1=1 --      "])
def test_no_other_token_is_found(client, photo, token):
    assert client.get(f"/media/{token}/{FILE}").status_code == 404


def test_a_file_that_lies_there_is_not_served_when_no_use_shows_it(client, photo):
    storages["renditions"].save(f"{photo.public_token}/641.webp", io.BytesIO(b"left over"))
    assert client.get(f"/media/{photo.public_token}/641.webp").status_code == 404


def test_a_picture_stands_in_for_a_public_file_that_nobody_made_yet(client, photo, address):
    remove_all(photo.public_token)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "no-store"
    assert Image.open(io.BytesIO(answer.content)).width == 640
    assert not files_made(photo.public_token), "the workers make the files"
    renditions.make(photo)
    assert client.get(address)["Content-Type"] == "image/webp"


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_have_it_drawn_once_and_none_waits_without_end(photo, address, monkeypatch):
    remove_all(photo.public_token)
    draw, drawn, begun, go_on = private._draw, [], threading.Event(), threading.Event()

    def slowly(*said):
        drawn.append(said)
        begun.set()
        assert go_on.wait(60)
        return draw(*said)

    monkeypatch.setattr(private, "_draw", slowly)
    monkeypatch.setattr(serving, "LONGEST_WAIT", 0.01)
    found = []
    readers = [
        threading.Thread(target=lambda: found.append(Client().get(address).status_code)) for _n in range(3)
    ]
    for reader in readers:
        reader.start()
    assert begun.wait(60)
    while serving._places._value:
        pass
    late = Client().get(address)
    assert (late.status_code, late["Retry-After"], late["Cache-Control"]) == (503, "2", "no-store")
    go_on.set()
    for reader in readers:
        reader.join()
    assert found == [200, 200, 200]
    assert len(drawn) == 1


def test_an_original_that_is_gone_is_told_in_the_log_and_to_no_cache(client, photo, address, caplog):
    remove_all(photo.public_token)
    photo.original.storage.delete(photo.original.name)
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert f"The public file {FILE} of photo {photo.pk} cannot be shown." in caplog.text


def test_a_file_for_the_press_that_is_withdrawn_while_it_is_drawn_does_not_stay(
    client, photo, publisher, monkeypatch, django_capture_on_commit_callbacks
):
    remove_all(photo.public_token)
    keep = renditions.keep

    def keep_after_a_withdrawal(*said):
        with django_capture_on_commit_callbacks(execute=True):
            publishing.withdraw(Article.objects.get(), publisher, "Wrong.")
        keep(*said)

    monkeypatch.setattr(renditions, "keep", keep_after_a_withdrawal)
    assert client.get(f"/en/photos/{photo.uid.hex}/download/").status_code == 404
    assert not files_made(photo.public_token)


def test_the_web_server_in_front_can_carry_the_bytes(client, photo, address, settings):
    settings.MEDIA_ACCEL_PREFIX = "/files/"
    answer = client.get(address)
    assert answer["X-Accel-Redirect"] == f"/files/{photo.public_token}/{FILE}"
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.content
    remove_all(photo.public_token)
    stand_in = client.get(address)
    assert (stand_in.status_code, "X-Accel-Redirect" in stand_in) == (200, False)
    hidden = client.get(f"/media/{photo.public_token}/press.jpg")
    assert (hidden.status_code, "X-Accel-Redirect" in hidden) == (404, False)
