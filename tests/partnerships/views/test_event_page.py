"""The page of an event: what has changed, what came of its programme, and what machines read of it."""

import datetime
import json
import re

import pytest
from django.utils import timezone

from newsroom import publishing
from partnerships import rescheduling
from partnerships.models import Agreement, Event, Person, ProgrammeItem
from tests.archive import fill_archive
from tests.register import LONG_AGO

VISIT = "events/visit/"


def part(page, identity, end="</section>"):
    """The part of a page that begins at `identity`."""
    return page.partition(f'id="{identity}"')[2].partition(end)[0]


# What has changed


def test_the_page_tells_what_was_announced_before_and_why_it_changed(register, words, clock):
    assert 'id="changes"' not in words(VISIT)
    clock.shift(60)

    rescheduling.change(
        register.visit, status="postponed", note={"en": "The typhoon came first.", "vi": "Bão tới trước."}
    )

    assert "Postponed on 2 March 2026: was 9–11 February 2026." in part(words(VISIT), "changes")
    assert "The typhoon came first." in part(words(VISIT), "changes")
    assert "Bão tới trước." in part(words(VISIT, "vi"), "changes")
    assert "<strong>Postponed.</strong>" in words(VISIT)
    for path in ("events/", "partners/japan/", "pillars/health/"):
        assert ">Postponed</span>" in words(path)


def test_a_note_in_one_language_is_marked_with_it_in_the_other(register, words):
    rescheduling.change(register.visit, status="postponed", note={"vi": "Bão tới trước."})

    assert '<span lang="vi">Bão tới trước.</span>' in part(words(VISIT), "changes")


def test_an_event_with_new_days_says_so_in_the_list(register, words):
    rescheduling.change(
        register.visit, note={"en": "So it was agreed."}, starts_on=datetime.date(2026, 2, 10)
    )

    assert ">New days</span>" in words("events/")
    assert "was 9–11 February 2026, then 10–11 February 2026" in words(VISIT)


def test_a_change_that_is_not_public_shows_nowhere(register, words, later, clock):
    change = rescheduling.change(
        register.visit, note={"en": "So it was agreed."}, starts_on=datetime.date(2026, 2, 10)
    )
    change.public_from = later
    change.save()

    for path in (VISIT, "events/", "events/calendar.ics"):
        assert "So it was agreed" not in words(path)
        assert "New days" not in words(path)
    clock.shift(3600)
    assert "So it was agreed" in words(VISIT)


# What came of the programme


@pytest.fixture
def treaty(register):
    """An agreement of the talks, which is not of the whole event."""
    agreement = Agreement.objects.create(
        slug="treaty", kind="treaty", title={"en": "Treaty of Kyoto"}, public_from=LONG_AGO
    )
    register.talks.agreements.add(agreement)
    return agreement


def test_an_item_stands_with_its_agreements(register, words, treaty, later):
    assert "Treaty of Kyoto" in part(words(VISIT), "programme", "</ol>")
    assert "Treaty of Kyoto" in part(words(VISIT), "agreements")
    assert "Joint declaration" not in part(words(VISIT), "programme", "</ol>")

    treaty.public_from = later
    treaty.save()
    assert "Kyoto" not in words(VISIT)


def test_an_agreement_of_a_private_item_is_not_one_of_the_event(register, words, treaty):
    register.talks.is_public = False
    register.talks.save()

    assert "Kyoto" not in words(VISIT)


def test_an_item_stands_with_its_stories_once_they_are_public(
    register, words, make_story, publisher, clock, later
):
    story = make_story("Two ministers talk")
    register.talks.stories.add(story, make_story("A draft"))
    publishing.schedule(story, publisher, later)
    assert "Two ministers talk" not in words(VISIT)

    clock.shift(3600)
    programme = part(words(VISIT), "programme", 'id="agreements"')
    assert "Two ministers talk" in programme
    assert "A draft" not in words(VISIT)
    # It is not about the event as a whole.
    assert "Two ministers talk" not in part(words(VISIT), "stories")
    assert 'lang="en" hreflang="en">Two ministers talk' in words(VISIT, "vi")


def test_the_photos_of_its_stories_stand_below(register, words, make_story, make_photo, publisher, clock):
    photo = make_photo()
    story = make_story(events=[register.visit], lead_photo=photo)
    assert 'id="photos"' not in words(VISIT)
    publishing.publish(story, publisher)

    shown = part(words(VISIT), "photos")
    assert f'href="/en/photos/{photo.uid.hex}/"' in shown
    assert "Photo: A. Nguyen" in shown
    assert 'id="photos"' not in words(VISIT, "vi")


@pytest.mark.parametrize("count", [3, 60])
def test_a_full_page_takes_eight_queries_however_much_there_is_of_each(
    client, register, treaty, publisher, section, make_photo, count, django_assert_num_queries
):
    visit = register.visit
    stories = fill_archive(count, publisher, section, timezone.now(), photo=make_photo(), about=[visit])
    people = Person.objects.bulk_create(
        Person(slug=f"person-{number}", name={"en": f"Person {number}"}, public_from=LONG_AGO)
        for number in range(count)
    )
    for number, (person, edition) in enumerate(zip(people, stories, strict=True)):
        item = ProgrammeItem.objects.create(
            event=visit, day=visit.starts_on, title={"en": f"Item {number}"}, is_public=True
        )
        item.people.set(people[:3])
        item.agreements.add(treaty)
        item.stories.add(edition.article)
        visit.people.add(person)
        visit.received_by.add(person)
        visit.changes.create(
            kind="confirmed", at=timezone.now(), was_from=visit.starts_on, public_from=LONG_AGO
        )
    with django_assert_num_queries(8):
        page = client.get(f"/en/{VISIT}").content.decode()
    assert page.count('class="cited"') == count


# What machines read


def data(page):
    written = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    return next(node for node in written["@graph"] if node["@type"] == "Event")


def test_an_event_is_told_as_structured_data(register, words):
    told = data(words(VISIT))

    assert told["@type"] == "Event"
    assert told["identifier"] == register.visit.uid.urn
    assert told["name"] == "Visit to Tokyo"
    assert (told["startDate"], told["endDate"]) == ("2026-02-09", "2026-02-11")
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["location"] == {
        "@type": "Place",
        "name": "Akasaka Palace",
        "address": {"@type": "PostalAddress", "addressCountry": "JP"},
    }
    assert told["organizer"]["name"] == "Japan"
    assert told["attendee"][0]["name"] == "Minister Aoki"
    assert told["attendee"][0]["jobTitle"] == "Foreign Minister"
    assert told["subEvent"][0]["startDate"] == "2026-02-10T09:30+09:00"
    assert data(words(VISIT, "vi"))["name"] == "Thăm Tokyo"
    assert "previousStartDate" not in told


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"status": "cancelled"}, "EventCancelled"),
        ({"status": "postponed"}, "EventPostponed"),
        ({"starts_on": datetime.date(2026, 2, 10)}, "EventRescheduled"),
    ],
)
def test_structured_data_tells_what_became_of_it(register, words, said, status):
    rescheduling.change(register.visit, note={"en": "So it was agreed."}, **said)

    told = data(words(VISIT))

    assert told["eventStatus"] == f"https://schema.org/{status}"
    assert told.get("previousStartDate") == (["2026-02-09"] if status == "EventRescheduled" else None)


@pytest.mark.parametrize(
    ("precision", "begins", "ends"), [("month", "2026-02", "2026-02"), ("year", "2026", "2026")]
)
def test_structured_data_names_no_day_that_is_not_known(register, words, precision, begins, ends):
    Event.objects.filter(slug="visit").update(precision=precision)

    told = data(words(VISIT))

    assert (told["startDate"], told["endDate"]) == (begins, ends)


def test_no_text_can_leave_the_block_of_data(register, words):
    title = "</script><script>alert(1)</script> & \u2028 <!--"
    register.visit.title = {"en": title}
    register.visit.save()

    page = words(VISIT)

    assert "<script>alert" not in page
    assert data(page)["name"] == title


def test_private_items_and_people_who_are_not_announced_are_in_no_data(register, words, later):
    register.talks.is_public = False
    register.talks.save()
    register.minister.public_from = later
    register.minister.save()

    told = data(words(VISIT))

    assert "subEvent" not in told
    assert "attendee" not in told
