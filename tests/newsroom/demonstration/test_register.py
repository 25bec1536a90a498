"""The register's known answers, taken from the two stories that the demonstration tells."""

import datetime

from django.apps import apps
from django.test import TestCase

from newsroom.demonstration.register.loading import load_register
from partnerships.facts import Fact
from partnerships.groupings import all_members_at
from partnerships.models import (
    Agreement,
    Commitment,
    CommitmentEntry,
    Event,
    EventChange,
    Level,
    Partner,
    PartnershipPeriod,
    Person,
    ProgrammeItem,
)

END_OF_OCTOBER_2025 = datetime.date(2025, 10, 31)
PERMANENT_FIVE = {"CN", "FR", "GB", "RU", "US"}


class TheRegister(TestCase):
    """Loaded once; each test is rolled back to that."""

    @classmethod
    def setUpTestData(cls):
        cls.made = load_register()

    def comprehensive_strategic_partners(self):
        level = Level.objects.order_by("-rank").first()
        periods = PartnershipPeriod.objects.live().on(END_OF_OCTOBER_2025).filter(level=level)
        return set(periods.values_list("partner__code", flat=True))

    def test_the_united_kingdom_stood_at_its_known_level_on_each_day(self):
        united_kingdom = Partner.objects.get(code="GB")
        for day, level in [
            (datetime.date(1973, 9, 10), None),
            (datetime.date(1974, 1, 1), "diplomatic-relations"),
            (datetime.date(2011, 1, 1), "strategic-partnership"),
            (datetime.date(2025, 10, 28), "strategic-partnership"),
            (datetime.date(2025, 11, 30), "comprehensive-strategic-partnership"),
        ]:
            with self.subTest(day=day):
                period = united_kingdom.level_on(day)
                assert (period and period.level.slug) == level

    def test_fourteen_partners_were_comprehensive_strategic_at_the_end_of_october_2025(self):
        assert len(self.comprehensive_strategic_partners()) == 14

    def test_all_permanent_members_of_the_security_council_were_among_them(self):
        assert self.comprehensive_strategic_partners() >= PERMANENT_FIVE

    def test_all_five_permanent_members_were_there_on_30_october_and_not_two_days_before(self):
        level = "comprehensive-strategic-partnership"
        assert all_members_at(level, "P5", datetime.date(2025, 10, 30))
        assert not all_members_at(level, "P5", datetime.date(2025, 10, 28))

    def test_the_british_pillars_are_six_in_their_own_order_and_wording(self):
        pillars = Partner.objects.get(code="GB").partnership_pillars.live().select_related("pillar")
        assert [pillar.pillar.slug for pillar in pillars] == [
            "politics-and-security",
            "economy-and-trade",
            "science-and-health",
            "green-transition",
            "people-and-culture",
            "regional-and-world-affairs",
        ]
        assert all(pillar.wording != pillar.pillar.name for pillar in pillars)

    def test_the_talks_at_downing_street_stand_on_the_visits_programme(self):
        visit = Event.objects.get(slug="uk-official-visit-2025")
        talks = visit.programme.get(people__slug="keir-starmer")
        assert talks.day == datetime.date(2025, 10, 29)
        assert talks.venue["en"] == "10 Downing Street"

    def test_what_has_no_known_day_stands_on_the_programme_without_one(self):
        visit = Event.objects.get(slug="uk-official-visit-2025")
        assert visit.programme.filter(day=None, is_public=True).count() == 2

    def test_the_foreign_minister_was_acting_before_he_was_minister(self):
        trung = Person.objects.get(slug="le-hoai-trung")
        assert (
            trung.appointment_on(datetime.date(2025, 10, 1)).post.slug == "acting-minister-of-foreign-affairs"
        )
        assert trung.appointment_on(datetime.date(2025, 10, 29)).post.slug == "minister-of-foreign-affairs"

    def test_agreements_carry_the_days_that_their_sources_give(self):
        ukvfta = Agreement.objects.get(short_name="UKVFTA")
        assert list(ukvfta.steps.values_list("status", "on")) == [
            ("signed", datetime.date(2020, 12, 29)),
            ("in-force", datetime.date(2021, 5, 1)),
        ]
        cptpp = Agreement.objects.get(short_name="CPTPP")
        assert cptpp.steps.get(status="in-force").on == datetime.date(2019, 1, 14)
        assert Agreement.objects.get(short_name="JETP").partners.filter(code="GB").exists()

    def test_the_export_credit_is_five_billion_pounds_and_under_way(self):
        entries = CommitmentEntry.objects.live()
        credit = Commitment.objects.live().with_state(entries, datetime.date(2025, 10, 30))
        credit = credit.get(agreement__slug="uk-export-credit-2025")
        assert (credit.amount, credit.currency) == (5_000_000_000, "GBP")
        assert credit.state == "in-progress"
        assert credit.their_body["en"] == "UK Export Finance"

    def test_an_invented_commitment_says_so(self):
        for commitment in Commitment.objects.filter(source__startswith="Invented"):
            assert commitment.text["en"].startswith("Sample"), commitment

    def test_every_partner_of_the_asean_summit_and_of_the_cptpp_is_a_partner_of_its_own(self):
        codes = set(Partner.objects.values_list("code", flat=True))
        assert codes >= {"BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL"}
        assert codes >= {"AU", "BN", "CA", "CL", "GB", "JP", "MX", "MY", "NZ", "PE", "SG"}

    def test_every_fact_names_its_source_or_says_that_it_is_invented(self):
        facts = [
            model for model in apps.get_app_config("partnerships").get_models() if issubclass(model, Fact)
        ]
        for model in facts:
            for fact in model.objects.all():
                assert fact.source, fact
                assert fact.source_url or fact.source.startswith("Invented sample"), fact

    def test_an_invented_event_says_so_in_its_title(self):
        invented = Event.objects.filter(source__startswith="Invented")
        assert invented.count() == 8
        assert all("Sample" in event.title["en"] and "Mẫu" in event.title["vi"] for event in invented)

    def test_texts_are_there_in_both_languages(self):
        for model, names in [(Event, ["title", "summary"]), (Agreement, ["title"]), (Commitment, ["text"])]:
            for row in model.objects.all():
                assert all(not getattr(row, name).missing for name in names), row

    def test_an_event_that_is_not_announced_is_not_public(self):
        hidden = {"sample-unannounced-visit-2027", "sample-never-announced-talks-2027"}
        before_its_time = datetime.datetime(2027, 9, 6, 1, 59, 59, tzinfo=datetime.UTC)
        assert not Event.objects.live(before_its_time).filter(slug__in=hidden).exists()
        second_later = before_its_time + datetime.timedelta(seconds=1)
        assert set(Event.objects.live(second_later).values_list("slug", flat=True)) & hidden == {
            "sample-unannounced-visit-2027"
        }

    def test_private_programme_items_are_there_to_stay_unseen(self):
        assert ProgrammeItem.objects.filter(is_public=False).count() == 2

    def test_loading_twice_changes_nothing(self):
        before = {model: model.objects.count() for model in self.made}
        assert self.made[Partner] >= 50
        assert not load_register()
        assert {model: model.objects.count() for model in self.made} == before

    def test_what_an_editor_changed_stays_as_the_editor_left_it(self):
        Event.objects.filter(slug="asean-summit-47").update(venue={"en": "KLCC"})
        PartnershipPeriod.objects.filter(partner__code="ES", level__rank=3).update(
            since=datetime.date(2009, 12, 15)
        )
        assert not load_register()
        assert Event.objects.get(slug="asean-summit-47").venue == {"en": "KLCC"}

    def test_what_is_missing_is_made_again(self):
        Event.objects.get(slug="sample-cultural-week-2027").delete()
        assert load_register() == {Event: 1, EventChange: 1}
