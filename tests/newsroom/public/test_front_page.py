import datetime
import re

from newsroom.models import Section
from partnerships.models import Event, Level, Partner, PartnershipPeriod
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


def test_the_register_and_the_diary_show_what_is_announced_only(client, clock):
    known = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    level = Level.objects.create(slug="strategic", rank=3, name={"en": "Strategic partnership"})
    for code, public_from in [("GB", known), ("FR", None)]:
        partner = Partner.objects.create(code=code, region="europe")
        PartnershipPeriod.objects.create(
            partner=partner, level=level, since=datetime.date(2010, 9, 8), public_from=public_from
        )
    for slug, public_from in [("announced", known), ("secret", None)]:
        Event.objects.create(
            slug=slug,
            kind="talks",
            title={"en": f"The {slug} talks"},
            starts_on=datetime.date(2026, 4, 1),
            public_from=public_from,
        )
    html = front(client)
    assert "United Kingdom" in html
    assert "France" not in html
    assert "The announced talks" in html
    assert "1 April 2026" in html
    assert "secret" not in html


def test_the_diary_puts_what_is_coming_before_what_is_past(client, clock):
    for day in [datetime.date(2026, 5, 1), datetime.date(2026, 3, 2), datetime.date(2026, 2, 1)]:
        Event.objects.create(
            slug=f"talks-{day}",
            kind="talks",
            title={"en": f"Talks of {day}"},
            starts_on=day,
            public_from=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
        )
    assert re.findall(r"Talks of ([\d-]+)", front(client)) == ["2026-03-02", "2026-05-01", "2026-02-01"]
