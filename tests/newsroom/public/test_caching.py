import pytest
from django.utils.http import http_date

from newsroom.models import Section
from tests.newsroom.public.conftest import NOON

PATHS = [
    "/en/",
    "/en/sections/politics/",
    "/en/interviews/",
    "/en/stories/two-ministers-meet/",
    "/en/photos/{}/",
]


@pytest.fixture
def photo(publish, make_photo):
    photo = make_photo()
    publish("Two ministers meet", lead_photo=photo)
    return photo


@pytest.mark.parametrize("path", PATHS)
def test_a_page_says_when_it_changed_and_answers_304_while_it_has_not(client, photo, path, clock):
    path = path.format(photo.uid.hex)
    first = client.get(path)
    assert first["Cache-Control"] == "public, no-cache"
    assert first["Last-Modified"] == http_date(NOON.timestamp())
    clock.shift(60)
    for condition in [
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ]:
        again = client.get(path, headers=condition)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", PATHS)
def test_a_publish_makes_a_kept_copy_stale(client, photo, path, publish, clock):
    path = path.format(photo.uid.hex)
    first = client.get(path)
    clock.shift(60)
    publish("Another story", lead_photo=photo)
    again = client.get(path, headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 200


def test_a_withdrawal_makes_kept_copies_of_the_lists_stale(client, photo, publish, withdraw, clock):
    article = publish("A mistaken story")
    clock.shift(60)
    first = client.get("/en/")
    clock.shift(60)
    withdraw(article, "It was wrong.")
    again = client.get("/en/", headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 200
    assert b"A mistaken story" not in again.content


def test_a_renamed_section_makes_a_kept_copy_stale(client, photo, clock):
    first = client.get("/en/")
    Section.objects.update(name={"en": "Diplomacy"})
    assert client.get("/en/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_no_page_sets_a_cookie_or_differs_by_reader(client, photo):
    for path in PATHS:
        plain = client.get(path.format(photo.uid.hex))
        vietnamese = client.get(
            path.format(photo.uid.hex), headers={"accept-language": "vi", "cookie": "django_language=vi"}
        )
        assert not plain.cookies
        assert "Cookie" not in plain.get("Vary", "")
        assert "Accept-Language" not in plain.get("Vary", "")
        assert plain.content == vietnamese.content


def test_a_withdrawal_may_be_kept_too_but_is_asked_about_each_time(client, publish, withdraw, clock):
    article = publish("A mistaken story")
    clock.shift(60)
    withdraw(article, "It was wrong.")
    response = client.get("/en/stories/a-mistaken-story/")
    assert response["Cache-Control"] == "public, no-cache"


def test_only_reading_is_allowed(client, photo):
    for path in PATHS:
        assert client.post(path.format(photo.uid.hex)).status_code in {403, 405}
