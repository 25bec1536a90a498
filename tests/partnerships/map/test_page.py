import datetime
import gzip
import html
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnerships.map.geometry import PART_OF, world
from partnerships.models import Level, Partner
from tests.partnerships.map.reading import countries, legend, table
from tests.register import LONG_AGO


def everybody():
    """A partner for each country of the world; those that were there already stay."""
    known = set(Partner.objects.values_list("code", flat=True))
    for code in world().codes - known:
        Partner.objects.create(code=code, region="world")


def hold(partner, level, since, **said):
    return partner.periods.create(level=level, since=since, **{"public_from": LONG_AGO, **said})


def test_a_country_has_the_colour_of_its_level_and_is_called_by_it(register, ask):
    register.comprehensive.colour = "#123456"
    register.comprehensive.save()

    japan = countries(ask())["JP"]

    assert japan["fill"] == "#123456"
    assert japan["href"] == "/en/partners/japan/"
    assert japan["words"] == "Japan: Comprehensive since 10 February 2026"


def test_a_country_with_a_page_and_no_level_is_a_link_without_a_colour(register, ask):
    france = countries(ask())["FR"]

    assert "fill" not in france
    assert france["words"] == "France: no level on this day"


def test_a_country_without_a_page_is_land_with_its_name(register, ask):
    page = ask(language="vi")

    assert set(countries(page)) == {"JP", "FR"}
    assert '<g aria-hidden="true" class="land"><title>Brazil</title>' in page
    assert '<g aria-hidden="true" class="home"><title>Việt Nam</title>' in page


def test_on_a_day_the_map_the_legend_and_the_table_tell_the_same(register, ask):
    for day, level in [
        ("2009-04-20", "Strategic"),
        ("2026-02-09", "Strategic"),
        ("2026-02-10", "Comprehensive"),
    ]:
        page = ask(f"on={day}")
        other = {"Strategic": "Comprehensive", "Comprehensive": "Strategic"}[level]
        assert legend(page) == {level: 1, other: 0}
        assert table(page) == {level: ["/en/partners/japan/"]}
        assert countries(page)["JP"]["words"].startswith(f"Japan: {level} since ")


def test_a_year_is_shown_at_its_end_and_this_year_today(register, ask):
    assert '<time datetime="2010-12-31">31 December 2010</time>' in ask("year=2010")
    assert '<time datetime="2026-03-02">2 March 2026</time>' in ask("year=2026")
    assert legend(ask("year=2026"))["Comprehensive"] == 1


def test_the_days_before_and_after_are_a_link_away(register, ask):
    page = ask("on=2015-06-01")
    assert 'href="?on=2014-12-31" rel="prev"' in page
    assert 'href="?on=2016-12-31" rel="next"' in page
    assert 'href="/vi/partners/map/?on=2015-06-01"' in page

    first, now = ask("on=2009-04-20"), ask()
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in now
    assert 'href="?on=2026-03-02" rel="next"' in ask("on=2025-06-01")
    assert 'href="/vi/partners/map/"' in now


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("on=2025-02-30", "This is no day"),
        ("on=yesterday", "This is no day"),
        ("on=9999-12-31", "The year 9999 cannot be meant"),
        ("on=2026-03-03", "still to come"),
        ("on=0001-01-01", "The year 1 cannot be meant"),
        ("on=2009-04-19", "began on 20 April 2009"),
        ("year=2027", "Choose a year from 2009 to 2026"),
        ("year=1", "Choose a year from 2009 to 2026"),
        ("year=" + "9" * 4000, "Choose a year|Enter a whole number"),
        ("year=this", "Enter a whole number"),
        ("on=2015-01-01&year=1", "Choose a year"),
    ],
)
def test_a_day_that_cannot_be_shown_gets_a_reason_and_todays_map(register, ask, query, reason):
    page = html.unescape(ask(query, status=400))
    said = page.partition('role="alert"')[2].partition("</div>")[0]

    assert re.search(reason, said)
    assert query.rpartition("=")[2][:39] in said
    assert legend(page) == legend(ask())
    assert '<time datetime="2026-03-02">' in page


@pytest.mark.parametrize("query", ["on=", "year=", "on=&year=", "part=whole", "q=rubbish&on=2015-01-01"])
def test_what_is_empty_or_unknown_is_not_minded(register, ask, query):
    assert 'role="alert"' not in ask(query)


def test_a_register_without_any_partnership_has_a_map_too(clock, db, ask):
    page = ask()

    assert legend(page) == {}
    assert countries(page) == {}
    assert "No level changed in this year." in page


def test_the_day_is_the_ministrys(register, ask, clock):
    clock.move_to(datetime.datetime(2026, 2, 9, 17, 0, tzinfo=datetime.UTC))

    assert '<time datetime="2026-02-10">' in ask()
    assert legend(ask())["Comprehensive"] == 1


def test_a_level_that_is_announced_to_begin_later_stands_in_the_table_of_today_only(register, ask):
    hold(register.france, register.strategic, datetime.date(2026, 6, 1))

    page = ask()

    assert table(page)["To come"] == ["/en/partners/france/"]
    assert "fill" not in countries(page)["FR"]
    assert legend(page)["Strategic"] == 0
    assert "To come" not in table(ask("on=2026-03-01"))
    # Its level colours nothing yet, and its year has not begun.
    assert 'max="2026"' in page


@pytest.mark.parametrize("when", ["never", "later"])
def test_an_unannounced_upgrade_changes_no_byte_on_any_day(register, client, when):
    addresses = [
        f"/{language}/partners/map/{query}"
        for language in ("en", "vi")
        for query in ("", "?on=2009-04-20", "?on=2020-01-01", "?year=2025", "?on=2020-01-01&part=day")
    ]
    before = [client.get(address).content for address in addresses]
    highest = Level.objects.create(slug="secret", rank=9, name={"en": "Secret"}, colour="#ff0000")
    public_from = None if when == "never" else timezone.now() + datetime.timedelta(hours=1)
    hold(register.france, highest, datetime.date(1999, 1, 1), public_from=public_from, source="Secret source")
    hold(register.japan, highest, datetime.date(2020, 1, 1), public_from=public_from)
    hold(register.japan, register.comprehensive, datetime.date(2027, 1, 1), public_from=public_from)

    assert [client.get(address).content for address in addresses] == before


def test_a_territory_has_the_colour_of_the_state_that_iso_lists_it_under(register, ask):
    everybody()
    hold(register.france, register.strategic, datetime.date(2013, 9, 1), since_precision="month")

    shown = countries(ask())

    guiana = shown["GF"]
    assert guiana["fill"] == shown["FR"]["fill"]
    assert guiana["words"] == "French Guiana, drawn with France: Strategic since September 2013"
    assert guiana["href"] == "/en/partners/french-guiana/"
    # Not more partners for that.
    assert legend(ask())["Strategic"] == 1


def test_a_territory_with_a_level_of_its_own_has_its_own_colour(register, ask):
    everybody()
    hold(register.france, register.strategic, datetime.date(2013, 9, 1))
    hold(Partner.objects.get(code="GF"), register.comprehensive, datetime.date(2020, 1, 1))

    assert countries(ask())["GF"]["words"] == "French Guiana: Comprehensive since 1 January 2020"
    assert "drawn with France: Strategic" in countries(ask("on=2019-12-31"))["GF"]["words"]


def test_a_territory_without_a_page_is_part_of_the_shape_of_its_state(register, ask):
    assert "GF" not in countries(ask())
    assert world().paths["FR"] + world().paths["GF"] in ask()


def test_every_country_that_is_a_partner_can_be_reached(register, ask):
    everybody()
    shown = countries(ask())
    slugs = dict(Partner.objects.filter(kind="country").values_list("code", "slug"))

    assert len(slugs) == 248
    assert {code: country["href"] for code, country in shown.items()} == {
        code: f"/en/partners/{slug}/" for code, slug in slugs.items()
    }
    assert all(shown[part]["data-with"] == state for part, state in PART_OF.items())


def test_an_organisation_with_a_level_is_listed_beside_the_map_and_counted(register, ask):
    # "AU" is Australia's code as well: an organisation is no country of the map.
    union = Partner.objects.create(
        kind="organisation", code="AU", own_names={"en": "African Union"}, region="africa"
    )
    hold(union, register.strategic, datetime.date(2020, 1, 1))

    page = ask()

    assert "AU" not in countries(page)
    assert legend(page)["Strategic"] == 1
    assert table(page)["Strategic"] == ["/en/partners/african-union/"]
    assert "African Union" in page.partition('id="map-organisations"')[2].partition("</section>")[0]
    assert "map-organisations" not in ask("on=2019-12-31")


def test_our_own_country_has_a_colour_of_its_own(register, ask, settings):
    settings.NEWSROOM_COUNTRY = "JP"
    page = ask()

    assert "fill" not in countries(page)["JP"]
    assert countries(page)["JP"]["class"] == "home"
    assert countries(page)["JP"]["words"] == "Japan: our own country"
    # The facts stay facts.
    assert legend(page)["Comprehensive"] == 1


def test_the_changes_of_the_year_are_told_with_their_place(register, ask):
    changed = re.sub(r"<[^>]+>|\s+", " ", ask().partition('id="map-changes"')[2].partition("</section>")[0])

    assert "What changed in 2026" in changed
    assert re.search(r"10 February 2026 +Japan +Comprehensive, the first to reach this level", changed)


def test_the_source_of_a_level_is_told_in_the_table(register, ask):
    register.first.source_url = "https://example.org/archive"
    register.first.save()

    assert '<a href="https://example.org/archive" rel="external">The archive</a>' in ask("on=2010-01-01")


def test_names_are_written_safely(register, ask):
    register.japan.own_names = {"en": '<b title="x">Japan</b> & "co"'}
    register.japan.save()

    page = ask()

    assert "<b title" not in page
    assert countries(page)["JP"]["words"].startswith('<b title="x">Japan</b> & "co": Comprehensive')


def test_the_script_is_told_what_the_public_knows(register, client):
    told = client.get("/en/partners/map/").context["told"]

    assert told["periods"] == [
        ["JP", "2009-04-20", "", 1, "20 April 2009"],
        ["JP", "2026-02-10", "", 0, "10 February 2026"],
    ]
    assert [level["name"] for level in told["levels"]] == ["Comprehensive", "Strategic"]


def test_a_part_of_the_page_holds_the_facts_of_the_day_without_the_shapes(register, client):
    whole = client.get("/en/partners/map/?on=2010-01-01")
    part = client.get("/en/partners/map/?on=2010-01-01&part=day")

    words = part.content.decode()
    assert '<svg class="world"' not in words
    assert table(words) == table(whole.content.decode())
    assert legend(words) == legend(whole.content.decode())
    assert part["Last-Modified"] == whole["Last-Modified"]
    assert client.get("/en/partners/map/?on=2010-02-30&part=day").status_code == 400


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_whole_world_costs_three_queries_and_less_than_150_kilobytes(
    register, client, language, django_assert_num_queries
):
    everybody()
    for partner in Partner.objects.filter(periods=None):
        for number, level in enumerate([register.strategic, register.comprehensive]):
            hold(
                partner, level, datetime.date(1990 + number, 1, 1 + partner.pk % 28), source="A source of it"
            )
    client.get(f"/{language}/partners/map/")

    with django_assert_num_queries(3):
        response = client.get(f"/{language}/partners/map/", headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 75_000
    assert legend(gzip.decompress(response.content).decode()).popitem()[1] == 0
    with django_assert_num_queries(2):
        client.get(f"/{language}/partners/map/?part=day")


def test_the_page_says_where_its_shapes_are_from_and_that_they_express_no_position(register, ask):
    assert "Natural Earth 4.1 (world-atlas 2.0.2)" in ask()
    assert "expresses no position" in ask()


def test_the_partners_page_leads_to_the_map(register, client):
    assert 'href="/en/partners/map/"' in client.get("/en/partners/").content.decode()


def test_no_partner_takes_the_address_of_the_map(db):
    pact = Partner(kind="organisation", code="MAP", own_names={"en": "Map"}, region="world", slug="map")
    with pytest.raises(ValidationError, match="address of another page"):
        pact.full_clean()

    pact.slug = ""
    pact.full_clean()
    pact.save()
    assert pact.slug == "map-map"
