import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom import publishing
from newsroom.models import PhotoBlock, RelatedLink, Section
from partnerships.models import (
    Agreement,
    Event,
    Level,
    Partner,
    PartnershipPeriod,
    Person,
    Pillar,
)
from tests.making import add_block
from tests.newsroom.public.archive import fill

BUDGET = 8
KNOWN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def full_story(make_story, make_photo, publisher, publish, publish_again, clock):
    """A story with everything that a story can have."""
    name, day = {"en": "Something"}, datetime.date(2025, 10, 28)
    partner = Partner.objects.create(code="GB", region="europe")
    level = Level.objects.create(slug="strategic", rank=1, name=name)
    PartnershipPeriod.objects.create(partner=partner, level=level, since=day, public_from=KNOWN)
    photo, other = make_photo(), publish("Another story")
    article = make_story(
        "Two ministers meet",
        lead_photo=photo,
        partners=[partner],
        pillars=[Pillar.objects.create(slug="trade", name=name)],
        people=[Person.objects.create(slug="person", name=name, public_from=KNOWN)],
        events=[
            Event.objects.create(slug="visit", kind="talks", title=name, starts_on=day, public_from=KNOWN)
        ],
        agreements=[Agreement.objects.create(slug="text", kind="treaty", title=name, public_from=KNOWN)],
    )
    add_block(article, PhotoBlock, photo=photo)
    RelatedLink.objects.create(article=article, story=other)
    publishing.publish(article, publisher)
    clock.shift(60)
    publish_again(article, note="A word changed.", standfirst="A word.")
    publish("Hai bộ trưởng", language="vi", translation_group=article.translation_group)
    return {"story": article, "photo": photo, "partner": partner}


@pytest.mark.parametrize("number", [20, 2000])
def test_no_page_asks_the_database_more_than_eight_times(client, full_story, publisher, section, number):
    for order in range(6):
        more = Section.objects.create(slug=f"section-{order}", name={"en": f"Section {order}"}, order=order)
        fill(more, publisher, number // 20, headline=f"In{order}")
    fill(section, publisher, number // 2, partner=full_story["partner"])
    fill(section, publisher, number // 10, kind="interview", headline="Interview")
    fill(section, publisher, number // 10, kind="photo-story", headline="Pictures")
    asked = {}
    for path in [
        "/en/",
        "/en/sections/politics/",
        "/en/sections/politics/?before=2026-02-28T20:00:00Z,5",
        "/en/interviews/",
        "/en/photo-stories/",
        "/en/stories/two-ministers-meet/",
        f"/en/photos/{full_story['photo'].uid.hex}/",
        "/en/feeds/",
        "/en/feeds/all.rss",
        "/en/partners/",
        "/en/partners/united-kingdom/",
        "/en/partners/united-kingdom/stories/",
        "/en/pillars/trade/",
        "/en/events/visit/",
        "/en/people/person/",
        "/en/agreements/text/",
    ]:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        asked[path] = len(queries)
        for query in queries:
            # These tell how much there is of one partner or pillar: they count its ties, and no archive.
            if path not in {"/en/partners/united-kingdom/", "/en/pillars/trade/"}:
                assert "COUNT(" not in query["sql"].upper() or "newsroom_edition" not in query["sql"]
            assert "OFFSET" not in query["sql"].upper() or "newsroom_section" in query["sql"]
    assert max(asked.values()) <= BUDGET, asked
