import datetime
import json
import re

import pytest
from django.utils import timezone

from partnerships.models import Appointment, Event, Person, Post
from tests.archive import fill_archive
from tests.register import LONG_AGO


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture
def envoy(register):
    return Post.objects.create(slug="envoy", title={"en": "Special envoy", "vi": "Đặc phái viên"})


def appoint(person, post, since=None, until=None, **said):
    return Appointment.objects.create(
        **{"person": person, "post": post, "since": since, "until": until, "public_from": LONG_AGO, **said}
    )


def test_a_stretch_between_two_posts_is_told_on_both_pages(register, words, envoy):
    appoint(register.minister, envoy, day("2015-01-01"), day("2018-05-01"))

    page = words("people/minister/")
    assert "No post recorded from 1 May 2018 to 1 January 2025" in page
    assert "Không ghi nhận chức vụ nào từ 1/5/2018 đến 1/1/2025" in words("people/minister/", "vi")
    post = words("posts/envoy/")
    assert "No holder recorded since 1 May 2018" in post
    assert "Nobody is recorded in this post now." in post


def test_the_holders_of_a_post_stand_in_order_with_the_vacancies(register, words):
    before = Person.objects.create(slug="before", name={"en": "Minister Before"}, public_from=LONG_AGO)
    appoint(before, register.post, day("2019-01-01"), day("2024-06-01"))

    holders = words("posts/foreign-minister/").partition('id="holders"')[2]

    assert (
        holders.index("Aoki")
        < holders.index("No holder recorded from 1 June 2024 to 1 January 2025")
        < holders.index("Minister Before")
    )


def test_what_is_not_public_neither_fills_nor_opens_a_gap(register, words, envoy, client, later):
    appoint(register.minister, envoy, day("2015-01-01"), day("2018-05-01"))
    paths = ["people/minister/", "posts/envoy/", "posts/foreign-minister/", "people/"]
    before = [words(path) for path in paths]

    secret = Person.objects.create(slug="secret", name={"en": "Secret"}, public_from=later)
    appoint(secret, register.post, day("2010-01-01"), day("2011-01-01"))
    appoint(secret, envoy, day("2019-01-01"))
    appoint(register.minister, envoy, day("2020-01-01"), day("2021-01-01"), public_from=later)
    hidden = Post.objects.create(slug="hidden", title={"en": "Hidden"}, partner=register.france)
    appoint(secret, hidden)

    assert before == [words(path) for path in paths]
    assert client.get("/en/posts/hidden/").status_code == 404
    assert "Secret" not in words("people/?q=secret").partition("<main")[2].replace('value="secret"', "")


def test_the_post_of_a_day_changes_on_the_day_of_the_next_one(register, envoy):
    appoint(register.minister, envoy, day("2015-01-01"), day("2025-01-01"))

    assert register.minister.appointment_on(day("2024-12-31")).post == envoy
    assert register.minister.appointment_on(day("2025-01-01")).post == register.post
    assert register.minister.appointment_on(day("2014-12-31")) is None


def test_who_acted_first_is_acting_until_the_full_post(db):
    trung = Person.objects.create(slug="trung", name={"en": "Trung"}, public_from=LONG_AGO)
    acting = Post.objects.create(slug="acting", title={"en": "Acting minister"})
    full = Post.objects.create(slug="minister", title={"en": "Minister"})
    appoint(trung, acting, day("2025-08-29"), day("2025-10-25"))
    appoint(trung, full, day("2025-10-25"))

    assert trung.appointment_on(day("2025-10-24")).post == acting
    assert trung.appointment_on(day("2025-10-25")).post == full


@pytest.mark.parametrize(
    ("precision", "on", "expected"),
    [
        ("month", "2025-10-10", "acting"),
        ("month", "2025-10-26", "full"),
        ("month", "2025-11-01", "full"),
        ("month", "2025-09-30", "acting"),
        ("year", "2025-10-10", "acting"),
        ("year", "2025-12-31", "full"),
    ],
)
def test_a_post_known_only_to_the_month_comes_after_one_that_had_certainly_begun(db, precision, on, expected):
    person = Person.objects.create(slug="person", name={"en": "Person"}, public_from=LONG_AGO)
    posts = {name: Post.objects.create(slug=name, title={"en": name}) for name in ("acting", "full")}
    appoint(person, posts["acting"], day("2024-08-29"), day("2025-10-25"))
    since = day("2025-10-01") if precision == "month" else day("2025-01-01")
    appoint(person, posts["full"], since, since_precision=precision)

    assert person.appointment_on(day(on)).post.slug == expected


def test_a_hidden_appointment_is_nobodys_post_of_the_day(register, envoy, later, clock):
    appoint(register.minister, envoy, day("2025-06-01"), public_from=later)

    assert register.minister.appointment_on(day("2026-01-01")).post == register.post
    clock.shift(3600)
    assert register.minister.appointment_on(day("2026-01-01")).post == envoy


def test_a_person_tells_the_part_taken_in_each_event(register, words):
    hosted = Event.objects.create(
        slug="hosted",
        kind="talks",
        title={"en": "Talks at home"},
        starts_on=day("2026-01-05"),
        public_from=LONG_AGO,
    )
    hosted.received_by.add(register.minister)
    register.visit.people.clear()

    page = words("people/minister/")

    assert "received the guests" in page.partition("Talks at home")[2].partition("</li>")[0]
    assert "on the programme" in page.partition("Visit to Tokyo")[2].partition("</li>")[0]
    register.visit.people.add(register.minister)
    assert "in the delegation" in words("people/minister/").partition("Visit to Tokyo")[2]


def test_a_person_tells_what_was_signed_and_for_whom(register, words, later):
    assert "for Gaimusho" in words("people/minister/").partition('id="signed"')[2]
    register.declaration.public_from = later
    register.declaration.save()
    assert 'id="signed"' not in words("people/minister/")


def test_speeches_and_interviews_stand_apart_from_other_stories(register, words, publisher, section):
    for kind in ("speech", "interview", "news"):
        fill_archive(1, publisher, section, timezone.now(), about=[register.minister], kind=kind)

    page = words("people/minister/")

    parts = re.findall(r'<h2 id="(interviews|speeches|stories)">.*?>(Story \d)<', page, re.S)
    assert parts == [("interviews", "Story 1"), ("speeches", "Story 0"), ("stories", "Story 2")]


def test_the_data_about_a_person_cannot_end_its_element(register, words):
    register.minister.name = {"en": "</script><script>alert(1)</script> & Aoki"}
    register.minister.save()

    page = words("people/minister/")

    assert "<script>alert" not in page
    written = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    data = next(node for node in written["@graph"] if node["@type"] == "Person")
    assert data["name"] == "</script><script>alert(1)</script> & Aoki"
    assert data["jobTitle"] == ["Foreign Minister"]
    occupation = data["hasOccupation"][0]["hasOccupation"]
    assert occupation["occupationLocation"]["name"] == "Japan"


@pytest.fixture
def crowd(register, envoy):
    """A thousand people, every other one in a post."""
    people = Person.objects.bulk_create(
        Person(
            slug=f"nguyen-{number:04}",
            name={"en": f"Nguyễn {number}"},
            folded=f"nguyen {number}",
            public_from=LONG_AGO,
        )
        for number in range(1000)
    )
    Appointment.objects.bulk_create(
        Appointment(person=person, post=envoy, since=day("2020-01-01"), public_from=LONG_AGO)
        for person in people[::2]
    )


def test_a_thousand_people_are_paged_by_key_and_found_without_marks(
    client, crowd, django_assert_max_num_queries
):
    seen, address, pages = [], "/en/people/?partner=own", 0
    while address:
        with django_assert_max_num_queries(8):
            response = client.get(address)
        seen += [entry["person"].slug for entry in response.context["people"]]
        pages += 1
        following = re.search(r'rel="next" href="(\?[^"]*)"', response.content.decode())
        address = following and f"/en/people/{following[1].replace('&amp;', '&')}"
    assert seen == [f"nguyen-{number:04}" for number in range(0, 1000, 2)]
    assert pages == 13
    for typed in ("nguyen 998", "NGUYỄN 998"):
        response = client.get("/en/people/", {"q": typed})
        assert [entry["person"].slug for entry in response.context["people"]] == ["nguyen-0998"]
    with django_assert_max_num_queries(8):
        client.get("/en/posts/envoy/")


def test_people_are_found_by_whose_posts_they_held(client, register, words):
    assert "Aoki" in words("people/?partner=japan")
    assert "Aoki" not in words("people/?partner=own")
    page = words("people/?partner=france")
    assert 'role="alert"' in page
    assert "Aoki" not in page
