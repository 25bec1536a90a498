"""The front page's view of the register."""

import datetime
import re

from partnerships.models import Event, Level, Partner, PartnershipPeriod


def front(client):
    response = client.get("/en/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_register_and_the_diary_show_what_is_announced_only(client, publish, clock):
    publish("A story")
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


def test_the_diary_puts_what_is_coming_before_what_is_past(client, publish, clock):
    publish("A story")
    for day in [datetime.date(2026, 5, 1), datetime.date(2026, 3, 2), datetime.date(2026, 2, 1)]:
        Event.objects.create(
            slug=f"talks-{day}",
            kind="talks",
            title={"en": f"Talks of {day}"},
            starts_on=day,
            public_from=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
        )
    assert re.findall(r"Talks of ([\d-]+)", front(client)) == ["2026-03-02", "2026-05-01", "2026-02-01"]
