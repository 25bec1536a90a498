"""A partner's page as a dossier, and as it stood on a past day."""

import datetime
import re
from html import unescape

import pytest
from django.utils import timezone

from newsroom import publishing
from partnerships.models import (
    Agreement,
    Appointment,
    Commitment,
    CommitmentEntry,
    Event,
    Membership,
    Partner,
    PartnershipPillar,
    Person,
    Pillar,
    Post,
)
from tests.register import LONG_AGO

KNOWN = {"public_from": LONG_AGO}


@pytest.fixture
def register(register):
    # Each test makes what was promised itself.
    Commitment.objects.all().delete()
    return register


def part(page, name):
    """One part of the page, by the id of its heading."""
    return page.partition(f'<h2 id="{name}"')[2].partition("<h2")[0].partition("</main>")[0]


def plain(page):
    return " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())


def head(page):
    return page.partition('class="page-head dossier-head"')[2].partition('class="dossier-contents"')[0]


def promise(register, number, *entries, **said):
    commitment = Commitment.objects.create(
        agreement=register.declaration, number=number, text={"en": f"Promise {number}"}, **{**KNOWN, **said}
    )
    commitment.pillars.set([register.health])
    for day, status in entries:
        CommitmentEntry.objects.create(
            commitment=commitment, on=datetime.date.fromisoformat(day), status=status, **KNOWN
        )
    return commitment


# The figures and what they lead to


def test_the_head_tells_the_figures_in_a_line(register, words):
    promise(register, 1, ("2026-02-20", "done"))
    promise(register, 2, ("2026-02-20", "in-progress"))
    promise(register, 3)

    told = plain(head(words("partners/japan/")))

    assert "16 years of relations" in told
    assert "1 official visit " in told
    assert "1 agreement " in told
    assert "1 commitment done" in told
    assert "2 open" in told


def test_an_event_that_was_called_off_is_on_the_timeline_and_in_no_figure(register, words):
    register.visit.status = Event.Status.CANCELLED
    register.visit.save()

    page = words("partners/japan/")

    assert "official visit" not in plain(head(page)).lower().replace("visit to tokyo", "")
    assert "is-cancelled" in part(page, "timeline")


def test_each_pillar_tells_how_much_stands_on_it_and_leads_there(register, words, make_story, publisher):
    publishing.publish(make_story(partners=[register.japan], pillars=[register.health]), publisher)
    publishing.publish(make_story("Another", partners=[register.japan]), publisher)
    promise(register, 1)
    promise(register, 2, ("2026-02-20", "done"))

    pillars = part(words("partners/japan/"), "pillars")

    assert "Ageing well together 1 story 1 event 1 agreement 1 open commitment" in plain(pillars)
    for address in (
        "/en/partners/japan/stories/?pillar=health",
        "/en/events/?partner=japan&amp;pillar=health&amp;status=not-cancelled",
        "/en/agreements/?partner=japan&amp;pillar=health",
        "/en/commitments/?partner=japan&amp;pillar=health&amp;state=open",
    ):
        assert f'href="{address}"' in pillars


def test_every_number_of_today_is_that_of_the_rows_it_leads_to(
    register, client, words, make_story, publisher
):
    for number in range(3):
        event = Event.objects.create(
            slug=f"talks-{number}",
            kind=Event.Kind.WORKING_VISIT,
            title={"en": f"Talks {number}"},
            starts_on=datetime.date(2026, 5 - number, 1),
            status=Event.Status.CANCELLED if number == 2 else Event.Status.PLANNED,
            **KNOWN,
        )
        event.partners.set([register.japan])
        event.pillars.set([register.health])
    ties = {"partners": [register.japan], "pillars": [register.health]}
    publishing.publish(make_story("Talk", kind="speech", **ties), publisher)
    publishing.publish(make_story("News", **ties), publisher)
    promise(register, 1, ("2026-02-20", "done"))
    promise(register, 2)
    page = words("partners/japan/")

    links = re.findall(r'<a [^>]*href="([^"]*\?[^"]*)">(?:[A-Z][a-z ]+)?\s*<b>(\d+)</b>', page)

    asked = {unescape(address): int(number) for address, number in links}
    # Two kinds of visit, events, agreements, commitments done and open, two kinds of story; four of a pillar.
    assert len(asked) == 12
    for address, number in asked.items():
        listed = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
        rows = re.findall(
            r'<article class="card|class="event-entry|<h[23] class="index-title|<th scope="row"', listed
        )
        events_are_headed_too = listed.count('class="event-entry')
        assert len(rows) - events_are_headed_too == number, address


def test_a_pillar_on_which_nothing_stands_says_so(register, words):
    trade = Pillar.objects.create(slug="trade", order=9, name={"en": "Trade"})
    PartnershipPillar.objects.create(partner=register.japan, pillar=trade, order=3, **KNOWN)

    pillars = part(words("partners/japan/"), "pillars")

    assert "Trade 0 stories 0 events 0 agreements 0 open commitments" in plain(pillars)


# The timeline


def test_the_timeline_tells_levels_events_and_steps_together_by_year_the_newest_first(register, words):
    register.declaration.steps.create(
        status=Agreement.Status.IN_FORCE, on=datetime.date(2026, 2, 28), **KNOWN
    )

    timeline = plain(part(words("partners/japan/"), "timeline"))

    order = [
        "2026",
        "28 February 2026 Joint declaration Agreement · in force",
        "10 February 2026 Comprehensive",
        "10 February 2026 Joint declaration Agreement · signed",
        "9–11 February 2026 Visit to Tokyo Official visit",
        "2009",
        "20 April 2009 Strategic",
    ]
    places = [timeline.index(words) for words in order]
    assert places == sorted(places)


def test_where_the_timeline_is_cut_it_says_so_and_tells_only_levels_before(register, words):
    for number in range(20):
        event = Event.objects.create(
            slug=f"talks-{number}",
            kind=Event.Kind.TALKS,
            title={"en": f"Talks {number}"},
            starts_on=datetime.date(2025, 1, 1) + datetime.timedelta(days=number),
            **KNOWN,
        )
        event.partners.set([register.japan])
    old = Agreement.objects.create(
        slug="old", kind=Agreement.Kind.TREATY, title={"en": "Old treaty"}, **KNOWN
    )
    old.partners.set([register.japan])
    old.steps.create(status=Agreement.Status.SIGNED, on=datetime.date(1995, 5, 5), **KNOWN)

    timeline = part(words("partners/japan/"), "timeline")
    newest, _said, before = timeline.partition("Earlier than this, only the levels are listed here.")

    assert "Talks 19" in newest
    assert "Talks 0<" not in timeline
    assert "20 April 2009" in before
    # It would stand there as if there had been nothing else since 1995.
    assert "Old treaty" not in timeline
    assert "Old treaty" in part(words("partners/japan/"), "agreements")
    assert '/en/events/?partner=japan"' in before


def test_a_level_that_ended_with_none_in_its_place_is_told_with_its_end(register, words):
    register.upgrade.until = datetime.date(2026, 2, 28)
    register.upgrade.save()

    page = words("partners/japan/")

    assert "28 February 2026 Comprehensive ended, with no level in its place" in plain(part(page, "timeline"))
    assert "No level stands on this day." in head(page)


# People


def test_a_post_says_who_holds_it_or_that_nobody_is_on_record(register, words):
    for slug, until in (("speaker", "2026-02-01"), ("envoy", None)):
        post = Post.objects.create(slug=slug, title={"en": slug.title()}, partner=register.japan)
        Appointment.objects.create(
            person=register.minister,
            post=post,
            since=datetime.date(2020 if until else 2027, 1, 1),
            until=until and datetime.date.fromisoformat(until),
            **KNOWN,
        )
    Post.objects.create(slug="nobody", title={"en": "Never Filled"}, partner=register.japan)

    people = plain(part(words("partners/japan/"), "people"))

    assert "Foreign Minister Minister Aoki since 1 January 2025" in people
    assert "Speaker no holder recorded since 1 February 2026" in people
    assert "Envoy no holder recorded for this day" in people
    assert "Never Filled" not in people


# As it stood on a past day


def then(client, day, language="en", path="partners/japan/"):
    response = client.get(f"/{language}/{path}?on={day}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_past_day_says_that_it_is_one_and_is_kept_out_of_search_engines(register, client):
    page = then(client, "2010-03-04")

    assert "As it stood on 4 March 2010, by what is known today." in plain(page)
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical" href="http://127.0.0.1:8000/en/partners/japan/"' in page
    assert '<a href="/en/partners/japan/">See it as it is today</a>' in page
    assert 'href="/vi/partners/japan/?on=2010-03-04"' in page


def test_today_is_like_the_page_without_a_day(register, client):
    today = client.get("/en/partners/japan/").content.decode()

    assert "noindex" not in today
    assert then(client, "2026-03-02") == today
    assert client.get("/en/partners/japan/?on=").content.decode() == today


@pytest.mark.parametrize(
    ("day", "level"),
    [
        ("2009-04-20", "Strategic</strong> since 20 April 2009"),
        ("2026-02-09", "Strategic</strong> since 20 April 2009"),
        ("2026-02-10", "Comprehensive</strong> since 10 February 2026"),
    ],
)
def test_the_level_is_that_of_the_day(register, client, day, level):
    assert level in head(then(client, day))


def test_what_came_later_is_not_told(register, client, make_story, publisher):
    register.visit.public_from = datetime.datetime(2026, 1, 20, tzinfo=datetime.UTC)
    register.visit.save()
    for fact in (register.declaration, register.signed, register.upgrade, register.own_pillar):
        fact.public_from = datetime.datetime(2026, 2, 10, tzinfo=datetime.UTC)
        fact.save()
    promise(register, 1, public_from=datetime.datetime(2026, 2, 11, tzinfo=datetime.UTC))
    publishing.publish(make_story(partners=[register.japan]), publisher)

    page = then(client, "2026-01-19")

    later = [
        "Comprehensive",
        "Joint declaration",
        "Visit to Tokyo",
        "Ageing well",
        "open",
        "Two ministers meet",
    ]
    assert not [words for words in later if words in page]


def test_what_was_announced_by_then_and_still_ahead_is_coming(register, client):
    register.visit.public_from = datetime.datetime(2026, 1, 20, tzinfo=datetime.UTC)
    register.visit.save()

    assert "Visit to Tokyo" not in then(client, "2026-01-19")
    # Announced at 7 in the morning of Hanoi, and so known at the end of that day.
    assert "Visit to Tokyo" in part(then(client, "2026-01-20"), "coming")
    assert "Visit to Tokyo" in part(then(client, "2026-02-10"), "coming")
    assert "Visit to Tokyo" in part(then(client, "2026-02-12"), "past")


def test_a_fact_of_a_past_day_that_was_learnt_later_is_told_by_what_is_known_today(register, client):
    register.first.public_from = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    register.first.save()

    assert "Strategic</strong> since 20 April 2009" in head(then(client, "2009-04-20"))


def test_an_agreement_stands_as_it_stood_on_the_day(register, client):
    negotiated = datetime.date(2025, 6, 1)
    register.declaration.steps.create(status=Agreement.Status.NEGOTIATING, on=negotiated, **KNOWN)
    for fact in (register.declaration, register.signed):
        fact.public_from = datetime.datetime(2026, 2, 10, tzinfo=datetime.UTC)
        fact.save()

    assert "Joint declaration" not in then(client, "2025-05-31")
    assert "Under negotiation" in part(then(client, "2025-06-01"), "agreements")
    assert "Signed on 10 February 2026" in part(then(client, "2026-02-10"), "agreements")


def test_a_commitment_stands_as_it_stood_on_the_day(register, client):
    known = datetime.datetime(2026, 2, 28, tzinfo=datetime.UTC)
    promise(register, 1, ("2026-02-15", "in-progress"), ("2026-02-20", "done"), public_from=known)

    def progress(day):
        return plain(part(then(client, day), "agreements"))

    # What an agreement promises was promised from its signature on, whenever the register learnt of it.
    assert "done" not in progress("2026-02-09")
    assert "0 of 1 done, 1 not started" in progress("2026-02-10")
    assert "0 of 1 done, 1 in progress" in progress("2026-02-15")
    assert "1 of 1 done" in progress("2026-02-20")


def test_the_people_in_post_are_those_of_the_day(register, client):
    before = Person.objects.create(slug="before", name={"en": "Minister Before"}, **KNOWN)
    Appointment.objects.create(
        person=before,
        post=register.post,
        since=datetime.date(2020, 2, 29),
        until=datetime.date(2024, 12, 1),
        **KNOWN,
    )

    def people(day):
        return plain(part(then(client, day), "people"))

    assert "Foreign Minister no holder recorded for this day" in people("2020-02-28")
    assert "Minister Before" in people("2020-02-29")
    assert "no holder recorded since 1 December 2024" in people("2024-12-31")
    assert "Minister Aoki" in people("2025-01-01")
    assert "Minister Before" not in people("2025-01-01")


def test_memberships_are_those_of_the_day(register, client):
    club = Partner.objects.create(
        kind=Partner.Kind.GROUPING, code="CLUB", slug="club", own_names={"en": "The Club"}, region="world"
    )
    Membership.objects.create(
        member=register.japan,
        grouping=club,
        since=datetime.date(2015, 1, 1),
        until=datetime.date(2020, 1, 1),
        public_from=datetime.datetime(2015, 1, 1, tzinfo=datetime.UTC),
    )

    assert "The Club" not in then(client, "2014-12-30")
    assert "2019" not in part(then(client, "2018-01-01"), "member-of")
    assert "The Club" in part(then(client, "2018-01-01"), "member-of")
    assert "Formerly" in part(then(client, "2020-01-01"), "member-of")


def test_the_stories_are_those_that_stood_at_the_end_of_the_day_in_hanoi(
    register, client, clock, make_story, publisher
):
    def publish_at(headline, moment):
        clock.move_to(moment)
        story = make_story(headline, partners=[register.japan])
        publishing.publish(story, publisher)
        return story

    # The last second of 1 March in Hanoi, and the first of 2 March.
    publish_at("Before midnight", datetime.datetime(2026, 3, 1, 16, 59, 59, tzinfo=datetime.UTC))
    publish_at("After midnight", datetime.datetime(2026, 3, 1, 17, 0, tzinfo=datetime.UTC))
    gone = publish_at("Gone by now", datetime.datetime(2026, 3, 1, 3, 0, tzinfo=datetime.UTC))
    clock.move_to(datetime.datetime(2026, 3, 4, 6, 0, tzinfo=datetime.UTC))
    gone.refresh_from_db()
    publishing.withdraw(gone, publisher, "It was wrong.")
    clock.shift(1)

    page = then(client, "2026-03-01")

    assert "Before midnight" in page
    assert "After midnight" not in page
    assert "After midnight" in then(client, "2026-03-02")
    # What has left the public does not come back by asking for a day on which it stood.
    assert "Gone by now" not in page
    assert plain(head(page)).count("1 story") == 1


def test_before_the_first_fact_the_page_says_that_there_was_nothing(register, client):
    for fact in (register.visit, register.declaration, register.own_pillar):
        fact.public_from = datetime.datetime(2026, 2, 10, tzinfo=datetime.UTC)
        fact.save()

    page = then(client, "1990-01-01")

    assert "By 1 January 1990 there was nothing yet" in plain(page)
    assert '<a href="?on=2009-04-20">20 April 2009</a>' in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2026-03-03", "That day is still ahead"),
        ("9999-12-31", "That day is still ahead"),
        ("2025-02-29", "The calendar has no such day"),
        ("2025-02-30", "The calendar has no such day"),
        ("0000-00-00", "The calendar has no such day"),
        ("20250203", "The calendar has no such day"),
        ("2025-W01-1", "The calendar has no such day"),
        ("٢٠٢٥-٠١-٠١", "The calendar has no such day"),
        ("soon", "The calendar has no such day"),
        ("2025-01-01T00:00", "The calendar has no such day"),
        ("9" * 5000, "The calendar has no such day"),
        ("0001-01-01", "tells of no day before 1800"),
        ("1799-12-31", "tells of no day before 1800"),
    ],
)
def test_a_day_that_cannot_be_told_of_is_answered_with_a_sentence_and_today(register, client, asked, said):
    response = client.get("/en/partners/japan/", {"on": asked})

    assert response.status_code == 400
    page = response.content.decode()
    assert said in page.partition('role="alert"')[2].partition("</p>")[0]
    assert "Comprehensive</strong> since 10 February 2026" in page
    assert "noindex" in page


@pytest.mark.parametrize("asked", ["1800-01-01", "2024-02-29", " 2010-01-01 "])
def test_a_day_of_the_past_is_answered(register, client, asked):
    assert client.get("/en/partners/japan/", {"on": asked}).status_code == 200


def test_a_past_day_is_kept_by_caches_as_today_is(register, client):
    response = client.get("/en/partners/japan/?on=2010-01-01")

    assert response["Cache-Control"] == "public, no-cache"
    assert response["Last-Modified"]
    again = client.get("/en/partners/japan/?on=2010-01-01", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


# Nothing that is not public now shows, whatever the day

DAYS = ["", "2009-04-20", "2026-02-10", "2026-02-12", "2026-03-01"]
HIDDEN = {
    "visit": ["Visit to Tokyo", "events/visit", "official visit"],
    "minister": ["Aoki", "people/minister", "Foreign Minister"],
    "appointment": ["Aoki", "Foreign Minister", "no holder recorded"],
    "declaration": ["Joint declaration", "agreements/declaration", "Promise", "open commitment</a>"],
    "signed": ["Signed on", "Agreement · signed"],
    "upgrade": ["Comprehensive", "comprehensive"],
    "own_pillar": ["Ageing well"],
}


@pytest.mark.parametrize("when", ["never", "later"])
@pytest.mark.parametrize("name", list(HIDDEN))
def test_a_fact_that_is_not_public_now_shows_on_no_day(register, client, later, name, when):
    promise(register, 1, ("2026-02-20", "in-progress"))
    fact = getattr(register, name)
    before = "".join(then(client, day) for day in DAYS)
    assert any(word in before or word in plain(before) for word in HIDDEN[name])
    fact.public_from = later if when == "later" else None
    fact.save()

    for day in DAYS:
        page = then(client, day)
        assert not [word for word in HIDDEN[name] if word in page or word in plain(page)], day


def test_a_fact_hidden_now_leaves_no_trace_in_any_figure_of_any_day(register, client, later):
    """The page with the hidden facts is the page without them, byte for byte."""
    days = ["", "2009-05-01", "2026-02-12"]
    without = [then(client, day) for day in days]

    hidden = {"public_from": later}
    event = Event.objects.create(
        slug="zanzibar",
        kind=Event.Kind.STATE_VISIT,
        title={"en": "Zanzibar"},
        starts_on=datetime.date(2009, 4, 25),
        host=register.japan,
        **hidden,
    )
    event.pillars.set([register.health])
    treaty = Agreement.objects.create(
        slug="zanzibar", kind=Agreement.Kind.TREATY, title={"en": "Zanzibar"}, **hidden
    )
    treaty.partners.set([register.japan])
    treaty.pillars.set([register.health])
    treaty.steps.create(status=Agreement.Status.SIGNED, on=datetime.date(2009, 4, 26), **KNOWN)
    register.declaration.steps.create(
        status=Agreement.Status.RATIFIED, on=datetime.date(2026, 2, 11), **hidden
    )
    of_hidden = Commitment.objects.create(agreement=treaty, number=1, text={"en": "Zanzibar"}, **KNOWN)
    of_hidden.pillars.set([register.health])
    itself = Commitment.objects.create(
        agreement=register.declaration, number=9, text={"en": "Zanzibar"}, **hidden
    )
    itself.pillars.set([register.health])
    CommitmentEntry.objects.create(commitment=itself, on=datetime.date(2026, 2, 11), status="done", **KNOWN)
    somebody = Person.objects.create(slug="zanzibar", name={"en": "Zanzibar"}, **KNOWN)
    hidden_post = Post.objects.create(slug="zanzibar", title={"en": "Zanzibar"}, partner=register.japan)
    Appointment.objects.create(person=somebody, post=hidden_post, **hidden)

    assert [then(client, day) for day in days] == without


# However much there is


def test_the_page_asks_eight_questions_at_most_with_everything_on_it(
    register, client, make_story, publisher, make_photo, django_assert_max_num_queries
):
    story = make_story(partners=[register.japan], pillars=[register.health], lead_photo=make_photo())
    publishing.publish(story, publisher)
    register.upgrade.stories.set([story])
    promise(register, 1)
    club = Partner.objects.create(
        kind=Partner.Kind.GROUPING, code="CLUB", slug="club", own_names={"en": "The Club"}, region="world"
    )
    Membership.objects.create(member=register.japan, grouping=club, **KNOWN)

    for day in ("", timezone.now().date().isoformat(), "2026-03-01"):
        with django_assert_max_num_queries(8):
            page = then(client, day)
    page = then(client, "")
    assert "Two ministers meet" in head(page)
    for name in (
        "past",
        "pillars",
        "timeline",
        "agreements",
        "people",
        "member-of",
        "photos",
        "stories",
        "follow",
    ):
        assert f'id="{name}"' in page, name
