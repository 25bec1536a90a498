import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from newsroom.models.kinds import WithdrawalWay
from tests.approving import save_and_approve


def test_a_renamed_story_is_found_at_its_old_address(client, publish, publish_again, clock):
    article = publish()
    clock.shift(60)
    publish_again(article, slug="ministers-agree")
    response = client.get("/en/stories/two-ministers-meet/")
    assert (response.status_code, response["Location"]) == (301, "/en/stories/ministers-agree/")
    # Kept for good, it would lead in a circle once the story is named back.
    assert response["Cache-Control"] == "public, no-cache"
    assert client.get("/en/stories/ministers-agree/").status_code == 200


def test_a_story_renamed_twice_moves_in_one_step(client, publish, publish_again, clock):
    article = publish()
    for slug in ["second", "third"]:
        clock.shift(60)
        publish_again(article, slug=slug)
    assert client.get("/en/stories/two-ministers-meet/")["Location"] == "/en/stories/third/"
    assert client.get("/en/stories/second/")["Location"] == "/en/stories/third/"


def test_a_coming_address_is_unknown_until_its_time(client, publish, publisher, clock):
    article = publish()
    save_and_approve(article, slug="an-upgrade-is-signed")
    publishing.schedule(article, publisher, timezone.now() + datetime.timedelta(hours=1))
    assert client.get("/en/stories/two-ministers-meet/").status_code == 200
    assert client.get("/en/stories/an-upgrade-is-signed/").status_code == 404
    clock.shift(3600)
    assert client.get("/en/stories/two-ministers-meet/").status_code == 301
    assert client.get("/en/stories/an-upgrade-is-signed/").status_code == 200


def test_a_cancelled_address_stays_unknown(client, publish, publisher, clock):
    article = publish()
    save_and_approve(article, slug="an-upgrade-is-signed")
    publishing.schedule(article, publisher, timezone.now() + datetime.timedelta(hours=1))
    article.refresh_from_db()
    publishing.cancel_schedule(article, publisher)
    clock.shift(2 * 3600)
    assert client.get("/en/stories/an-upgrade-is-signed/").status_code == 404
    assert client.get("/en/stories/two-ministers-meet/").status_code == 200


def test_a_withdrawn_story_answers_410_with_the_reason(client, publish, withdraw, clock):
    article = publish("A mistaken story")
    clock.shift(60)
    withdraw(article, "The figures were not adopted.")
    response = client.get("/en/stories/a-mistaken-story/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "The figures were not adopted." in html
    assert "A mistaken story" not in html
    assert "A mistaken story" not in client.get("/en/").content.decode()


def test_the_old_address_of_a_withdrawn_story_leads_to_the_notice(
    client, publish, publish_again, withdraw, clock
):
    article = publish()
    clock.shift(60)
    publish_again(article, slug="renamed")
    clock.shift(60)
    withdraw(article, "It was wrong.")
    assert client.get("/en/stories/two-ministers-meet/")["Location"] == "/en/stories/renamed/"
    assert client.get("/en/stories/renamed/").status_code == 410


def test_a_scheduled_story_appears_on_the_second(client, make_story, publisher, clock):
    article = make_story("At two o'clock", slug="at-two")
    publishing.schedule(article, publisher, timezone.now() + datetime.timedelta(hours=2))
    clock.shift(2 * 3600 - 1)
    assert client.get("/en/stories/at-two/").status_code == 404
    assert "At two" not in client.get("/en/").content.decode()
    clock.shift(1)
    assert client.get("/en/stories/at-two/").status_code == 200
    assert "At two" in client.get("/en/").content.decode()


@pytest.mark.django_db
def test_a_draft_a_scheduled_and_an_unknown_story_look_the_same(client, make_story, publisher, clock):
    make_story("A draft", slug="aaaa")
    publishing.schedule(
        make_story("A coming story", slug="bbbb"), publisher, timezone.now() + datetime.timedelta(hours=2)
    )
    answers = [client.get(f"/en/stories/{slug}/") for slug in ["aaaa", "bbbb", "cccc"]]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


def test_a_story_that_goes_back_to_a_former_address_is_found_at_every_one(
    client, publish, publish_again, clock
):
    article = publish(slug="first")
    for slug in ["second", "third", "first"]:
        clock.shift(60)
        publish_again(article, slug=slug)
    assert client.get("/en/stories/first/").status_code == 200
    for former in ["second", "third"]:
        answer = client.get(f"/en/stories/{former}/")
        assert (answer.status_code, answer["Location"]) == (301, "/en/stories/first/")


def test_each_language_keeps_its_own_former_addresses(client, publish, publish_again, clock):
    english = publish(slug="summit")
    vietnamese = publish(
        "Hội nghị", language="vi", slug="summit", translation_group=english.translation_group
    )
    clock.shift(60)
    publish_again(vietnamese, slug="hoi-nghi")
    assert client.get("/vi/stories/summit/")["Location"] == "/vi/stories/hoi-nghi/"
    assert client.get("/en/stories/summit/").status_code == 200


def test_every_former_address_of_a_replaced_story_leads_to_the_other_in_one_step(
    client, publish, publish_again, publisher, clock
):
    article, other = publish(slug="first"), publish("Another story", slug="other")
    clock.shift(60)
    publish_again(article, slug="second")
    clock.shift(60)
    publishing.withdraw(article, publisher, "Replaced.", WithdrawalWay.REDIRECT, other)
    for address in ["first", "second"]:
        assert client.get(f"/en/stories/{address}/")["Location"] == "/en/stories/other/"
