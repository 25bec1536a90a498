"""The known answers about the demonstration's partnerships, on the map and out of the pure functions."""

import datetime

import time_machine
from django.test import TestCase

from newsroom.demonstration.register.loading import load_register
from partnerships.levels_over_time import changes_of_year, counted, risers, standing
from partnerships.models import Level, Partner, PartnershipPeriod
from tests.partnerships.map.reading import countries, legend, table

# When the evening's declaration had been public for long.
NOW = datetime.datetime(2025, 12, 1, 3, 0, tzinfo=datetime.UTC)
PERMANENT_FIVE = {"CN", "FR", "GB", "RU", "US"}
HIGHEST = "Comprehensive strategic partnership"


class KnownAnswers(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_register()
        cls.periods = list(PartnershipPeriod.objects.select_related("level", "partner"))
        cls.highest = Level.objects.order_by("-rank").first()
        cls.united_kingdom = Partner.objects.get(code="GB")

    def setUp(self):
        clock = time_machine.travel(NOW, tick=False)
        clock.start()
        self.addCleanup(clock.stop)

    def ask(self, day, language="en"):
        return self.client.get(f"/{language}/partners/map/?on={day}").content.decode()

    def test_there_were_thirteen_comprehensive_strategic_partners_and_then_fourteen(self):
        for day, number in [("2025-10-28", 13), ("2025-10-29", 14), ("2025-10-30", 14)]:
            assert legend(self.ask(day))[HIGHEST] == number
            assert len(table(self.ask(day))[HIGHEST]) == number
            assert counted(self.periods, NOW, datetime.date.fromisoformat(day))[self.highest.pk] == number

    def test_the_united_kingdom_is_the_fourteenth(self):
        (rise,) = [
            change
            for change in risers(self.periods, NOW, self.highest)
            if change.period.partner == self.united_kingdom
        ]
        assert (rise.day, rise.place) == (datetime.date(2025, 10, 29), 14)
        assert rise.before.level.slug == "strategic-partnership"
        changed = self.ask("2025-12-01").partition('id="map-changes"')[2]
        assert "the 14th to reach this level" in changed
        assert rise in changes_of_year(self.periods, NOW, 2025)

    def test_the_united_kingdom_stood_at_each_level_from_its_day_on(self):
        for day, words in [
            ("1973-09-10", "United Kingdom: no level on this day"),
            ("1973-09-11", "United Kingdom: Diplomatic relations since 11 September 1973"),
            ("2010-09-07", "United Kingdom: Diplomatic relations since 11 September 1973"),
            ("2010-09-08", "United Kingdom: Strategic partnership since 8 September 2010"),
            ("2025-10-28", "United Kingdom: Strategic partnership since 8 September 2010"),
            ("2025-10-29", f"United Kingdom: {HIGHEST} since 29 October 2025"),
        ]:
            assert countries(self.ask(day))["GB"]["words"] == words

    def test_before_the_declaration_was_published_that_evening_the_day_was_an_ordinary_one(self):
        with time_machine.travel(
            datetime.datetime(2025, 10, 29, 14, 59, 59, tzinfo=datetime.UTC), tick=False
        ):
            assert legend(self.ask("2025-10-29"))[HIGHEST] == 13
        with time_machine.travel(datetime.datetime(2025, 10, 29, 15, 0, tzinfo=datetime.UTC), tick=False):
            assert legend(self.ask("2025-10-29"))[HIGHEST] == 14

    def test_all_five_permanent_members_of_the_security_council_were_among_them(self):
        held = standing(self.periods, NOW, datetime.date(2025, 10, 29))
        codes = {period.partner.code for period in held.values() if period.level == self.highest}
        assert codes >= PERMANENT_FIVE
        drawn = countries(self.ask("2025-10-29"))
        assert all(drawn[code]["fill"] == self.highest.colour for code in PERMANENT_FIVE)

    def test_china_counts_from_the_first_of_the_month_and_is_told_to_the_month(self):
        assert countries(self.ask("2008-05-01"))["CN"]["words"].endswith(f"{HIGHEST} since May 2008")
        assert countries(self.ask("2008-04-30"))["CN"]["words"].startswith(
            "China: Diplomatic relations since"
        )
        assert countries(self.ask("2008-05-01", "vi"))["CN"]["words"].endswith("tháng 5/2008")
