"""An embargoed story is sought wherever the public can look; a preview tells nobody but its reader."""

import datetime
import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client

from newsroom import publishing
from newsroom.models import Article, EditionPhoto, PhotoBlock, PreviewLink
from newsroom.previews.links import revoke
from tests.making import add_block
from tests.newsroom.previews.conftest import NOON
from tests.register import PAGES, small_register

HOUR = datetime.timedelta(hours=1)

SECRET = "Zanzibar upgrade"


@pytest.fixture
def register(db):
    return small_register()


@pytest.fixture
def story(make_story, make_photo, register):
    """An embargoed story with photos, tied to what the public knows."""
    said = {
        name: [thing]
        for name, thing in [
            ("partners", register.japan),
            ("pillars", register.health),
            ("events", register.visit),
            ("people", register.minister),
            ("agreements", register.declaration),
        ]
    }
    story = make_story(SECRET, lead_photo=make_photo(), embargo_until=NOON + 24 * HOUR, **said)
    add_block(story, PhotoBlock, photo=make_photo())
    return story


def public_addresses(story):
    yield from ["/", "/en/", "/vi/", "/en/sections/politics/", "/en/interviews/", "/en/photo-stories/"]
    yield from ["/en/feeds/", "/en/feeds/all.rss", "/en/feeds/all.atom", "/en/feeds/all.json", "/sitemap.xml"]
    yield from [f"/en/{page}" for page in PAGES]
    for page in (
        "partners/japan",
        "pillars/health",
        "events/visit",
        "people/minister",
        "agreements/declaration",
    ):
        yield f"/en/{page}/stories/"
    yield from [f"/en/stories/{story.slug}/", f"/en/search/?q={SECRET.split()[0]}"]
    for photo in photos(story):
        yield f"/en/photos/{photo.uid.hex}/"
        yield from [
            f"/media/{photo.public_token}/{width}.{kind}" for width in (400, 640) for kind in ("webp", "jpg")
        ]


def photos(story):
    return [story.lead_photo, *(block.photo for block in PhotoBlock.objects.filter(parent=story))]


def test_a_story_that_readers_hold_a_link_to_is_nowhere_in_public(client, story, share, pictures, editor):
    address = share(story)
    page = client.get(address).content.decode()
    for picture in pictures(page):
        client.get(picture)
    desk = Client()
    desk.force_login(editor)
    desk.get(f"/admin/newsroom/article/{story.pk}/preview/page/")
    for public in public_addresses(story):
        response = client.get(public)
        said = b"".join(response.streaming_content) if response.streaming else response.content
        assert SECRET.encode() not in said, public
        assert b"/preview/" not in said, public
        if "/media/" in public or "/photos/" in public or "/stories/zanzibar" in public:
            assert response.status_code == 404, public
    assert not EditionPhoto.objects.exists()


def test_every_address_that_leads_nowhere_answers_alike(client, make_story, share, publisher, editor, clock):
    story = make_story(SECRET)
    expired = share(story, expires_at=NOON + HOUR)
    clock.shift(2 * HOUR)
    revoked = share(story)
    revoke(PreviewLink.objects.first(), publisher)
    withdrawn = make_story("Gone")
    gone = share(withdrawn)
    publishing.publish(withdrawn, publisher)
    clock.shift(60)
    publishing.withdraw(withdrawn, publisher, "Wrong.")
    never = "/preview/" + "a" * 43 + "/"
    answers = [client.get(address) for address in (never, expired, revoked, gone, "/preview/x/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert answers[0]["X-Robots-Tag"] == "noindex, nofollow, noarchive, nosnippet"
    assert "no-store" in answers[0]["Cache-Control"]
    assert not answers[0].has_header("ETag")


def test_what_a_reader_gets_is_kept_and_told_nowhere(client, story, share, pictures):
    address = share(story)
    page = client.get(address)
    assert page["Cache-Control"] == "no-store, private"
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive, nosnippet"
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Frame-Options"] == "DENY"
    assert "script-src 'none'" in page["Content-Security-Policy"]
    assert not page.cookies
    for header in ("ETag", "Last-Modified"):
        assert not page.has_header(header)
    said = page.content.decode()
    for telling in ("canonical", "og:", "article:", "<script", 'rel="alternate"', f'{address}"', "/media/"):
        assert telling not in said, telling
    for photo in photos(story):
        assert photo.public_token not in said
        assert f"/photos/{photo.uid.hex}/" not in said
    picture = client.get(pictures(said)[0])
    assert picture["Cache-Control"] == "no-store, private"
    assert picture["X-Robots-Tag"] == page["X-Robots-Tag"]


def test_the_same_page_comes_to_a_stranger_and_to_staff(client, admin_client, story, share):
    address = share(story)
    plain, staff = client.get(address), admin_client.get(address)
    assert plain.content == staff.content
    assert not staff.cookies
    assert not hasattr(staff.wsgi_request, "user")


def test_another_storys_photo_is_not_shown_by_a_link(client, story, share, pictures, make_story, make_photo):
    mine, other = pictures(client.get(share(story)).content.decode())[0], make_photo()
    make_story("Another", lead_photo=other)
    uid = mine.split("/photo/")[1].split("/")[0]
    assert client.get(mine).status_code == 200
    assert client.get(mine.replace(uid, str(other.uid))).status_code == 404


def test_the_pictures_go_with_the_link(client, story, share, pictures, publisher):
    picture = pictures(client.get(share(story)).content.decode())[0]
    other = pictures(client.get(share(story)).content.decode())[0]
    revoke(PreviewLink.objects.order_by("pk").first(), publisher)
    assert client.get(picture).status_code == 404
    assert client.get(other).status_code == 200
    User.objects.update(is_active=False)
    assert client.get(other).status_code == 404


@pytest.mark.parametrize("file", ["9999.jpg", "400.png", "400", "x.jpg", "٤٠٠.jpg", "400.jpg.webp"])
def test_a_picture_comes_in_its_own_sizes_only(client, story, share, pictures, file):
    picture = pictures(client.get(share(story)).content.decode())[0]
    assert client.get(picture.rpartition("/")[0] + "/" + file).status_code == 404


def test_a_related_story_that_is_not_public_is_not_named(client, story, share, make_story, publisher):
    public, scheduled, draft = make_story("Known"), make_story("Coming soon"), make_story("A mere draft")
    for place, other in enumerate([public, scheduled, draft]):
        story.related_links.create(story=other, order=place)
    publishing.publish(public, publisher)
    # Public before the embargo ends, and still nobody's business today.
    publishing.schedule(scheduled, publisher, NOON + HOUR)
    page = client.get(share(story)).content.decode()
    assert "Known" in page
    assert "Coming soon" not in page
    assert "A mere draft" not in page


def test_a_translation_that_is_not_public_is_not_named(client, story, share, make_story):
    make_story("Nâng cấp", language="vi", translation_group=story.translation_group)
    assert "nang-cap" not in client.get(share(story)).content.decode()


def test_facts_are_shown_as_they_will_be_known_with_the_story(client, story, share, register):
    register.visit.public_from = story.embargo_until
    register.visit.save()
    register.declaration.public_from = story.embargo_until + HOUR
    register.declaration.save()
    page = client.get(share(story)).content.decode()
    # Named, as the page will name it, without a link to a page that is not there.
    assert "Visit to Tokyo" in page
    assert "/en/events/visit/" not in page
    assert "Joint declaration" not in page
    assert '<a href="/en/partners/japan/">' in page


def test_no_secret_is_written_in_a_log(client, story, share, caplog):
    address = share(story)
    with caplog.at_level(logging.DEBUG, logger="django"):
        client.get(address)
        client.post(address)
        revoke(PreviewLink.objects.get(), PreviewLink.objects.get().created_by)
        client.get(address)
    token = address.split("/")[2]
    assert not any(
        token in record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )


def test_a_link_only_reads(client, story, share):
    response = client.post(share(story))
    assert response.status_code == 405
    assert "no-store" in response["Cache-Control"]
    assert Article.objects.get().version == 1
