"""All commitments: the list, its filters and counts, the feeds and the calendars."""

import datetime
import itertools

import feedparser
import icalendar
import pytest
import vobject

from partnerships.feeds import FORMATS, address_in
from partnerships.models import Agreement, Commitment, CommitmentEntry, Partner
from tests.newsroom.feeds import rules
from tests.register import LONG_AGO

FEEDS = [
    "feeds/commitments/all.rss",
    "feeds/commitments/agreements/declaration.rss",
    "feeds/commitments/partners/japan.rss",
    "feeds/commitments/pillars/health.rss",
]
CALENDARS = ["agreements/commitments.ics", "agreements/declaration/commitments.ics"]


@pytest.fixture
def several(register):
    """Beside the hospital (1), overdue: 2 done, 3 due this year, 4 next month, 5 without a day, 6 hidden."""
    said = [
        (2, "2025-01-01", "day", "done"),
        (3, "2026-01-01", "year", None),
        (4, "2026-04-10", "day", "delayed"),
        (5, None, "day", "dropped"),
    ]
    for number, due, precision, state in said:
        promise(register.declaration, number, due, precision, state)
    promise(register.declaration, 6, "2026-03-05", "day", "done", public_from=None)
    return register


def promise(agreement, number, due, precision="day", state=None, public_from=LONG_AGO):
    made = agreement.commitments.create(
        number=number,
        text={"en": f"Promise {number}"},
        due_on=due and datetime.date.fromisoformat(due),
        due_precision=precision,
        public_from=public_from,
    )
    if state:
        made.entries.create(on=datetime.date(2026, 2, 1), status=state, public_from=LONG_AGO)
    return made


def numbers(client, query=""):
    response = client.get(f"/en/commitments/{query}")
    assert response.status_code == 200
    return [row.number for row in response.context["commitments"]], response.context["progress"].words


@pytest.mark.parametrize(
    ("query", "found", "words"),
    [
        (
            "",
            [2, 3, 1, 4, 5],
            "1 of 5 done, 1 in progress, 1 delayed, 1 not started, 1 dropped; 1 overdue",
        ),
        ("?state=open", [3, 1, 4], "0 of 3 done, 1 in progress, 1 delayed, 1 not started; 1 overdue"),
        ("?state=done", [2], "1 of 1 done"),
        ("?due=overdue", [1], "0 of 1 done, 1 in progress; 1 overdue"),
        ("?due=soon", [4], "0 of 1 done, 1 delayed"),
        ("?year=2026", [3, 1, 4], "0 of 3 done, 1 in progress, 1 delayed, 1 not started; 1 overdue"),
        ("?pillar=health", [1], "0 of 1 done, 1 in progress; 1 overdue"),
        ("?partner=japan&state=dropped", [5], "0 of 1 done, 1 dropped"),
        ("?partner=france", [], "0 of 0 done"),
        ("?year=2031", [], "0 of 0 done"),
        ("?state=nonsense", [], "0 of 0 done"),
    ],
)
def test_commitments_are_found_and_counted_over_what_is_chosen(client, several, query, found, words):
    assert numbers(client, query) == (found, words)


def test_the_choices_tell_nothing_of_what_is_hidden(client, register, later):
    france = Partner.objects.get(slug="france")
    hidden = Agreement.objects.create(slug="hidden", kind="treaty", title={"en": "X"}, public_from=LONG_AGO)
    hidden.partners.add(france)
    promise(hidden, 1, "2031-01-01", public_from=later)

    form = (
        client.get("/en/commitments/")
        .content.decode()
        .partition("<main")[2]
        .partition("<form")[2]
        .partition("</form>")[0]
    )
    assert 'value="japan"' in form
    assert 'value="france"' not in form
    assert "2031" not in form


def test_the_list_pages_by_key_and_shows_each_once(client, register):
    for number in range(2, 60):
        promise(register.declaration, number, None if number % 3 else f"2027-01-{number % 28 + 1:02d}")
    seen, address = [], "/en/commitments/"
    while address:
        response = client.get(address)
        seen += [row.number for row in response.context["commitments"]]
        later = response.context["later"]
        address = later and f"/en/commitments/?after={later}"
    assert len(seen) == len(set(seen)) == 59


@pytest.mark.parametrize(
    "rubbish", ["9" * 5000, "2025-02-30", "0001-01-01,1", "9999-12-31,1", "%00", "-1", "2026-03-02,٣"]
)
def test_rubbish_in_the_address_has_a_clear_answer(client, register, rubbish):
    for name in ("after", "state", "partner", "pillar", "year", "due"):
        assert client.get(f"/en/commitments/?{name}={rubbish}").status_code in {200, 400, 404}
    assert client.get(f"/en/agreements/?year={rubbish}&pillar={rubbish}").status_code in {200, 400, 404}


def test_two_thousand_agreements_take_eight_queries_at_most(client, register, django_assert_max_num_queries):
    agreements = Agreement.objects.bulk_create(
        Agreement(slug=f"many-{number}", kind="treaty", title={"en": "Many"}, public_from=LONG_AGO)
        for number in range(2000)
    )
    through = Agreement.partners.through
    through.objects.bulk_create(through(agreement=row, partner=register.japan) for row in agreements)
    promises = Commitment.objects.bulk_create(
        Commitment(
            agreement=agreement,
            number=number,
            text={"en": "Promise"},
            due_on=datetime.date(2026, number, 1),
            public_from=LONG_AGO,
        )
        for agreement, number in itertools.product(agreements, range(1, 6))
    )
    CommitmentEntry.objects.bulk_create(
        CommitmentEntry(
            commitment=row, on=datetime.date(2026, 1, 1), status="in-progress", public_from=LONG_AGO
        )
        for row in promises
    )
    addresses = ["commitments/", "commitments/?due=overdue", "agreements/", *FEEDS, *CALENDARS]
    for address in addresses:
        with django_assert_max_num_queries(8):
            assert client.get(f"/en/{address}").status_code == 200


# Feeds


@pytest.mark.parametrize("address", FEEDS)
def test_a_reader_of_feeds_hears_of_each_entry_once_and_asks_again(client, register, address):
    first = client.get(f"/en/{address}")
    assert first["Content-Type"] == "application/xml; charset=utf-8"
    feed = feedparser.parse(first.content)
    assert not feed.bozo
    (item,) = feed.entries
    assert item.id == register.entry.uid.urn
    assert item.title == "In progress: Open a hospital"
    assert item.link.endswith("/en/agreements/declaration/#commitment-1")
    assert item.description.startswith("Ground was broken 20 February 2026.")
    assert {tag.term for tag in item.tags} == {"Japan", "Health"}
    for header, value in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        again = client.get(f"/en/{address}", headers={header: first[value]})
        assert (again.status_code, again.content) == (304, b"")
    for form in FORMATS:
        other = client.get(f"/en/{address_in(form, address)}")
        rules.check(form, other.content)
        assert register.entry.uid.urn in other.content.decode()
        assert "In progress: Open a hospital" in other.content.decode()
        tag = {"If-None-Match": other["ETag"]}
        assert client.get(other.request["PATH_INFO"], headers=tag).status_code == 304


def test_a_copy_that_still_stands_costs_two_queries_at_most(client, register, django_assert_max_num_queries):
    for address in FEEDS:
        etag = client.get(f"/en/{address}")["ETag"]
        with django_assert_max_num_queries(2):
            assert client.get(f"/en/{address}", headers={"If-None-Match": etag}).status_code == 304


def test_the_feed_is_in_the_order_in_which_the_entries_became_public(client, clock, register, later):
    second = promise(register.declaration, 2, None, public_from=later)
    # It is public before its commitment is, and so with it.
    second.entries.create(on=datetime.date(2020, 1, 1), status="done", public_from=LONG_AGO)
    register.commitment.entries.create(
        on=datetime.date(2026, 2, 28), status="delayed", public_from=LONG_AGO + datetime.timedelta(days=1)
    )

    def titles():
        return [item.title for item in feedparser.parse(client.get(f"/en/{FEEDS[0]}").content).entries]

    assert titles() == ["Delayed: Open a hospital", "In progress: Open a hospital"]
    clock.move_to(later)
    assert titles()[0] == "Done: Promise 2"


def test_a_hidden_entry_changes_no_byte_of_a_feed_or_a_calendar(client, clock, register, later):
    def answers():
        return [
            (answer.content, answer["ETag"], answer["Last-Modified"])
            for address in (*FEEDS, *CALENDARS, "commitments/", "agreements/declaration/")
            if (answer := client.get(f"/en/{address}"))
        ]

    before = answers()
    clock.shift(60)
    register.commitment.entries.create(on=datetime.date(2026, 2, 28), status="done", public_from=later)
    hidden = promise(register.declaration, 2, "2026-05-01", "day", "done", public_from=later)
    hidden.pillars.set([register.health])
    assert answers() == before
    clock.move_to(later)
    assert all(now != then for now, then in zip(answers(), before, strict=True))


@pytest.mark.parametrize("address", [*FEEDS[1:], CALENDARS[1]])
def test_a_feed_or_calendar_of_nothing_is_not_found(client, register, address):
    for name in ("declaration", "japan", "health"):
        address = address.replace(name, "nowhere")
    assert client.get(f"/en/{address}").status_code == 404


# Calendars


@pytest.mark.parametrize("address", CALENDARS)
def test_two_readers_of_calendars_find_each_due_day(client, several, address):
    response = client.get(f"/en/{address}")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = {str(event["SUMMARY"]): event for event in icalendar.Calendar.from_ical(response.content).events}
    with_a_day = ["Due: Open a hospital", "Due in 2026: Promise 3", "Due: Promise 4"]
    # The calendar of all holds what is due in this year or later.
    assert set(found) == {*with_a_day, *(["Done: Promise 2"] if "declaration" in address else [])}
    hospital = found["Due: Open a hospital"]
    assert hospital["UID"] == str(several.commitment.uid)
    assert hospital.decoded("DTSTART") == datetime.date(2026, 3, 1)
    assert hospital.decoded("DTEND") == datetime.date(2026, 3, 2)
    assert hospital["SEQUENCE"] == 1
    assert hospital["TRANSP"] == "TRANSPARENT"
    assert found["Due in 2026: Promise 3"].decoded("DTSTART") == datetime.date(2026, 12, 31)
    other = vobject.readOne(response.content.decode())
    assert {event.summary.value: event.dtstart.value for event in other.vevent_list} == {
        summary: event.decoded("DTSTART") for summary, event in found.items()
    }
    assert client.get(f"/en/{address}", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_commitment_that_was_dropped_is_cancelled_in_the_calendar(client, register):
    promise(register.declaration, 2, "2026-05-01", "day", "dropped")
    events = icalendar.Calendar.from_ical(client.get(f"/en/{CALENDARS[1]}").content).events
    assert {str(event["SUMMARY"]): str(event["STATUS"]) for event in events} == {
        "Due: Open a hospital": "CONFIRMED",
        "Dropped: Promise 2": "CANCELLED",
    }


def test_feeds_and_calendars_are_on_the_page_of_feeds(client, register):
    page = client.get("/en/feeds/").content.decode()
    assert 'href="/en/feeds/commitments/all.rss"' in page
    assert 'href="/en/agreements/commitments.ics"' in page
