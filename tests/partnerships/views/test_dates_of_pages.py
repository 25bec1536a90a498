"""`Last-Modified` tells of what the public can see, and never of what the desk is preparing."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from partnerships.models import (
    Agreement,
    Appointment,
    Event,
    Level,
    PartnershipPeriod,
    Person,
    Post,
    ProgrammeItem,
    RegisterChange,
)
from tests.newsroom.desk.filled_form import fill
from tests.register import LONG_AGO

ADDRESSES = [
    "/en/",
    "/en/partners/japan/",
    "/en/events/visit/",
    "/en/sections/politics/",
    "/en/feeds/all.rss",
]


@pytest.fixture
def moved(client, clock, register, section):
    """Lets time pass; `moved()` says whether a page is then dated anew."""
    RegisterChange.objects.update(at=timezone.now())
    clock.shift(3600)

    def dates():
        # A page dates itself by the day too: both looks are on the same one.
        return [client.get(address).headers.get("Last-Modified") for address in ADDRESSES]

    before = dates()
    clock.shift(60)
    return lambda: dates() != before


def unannounced_event(register, **said):
    return Event.objects.create(
        slug="secret-visit",
        kind=Event.Kind.STATE_VISIT,
        title={"en": "Secret visit"},
        starts_on=datetime.date(2026, 5, 1),
        **said,
    )


def test_nothing_that_is_not_announced_moves_a_date(moved, register):
    event = unannounced_event(register)
    event.partners.set([register.japan])
    event.people.set([register.minister])
    event.title = {"en": "Secret state visit"}
    event.save()
    person = Person.objects.create(slug="secret", name={"en": "Secret"})
    post = Post.objects.create(slug="special-envoy", title={"en": "Special envoy"}, partner=register.japan)
    Appointment.objects.create(person=person, post=post, public_from=LONG_AGO)
    Appointment.objects.create(person=register.minister, post=post)
    level = Level.objects.create(slug="closest", rank=9, name={"en": "Closest"})
    PartnershipPeriod.objects.create(partner=register.japan, level=level, since=datetime.date(2026, 6, 1))
    Agreement.objects.create(slug="secret", kind=Agreement.Kind.TREATY, title={"en": "Secret"}).partners.add(
        register.japan
    )
    event.delete()
    assert not moved()


def test_a_private_programme_item_moves_no_date(moved, register):
    item = ProgrammeItem.objects.create(event=register.visit, title={"en": "A quiet word"})
    item.people.add(register.minister)
    item.delete()
    assert not moved()


def test_somebody_unannounced_joining_a_delegation_moves_no_date(moved, register):
    register.visit.people.add(Person.objects.create(slug="secret", name={"en": "Secret"}))
    assert not moved()


def test_a_private_item_saved_in_the_form_of_a_public_event_moves_no_date(
    moved,
    register,
    client,
    editor,
):
    client.force_login(editor)
    address = f"/admin/partnerships/event/{register.visit.pk}/change/"
    data = fill(client, address, "event_form")
    data |= {
        "programme-TOTAL_FORMS": ["2"],
        "programme-1-title_en": ["A quiet word"],
        "programme-1-order": ["5"],
    }
    data |= {"programme-1-title_vi": [""], "programme-1-venue_en": [""], "programme-1-venue_vi": [""]}
    response = client.post(address, data)
    assert response.status_code == 302, response.context["errors"]
    assert register.visit.programme.count() == 2
    assert not moved()


def test_a_cancelled_schedule_moves_no_date_when_its_time_would_have_come(
    moved,
    clock,
    make_story,
    publisher,
):
    story = make_story()
    publishing.schedule(story, publisher, timezone.now() + datetime.timedelta(seconds=30))
    publishing.cancel_schedule(story, publisher)
    clock.shift(60)
    assert not moved()


@pytest.mark.parametrize(
    "change",
    [
        lambda here: here.visit.pillars.clear(),
        lambda here: here.talks.delete(),
        lambda here: Event.objects.filter(pk=here.visit.pk).get().people.remove(here.minister),
        lambda here: ProgrammeItem.objects.create(event=here.visit, title={"en": "Lunch"}, is_public=True),
    ],
)
def test_what_the_public_sees_moves_them(moved, register, change):
    change(register)
    assert moved()


@pytest.mark.parametrize("name", ["visit", "minister", "declaration", "upgrade", "appointment", "own_pillar"])
def test_a_fact_that_is_taken_back_moves_them(moved, register, name):
    fact = getattr(register, name)
    fact.public_from = None
    fact.save()
    assert moved()


@pytest.mark.parametrize(
    ("name", "texts"), [("japan", "own_names"), ("comprehensive", "name"), ("post", "title")]
)
def test_a_new_name_moves_them(moved, register, name, texts):
    thing = getattr(register, name)
    setattr(thing, texts, {"en": "Another name"})
    thing.save()
    assert moved()


def test_that_a_fact_cites_a_story_which_is_not_public_dates_no_page(
    client, clock, register, make_story, publisher
):
    story = make_story("Only a draft")
    before = client.get("/en/events/visit/")["Last-Modified"]
    clock.shift(60)

    register.talks.stories.add(story)

    assert client.get("/en/events/visit/")["Last-Modified"] == before
    register.talks.stories.remove(story)
    assert client.get("/en/events/visit/")["Last-Modified"] == before

    publishing.publish(story, publisher)
    clock.shift(60)
    published = client.get("/en/events/visit/")["Last-Modified"]
    clock.shift(60)
    register.talks.stories.add(story)
    assert client.get("/en/events/visit/")["Last-Modified"] > published
