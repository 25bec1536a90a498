"""What the open data answers: whole, the same in both forms, and as the description says."""

import datetime

import pytest
from django.conf import settings
from django.urls import resolve
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from newsroom.demonstration.register_archive import Size, load
from partnerships.models import Event, Partner, ProgrammeItem
from partnerships.open_data import openapi
from partnerships.open_data.columns import cells, heads
from partnerships.open_data.register import COLLECTIONS
from tests.partnerships.open_data.conftest import every_address
from tests.register import LONG_AGO


def validator(name):
    """Validates against a schema of the description."""
    schema = {**openapi.document(), "$ref": f"#/components/schemas/{name}"}
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize("name", list(COLLECTIONS))
def test_every_collection_has_rows_that_are_as_described(data, register, name):
    said = data(f"{name}.json")

    assert said["items"]
    validator(f"{openapi.schema_name(COLLECTIONS[name])}Page").validate(said)


def test_the_index_and_a_partner_are_as_described(data, register):
    validator("Index").validate(data(""))
    validator("OnePartner").validate(data("partners/japan.json"))
    assert data("partners/JP.json") == data("partners/japan.json") == data("partners/jp.json")


def test_a_made_up_register_is_as_described_page_after_page_and_the_same_in_csv(
    data, table, clock, db, all_items
):
    list(load(Size(partners=40, agreements=30, events=60, people=40), timezone.now()))
    for name, collection in COLLECTIONS.items():
        if name == "agreement-texts":
            # The made-up register has no files.
            continue
        items = all_items(name, "limit=7")
        assert items
        page = data(f"{name}.json?limit=500")
        assert page["items"] == items
        assert page["next"] is None
        validator(f"{openapi.schema_name(collection)}Page").validate(page)
        lines = table(f"{name}.csv?limit=500")
        assert [list(line.values()) for line in lines] == [cells(collection.columns, item) for item in items]
        assert all(list(line) == heads(collection.columns) for line in lines)


def test_whatever_one_row_names_another_is(db, clock, all_items):
    list(load(Size(partners=40, agreements=30, events=60, people=40), timezone.now()))
    ids = {name: {item["id"] for item in all_items(name)} for name in COLLECTIONS}

    def named(name, *columns):
        found = set()
        for item in all_items(name):
            for column in columns:
                value = item[column]
                found |= set(value) if isinstance(value, list) else {value} - {None}
        assert found
        return found

    assert named("events", "delegation", "received_by") <= ids["people"]
    assert named("events", "host", "partners") <= ids["partners"]
    assert named("programme-items", "people") <= ids["people"]
    assert named("programme-items", "event") <= ids["events"]
    assert named("event-changes", "event") <= ids["events"]
    assert named("agreements", "event") <= ids["events"]
    assert named("agreement-steps", "agreement") <= ids["agreements"]
    assert named("commitments", "agreement") <= ids["agreements"]
    assert named("commitment-entries", "commitment") <= ids["commitments"]
    assert named("commitment-entries", "events") <= ids["events"]
    assert named("commitment-entries", "agreements") <= ids["agreements"]
    assert named("partnership-periods", "declaration") <= ids["agreements"]
    assert named("partnership-periods", "event") <= ids["events"]
    assert named("partnership-periods", "level") == ids["levels"]
    assert named("appointments", "person") <= ids["people"]
    assert named("appointments", "post") == ids["posts"]


def test_a_period_ends_when_the_next_one_begins(all_items, register):
    first, upgrade = sorted(all_items("partnership-periods"), key=lambda item: item["since"])

    assert (first["since"], first["until"], first["until_precision"]) == ("2009-04-20", "2026-02-10", "day")
    assert (upgrade["until"], upgrade["until_precision"]) == (None, None)
    assert first["source"] == "The archive"
    assert upgrade["declaration"] == f"urn:uuid:{register.declaration.uid}"
    assert upgrade["public_from"] == "2000-01-01T00:00:00Z"


def test_a_day_is_told_no_more_exactly_than_it_is_known(all_items, register):
    register.visit.precision = "month"
    register.visit.save()
    register.upgrade.since_precision = "year"
    register.upgrade.save()

    (event,) = all_items("events")
    assert (event["starts_on"], event["ends_on"], event["precision"]) == ("2026-02-01", "2026-02-01", "month")
    first, upgrade = sorted(all_items("partnership-periods"), key=lambda item: item["since"])
    assert (upgrade["since"], first["until"], first["until_precision"]) == (
        "2026-01-01",
        "2026-01-01",
        "year",
    )


def test_times_of_a_programme_are_told_in_utc(all_items, register):
    register.talks.ends_at = datetime.time(0, 30)
    register.talks.save()

    (item,) = all_items("programme-items")

    # Half past nine in Tokyo, and past midnight there.
    assert item["starts_at"] == "2026-02-10T00:30:00Z"
    assert item["ends_at"] == "2026-02-10T15:30:00Z"


def test_where_an_agreement_and_a_commitment_stood_on_a_day(all_items, register):
    def status(day):
        return next(
            (item["status"], item["signed_on"])
            for item in all_items("agreements", f"on={day}")
            if item["slug"] == "declaration"
        )

    assert status("2026-02-09") == (None, None)
    assert status("2026-02-10") == ("signed", "2026-02-10")
    assert [item["state"] for item in all_items("commitments", "on=2026-02-19")] == ["not-started"]
    assert [item["state"] for item in all_items("commitments", "on=2026-02-20")] == ["in-progress"]
    assert all_items("commitments")[0]["amount"] == "5000000.00"


@pytest.mark.parametrize(
    ("name", "query", "number"),
    [
        ("events", "partner=JP", 1),
        ("events", "partner=japan", 1),
        ("events", "partner=FR", 0),
        ("agreements", "partner=JP", 1),
        ("commitments", "partner=JP", 1),
        ("commitments", "partner=FR", 0),
        ("memberships", "partner=ASEAN", 1),
        ("memberships", "partner=ASEAN&on=1995-07-27", 0),
        ("memberships", "partner=ASEAN&on=1995-07-28", 1),
        ("appointments", "on=2024-12-31", 0),
        ("appointments", "on=2025-01-01&partner=JP", 1),
        ("posts", "partner=JP", 1),
        ("partnership-pillars", "partner=JP", 1),
        ("partnership-periods", "on=2026-02-09", 1),
        ("events", "since=2000-01-01", 1),
        ("events", "since=2000-01-01T00:00:01Z", 0),
        ("events", "since=2000-01-01T07:00:00%2B07:00", 1),
    ],
)
def test_rows_can_be_chosen(all_items, register, name, query, number):
    assert len(all_items(name, query)) == number


def test_what_hangs_on_a_fact_is_known_since_that_one_was(all_items, register, clock):
    register.declaration.public_from = timezone.now() - datetime.timedelta(hours=1)
    register.declaration.save()

    (commitment,) = all_items("commitments", "since=2026-03-02T05:00:00Z")
    assert commitment["public_from"] == "2026-03-02T05:00:00Z"
    assert len(all_items("commitment-entries", "since=2026-03-02T05:00:00Z")) == 1


def test_files_have_their_addresses(client, all_items, register):
    register.entry.document = "evidence/report.pdf"
    register.entry.document_title = {"en": "Report"}
    register.entry.save()

    (entry,) = all_items("commitment-entries")
    (text,) = all_items("agreement-texts")

    # The files are not there, but their addresses are known.
    assert resolve(entry["document_url"].removeprefix(settings.SITE_URL)).url_name == "evidence"
    assert resolve(text["file"].removeprefix(settings.SITE_URL)).url_name == "agreement_text_file"
    assert text["page"]["vi"].endswith("/vi/agreements/declaration/text/en/")


def test_the_next_page_keeps_the_question(client, data, register):
    Event.objects.create(
        slug="talks",
        kind=Event.Kind.TALKS,
        title={"en": "Talks"},
        starts_on=datetime.date(2026, 1, 1),
        host=register.japan,
        public_from=LONG_AGO,
    )
    path = "events.csv?partner=JP&since=1999-12-31T23:00:00Z&limit=1"
    response = client.get(f"/data/v1/{path}")
    following = response["Link"].partition("<")[2].partition(">")[0]

    assert response["Link"].endswith('>; rel="next"')
    assert "partner=JP" in following
    assert "since=1999-12-31T23%3A00%3A00Z" in following
    second = client.get(following)
    assert second.status_code == 200
    assert "Link" not in second
    assert second.content != response.content


def test_csv_is_exact_and_says_what_it_is(client, table, register):
    register.japan.own_names = {"en": '=1+1, "Japan"\nand more', "vi": "Nhật Bản"}
    register.japan.save()

    response = client.get("/data/v1/partners.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert b'"=1+1, ""Japan""\nand more"' in response.content
    assert response.content.count(b"\r\n") == 1 + Partner.objects.count()
    line = next(line for line in table("partners.csv") if line["id"] == "JP")
    assert line["name_en"] == '=1+1, "Japan"\nand more'
    assert line["name_vi"] == "Nhật Bản"


def test_a_private_item_of_a_programme_is_nowhere(client, register):
    private = ProgrammeItem.objects.create(event=register.visit, title={"en": "Dinner by the lake"})
    private.people.set([register.minister])
    for path in every_address():
        assert b"Dinner" not in client.get(f"/data/v1/{path}").content
        assert str(private.uid).encode() not in client.get(f"/data/v1/{path}").content


def test_nobody_is_told_who_entered_what(client, register, editor):
    register.visit.entered_by = editor
    register.visit.save()
    for path in every_address():
        assert b"entered" not in client.get(f"/data/v1/{path}").content.replace(b"entered into", b"")


def test_every_address_takes_eight_queries_at_most(client, register, django_assert_max_num_queries):
    for path in every_address():
        with django_assert_max_num_queries(8):
            assert client.get(f"/data/v1/{path}").status_code == 200, path


def test_caches_and_other_sites_can_ask(client, register):
    for path in ("", "openapi.json", "events.json", "events.csv", "partners/japan.json"):
        address = f"/data/v1/{path}"
        response = client.get(address)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, no-cache"
        assert response["Last-Modified"] == "Mon, 02 Mar 2026 06:00:00 GMT"
        assert not response.cookies
        assert response["Content-Language"] == "en, vi"
        assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304
        assert (
            client.get(address, headers={"If-Modified-Since": response["Last-Modified"]}).status_code == 304
        )
        packed = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert packed["Access-Control-Allow-Origin"] == "*"
        head = client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        asked = client.options(address)
        assert asked.status_code == 204
        assert "If-None-Match" in asked["Access-Control-Allow-Headers"]
