import datetime

import pytest

from newsroom import publishing
from partnerships.models import Agreement, AgreementStep, Post
from tests.archive import fill_archive
from tests.register import LONG_AGO


def test_a_person_tells_the_post_now_and_the_posts_held(register, words):
    earlier = Post.objects.create(slug="ambassador", title={"en": "Ambassador"})
    earlier.appointments.create(
        person=register.minister,
        since=datetime.date(2019, 1, 1),
        since_precision="year",
        until=datetime.date(2025, 1, 1),
        public_from=LONG_AGO,
    )

    page = words("people/minister/")

    head, _, rest = page.partition('id="posts"')
    assert "Foreign Minister" in head.partition("posts-now")[2]
    assert "Ambassador" not in head
    assert rest.index("since 1 January 2025") < rest.index("Ambassador")
    assert '<time datetime="2019">2019</time>' in rest
    assert "Visit to Tokyo" in page


def test_interviews_with_a_person_stand_apart(register, words, publisher, section):
    day = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    fill_archive(1, publisher, section, day, about=[register.minister])
    assert "Interviews</h2>" not in words("people/minister/")

    fill_archive(1, publisher, section, day, about=[register.minister], kind="interview")
    page = words("people/minister/")
    assert "Story 1" in page.partition("Interviews</h2>")[2].partition("</section>")[0]
    assert "Story 0" in page.partition("Stories</h2>")[2]
    assert "Story 1" not in page.partition("Stories</h2>")[2]


def test_a_pillar_tells_who_has_it_what_they_call_it_and_what_stands_on_it(
    register, words, make_story, publisher
):
    publishing.publish(make_story(pillars=[register.health]), publisher)

    page = words("pillars/health/")

    assert "Ageing well together" in page
    assert "Visit to Tokyo" in page
    assert "Joint declaration" in page
    assert "Two ministers meet" in page
    assert 'href="/en/feeds/pillars/health.rss"' in page


def test_every_pillar_is_listed_with_the_partnerships_that_rest_on_it(register, words):
    page = words("pillars/")

    assert page.index("Health") < page.index(">Japan<")


def test_an_agreement_tells_where_it_stands_and_what_it_established(register, words):
    register.declaration.steps.create(
        status=Agreement.Status.IN_FORCE, on=datetime.date(2026, 2, 20), public_from=LONG_AGO
    )

    page = words("agreements/declaration/")

    assert "In force since 20 February 2026" in page
    assert "Visit to Tokyo" in page
    established = page.partition("Levels that it established")[2]
    assert "Comprehensive" in established
    assert ">Japan<" in established


@pytest.mark.parametrize(
    ("precision", "words_of_it"),
    [("day", "Signed on 10 February 2026"), ("month", "Signed in February 2026"), ("year", "Signed in 2026")],
)
def test_a_signing_is_dated_no_more_exactly_than_it_is_known(register, words, precision, words_of_it):
    register.declaration.steps.update(precision=precision)

    assert words_of_it in words("agreements/")


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("partner=japan", True), ("kind=treaty", False), ("status=signed", True), ("status=expired", False)],
)
def test_the_agreements_of_a_kind_partner_and_status_have_an_address(register, words, query, is_found):
    assert ("/en/agreements/declaration/" in words(f"agreements/?{query}")) is is_found


def test_agreements_page_by_key_and_those_without_a_day_stand_first(client, register):
    agreements = Agreement.objects.bulk_create(
        Agreement(
            slug=f"number-{number}",
            kind=Agreement.Kind.TREATY,
            title={"en": f"Number {number}"},
            public_from=LONG_AGO,
        )
        for number in range(50)
    )
    AgreementStep.objects.bulk_create(
        AgreementStep(
            agreement=agreement,
            status=Agreement.Status.NEGOTIATING,
            on=None if number < 25 else datetime.date(2020, 1, 1),
            public_from=LONG_AGO,
        )
        for number, agreement in enumerate(agreements)
    )
    seen, address = [], "/en/agreements/"
    while address:
        response = client.get(address)
        seen += [agreement.slug for agreement in response.context["agreements"]]
        older = response.context["older"]
        address = older and f"/en/agreements/?before={older}"

    undated = [f"number-{number}" for number in range(24, -1, -1)]
    dated = [f"number-{number}" for number in range(49, 24, -1)]
    assert seen == [*undated, "declaration", *dated]
