"""The press takes the file with all pixels, while it may; and how often, the newsroom counts."""

import datetime

import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import publishing
from newsroom.models import PhotoDownload
from newsroom.public import press

TODAY = datetime.date(2026, 3, 2)


def address(photo, language="en"):
    return f"/{language}/photos/{photo.uid.hex}/download/"


def taken():
    return sum(PhotoDownload.objects.values_list("number", flat=True))


@pytest.fixture
def photo(make_photo):
    return make_photo(press_download=True, licence="CC BY 4.0")


@pytest.fixture
def public(publish, photo):
    """A story that shows the photo."""
    return publish(lead_photo=photo, lead_caption="Hai bàn tay ở Đà Nẵng")


def test_the_page_offers_it_and_the_file_has_a_name_that_says_what_it_is(client, public, photo):
    html = client.get(f"/en/photos/{photo.uid.hex}/").content.decode()
    assert f'rel="nofollow" href="{address(photo)}"' in html
    response = client.get(address(photo))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    name = f"hai-ban-tay-o-da-nang-{photo.uid.hex}.jpg"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-cache"
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"


def test_what_the_press_may_not_have_is_neither_offered_nor_given(client, publish, make_photo):
    photo = make_photo()
    publish(lead_photo=photo)
    assert "/download/" not in client.get(f"/en/photos/{photo.uid.hex}/").content.decode()
    assert client.get(address(photo)).status_code == 404


def test_it_ends_with_the_licence_on_the_newsroom_s_day(client, publish, make_photo, clock):
    photo = make_photo(press_download=True, licence_until=TODAY)
    publish(lead_photo=photo)
    page = f"/en/photos/{photo.uid.hex}/"
    # 23:59 in Hanoi is still the last day.
    clock.move_to(datetime.datetime(2026, 3, 2, 16, 59, tzinfo=datetime.UTC))
    assert "/download/" in client.get(page).content.decode()
    assert client.get(address(photo)).status_code == 200
    clock.shift(60)
    assert "/download/" not in client.get(page).content.decode()
    assert client.get(address(photo)).status_code == 404


def test_it_is_given_by_no_draft_no_story_to_come_and_no_withdrawn_one(
    client, make_story, publisher, publish, withdraw, make_photo, clock
):
    def photo():
        return make_photo(press_download=True)

    draft, coming, gone, other = photo(), photo(), photo(), photo()
    make_story("A draft", lead_photo=draft)
    story = make_story("To come", lead_photo=coming)
    publishing.schedule(story, publisher, timezone.now() + datetime.timedelta(hours=1))
    mistaken = publish("Withdrawn", lead_photo=gone)
    publish("Hai bộ trưởng", language="vi", lead_photo=other)
    clock.shift(60)
    withdraw(mistaken, "It was wrong.")
    answers = {client.get(address(photo)).status_code for photo in (draft, coming, gone, other)}
    assert answers == {404}
    assert client.get(address(other, "vi")).status_code == 200
    clock.shift(3600)
    assert client.get(address(coming)).status_code == 200


def test_each_download_is_counted_by_the_newsroom_s_day(client, public, photo, clock):
    client.get(address(photo))
    client.get(address(photo))
    clock.move_to(datetime.datetime(2026, 3, 2, 17, 0, tzinfo=datetime.UTC))
    client.get(address(photo))
    counted = PhotoDownload.objects.order_by("day").values_list("photo", "day", "number")
    assert list(counted) == [(photo.pk, TODAY, 2), (photo.pk, TODAY + datetime.timedelta(days=1), 1)]


def test_what_is_no_download_is_not_counted(client, public, photo):
    etag = client.get(address(photo))["ETag"]
    assert taken() == 1
    client.head(address(photo))
    assert client.get(address(photo), headers={"if-none-match": etag}).status_code == 304
    client.get(address(photo), headers={"range": "bytes=1000-2000"})
    assert taken() == 1
    client.get(address(photo), headers={"range": "bytes=0-"})
    assert taken() == 2
    assert client.post(address(photo)).status_code in {403, 405}
    assert taken() == 2


class FullDisk:
    """A database that can be asked and cannot be written."""

    ops = connection.ops

    def cursor(self):
        raise DatabaseError("the disk is full")


def test_a_download_that_cannot_be_counted_is_given_all_the_same(client, public, photo, monkeypatch, caplog):
    monkeypatch.setattr(press, "connection", FullDisk())
    with caplog.at_level("ERROR"):
        assert client.get(address(photo)).status_code == 200
    assert "was not counted" in caplog.text
    assert taken() == 0


def test_the_count_is_told_to_nobody_outside(client, public, photo):
    for _time in range(7):
        client.get(address(photo))
    PhotoDownload.objects.update(number=734_211)
    for page in (
        f"/en/photos/{photo.uid.hex}/",
        "/en/stories/two-ministers-meet/",
        "/sitemap-images-2026-03.xml",
    ):
        assert "734211" not in client.get(page).content.decode().replace(",", "")


def test_once_its_file_is_made_it_asks_no_table_of_the_desk(client, public, photo):
    client.get(address(photo))
    with CaptureQueriesContext(connection) as queries:
        client.get(address(photo))
    assert len(queries) <= 8
    assert not [asked for asked in queries if '"newsroom_photo"' in asked["sql"]]


def test_a_file_that_is_not_made_yet_is_drawn_when_it_is_asked_for(client, public, photo):
    assert not storages["renditions"].exists(f"{photo.public_token}/press.jpg")
    assert b"".join(client.get(address(photo)).streaming_content)[:2] == b"\xff\xd8"
    assert taken() == 1
