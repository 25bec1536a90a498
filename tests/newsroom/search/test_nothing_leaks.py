"""Words that only something hidden has are in no answer of the search, and no count tells of it."""

import datetime

import pytest
import time_machine

from newsroom import publishing
from newsroom.models import PhotoBlock, RichText, SpellingKey
from newsroom.models.kinds import WithdrawalWay
from partnerships.models import Agreement, AgreementStep, Event, Partner, Person, Pillar
from tests.approving import save_and_approve
from tests.making import add_block
from tests.newsroom.public.conftest import NOON

DAY = datetime.timedelta(days=1)
# One word for each way of being hidden, and in every text of that.
MARKERS = {
    "draft": "qazdraftword",
    "embargoed": "qazembargoword",
    "limited": "qazlimitword",
    "scheduled": "qazscheduleword",
    "withdrawn": "qazwithdrawnword",
    "noticed": "qaznoticeword",
    "former": "qazformerword",
    "cancelled": "qazcancelword",
    "event": "qazeventword",
    "agreement": "qazagreementword",
    "person": "qazpersonword",
}
QUERIES = ["q={}", "q={}&sort=newest", "q=public+{}", "q=%22{}+public%22", "q={}&kind=news&year=2026"]


@pytest.fixture
def hidden(publish, make_story, make_photo, publisher, clock, django_capture_on_commit_callbacks):
    """One story that the public reads, and things that are hidden in every way there is."""
    france, health = Partner.objects.create(code="FR", region="europe"), Pillar.objects.create(slug="health")

    def hide(name, **said):
        word = MARKERS[name]
        story = make_story(
            f"Public {word} headline",
            standfirst=f"About {word}.",
            text=f"<p>Text {word} public.</p>",
            kicker=word,
            partners=[france],
            pillars=[health],
            **said,
        )
        photo = make_photo(caption={"en": f"Photo {word}."}, alt_text={"en": word}, place=word)
        add_block(story, PhotoBlock, photo=photo)
        return story

    with django_capture_on_commit_callbacks(execute=True):
        story = publish("Public headline", text="<p>Text public.</p>")
        hide("draft", state="draft", approved_version=None)
        embargoed = hide("embargoed", embargo_until=NOON + DAY)
        publishing.schedule(embargoed, publisher, NOON + DAY)
        hide("limited", limited=True)
        publishing.schedule(hide("scheduled"), publisher, NOON + DAY)
        for name, way in (("withdrawn", WithdrawalWay.GONE), ("noticed", WithdrawalWay.NOTICE)):
            gone = hide(name)
            publishing.publish(gone, publisher)
            gone.refresh_from_db()
            publishing.withdraw(gone, publisher, "It was wrong.", way)
        former = hide("former")
        publishing.publish(former, publisher)
        former.refresh_from_db()
        clean = {"headline": "Another headline", "standfirst": "Clean.", "kicker": ""}
        for block in [*former.newsroom_richtext_set.all(), *former.newsroom_photoblock_set.all()]:
            block.delete()
        add_block(former, RichText, text="<p>Clean.</p>")
        former.partners.clear()
        former.pillars.clear()
        save_and_approve(former, **clean)
        publishing.publish(former, publisher)
        cancelled = hide("cancelled")
        publishing.schedule(cancelled, publisher, NOON + DAY)
        cancelled.refresh_from_db()
        publishing.cancel_schedule(cancelled, publisher)
        Event.objects.create(
            slug="hidden-event",
            kind="talks",
            title={"en": f"Public {MARKERS['event']}"},
            starts_on="2026-05-01",
        )
        agreement = Agreement.objects.create(
            slug="hidden-agreement",
            kind="treaty",
            title={"en": f"Public {MARKERS['agreement']}"},
            public_from=NOON + DAY,
        )
        AgreementStep.objects.create(
            agreement=agreement, status="signed", on="2019-01-01", public_from=NOON + DAY
        )
        Person.objects.create(
            slug="hidden-person", name={"en": f"Public {MARKERS['person']}"}, public_from=NOON + DAY
        )
    return story


def test_hidden_words_are_nowhere_in_search(client, hidden, clock):
    assert not SpellingKey.objects.filter(word=MARKERS["draft"]).exists()
    for name, word in MARKERS.items():
        for query in QUERIES:
            response = client.get("/en/search/?" + query.format(word))
            assert response.context["found"] == 0, (name, query)
            assert response.context["did_you_mean"] is None, (name, query)
            counts = [option.count for group in response.context["facets"] for option in group.options]
            assert not any(counts), (name, query)
        slip = client.get(f"/en/search/?q={word[:-2]}{word[-1]}").content.decode()
        assert word not in slip, name
        for typed in (word, word[:6], f"public {word[:5]}"):
            assert word not in client.get(f"/en/search/suggestions/?q={typed}").content.decode(), name
        assert "<item>" not in client.get(f"/en/search/stories.rss?q={word}").content.decode(), name
    everything = client.get("/en/search/?q=public")
    assert everything.context["found"] == 1
    counted = {
        (group.name, option.value): option.count
        for group in everything.context["facets"]
        for option in group.options
    }
    # Nothing tells one result from another, so there is nothing to narrow by.
    assert counted == {}
    assert client.get("/en/search/?partner=france").context["found"] == 0
    for address in (
        "/en/search/?q=public",
        "/en/search/suggestions/?q=pub",
        "/en/search/stories.rss?q=public",
    ):
        body = client.get(address).content.decode()
        assert [word for word in MARKERS.values() if word in body] == [], address
    for fact in ("event=hidden-event", "person=hidden-person"):
        assert client.get(f"/en/search/?q=public&{fact}").status_code == 400
    with time_machine.travel(NOON + DAY, tick=False):
        now = {name for name, word in MARKERS.items() if client.get(f"/en/search/?q={word}").context["found"]}
    assert now == {"embargoed", "scheduled", "agreement", "person"}
