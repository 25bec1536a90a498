from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from partnerships.composed import composed, one_after_another
from partnerships.models import Event, Partner

pytestmark = pytest.mark.django_db


@composed
def public_events(at, day):
    return Event.objects.live(at).filter(starts_on__gte=day).select_related("host").order_by("slug")


@composed
def first_of_region(region):
    return Partner.objects.filter(region=region).order_by("slug").values("pk")[:1]


def event(slug, day, public_from, host=None):
    return Event.objects.create(
        slug=slug, kind="talks", title={"en": slug}, starts_on=day, public_from=public_from, host=host
    )


def test_a_composed_query_answers_each_time_for_the_values_that_it_is_given(django_assert_num_queries):
    host = Partner.objects.create(code="GB", region="europe")
    event("early", date(2030, 1, 1), datetime(2029, 1, 1, tzinfo=UTC), host)
    event("late", date(2030, 6, 1), datetime(2029, 6, 1, tzinfo=UTC))

    def slugs(at, day):
        return [found.slug for found in public_events(at, day)]

    assert slugs(datetime(2029, 7, 1, tzinfo=UTC), date(2030, 1, 1)) == ["early", "late"]
    assert slugs(datetime(2029, 2, 1, tzinfo=UTC), date(2030, 1, 1)) == ["early"]
    assert slugs(at=datetime(2029, 7, 1, tzinfo=UTC), day=date(2030, 2, 1)) == ["late"]
    Event.objects.filter(slug="late").delete()
    with django_assert_num_queries(1):
        (found,) = public_events(datetime(2029, 7, 1, tzinfo=UTC), date(2030, 1, 1))
        assert found.host == host


def test_queries_one_after_another_keep_their_own_limits():
    for code, region in (("GB", "europe"), ("FR", "europe"), ("JP", "east-asia")):
        Partner.objects.create(code=code, region=region)
    numbers = one_after_another(first_of_region.written("europe"), first_of_region.written("east-asia"))
    found = Partner.objects.filter(pk__in=numbers).order_by("slug")
    assert [partner.code for partner in found] == ["FR", "JP"]


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_use_connections_of_their_own():
    Partner.objects.create(code="GB", region="europe")

    def ask(_number):
        try:
            return len(first_of_region("europe"))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(16))) == [1] * 16


def test_a_moment_that_is_not_given_would_stand_still_and_is_refused():
    with pytest.raises(TypeError, match="a moment of its own"):
        composed(lambda: Event.objects.live())()
