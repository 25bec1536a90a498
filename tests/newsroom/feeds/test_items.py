import datetime
import xml.etree.ElementTree as ET

import pytest

from newsroom import publishing
from newsroom.models import Article, Author, Byline, Edition, PhotoBlock
from partnerships.feeds import FORMATS
from partnerships.models import Partner, Pillar
from tests.making import add_block
from tests.newsroom.feeds.conftest import PREFIXES

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def site_address(settings):
    settings.SITE_URL = SITE


def test_a_story_comes_whole_with_its_standfirst_and_its_date(clock, read, make_story, publish):
    publish(make_story("Two ministers meet", text="<p>They met <a href='/en/events/'>there</a>.</p>"))

    [entry] = read().parsed.entries

    assert entry.title == "Two ministers meet"
    assert entry.summary == "A meeting."
    assert entry.link == f"{SITE}/en/stories/two-ministers-meet/"
    assert f'<a href="{SITE}/en/events/"' in entry.content[0].value
    assert entry.published_parsed[:5] == (2026, 3, 2, 6, 0)
    assert "atom_updated" not in entry
    assert "updated" not in entry


def test_the_identity_of_a_story_survives_a_change_of_its_address(clock, read, make_story, publish):
    article = make_story()
    publish(article)
    [before] = read().parsed.entries
    clock.shift(60)
    article.slug, article.headline = "quite-another-address", "Two ministers met"
    article.save()

    publish(article)

    [after] = read().parsed.entries
    assert after.link == f"{SITE}/en/stories/quite-another-address/"
    assert after.id == before.id == article.uid.urn
    assert not after.guidislink


def test_a_changed_story_keeps_its_date_and_tells_when_it_changed(clock, read, make_story, publish):
    article = make_story()
    publish(article)
    clock.shift(3600)
    article.headline = "Two ministers met"
    article.save()

    publish(article, change=Edition.Change.CORRECTION, note="They met on Monday.")

    feed = read()
    [entry] = feed.parsed.entries
    assert entry.published_parsed[:5] == (2026, 3, 2, 6, 0)
    assert feed.text("item/atom:updated") == "2026-03-02T07:00:00+00:00"
    assert "They met on Monday." in entry.content[0].value


def test_the_authors_stand_as_its_creators(clock, read, make_story, publish):
    article = make_story()
    for order, name in enumerate(["Lê Thu Hà", "John Smith"]):
        author = Author.objects.create(slug=f"author-{order}", name=name)
        Byline.objects.create(article=article, author=author, order=order)
    publish(article)

    assert [creator.text for creator in read().all("item/dc:creator")] == ["Lê Thu Hà", "John Smith"]


def test_a_story_without_a_byline_is_its_agencys(clock, read, make_story, publish):
    publish(make_story(agency_code="WVR"))

    assert read().text("item/dc:creator") == "WVR"


def test_the_categories_are_its_section_partners_and_pillars_in_the_feeds_language(
    clock, read, make_story, publish
):
    japan = Partner.objects.create(code="JP", region="east-asia")
    health = Pillar.objects.create(slug="health", name={"en": "Health", "vi": "Y tế"})
    publish(make_story(language="vi", partners=[japan], pillars=[health]))

    categories = read("/vi/feeds/all.rss").all("item/category")

    assert [(category.text, category.get("domain")) for category in categories] == [
        ("Chính trị", f"{SITE}/vi/sections/politics/"),
        ("Nhật Bản", f"{SITE}/vi/partners/japan/"),
        ("Y tế", f"{SITE}/vi/pillars/health/"),
    ]


def test_each_photo_comes_with_its_caption_and_credit(clock, read, make_story, make_photo, publish):
    article = make_story(lead_photo=make_photo(size=(2000, 1000)))
    second = make_photo(caption={"en": "A bridge at dawn."}, credit_line="Source: VNA")
    add_block(article, PhotoBlock, photo=second)
    publish(article)

    feed = read()

    lead, other = feed.all("item/{http://search.yahoo.com/mrss/}content")
    token = article.lead_photo.public_token
    assert lead.attrib == {
        "url": f"{SITE}/media/{token}/1280.jpg",
        "type": "image/jpeg",
        "medium": "image",
        "isDefault": "true",
        "width": "1280",
        "height": "640",
    }
    assert feed.text("item/media:content/media:credit") == "Photo: A. Nguyen"
    assert feed.text("item/media:content/media:description") == "Two hands."
    assert [child.text for child in other] == ["Two hands shaking", "A bridge at dawn.", "Source: VNA"]
    whole = feed.parsed.entries[0].content[0].value
    assert f'src="{SITE}/media/{token}/1280.jpg"' in whole
    assert "Two hands. (Photo: A. Nguyen)" in whole
    assert 'src="/media/' not in whole
    assert 'srcset="/media/' not in whole


def test_characters_that_no_xml_may_hold_do_not_break_the_feed(clock, read, make_story, publish):
    article = make_story(
        "Two\x08 ministers\x0b meet", text="<p>They\x00\x1f met\ufffe.</p>".replace("\x00", "")
    )
    publish(article)

    [entry] = read().parsed.entries

    assert entry.title == "Two ministers meet"
    assert "<p>They met.</p>" in entry.content[0].value


def test_signs_of_mark_up_in_a_headline_are_words(clock, read, make_story, publish):
    publish(make_story("R&D <b>now</b> ]]> “Đà Nẵng”"))

    assert read().titles == ["R&D <b>now</b> ]]> “Đà Nẵng”"]


def test_a_story_from_the_archive_has_its_own_past_date(clock, read, make_story, publisher):
    day = datetime.datetime(2025, 10, 30, 5, 0, tzinfo=datetime.UTC)
    publishing.publish_from_archive(make_story(), publisher, day)

    assert read().parsed.entries[0].published_parsed[:5] == (2025, 10, 30, 5, 0)


def test_the_working_copy_never_shows(clock, read, make_story, publish):
    article = make_story()
    publish(article)
    Article.objects.update(headline="Secret second thoughts")
    make_story("A draft")

    assert read().titles == ["Two ministers meet"]


def test_the_lead_photo_is_handed_over_as_a_file_while_its_story_shows_it(
    clock, client, make_story, make_photo, publish, publisher
):
    article = make_story(lead_photo=make_photo(size=(2000, 1000)))
    publish(article)
    address = f"/media/{article.lead_photo.public_token}/1280.jpg"

    atom = ET.fromstring(client.get("/en/feeds/all.atom").content)
    [item] = client.get("/en/feeds/all.json").json()["items"]

    [enclosure] = [
        link for link in atom.iter(f"{{{PREFIXES['atom']}}}link") if link.get("rel") == "enclosure"
    ]
    assert (enclosure.get("href"), enclosure.get("type")) == (SITE + address, "image/jpeg")
    [attached] = item["attachments"]
    assert (attached["url"], attached["mime_type"], item["image"]) == (
        SITE + address,
        "image/jpeg",
        SITE + address,
    )
    assert client.get(address)["Content-Type"] == "image/jpeg"

    clock.shift(60)
    publishing.withdraw(article, publisher, "It was wrong.")

    for form in FORMATS:
        assert b"/media/" not in client.get(f"/en/feeds/all.{form}").content
    assert client.get(address).status_code == 404
