"""The pages with all photos about a partner, an event, a person, a pillar or an agreement."""

import datetime
import re
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Edition, EditionPhoto, PhotoBlock
from newsroom.public.galleries import LOOKS, PAGE
from partnerships.models import Agreement, Event, Partner, Person, Pillar
from tests.archive import fill_archive
from tests.making import add_block

ADDRESS = "/en/events/visit/photos/"


def shown(html):
    """The photos of a gallery, by their identity, in its order."""
    return re.findall(r'<li><figure>\s*<a href="/en/photos/([0-9a-f]{32})/"', html)


def all_pages(client, address=ADDRESS):
    """The photos of every page of a gallery, page by page."""
    pages, here = [], address
    while here:
        html = client.get(here).content.decode()
        pages.append(shown(html))
        older = re.search(r'<a class="more" rel="next" href="([^"]*)"', html)
        here = older and address + older[1]
        assert len(pages) < 50
    return pages


def test_each_subject_has_a_gallery_of_the_photos_in_its_stories(client, publish, visit, make_photo):
    known, name = timezone.now(), {"en": "Something"}
    partner = Partner.objects.create(code="GB", region="europe")
    person = Person.objects.create(slug="person", name=name, public_from=known)
    pillar = Pillar.objects.create(slug="trade", name=name)
    text = Agreement.objects.create(slug="text", kind="treaty", title=name, public_from=known)
    photo = make_photo()
    publish(
        lead_photo=photo,
        events=[visit],
        partners=[partner],
        people=[person],
        pillars=[pillar],
        agreements=[text],
    )
    for subject in (
        "events/visit",
        "partners/united-kingdom",
        "people/person",
        "pillars/trade",
        "agreements/text",
    ):
        html = client.get(f"/en/{subject}/photos/").content.decode()
        assert shown(html) == [photo.uid.hex], subject
        assert "Two hands." in html
        assert "Photo: A. Nguyen" in html
        assert f'<link rel="canonical" href="http://127.0.0.1:8000/en/{subject}/photos/">' in html


def test_the_pages_of_a_subject_lead_to_its_gallery_only_where_there_are_photos(
    client, publish, visit, make_photo
):
    publish("No photo", events=[visit])
    assert ADDRESS not in client.get("/en/events/visit/").content.decode()
    publish("A photo", lead_photo=make_photo(), events=[visit])
    assert (
        f'<a class="more" href="{ADDRESS}">All photos</a>' in client.get("/en/events/visit/").content.decode()
    )


def test_a_photo_stands_once_where_its_newest_story_has_it(
    client, publish, make_story, publisher, visit, make_photo, clock
):
    first, second = make_photo(), make_photo()
    publish("The older one", lead_photo=first, events=[visit])
    clock.shift(60)
    story = make_story("The newer one", lead_photo=second, events=[visit])
    add_block(story, PhotoBlock, photo=first, caption="First again.")
    publishing.publish(story, publisher)
    html = client.get(ADDRESS).content.decode()
    assert shown(html) == [second.uid.hex, first.uid.hex]
    assert "First again." in html


def test_no_photo_of_what_is_not_public_is_in_it(
    client, publish, make_story, publisher, withdraw, visit, make_photo, clock
):
    make_story("A draft", lead_photo=make_photo(), events=[visit])
    coming = make_story("To come", lead_photo=make_photo(caption={"en": "Later."}), events=[visit])
    publishing.schedule(coming, publisher, timezone.now() + datetime.timedelta(hours=1))
    publish("Hai bộ trưởng", language="vi", lead_photo=make_photo(), events=[visit])
    gone = publish("Withdrawn", lead_photo=make_photo(), events=[visit])
    kept = publish("Kept", lead_photo=make_photo(), events=[visit])
    clock.shift(60)
    withdraw(gone, "It was wrong.")
    empty = client.get("/en/events/visit/photos/").content.decode()
    assert len(shown(empty)) == 1
    clock.shift(60)
    withdraw(kept, "It was wrong too.")
    html = client.get(ADDRESS).content.decode()
    assert shown(html) == []
    assert "#photo" not in html
    assert "Older photos" not in html
    clock.shift(3600)
    assert "Later." in client.get(ADDRESS).content.decode()


def test_a_subject_that_is_not_public_answers_like_one_that_is_not_there(client, publish, make_photo, clock):
    secret = Event.objects.create(
        slug="secret",
        kind=Event.Kind.OFFICIAL_VISIT,
        title={"en": "Secret"},
        starts_on="2026-10-29",
        public_from=timezone.now() + datetime.timedelta(days=1),
    )
    publish(lead_photo=make_photo(), events=[secret])
    hidden, missing = client.get("/en/events/secret/photos/"), client.get("/en/events/nowhere/photos/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content.replace(b"secret", b"nowhere") == missing.content


@pytest.fixture
def many_photos(clock, publisher, section, visit, make_photo):
    """Sixty photos, each in one story about the visit."""
    photos = [make_photo(size=(64, 48)) for _number in range(6)]
    editions = fill_archive(60, publisher, section, timezone.now(), about=[visit])
    rows = []
    for number, edition in enumerate(editions):
        photo = photos[number % 6]
        rows.append(
            EditionPhoto(
                edition=edition,
                photo=photo,
                # As if each were a photo of its own: the public side knows a photo by this alone.
                uid=edition.uid,
                position=0,
                width=64,
                height=48,
                token=photo.public_token,
            )
        )
    EditionPhoto.objects.bulk_create(rows)
    return [edition.uid.hex for edition in reversed(editions)]


def test_its_pages_follow_by_key_and_hold_every_photo_once(client, many_photos):
    pages = all_pages(client)
    assert [len(page) for page in pages] == [PAGE, PAGE, 60 - 2 * PAGE]
    assert list(chain(*pages)) == many_photos


def test_a_photo_shown_on_one_page_is_not_shown_again_on_another(client, many_photos):
    newest = EditionPhoto.objects.get(uid=many_photos[0])
    EditionPhoto.objects.filter(uid__in=many_photos[30:50]).update(uid=newest.uid)
    found = list(chain(*all_pages(client)))
    assert found == many_photos[:30] + many_photos[50:]


def test_a_story_that_comes_between_moves_nothing_on_the_next_page(
    client, many_photos, publish, visit, make_photo
):
    html = client.get(ADDRESS).content.decode()
    older = re.search(r'rel="next" href="([^"]*)"', html)[1]
    before = shown(client.get(ADDRESS + older).content.decode())
    publish("A new one", lead_photo=make_photo(), events=[visit])
    assert shown(client.get(ADDRESS + older).content.decode()) == before


@pytest.mark.parametrize(
    "key", ["x", "2026-03-02", "2026-03-02T05:00:00,1,1", "2026-03-02T05:00:00Z,0,1", "9,9,9"]
)
@pytest.mark.django_db
def test_a_key_that_names_nothing_leads_nowhere(client, visit, key):
    assert client.get(ADDRESS, {"before": key}).status_code == 404


@pytest.mark.parametrize("number", [20, 2000])
def test_it_takes_as_many_queries_whatever_the_archive_holds(
    client, number, clock, publisher, section, visit, make_photo
):
    fill_archive(number, publisher, section, timezone.now(), photo=make_photo(), about=[visit])
    newest = Edition.objects.order_by("-pk").first()
    for query in ("", f"?before={newest.first_public_from:%Y-%m-%dT%H:%M:%SZ},{newest.pk},0"):
        with CaptureQueriesContext(connection) as queries:
            html = client.get(ADDRESS + query).content.decode()
        assert len(queries) <= 8
        assert len(shown(html)) == (0 if query else 1)
        for asked in queries:
            assert "OFFSET" not in asked["sql"].upper()
            assert "COUNT(" not in asked["sql"].upper()


def test_one_photo_in_every_story_does_not_make_it_read_the_archive(
    client, clock, publisher, section, visit, make_photo
):
    fill_archive(2000, publisher, section, timezone.now(), photo=make_photo(), about=[visit])
    with CaptureQueriesContext(connection) as queries:
        html = client.get(ADDRESS).content.decode()
    assert len(shown(html)) == 1
    assert "Older photos" in html
    limits = [int(limit) for asked in queries for limit in re.findall(r"LIMIT (\d+)", asked["sql"])]
    assert max(limits) == LOOKS[-1] + 1
