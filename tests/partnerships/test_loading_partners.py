"""Loading the world: what is missing is made, and no word of an editor's is ever overwritten."""

import datetime
from dataclasses import replace
from io import StringIO
from types import MappingProxyType

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships import facts, loading_partners
from partnerships.facts import Lock
from partnerships.loading_partners import load_partners
from partnerships.models import LoadedRow, Membership, Partner, RegisterChange
from partnerships.world import belongings, places

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def done(loaded):
    return {
        kind: (getattr(loaded, kind)[Partner], getattr(loaded, kind)[Membership])
        for kind in ("made", "changed", "kept")
    }


@pytest.fixture
def told(monkeypatch):
    """Has the data files say something else of one place, or of one membership."""

    def told(code, grouping="", **said):
        if grouping:
            rows = tuple(
                replace(row, **said) if (row.member, row.grouping) == (code, grouping) else row
                for row in loading_partners.belongings()
            )
            monkeypatch.setattr(loading_partners, "belongings", lambda: rows)
            return
        known = dict(loading_partners.places())
        known[code] = replace(known[code], **said)
        monkeypatch.setattr(loading_partners, "places", lambda: MappingProxyType(known))

    return told


def edit(code, **said):
    partner = Partner.objects.get(code=code)
    for name, value in said.items():
        setattr(partner, name, value)
    partner.save()


def membership(member, grouping):
    return Membership.objects.get(member__code=member, grouping__code=grouping)


def test_the_world_is_made_once():
    assert done(load_partners()) == {
        "made": (len(places()), len(belongings())),
        "changed": (0, 0),
        "kept": (0, 0),
    }
    assert done(load_partners()) == {"made": (0, 0), "changed": (0, 0), "kept": (0, 0)}


def test_what_is_made_is_whole():
    load_partners()

    denmark = Partner.objects.get(code="DK")
    assert (denmark.slug, denmark.region) == ("denmark", "europe")
    assert denmark.capital == {"en": "Copenhagen", "vi": "Copenhagen"}
    assert "dan mach" in denmark.folded
    assert Partner.objects.get(code="CI").slug == "cote-divoire"
    union = membership("GB", "EU")
    assert (union.since, union.until) == (datetime.date(1973, 1, 1), datetime.date(2020, 2, 1))
    assert union.source_url
    assert union.is_public()
    assert membership("VN", "CPTPP").public_from == datetime.datetime(2019, 1, 13, 17, tzinfo=datetime.UTC)
    assert not set(Partner.objects.values_list("slug", flat=True)) & {""}


def test_a_membership_known_to_the_month_is_public_once_the_month_is_over():
    load_partners()

    assert membership("VN", "APEC").public_from == datetime.datetime(1998, 11, 30, 17, tzinfo=datetime.UTC)


def test_what_an_editor_wrote_stays(told):
    load_partners()
    edit("UA", capital={"en": "Kyiv", "vi": "Kyiv"})
    edit("KR", own_names={})
    membership("VN", "WTO").delete()
    Membership.objects.filter(member__code="ID", grouping__code="BRICS").update(
        since=datetime.date(2025, 1, 1)
    )
    Membership.objects.filter(member__code="TW", grouping__code="APEC").update(public_from=None)
    told("UA", capital={"en": "Kyiv (city)", "vi": "Kyiv (thành phố)"})
    told("KR", own_names={"en": "Korea"})

    assert done(load_partners()) == {"made": (0, 1), "changed": (0, 0), "kept": (2, 2)}

    assert Partner.objects.get(code="UA").capital == {"en": "Kyiv", "vi": "Kyiv"}
    assert Partner.objects.get(code="KR").own_names == {}
    assert membership("ID", "BRICS").since == datetime.date(2025, 1, 1)
    assert membership("TW", "APEC").public_from is None
    assert membership("VN", "WTO").since == datetime.date(2007, 1, 11)


def test_what_nobody_changed_follows_the_files(told):
    load_partners()
    edit("ID", other_names="Inđônêxia")
    told("ID", capital={"en": "Nusantara", "vi": "Nusantara"}, other_names=("The Archipelago",))
    told("GB", "CPTPP", since=datetime.date(2024, 12, 16))

    assert done(load_partners()) == {"made": (0, 0), "changed": (1, 1), "kept": (1, 0)}

    indonesia = Partner.objects.get(code="ID")
    assert indonesia.capital["en"] == "Nusantara"
    assert indonesia.other_names == "Inđônêxia"
    assert "indonexia" in indonesia.folded
    kingdom = membership("GB", "CPTPP")
    assert kingdom.since == datetime.date(2024, 12, 16)
    assert kingdom.public_from == datetime.datetime(2024, 12, 15, 17, tzinfo=datetime.UTC)
    assert done(load_partners()) == {"made": (0, 0), "changed": (0, 0), "kept": (1, 0)}


def test_what_an_editor_put_back_follows_the_files_again(told):
    load_partners()
    edit("ID", capital={"en": "Batavia"})
    told("ID", capital={"en": "Nusantara", "vi": "Nusantara"})
    assert load_partners().kept[Partner] == 1
    edit("ID", capital={"en": "Jakarta", "vi": "Jakarta"})

    assert load_partners().changed[Partner] == 1
    assert Partner.objects.get(code="ID").capital["en"] == "Nusantara"


def test_of_a_partner_that_was_there_before_only_empty_columns_are_filled():
    Partner.objects.create(
        code="GB", slug="britain", region="world", own_names={"en": "Britain"}, other_names="UK"
    )
    Partner.objects.create(code="JP", region="east-asia")

    loaded = load_partners()

    assert (loaded.changed[Partner], loaded.kept[Partner]) == (2, 1)
    britain = Partner.objects.get(code="GB")
    assert (britain.slug, britain.region, str(britain.name)) == ("britain", "world", "Britain")
    assert britain.other_names == "UK"
    assert britain.capital["en"] == "London"
    assert Partner.objects.get(code="JP").capital["vi"] == "Tokyo"
    assert membership("GB", "P5")


def test_an_address_that_somebody_has_is_not_taken_twice():
    Partner.objects.create(
        kind="organisation", code="CLUB", slug="peru", region="world", own_names={"en": "Club Peru"}
    )

    load_partners()

    assert Partner.objects.get(code="PE").slug == "peru-2"


def test_a_membership_that_the_ministry_entered_itself_is_not_doubled():
    japan = Partner.objects.create(code="JP", region="east-asia")
    seven = Partner.objects.create(
        kind="grouping", code="G7", slug="g7", region="world", own_names={"en": "G7"}
    )
    own = seven.members.create(member=japan, since=datetime.date(1975, 11, 15), public_from=LONG_AGO)

    loaded = load_partners()

    assert loaded.kept[Membership] == 1
    assert membership("JP", "G7") == own


def test_a_membership_that_a_release_has_locked_waits(told, monkeypatch):
    load_partners()
    told("GB", "CPTPP", since=datetime.date(2024, 12, 16))
    locked = membership("GB", "CPTPP")
    monkeypatch.setattr(
        facts, "locks", [lambda rows: {row: Lock("In a release.") for row in rows if row == locked}]
    )

    loaded = load_partners()
    assert (loaded.locked, loaded.changed[Membership]) == (1, 0)
    assert membership("GB", "CPTPP").since == datetime.date(2024, 12, 15)

    monkeypatch.setattr(facts, "locks", [])
    assert load_partners().changed[Membership] == 1


def test_a_run_takes_the_same_few_queries_whatever_it_does():
    with CaptureQueriesContext(
        connection,
    ) as first:
        load_partners()
    with CaptureQueriesContext(connection) as second:
        load_partners()

    assert len(first) <= 60
    assert len(second) <= 6


def test_pages_are_dated_anew_when_something_was_loaded_and_not_otherwise(told):
    load_partners()
    RegisterChange.objects.update(at=LONG_AGO)
    load_partners()
    assert RegisterChange.objects.get().at == LONG_AGO

    Membership.objects.filter(member__code="GB", grouping__code="CPTPP").update(public_from=None)
    told("GB", "CPTPP", since=datetime.date(2024, 12, 16))
    load_partners()
    # Nobody outside can see that one.
    assert RegisterChange.objects.get().at == LONG_AGO

    told("ID", capital={"en": "Nusantara", "vi": "Nusantara"})
    load_partners()
    assert RegisterChange.objects.get().at > LONG_AGO


def test_it_is_all_or_nothing(told):
    told("ZW", region="")

    with pytest.raises(Exception, match="blank"):
        load_partners()
    assert not Partner.objects.exists()
    assert not LoadedRow.objects.exists()


def test_the_command_says_what_it_did():
    def said():
        out = StringIO()
        call_command("load_partners", stdout=out)
        return out.getvalue().splitlines()

    assert said() == [
        f"partners: {len(places())} made, 0 changed, 0 with the ministry's own words left as they are",
        f"memberships: {len(belongings())} made, 0 changed, 0 with the ministry's own words left as they are",
    ]
    assert said()[0].startswith("partners: 0 made, 0 changed, 0 with")


def test_texts_are_loaded_in_the_languages_of_the_site(settings):
    settings.LANGUAGES = [("en", "English")]
    load_partners()

    assert Partner.objects.get(code="CN").capital == {"en": "Beijing"}
    assert timezone.now() > membership("CN", "P5").public_from
