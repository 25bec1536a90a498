"""Who belongs to what, on a partner's page."""

import datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from partnerships.loading_partners import load_partners
from partnerships.models import Partner


def part(page, heading):
    return page.partition(f'id="{heading}"')[2].partition("</section>")[0]


def test_a_country_tells_what_it_belongs_to_and_a_grouping_who_its_members_are(register, words):
    japan = part(words("partners/japan/"), "member-of")
    seven = part(words("partners/g7/"), "members")

    assert 'href="/en/partners/g7/"' in japan
    assert '<span lang="en">Group of Seven</span>' in part(words("partners/japan/", "vi"), "member-of")
    assert 'href="/en/partners/japan/"' in seven
    assert "since November 1975" in seven
    assert 'href="/en/partners/?grouping=g7"' in seven


def test_who_left_stands_apart_with_the_last_day(register, words):
    register.union.members.create(
        member=register.france,
        since=datetime.date(1973, 1, 1),
        until=datetime.date(2020, 2, 1),
        public_from=register.membership.public_from,
    )

    union = part(words("partners/eu/"), "members")
    assert "Former members" in union
    assert "1 January 1973" in union
    assert "31 January 2020" in union
    assert 'datetime="2020-01-31"' in union
    assert "?grouping=" not in union
    assert "Formerly" in part(words("partners/france/"), "member-of")


def test_one_that_is_to_come_says_so_until_its_day(register, words, clock):
    register.membership.since = datetime.date(2026, 3, 3)
    register.membership.since_precision = "day"
    register.membership.save()

    assert "to come" in part(words("partners/g7/"), "members")
    assert 'value="g7"' not in words("partners/")
    clock.shift(24 * 3600)
    assert "to come" not in part(words("partners/g7/"), "members")
    assert 'value="g7"' in words("partners/")


def test_one_without_a_first_day_has_always_stood(register, words):
    register.membership.since = None
    register.membership.save()

    assert ">Japan<" in part(words("partners/g7/"), "members")


@pytest.mark.parametrize("when", ["never", "later"])
def test_one_that_is_not_public_is_on_neither_page(register, words, later, when):
    register.membership.public_from = later if when == "later" else None
    register.membership.save()

    for path in ("partners/japan/", "partners/g7/", "partners/", "partners/?grouping=g7"):
        page = words(path)
        assert 'id="members"' not in page
        assert 'id="member-of"' not in page
        assert 'value="g7"' not in page


def test_the_part_can_be_asked_as_it_stood_on_another_day_for_one_query(clock, db, django_assert_num_queries):
    load_partners()
    union, at = Partner.objects.get(code="EU"), timezone.now()

    def told(day=None):
        with translation.override("en"), django_assert_num_queries(1):
            template = Template('{% include "partnerships/_memberships_part.html" %}')
            return template.render(Context({"partner": union, "at": at, "day": day}))

    assert "United Kingdom" in told().partition("Former members")[2]
    before = told(datetime.date(2020, 1, 31)).partition("Former members")
    assert "United Kingdom" in before[0]
    assert not before[2]


def test_the_largest_list_of_members_costs_no_more_queries(client, clock, db, django_assert_max_num_queries):
    load_partners()
    client.get("/en/partners/united-nations/")

    with django_assert_max_num_queries(8):
        page = client.get("/en/partners/united-nations/").content.decode()
    assert part(page, "members").count("since ") == 193


def test_the_page_of_the_ministrys_own_country_says_what_it_belongs_to(clock, db, words):
    load_partners()
    page = words("partners/vietnam/")

    assert "since 28 July 1995" in part(page, "member-of")
    assert "What Vietnam belongs to" in page
    assert "Our partnership" not in page
