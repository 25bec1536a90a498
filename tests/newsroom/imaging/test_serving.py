import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

TOKEN = "Zk3vQ9xT-0pLmN_s"


@pytest.fixture
def picture():
    """A rendition as the gate would have stored it, under its public address."""
    renditions = storages["renditions"]
    name = renditions.save(f"{TOKEN}/640.webp", ContentFile(b"RIFF of a harbour"))
    yield renditions.url(name)
    renditions.delete(name)


def test_a_rendition_may_be_kept_for_good(client, picture):
    response = client.get(picture)
    assert picture == f"/media/{TOKEN}/640.webp"
    assert response.getvalue() == b"RIFF of a harbour"
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


def test_a_reader_who_has_it_is_not_sent_it_again(client, picture):
    tag = client.get(picture)["ETag"]
    assert client.get(picture, headers={"If-None-Match": tag}).status_code == 304


def test_a_picture_is_not_compressed_twice(client, picture):
    response = client.get(picture, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert response["Content-Length"] == str(len(b"RIFF of a harbour"))


def test_only_reading_is_allowed(client, picture):
    assert client.post(picture).status_code == 405
    assert client.head(picture)["Content-Length"] == str(len(b"RIFF of a harbour"))


@pytest.mark.parametrize(
    "address",
    [
        f"/media/{TOKEN}/1280.webp",
        f"/media/{TOKEN}/640.svg",
        f"/media/{TOKEN}/640.webp.html",
        f"/media/{TOKEN}/",
        "/media/",
        "/media/../settings.py",
        "/media/%2e%2e/settings.webp",
        f"/media/{TOKEN}/..%2f..%2fsecret-key",
        f"/media/{TOKEN}/..%5csecret-key.webp",
        f"/media/{TOKEN}/%2fetc%2fpasswd",
        "/media/../../../../etc/passwd.webp",
        f"/media/{TOKEN}/640.webp%0a",
        f"/media/{TOKEN}/640.webp%00",
        "/media/short/640.webp",
    ],
)
def test_any_other_name_is_not_found(client, picture, address):
    assert client.get(address).status_code == 404
