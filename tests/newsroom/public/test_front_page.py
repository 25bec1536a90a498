import datetime
import re

from newsroom.models import Section
from tests.newsroom.public.archive import fill


def front(client, language="en"):
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    return response.content.decode()


def lead(html):
    return re.search(r'card-lead".*?card-headline"><a[^>]*>([^<]*)<', html, re.DOTALL)[1]


def test_the_front_page_of_an_empty_newsroom_says_so(client, db):
    assert "Nothing has been published here yet." in front(client)


def test_the_story_that_the_desk_made_the_lead_leads(client, publish, clock):
    publish("The lead", prominence="lead")
    clock.shift(60)
    publish("Something newer")
    html = front(client)
    assert lead(html) == "The lead"
    assert "Something newer" in html


def test_without_one_the_newest_story_with_a_picture_leads(client, publish, make_photo, clock):
    publish("With a picture", lead_photo=make_photo())
    clock.shift(60)
    publish("Without")
    assert lead(front(client)) == "With a picture"


def test_the_newest_of_two_leads_leads(client, publish, clock):
    publish("The old lead", prominence="lead")
    clock.shift(60)
    publish("The new lead", prominence="lead")
    assert lead(front(client)) == "The new lead"


def test_each_section_has_a_band_of_its_newest_stories(client, section, publisher, publish, clock):
    quiet = Section.objects.create(slug="quiet", name={"en": "Quiet"})
    economy = Section.objects.create(slug="economy", name={"en": "Economy"}, order=5)
    fill(section, publisher, 30)
    fill(economy, publisher, 6, newest=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), headline="Trade")
    html = front(client)
    assert f'id="band-{quiet.slug}"' not in html
    band = html[html.index('id="band-economy"') :]
    assert re.findall(r">(Trade \d+)<", band) == ["Trade 0", "Trade 1", "Trade 2", "Trade 3"]


def test_a_story_is_not_shown_twice_in_the_news(client, section, publisher, clock):
    fill(section, publisher, 30)
    shown = re.findall(r">(Story \d+)</a>", front(client))
    assert len(shown) == len(set(shown)) >= 8


def test_interviews_and_photo_stories_have_bands(client, section, publisher, clock):
    fill(section, publisher, 2, kind="interview", headline="Interview")
    fill(section, publisher, 2, kind="photo-story", headline="Pictures")
    fill(section, publisher, 6)
    html = front(client)
    assert 'id="front-interviews"' in html
    assert 'id="front-photos"' in html


def test_each_language_has_its_own_front_page(client, publish):
    publish("In English")
    publish("Bằng tiếng Việt", language="vi")
    assert "Bằng tiếng Việt" not in front(client)
    assert "In English" not in front(client, "vi")
    assert '<html lang="vi">' in front(client, "vi")
