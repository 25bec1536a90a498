"""What a release announces shows nowhere a moment before its second, and everywhere at it."""

import datetime
import re

import pytest

from newsroom import releasing
from newsroom.models import Section
from tests.newsroom.releases.conftest import SOON
from tests.register import PAGES

MOMENT = datetime.timedelta(milliseconds=1)
SECRETS = {
    "visit": "Visit to Tokyo",
    "minister": "Aoki",
    "post": "Foreign Minister",
    "declaration": "Joint declaration",
    "level": "Comprehensive",
    "pillar": "Ageing well together",
    "english": "The upgrade is agreed",
    "vietnamese": "Nâng cấp quan hệ",
}


@pytest.fixture
def everything(unannounced, make_release, make_story, publisher):
    """A release of all kinds, approved; returns its stories."""
    ties = {
        "partners": [unannounced.japan],
        "pillars": [unannounced.health],
        "events": [unannounced.visit],
        "people": [unannounced.minister],
        "agreements": [unannounced.declaration],
    }
    english = make_story(SECRETS["english"], **ties)
    vietnamese = make_story(
        SECRETS["vietnamese"],
        language="vi",
        translation_group=english.translation_group,
        text="<p>Vâng.</p>",
        **ties,
    )
    make_story("Seen by nobody")
    release = make_release(
        english,
        vietnamese,
        *(getattr(unannounced, n) for n in ("upgrade", "visit", "minister", "appointment", "declaration")),
        unannounced.own_pillar,
    )
    releasing.approve(release, publisher, SOON)
    return english, vietnamese


@pytest.fixture
def addresses(client, everything, settings):
    """Every public address that could tell: pages, lists, filters, feeds, and what links to them."""
    stories = [story.editions.get().get_absolute_url() for story in everything]
    section = Section.objects.get().slug
    own = [
        *PAGES,
        "",
        f"sections/{section}/",
        "feeds/",
        "events/?partner=japan",
        "events/?year=2026",
        "agreements/?partner=japan",
        "partners/?region=east-asia",
        "partners/?level=comprehensive",
    ]
    found = [*stories, *(f"/{language}/{path}" for language in ("en", "vi") for path in own)]
    for language in ("en", "vi"):
        page = client.get(f"/{language}/feeds/").content.decode()
        found += re.findall(rf'href="(?:https?://[^/"]+)?(/{language}/feeds/[^"]+)"', page)
    return sorted(set(found))


def told(client, addresses):
    """Every secret that an address tells, and the addresses that answer at all."""
    said, answered = set(), {}
    for address in addresses:
        response = client.get(address)
        assert response.status_code in {200, 301, 302, 404}, (address, response.status_code)
        if response.status_code == 200:
            words = response.content.decode()
            answered[address] = words
            said |= {secret for secret in SECRETS.values() if secret in words}
    return said, answered


def test_before_its_second_no_address_tells_anything_and_at_it_all_do(client, clock, everything, addresses):
    clock.move_to(SOON - MOMENT)
    said, before = told(client, addresses)
    assert said == set()

    clock.move_to(SOON)
    said, after = told(client, addresses)
    assert said == set(SECRETS.values())
    newly = after.keys() - before.keys()
    for story in everything:
        assert story.editions.get().get_absolute_url() in newly
    for path in ("events/visit/", "people/minister/", "agreements/declaration/"):
        assert f"/en/{path}" in newly
    assert "Seen by nobody" not in "".join(after.values())


def test_what_is_secret_is_answered_as_what_does_not_exist(client, clock, everything):
    clock.move_to(SOON - MOMENT)
    for path, nothing in (
        ("events/visit/", "events/nothing/"),
        ("people/minister/", "people/nothing/"),
        (everything[0].editions.get().get_absolute_url()[4:], "stories/nothing/"),
    ):
        secret, none = client.get(f"/en/{path}"), client.get(f"/en/{nothing}")
        assert secret.status_code == none.status_code == 404
        assert secret.headers.keys() == none.headers.keys()


def test_an_approval_moves_no_public_page_s_date(client, clock, unannounced, make_release, publisher):
    """`Last-Modified` betrays nothing: neither that a release was approved nor that it was cancelled."""
    address = "/en/partners/japan/"
    before = client.get(address).headers
    clock.shift(60)
    release = make_release(unannounced.upgrade, unannounced.visit)
    releasing.approve(release, publisher, SOON)
    approved = client.get(address).headers
    clock.shift(60)
    releasing.cancel(release, publisher, "Not yet.")

    for headers in (approved, client.get(address).headers):
        assert headers.get("Last-Modified") == before.get("Last-Modified")
        assert headers.get("ETag") == before.get("ETag")


def test_a_cancelled_release_tells_nothing_at_its_second(client, clock, publisher, everything, addresses):
    release = everything[0].releases.get().release
    releasing.cancel(release, publisher, "Not yet.")

    clock.move_to(SOON)
    said, _answered = told(client, addresses)
    assert said == set()
