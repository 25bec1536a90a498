"""Whatever the histories, every way of asking for levels gives the same answer on every day."""

import datetime
from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from partnerships.level_history import stage_now, stages
from partnerships.levels_over_time import counted, standing
from partnerships.models import Level, Partner, PartnershipPeriod

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
PAST, COMING = NOW - datetime.timedelta(days=1), NOW + datetime.timedelta(days=1)
FIRST = datetime.date(2023, 12, 28)
CODES = ("FR", "GB", "JP")

# A period: days since the end or beginning before it, its level, the days until an end of its own (0: none,
# the next one ends it), and whether the public knows it. Short ones, so that ends, gaps and leap days meet.
PERIODS = st.lists(
    st.tuples(
        st.integers(1, 40), st.integers(0, 2), st.integers(0, 30), st.sampled_from([PAST, PAST, COMING, None])
    ),
    max_size=6,
)


class Histories(TestCase):
    def make(self, histories):
        # Made in each example, which is rolled back by itself.
        self.levels = [
            Level.objects.create(slug=f"level-{rank}", rank=rank, name={"en": f"{rank}"})
            for rank in (1, 2, 3)
        ]
        self.partners = [Partner.objects.create(code=code, region="world") for code in CODES]
        for partner, history in zip(self.partners, histories, strict=True):
            day = FIRST
            for gap, level, lasts, public_from in history:
                since = day + datetime.timedelta(days=gap)
                until = since + datetime.timedelta(days=lasts) if lasts else None
                PartnershipPeriod.objects.create(
                    partner=partner,
                    level=self.levels[level],
                    since=since,
                    until=until,
                    public_from=public_from,
                )
                # The next may begin on the very day on which this one ends.
                day = until - datetime.timedelta(days=1) if until else since

    @settings(max_examples=40)
    @given(st.tuples(*[PERIODS] * len(CODES)))
    def test_all_ways_of_asking_agree_on_every_day_and_there_is_one_level_at_most(self, histories):
        self.make(histories)
        periods = list(PartnershipPeriod.objects.select_related("level", "partner"))
        ends = {period.since for period in periods} | {period.until for period in periods if period.until}
        step = datetime.timedelta(days=1)
        days = sorted({day + shift for day in ends for shift in (-step, 0 * step, step)} | {FIRST})

        for day in days:
            found = list(PartnershipPeriod.objects.live(NOW).on(day))
            by_partner = {period.partner_id: period.level_id for period in found}
            assert len(by_partner) == len(found), f"two levels of one partner on {day}"

            told = {}
            for partner in self.partners:
                of_partner = [period for period in periods if period.partner_id == partner.pk]
                history = stages(of_partner, NOW, day)
                assert sum(stage.is_now for stage in history) <= 1
                if stage := stage_now(history):
                    told[partner.pk] = stage.period.level_id
                one = partner.level_on(day, NOW)
                assert (one and one.level_id) == by_partner.get(partner.pk)
            assert told == by_partner
            drawn = standing(periods, NOW, day)
            assert {partner: period.level_id for partner, period in drawn.items()} == by_partner

            numbers = dict(Counter(by_partner.values()))
            assert PartnershipPeriod.objects.live(NOW).counted_by_level(day) == numbers
            assert counted(periods, NOW, day) == numbers
            # Nothing that the public does not know has any part in an answer.
            assert all(period.public_from == PAST for period in found)

    @settings(max_examples=40)
    @given(PERIODS)
    def test_the_stages_of_a_history_follow_one_another_without_overlap(self, history):
        self.make([history, [], []])
        partner = self.partners[0]

        told = stages(partner.periods.select_related("level"), NOW, NOW.date())[::-1]

        for stage, following in pairwise(told):
            assert stage.period.since < stage.until <= following.period.since
            assert stage.ended_alone == (stage.period.until == stage.until < following.period.since)
        assert [stage.period.since for stage in told] == sorted(
            period.since for period in partner.periods.live(NOW)
        )
