"""The plain texts at the root of the site."""

import datetime

import pytest

from newsroom.public.for_robots import expiry

SITE = "http://127.0.0.1:8000"
pytestmark = pytest.mark.django_db


def lines(client, path):
    response = client.get(path)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode().splitlines()


def test_robots_are_told_what_to_leave_and_where_everything_is_listed(client):
    said = lines(client, "/robots.txt")
    for path in ("/admin/", "/preview/", "/en/search/?", "/vi/search/?", "/en/photos/*/download/"):
        assert f"Disallow: {path}" in said
    for path in ("/sitemap.xml", "/sitemap-news.xml", "/sitemap-images.xml"):
        assert f"Sitemap: {SITE}{path}" in said


def test_people_are_told_who_publishes(client, settings):
    settings.NEWSROOM_CONTACT = "press@example.org"
    settings.MINISTRY_NAMES = {"en": "Ministry of Foreign Affairs of Viet Nam"}
    said = lines(client, "/humans.txt")
    assert "Publisher: Ministry of Foreign Affairs of Viet Nam" in said
    assert "Contact: press@example.org" in said


def test_holes_are_told_to_whom_the_settings_name(client, settings):
    settings.SECURITY_CONTACT = ["security@example.org", "https://example.org/report"]
    said = lines(client, "/.well-known/security.txt")
    assert said[:2] == ["Contact: mailto:security@example.org", "Contact: https://example.org/report"]
    assert f"Canonical: {SITE}/.well-known/security.txt" in said
    assert "Preferred-Languages: en, vi" in said
    assert sum(line.startswith("Expires: ") for line in said) == 1
    moved = client.get("/security.txt")
    assert (moved.status_code, moved["Location"]) == (301, "/.well-known/security.txt")
    settings.SECURITY_CONTACT = []
    for path in ("/.well-known/security.txt", "/security.txt"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("asked", "until"),
    [((2026, 1, 1), (2026, 8, 1)), ((2026, 5, 31), (2026, 12, 1)), ((2026, 12, 31), (2027, 7, 1))],
)
def test_it_holds_for_months_and_less_than_a_year(asked, until):
    moment = datetime.datetime(*asked, 12, tzinfo=datetime.UTC)
    assert expiry(moment) == datetime.datetime(*until, tzinfo=datetime.UTC)
    assert datetime.timedelta(days=180) < expiry(moment) - moment < datetime.timedelta(days=365)
