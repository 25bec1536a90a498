"""What a page costs on the way: compressed once, the same bytes each time, nothing when unchanged."""

import gzip

import pytest
from django.http import HttpResponse
from django.urls import path

TEXT = "Vietnam and the United Kingdom. " * 50

urlpatterns = [
    path("en/page/", lambda request: HttpResponse(TEXT)),
    path("admin/page/", lambda request: HttpResponse(TEXT)),
]

pytestmark = pytest.mark.urls(__name__)
ZIPPED = {"Accept-Encoding": "gzip"}


def test_a_public_page_is_compressed_to_the_same_bytes_each_time(client):
    first, second = (client.get("/en/page/", headers=ZIPPED) for _ in range(2))
    assert first["Content-Encoding"] == "gzip"
    assert gzip.decompress(first.content).decode() == TEXT
    assert first.content == second.content
    assert first["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encodings", [{}, ZIPPED])
def test_a_reader_who_has_the_page_is_not_sent_it_again(client, encodings):
    tag = client.get("/en/page/", headers=encodings)["ETag"]
    again = client.get("/en/page/", headers={**encodings, "If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Vary"] == "Accept-Encoding"


@pytest.mark.django_db
def test_the_desk_whose_pages_hold_secrets_is_not_compressed(client):
    assert "Content-Encoding" not in client.get("/admin/page/", headers=ZIPPED)
