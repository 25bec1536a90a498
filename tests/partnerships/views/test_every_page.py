"""What holds for every page of the register."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Section
from partnerships.models import Agreement, AgreementStep, Event, Level, Partner
from tests.archive import fill_archive
from tests.register import LONG_AGO, PAGES


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_page_is_there_in_each_language_and_leads_to_the_other(client, register, path, language):
    response = client.get(f"/{language}/{path}")

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()
    other = {"en": "vi", "vi": "en"}[language]
    assert f'href="/{other}/{path}"' in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_kept_by_caches_and_asked_about(client, register, path):
    address = f"/en/{path}"
    before = client.get(address)

    assert before["Cache-Control"] == "public, no-cache"
    assert before["Last-Modified"] == "Mon, 02 Mar 2026 06:00:00 GMT"
    assert not before.cookies
    assert "Cookie" not in before.get("Vary", "")
    assert client.get(address, headers={"If-None-Match": before["ETag"]}).status_code == 304
    assert client.get(address, headers={"If-Modified-Since": before["Last-Modified"]}).status_code == 304


@pytest.mark.parametrize("path", PAGES)
def test_only_reading_is_allowed(client, register, path):
    assert client.post(f"/en/{path}").status_code == 405


def test_a_page_is_dated_by_the_last_change_to_the_register(client, clock, register):
    address = "/en/partners/japan/"
    before = client.get(address)["Last-Modified"]

    def is_news():
        nonlocal before
        answer = client.get(address, headers={"If-Modified-Since": before})
        before = client.get(address)["Last-Modified"]
        return answer.status_code == 200

    assert not is_news()
    clock.shift(60)
    register.japan.own_names = {"en": "Japan, our neighbour"}
    register.japan.save()
    assert is_news()

    clock.shift(60)
    register.visit.people.clear()
    assert is_news()

    clock.shift(60)
    Section.objects.create(slug="economy", name={"en": "Economy"})
    assert is_news()

    clock.shift(60)
    register.talks.delete()
    assert is_news()

    # A fact becomes public with nobody at the keyboard.
    clock.shift(60)
    register.visit.public_from = timezone.now() + datetime.timedelta(seconds=60)
    register.visit.save()
    assert is_news()
    clock.shift(59)
    assert not is_news()
    clock.shift(1)
    assert is_news()


def test_a_page_is_dated_by_the_stories_on_it_too(client, clock, register, make_story, publisher):
    before = client.get("/en/partners/japan/")["Last-Modified"]
    article = make_story(partners=[register.japan])
    clock.shift(60)

    publishing.publish(article, publisher)

    answer = client.get("/en/partners/japan/", headers={"If-Modified-Since": before})
    assert answer.status_code == 200
    assert "Two ministers meet" in answer.content.decode()


def test_a_page_is_dated_by_the_day_since_posts_and_events_pass_with_it(client, clock, register):
    clock.move_to(datetime.datetime(2026, 3, 4, 5, tzinfo=datetime.UTC))

    # Midnight in Hanoi.
    assert client.get("/en/people/minister/")["Last-Modified"] == "Tue, 03 Mar 2026 17:00:00 GMT"


@pytest.fixture
def grown(register, publisher, section, request):
    """The register with as many events, agreements, partners in them and stories as the test asks for."""
    count = request.param
    people = [register.minister]
    first = datetime.date(2026, 3, 2) - datetime.timedelta(days=count // 2)
    events = Event.objects.bulk_create(
        Event(
            slug=f"event-{number}",
            kind=Event.Kind.TALKS,
            title={"en": f"Event {number}"},
            starts_on=first + datetime.timedelta(days=number),
            host=register.japan,
            public_from=LONG_AGO,
        )
        for number in range(count)
    )
    for field, value in (("partners", register.japan), ("pillars", register.health), ("people", people[0])):
        through = getattr(Event, field).through
        column = {"partners": "partner", "pillars": "pillar", "people": "person"}[field]
        through.objects.bulk_create(through(event=event, **{f"{column}_id": value.pk}) for event in events)
    agreements = Agreement.objects.bulk_create(
        Agreement(
            slug=f"agreement-{number}",
            kind=Agreement.Kind.TREATY,
            title={"en": f"Agreement {number}"},
            event=register.visit,
            public_from=LONG_AGO,
        )
        for number in range(count)
    )
    AgreementStep.objects.bulk_create(
        AgreementStep(
            agreement=agreement,
            status=Agreement.Status.SIGNED,
            on=first + datetime.timedelta(days=number),
            public_from=LONG_AGO,
        )
        for number, agreement in enumerate(agreements)
    )
    through = Agreement.partners.through
    through.objects.bulk_create(through(agreement=row, partner=register.japan) for row in agreements)
    subjects = [register.japan, register.health, register.visit, register.minister, register.declaration]
    fill_archive(count, publisher, section, timezone.now(), about=subjects)
    return count


@pytest.mark.parametrize("grown", [20, 2000], indirect=True)
def test_a_page_takes_eight_queries_at_most_however_much_there_is(
    client, grown, django_assert_max_num_queries
):
    for path in PAGES:
        with django_assert_max_num_queries(8):
            response = client.get(f"/en/{path}")
        assert response.status_code == 200
        assert len(response.content) < 200_000


def test_a_list_of_partners_costs_the_same_for_many(client, register, django_assert_max_num_queries):
    for code in ["AU", "BR", "CA", "DE", "EG", "GB", "IN", "IT", "KR", "US"]:
        partner = Partner.objects.create(code=code, region="world")
        partner.periods.create(
            level=Level.objects.get(rank=2), since=datetime.date(2015, 1, 1), public_from=LONG_AGO
        )

    with django_assert_max_num_queries(5):
        client.get("/en/partners/")
