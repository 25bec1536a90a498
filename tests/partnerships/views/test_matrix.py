import csv
import datetime
import io
import re

import pytest
from django.utils import timezone

from partnerships.models import Agreement, Commitment, Event, Partner, PartnershipPillar, Person, Pillar
from tests.archive import fill_archive
from tests.register import LONG_AGO


def cells(client, query="", language="en"):
    """What the matrix tells: `{(partner, pillar or ""): {measure: number}}`, with None for a gap."""
    response = client.get(f"/{language}/pillars/matrix/{query}")
    assert response.status_code == 200
    return {
        (row.partner.slug, cell.pillar.slug if cell.pillar else ""): None
        if cell.is_gap
        else {number.measure: number.count for number in cell.numbers}
        for row in response.context["matrix"].rows
        for cell in [*row.cells, row.total]
    }


def lines(client, query="", language="en"):
    response = client.get(f"/{language}/pillars/matrix.csv{query}")
    assert response.status_code == 200
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def trade(register):
    return Pillar.objects.create(slug="trade", order=2, name={"en": "Trade", "vi": "Thương mại"})


def test_a_cell_tells_what_there_is(client, register, trade, publisher, section):
    fill_archive(2, publisher, section, timezone.now(), about=[register.japan, register.health])
    promised = register.declaration.commitments.create(number=7, text={"en": "Beds"}, public_from=LONG_AGO)
    promised.pillars.add(register.health)

    told = cells(client)

    assert told["japan", "health"]["stories"] == 2
    assert told["japan", "health"]["events"] == 1
    assert told["japan", "health"]["agreements"] == 1
    assert told["japan", "health"]["commitments"] >= 1
    assert told["japan", "trade"] == {}


def test_a_pillar_that_a_partnership_has_and_nothing_of_is_a_gap(client, register, trade, words):
    PartnershipPillar.objects.create(partner=register.japan, pillar=trade, public_from=LONG_AGO)

    assert cells(client)["japan", "trade"] is None
    page = words("pillars/matrix/")
    assert "nothing yet" in page
    assert "1 gap." in page
    assert "1 khoảng trống." in words("pillars/matrix/", "vi")


def test_what_stands_on_two_pillars_counts_once_in_the_total(client, register, trade):
    register.visit.pillars.add(trade)

    told = cells(client, "?show=events")

    assert told["japan", "health"] == told["japan", "trade"] == told["japan", ""] == {"events": 1}


def test_an_event_that_was_cancelled_does_not_count(client, register):
    register.visit.status = Event.Status.CANCELLED
    register.visit.save()

    assert cells(client, "?show=events")["japan", "health"] is None


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("from=2026-02-09&until=2026-02-09", 1),
        ("from=2026-02-10", None),
        ("until=2026-02-08", None),
        ("since=level", None),
    ],
)
def test_a_period_has_its_first_and_its_last_day(client, register, query, number):
    told = cells(client, f"?show=events&{query}")["japan", "health"]

    assert told == (number and {"events": number})


def test_the_partners_at_the_highest_levels_stand_by_default_and_others_on_asking(client, register):
    brazil = Partner.objects.create(code="BR", region="latin-america")
    first = register.strategic.__class__.objects.create(slug="first", rank=1, name={"en": "First"})
    for partner, level in ((register.france, register.strategic), (brazil, first)):
        partner.periods.create(level=level, since=datetime.date(2020, 1, 1), public_from=LONG_AGO)

    def shown(query=""):
        return list(dict.fromkeys(slug for slug, _pillar in cells(client, query)))

    assert shown() == ["japan", "france"]
    assert shown("?level=first") == ["brazil"]
    assert shown("?level=any") == ["japan", "france", "brazil"]
    assert shown("?level=any&region=europe") == ["france"]


def test_our_own_country_is_no_partner(client, register):
    home = Partner.objects.create(code="VN", region="southeast-asia")
    register.visit.partners.add(home)

    assert not [slug for slug, _pillar in cells(client, "?level=any") if slug == "viet-nam"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=2025-02-30", "This is no day"),
        ("until=yesterday", "This is no day"),
        ("from=0001-01-01", "cannot be meant"),
        ("until=9999-12-31", "cannot be meant"),
        ("from=2026-03-02&until=2026-03-01", "The first day comes after the last"),
        ("level=friendship", "Select a valid choice"),
        ("region=moon", "Select a valid choice"),
        ("show=everything-else", "Select a valid choice"),
        ("since=ever", "Select a valid choice"),
    ],
)
def test_what_cannot_be_asked_for_is_answered_with_400_and_says_why(client, register, query, sentence):
    for address in ("/en/pillars/matrix/", "/en/pillars/matrix.csv"):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 400
        assert sentence in response.content.decode()
    assert client.get(f"/vi/pillars/matrix/?{query}").status_code == 400


def test_the_table_to_download_has_the_same_numbers(client, register, trade, publisher, section):
    fill_archive(3, publisher, section, timezone.now(), about=[register.japan, register.health, trade])
    for query in ("", "?show=stories", "?from=2026-02-01&until=2026-02-28", "?level=any&since=level"):
        told = cells(client, query)
        for line in lines(client, query):
            if line["counts"] == "pillar":
                continue
            counted = {
                name.replace("open_", ""): int(line[name])
                for name in ("stories", "events", "agreements", "open_commitments")
                if line.get(name, "0") != "0"
            }
            assert counted == (told[line["partner"], line["pillar"]] or {})


def test_the_table_begins_with_a_byte_order_mark_and_speaks_vietnamese(client, register, trade):
    response = client.get("/vi/pillars/matrix.csv")

    assert response.content.startswith("\ufeffcounts,partner,".encode())
    assert response.content.count(b"\r\n") == response.content.count(b"\n")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert {line["partner_name"] for line in lines(client, "", "vi")} >= {"Nhật Bản"}
    [line] = [line for line in lines(client) if (line["partner"], line["pillar"]) == ("japan", "health")]
    assert line["pillar_name"] == "Ageing well together"
    assert line["own_pillar"] == "yes"


def test_a_reader_of_another_language_finds_the_same_matrix_with_its_own_stories(
    client, register, publisher, section, words
):
    fill_archive(
        1, publisher, section, timezone.now(), about=[register.japan, register.health], language="vi"
    )

    assert "stories" not in cells(client)["japan", "health"]
    assert cells(client, language="vi")["japan", "health"]["stories"] == 1
    page = words("pillars/matrix/?from=2020-01-01&show=events", "en")
    assert 'href="/vi/pillars/matrix/?show=events&amp;from=2020-01-01"' in page


@pytest.fixture
def secret(register, later):
    """What nobody may know yet: all of it with France, at a level and on a pillar that nothing else has."""
    quiet = Pillar.objects.get(slug="health")
    level = register.strategic.__class__.objects.create(slug="closest", rank=9, name={"en": "Closest"})
    said = {"public_from": later}
    register.france.periods.create(level=level, since=datetime.date(2025, 1, 1), **said)
    PartnershipPillar.objects.create(partner=register.france, pillar=quiet, wording={"en": "Hush"}, **said)
    event = Event.objects.create(
        slug="hush", kind="talks", title={"en": "Hush"}, starts_on=datetime.date(2026, 1, 5), **said
    )
    agreement = Agreement.objects.create(slug="hush", kind="treaty", title={"en": "Hush"}, **said)
    agreement.steps.create(status="signed", on=datetime.date(2026, 1, 5), public_from=LONG_AGO)
    promised = Commitment.objects.create(
        agreement=agreement, number=1, text={"en": "Hush"}, public_from=LONG_AGO
    )
    for thing in (event, agreement):
        thing.partners.set([register.france, register.japan])
        thing.pillars.set([quiet])
    promised.pillars.set([quiet])


ADDRESSES = [
    f"/{language}/pillars/{page}{query}"
    for language in ("en", "vi")
    for page in ("matrix/", "matrix.csv", "health/")
    for query in ("", "?level=any", "?level=any&show=commitments", "?level=any&since=level")
]


def test_nothing_that_is_not_public_changes_a_byte(client, register, later, request):
    before = [client.get(address).content for address in ADDRESSES]
    request.getfixturevalue("secret")

    assert [client.get(address).content for address in ADDRESSES] == before
    assert client.get("/en/pillars/matrix/?level=closest").status_code == 400


def test_at_its_second_it_counts(client, clock, secret):
    clock.shift(3600)

    told = cells(client, "?level=closest")["france", "health"]
    assert told == {"events": 1, "agreements": 1, "commitments": 1}


# fmt: off
CODES = [
    "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CL", "CN", "CO", "CZ", "DE", "DK", "EE", "EG", "ES",
    "FI", "GB", "GR", "HR", "HU", "ID", "IE", "IL", "IN", "IS", "IT", "KE", "KH", "KR", "KW", "LA",
    "LT", "LU", "LV", "MA", "MM", "MN", "MX", "MY", "NG", "NL", "NO", "NZ", "PE", "PH", "PK", "PL",
    "PT", "RO", "RS", "RU", "SA", "SE", "SG", "SI", "SK", "TH", "TR", "UA",
]
# fmt: on


@pytest.fixture
def wide(register, publisher, section):
    """Sixty partners at a level, each with events, agreements and stories on a pillar."""
    partners = [Partner.objects.create(code=code, region="world") for code in CODES]
    for partner in partners:
        partner.periods.create(
            level=register.strategic, since=datetime.date(2020, 1, 1), public_from=LONG_AGO
        )
    fill_archive(60, publisher, section, timezone.now(), about=[*partners, register.health])
    register.visit.partners.set(partners)
    return partners


@pytest.mark.parametrize("query", ["", "?level=any&show=stories", "?level=strategic&since=level"])
def test_the_matrix_of_many_takes_eight_queries_and_pages(client, wide, query, django_assert_max_num_queries):
    seen, address = [], f"/en/pillars/matrix/{query}"
    while address:
        with django_assert_max_num_queries(8):
            response = client.get(address)
        seen += [row.partner.slug for row in response.context["rows"]]
        following = re.search(r'rel="next" href="(\?[^"]*)"', response.content.decode())
        address = following and f"/en/pillars/matrix/{following[1].replace('&amp;', '&')}"
    assert len(seen) == len(set(seen)) >= 60
    with django_assert_max_num_queries(8):
        client.get(f"/en/pillars/matrix.csv{query}")
    assert client.get("/en/pillars/matrix/?after=nobody").status_code == 404


def test_the_address_of_the_matrix_is_taken(administrator, client, register):
    client.force_login(administrator)
    response = client.post(
        "/admin/partnerships/pillar/add/", {"name_en": "Matrix", "slug": "matrix", "order": 1}
    )
    assert "taken by a page of the site" in response.content.decode()


def test_a_hidden_person_hides_no_number(client, register, later):
    before = client.get("/en/pillars/matrix/").content
    Person.objects.create(slug="quiet", name={"en": "Quiet"}, public_from=later)

    assert client.get("/en/pillars/matrix/").content == before
