"""For random histories, on any day: at most one level for each partner, and one answer everywhere.

The database, the pure functions, the map, its legend, its table and the partners' own pages are asked, while
some of the history is not public yet, is known only to the month, or ended with nothing in its place.
"""

import datetime

import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from partnerships.dates import Precision
from partnerships.level_history import stage_now, stages
from partnerships.levels_over_time import changes, counted, standing
from partnerships.models import Level, Partner, PartnershipPeriod
from partnerships.texts import Texts
from tests.partnerships.map.reading import countries, legend, table

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()
CODES = ["JP", "FR", "SG", "GF", "CN"]
FIRST = datetime.date(2020, 1, 1)
# Near each other, so that days meet: a beginning with an end, with the day asked for, with today.
MOMENTS = st.integers(0, 2300).map(lambda days: FIRST + datetime.timedelta(days=days)) | st.sampled_from(
    [FIRST, TODAY - datetime.timedelta(days=1), TODAY, TODAY + datetime.timedelta(days=1)]
)
KNOWN = st.sampled_from([None, NOW - datetime.timedelta(days=400), NOW, NOW + datetime.timedelta(seconds=1)])


@st.composite
def histories(draw):
    """The periods of one partner as fields: they never overlap, as the database sees to it."""
    days = sorted(draw(st.sets(MOMENTS, max_size=5)))
    told = []
    for number, since in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else since + datetime.timedelta(days=300)
        ends = draw(st.none() | st.integers(1, (following - since).days))
        told.append(
            {
                "since": since,
                "until": since + datetime.timedelta(days=ends) if ends else None,
                "since_precision": draw(st.sampled_from(Precision.values)),
                "level": draw(st.integers(0, 2)),
                "public_from": draw(KNOWN),
            }
        )
    return told


class EverythingAgrees(TestCase):
    def begin(self, told):
        self.levels = [
            Level.objects.create(slug=f"level-{rank}", rank=rank, name=Texts(en=f"Level {rank}"))
            for rank in (1, 2, 3)
        ]
        self.partners = [Partner.objects.create(code=code, region="world") for code in CODES]
        self.partners.append(
            Partner.objects.create(
                kind="organisation", code="EU", own_names=Texts(en="Union"), region="europe"
            )
        )
        for partner, history in zip(self.partners, told, strict=True):
            for fields in history:
                PartnershipPeriod.objects.create(
                    partner=partner, **{**fields, "level": self.levels[fields["level"]]}
                )
        self.periods = list(PartnershipPeriod.objects.select_related("level", "partner"))

    @settings(max_examples=80)
    @given(told=st.tuples(*[histories()] * 6), day=MOMENTS)
    def test_on_any_day_each_partner_has_one_level_at_most_and_all_answers_are_the_same(self, told, day):
        self.begin(told)
        live = PartnershipPeriod.objects.live(NOW)

        held = standing(self.periods, NOW, day)

        rows = list(live.on(day))
        assert len({row.partner_id for row in rows}) == len(rows)
        assert {row.partner_id: row.pk for row in rows} == {key: period.pk for key, period in held.items()}
        assert live.counted_by_level(day) == counted(self.periods, NOW, day)
        for partner in self.partners:
            own = [period for period in self.periods if period.partner_id == partner.pk]
            stage = stage_now(stages(own, NOW, day))
            assert (stage and stage.period) == held.get(partner.pk)
            assert partner.level_on(day, NOW) == held.get(partner.pk)
        self.the_changes_lead_there(day, held)

    def the_changes_lead_there(self, day, held):
        reached = {}
        for change in changes(self.periods, NOW):
            if change.day <= day:
                reached[change.period.partner_id] = None if change.is_end else change.period
        assert {partner: period for partner, period in reached.items() if period} == held

    @settings(max_examples=40)
    @given(told=st.tuples(*[histories()] * 6), day=MOMENTS)
    def test_the_map_the_legend_the_table_and_the_partners_pages_tell_the_same(self, told, day):
        self.begin(told)
        with time_machine.travel(NOW, tick=False):
            response = self.client.get(f"/en/partners/map/?on={day}")
            page = response.content.decode()
            begun = [
                period.since for period in self.periods if period.is_public(NOW) and period.since <= TODAY
            ]
            can_be_shown = min(begun, default=TODAY) <= day <= TODAY
            assert response.status_code == (200 if can_be_shown else 400)
            shown_day = day if can_be_shown else TODAY
            held = standing(self.periods, NOW, shown_day)
            self.the_page_tells(page, held)
            if shown_day == TODAY:
                self.the_partners_pages_tell(held)
            self.nothing_hidden_makes_a_difference(day, page)

    def the_page_tells(self, page, held):
        counts, listed, drawn = legend(page), table(page), countries(page)
        listed.pop("To come", None)
        for level in self.levels:
            here = {key for key, period in held.items() if period.level_id == level.pk}
            name = str(level.name)
            assert counts.get(name, 0) == len(here) == len(listed.get(name, []))
            addresses = {partner.get_absolute_url() for partner in self.partners if partner.pk in here}
            assert set(listed.get(name, [])) == addresses
        by_code = {partner.code: partner for partner in self.partners}
        for code, shown in drawn.items():
            own = held.get(by_code[code].pk)
            period = own or (held.get(by_code["FR"].pk) if code == "GF" else None)
            assert ("fill" in shown) == bool(period)
            if period:
                assert f": {period.level.name} since " in shown["words"]
                assert ("drawn with" in shown["words"]) == (own is None)

    def the_partners_pages_tell(self, held):
        for partner in self.partners:
            page = self.client.get(partner.get_absolute_url()).content.decode()
            now = page.partition('class="level-now"')[2].partition("</p>")[0]
            period = held.get(partner.pk)
            assert (f"<strong>{period.level.name}</strong>" in now) if period else not now

    def nothing_hidden_makes_a_difference(self, day, page):
        PartnershipPeriod.objects.exclude(public_from__lte=NOW).delete()
        assert self.client.get(f"/en/partners/map/?on={day}").content.decode() == page
