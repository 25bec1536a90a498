"""What is not public shows nowhere: not on its own page, in a list, a choice, or through another's page."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from partnerships.models import Event, Person, ProgrammeItem
from tests.register import LONG_AGO, PAGES

WORDS = {
    "visit": ["Visit to Tokyo", "Thăm Tokyo", "events/visit", "Akasaka"],
    "minister": ["Aoki", "people/minister"],
    "appointment": ["Foreign Minister"],
    "declaration": ["Joint declaration", "agreements/declaration", "Open a hospital"],
    "text": ["agreements/declaration/text"],
    "commitment": ["Open a hospital", "Mở bệnh viện", "Ministry of Hospitals", "Ground was broken"],
    "entry": ["Ground was broken", "In progress</span>", "Plan of the hospital", "declaration/evidence"],
    "upgrade": ["Comprehensive", "comprehensive"],
    "own_pillar": ["Ageing well"],
}
OWN_PAGES = {
    "visit": "events/visit/",
    "minister": "people/minister/",
    "declaration": "agreements/declaration/",
}
# A post is there when somebody is known to have held it.
GOES_WITH = {"posts/foreign-minister/": {"minister", "appointment"}}
# What hangs on a fact goes with its page.
POST = "posts/foreign-minister/"
GONE = {
    **OWN_PAGES,
    "text": "agreements/declaration/text/",
    "minister": ("people/minister/", POST),
    "appointment": POST,
}
EVERYWHERE = [
    *PAGES,
    "feeds/commitments/all.rss",
    "feeds/commitments/partners/japan.rss",
    "feeds/commitments/pillars/health.rss",
    "agreements/commitments.ics",
    "commitments/?state=open&partner=japan&pillar=health&year=2026&due=overdue",
    "",
    "feeds/",
    "events/?partner=japan",
    "agreements/?partner=japan",
    "partners/?region=east-asia",
    "pillars/matrix/?level=any",
    "pillars/matrix.csv?level=any",
]


def hide(fact, public_from):
    fact.public_from = public_from
    fact.save()


@pytest.mark.parametrize("when", ["never", "later"])
@pytest.mark.parametrize("name", list(WORDS))
def test_a_fact_that_is_not_public_shows_nowhere(client, register, later, name, when):
    hide(getattr(register, name), later if when == "later" else None)

    for language in ("en", "vi"):
        for path in EVERYWHERE:
            response = client.get(f"/{language}/{path}")
            if path.startswith(GONE.get(name, "nowhere")) or name in GOES_WITH.get(path, ()):
                assert response.status_code == 404
                continue
            assert response.status_code == 200, path
            shown = response.content.decode()
            assert not [word for word in WORDS[name] if word in shown], path


@pytest.mark.parametrize("name", list(WORDS))
def test_the_same_words_are_there_once_it_is_public(client, register, name):
    shown = "".join(
        client.get(f"/{language}/{path}").content.decode() for language in ("en", "vi") for path in PAGES
    )

    assert [word for word in WORDS[name] if word in shown] == WORDS[name]


@pytest.mark.parametrize("name", list(OWN_PAGES))
def test_what_is_not_announced_is_not_found_exactly_as_what_does_not_exist(client, register, later, name):
    fact, path = getattr(register, name), OWN_PAGES[name]
    hide(fact, later)

    secret = client.get(f"/en/{path}")
    nothing = client.get(f"/en/{path.replace(fact.slug, 'nowhere')}")

    assert secret.status_code == nothing.status_code == 404
    assert secret.content.replace(fact.slug.encode(), b"nowhere") == nothing.content
    assert secret.headers.keys() == nothing.headers.keys()


def test_a_fact_appears_on_the_second_it_was_set_for(client, clock, register, later):
    hide(register.visit, later)

    clock.shift(3599)
    assert client.get("/en/events/visit/").status_code == 404
    assert "Visit to Tokyo" not in client.get("/en/partners/japan/").content.decode()
    clock.shift(1)
    assert client.get("/en/events/visit/").status_code == 200
    assert "Visit to Tokyo" in client.get("/en/partners/japan/").content.decode()


def test_a_level_that_is_not_announced_does_not_end_the_one_before_it(register, words):
    hide(register.upgrade, None)

    page = words("partners/japan/")

    assert "Strategic</strong> since 20 April 2009" in page
    level = page.partition('class="dossier-level"')[2].partition("</div>")[0]
    assert "10 February 2026" not in level
    assert "Comprehensive" not in page.partition('id="timeline"')[2]


def test_a_private_item_of_a_programme_stays_private_with_those_who_take_part_in_it(register, words):
    envoy = Person.objects.create(slug="envoy", name={"en": "Quiet Envoy"}, public_from=LONG_AGO)
    private = ProgrammeItem.objects.create(event=register.visit, title={"en": "Dinner by the lake"})
    private.people.set([envoy])

    assert "Dinner by the lake" not in words("events/visit/")
    assert "Quiet Envoy" not in words("events/visit/")
    assert "Visit to Tokyo" not in words("people/envoy/")

    private.is_public = True
    private.save()
    assert "Dinner by the lake" in words("events/visit/")
    assert "Quiet Envoy" in words("events/visit/")
    assert "Visit to Tokyo" in words("people/envoy/")


def test_a_public_item_does_not_name_somebody_who_is_not_public(register, words, later):
    hide(register.minister, later)

    assert "Talks" in words("events/visit/")
    assert "Aoki" not in words("events/visit/")


@pytest.fixture
def secret_event(register, later):
    """A forum with France in 2031, of which nobody may know yet."""
    event = Event.objects.create(
        slug="forum",
        kind=Event.Kind.FORUM,
        title={"en": "Forum of Lyon"},
        starts_on=datetime.date(2031, 5, 5),
        host=register.france,
        public_from=later,
    )
    event.partners.set([register.france])
    return event


def test_the_choices_of_a_filter_do_not_tell_of_an_event_that_is_not_announced(
    clock, words, register, secret_event
):
    def choices():
        return words("events/").partition("<main")[2].partition("<form")[2].partition("</form>")[0]

    assert 'value="japan"' in choices()
    assert not [value for value in ("france", "europe", "2031") if f'value="{value}"' in choices()]

    clock.shift(3600)
    assert [value for value in ("france", "europe", "2031") if f'value="{value}"' in choices()] == [
        "france",
        "europe",
        "2031",
    ]


@pytest.mark.parametrize(
    ("asked", "nothing"),
    [("partner=france", "partner=atlantis"), ("year=2031", "year=2032"), ("region=europe", "region=moon")],
)
def test_asking_for_what_is_not_announced_is_answered_as_asking_for_nothing(
    words, secret_event, asked, nothing
):
    def told(query):
        return words(f"events/?{query}").replace(query, "").replace(query.partition("=")[2], "")

    assert told(asked) == told(nothing)


def test_a_person_in_post_who_is_not_public_is_not_named_on_the_partners_page(register, words, later):
    hide(register.minister, later)

    assert "In post, as last recorded" not in words("partners/japan/")


def test_drafts_coming_and_withdrawn_stories_do_not_show(
    register, words, make_story, publisher, clock, later
):
    tied = {"partners": [register.japan]}
    make_story("A draft", **tied)
    publishing.schedule(make_story("A coming story", **tied), publisher, later)
    withdrawn = make_story("A withdrawn story", **tied)
    publishing.publish(withdrawn, publisher)
    clock.shift(1)
    publishing.withdraw(withdrawn, publisher, "It was wrong.")

    page = words("partners/japan/")

    assert not [title for title in ("A draft", "A coming story", "A withdrawn story") if title in page]
    clock.move_to(timezone.now() + datetime.timedelta(hours=1))
    assert "A coming story" in words("partners/japan/")
