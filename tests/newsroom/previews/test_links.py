"""A preview link: who makes it, for how long, and when it leads to its story."""

import datetime
import hashlib
import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom import publishing
from newsroom.models import Article, PhotoBlock, PreviewLink, PreviewOpening
from newsroom.previews.links import LONGEST, USUAL, make_link, revoke
from newsroom.publishing import Refused
from tests.making import add_block
from tests.newsroom.previews.conftest import NOON

HOUR = datetime.timedelta(hours=1)


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


@pytest.fixture
def story(make_story):
    return make_story("Under embargo", text="<p>The secret paragraph.</p>", embargo_until=NOON + 24 * HOUR)


def test_a_link_works_for_two_days_when_nothing_is_said(story, editor, clock):
    link, _token = make_link(story, "Ann", editor)
    assert link.expires_at == NOON + USUAL


def test_only_a_digest_of_the_secret_is_kept(story, editor, clock):
    link, token = make_link(story, "Ann", editor)
    assert len(token) >= 43
    assert link.token_digest == hashlib.sha256(token.encode()).hexdigest()
    kept = [str(value) for value in PreviewLink.objects.values_list().get()]
    assert not any(token in value for value in kept)


@pytest.mark.parametrize(
    ("reader", "lasting", "code"),
    [
        (" ", HOUR, "reader"),
        ("Ann", datetime.timedelta(0), "past"),
        ("Ann", LONGEST + HOUR, "too-long"),
    ],
)
def test_a_link_needs_a_reader_and_a_time_that_can_be_meant(story, editor, clock, reader, lasting, code):
    with pytest.raises(Refused) as refused:
        make_link(story, reader, editor, NOON + lasting)
    assert codes(refused) == {code}


def test_a_link_may_last_two_weeks(story, editor, clock):
    assert make_link(story, "Ann", editor, NOON + LONGEST)


def test_who_makes_and_revokes_links(story, cast, clock):
    for user in (cast.editor, cast.publisher, cast.administrator):
        make_link(story, "Ann", user)
    link = PreviewLink.objects.first()
    for user in (cast.reporter, cast.photo_editor):
        with pytest.raises(Refused):
            make_link(story, "Ann", user)
        with pytest.raises(Refused):
            revoke(link, user)
    link.refresh_from_db()
    assert link.revoked_at is None


def test_no_link_is_made_to_what_is_public_or_was_withdrawn(make_story, editor, publisher, clock):
    story = make_story()
    publishing.publish(story, publisher)
    for _state in ("public", "withdrawn"):
        with pytest.raises(Refused) as refused:
            make_link(story, "Ann", editor)
        assert codes(refused) == {"public"}
        clock.shift(60)
        if _state == "public":
            publishing.withdraw(story, publisher, "Wrong.")


def test_the_reader_sees_the_story_under_a_notice(client, story, share):
    response = client.get(share(story))
    page = response.content.decode()
    assert response.status_code == 200
    assert "The secret paragraph." in page
    notice = " ".join(
        re.sub(r"<[^>]+>", " ", re.search(r'<aside class="embargo".*?</aside>', page, re.S)[0]).split()
    )
    assert notice.startswith("Embargoed until 3 March 2026, 12:00")
    assert "(2026-03-03 05:00 UTC)" in notice
    assert notice.endswith("For Ann Example, The Example Times only.")


@pytest.mark.parametrize("until", [None, NOON - HOUR])
def test_without_an_embargo_the_notice_says_that_it_is_not_published(client, make_story, share, until):
    page = client.get(share(make_story(embargo_until=until))).content.decode()
    assert "Not yet published." in page
    assert "Embargoed" not in page


def test_the_notice_speaks_the_storys_language(client, make_story, share):
    response = client.get(share(make_story(language="vi")))
    assert response["Content-Language"] == "vi"
    assert "Chưa đăng." in response.content.decode()


def test_the_name_of_the_reader_is_text(client, make_story, share):
    page = client.get(share(make_story(), reader="<script>alert(1)</script>")).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_reader_sees_what_is_saved_at_the_moment_of_opening(client, story, share):
    address = share(story)
    assert "The secret paragraph." in client.get(address).content.decode()
    Article.objects.filter(pk=story.pk).update(headline="Reworded", version=7)
    assert "Reworded" in client.get(address).content.decode()
    assert sorted(PreviewOpening.objects.values_list("version", flat=True)) == [1, 7]


def test_each_opening_is_written_down(client, story, share):
    address = share(story)
    client.get(address, headers={"User-Agent": "Reader/1.0 " + "x" * 400}, REMOTE_ADDR="192.0.2.7")
    opening = PreviewOpening.objects.get()
    assert (opening.at, opening.version, opening.address) == (NOON, 1, "192.0.2.7")
    assert opening.agent.startswith("Reader/1.0")


@pytest.mark.parametrize(("behind_proxy", "seen"), [(False, "192.0.2.7"), (True, "203.0.113.9")])
def test_only_our_own_proxy_is_believed(client, story, share, settings, behind_proxy, seen):
    settings.BEHIND_PROXY = behind_proxy
    said = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    client.get(share(story), headers=said, REMOTE_ADDR="192.0.2.7")
    assert PreviewOpening.objects.get().address == seen


def test_an_address_that_is_none_is_not_written_down(client, story, share):
    assert client.get(share(story), REMOTE_ADDR="a socket").status_code == 200
    assert PreviewOpening.objects.get().address is None


def test_pictures_are_no_openings(client, make_story, make_photo, share, pictures):
    address = share(make_story(lead_photo=make_photo()))
    for picture in pictures(client.get(address).content.decode()):
        assert client.get(picture).status_code == 200
    assert PreviewOpening.objects.count() == 1


def test_once_public_the_link_leads_to_the_public_page(client, make_story, share, publisher, clock):
    story = make_story()
    address = share(story)
    publishing.publish(story, publisher)
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, f"/en/stories/{story.slug}/")
    assert response["Cache-Control"] == "no-store, private"
    assert PreviewOpening.objects.get().version == 0


def test_a_scheduled_story_is_read_by_its_link_until_its_second(client, make_story, share, publisher, clock):
    story = make_story()
    address = share(story)
    publishing.schedule(story, publisher, NOON + HOUR)
    assert client.get(address).status_code == 200
    clock.move_to(NOON + HOUR)
    assert client.get(address).status_code == 302


def nowhere(client, address):
    return client.get(address).status_code == 404


def test_a_link_ends_at_its_time(client, story, share, clock):
    address = share(story, expires_at=NOON + HOUR)
    clock.move_to(NOON + HOUR - datetime.timedelta(seconds=1))
    assert not nowhere(client, address)
    clock.move_to(NOON + HOUR)
    assert nowhere(client, address)


def test_a_link_ends_when_it_is_revoked(client, story, share, publisher):
    address, other = share(story), share(story)
    revoke(PreviewLink.objects.last(), publisher)
    assert nowhere(client, address)
    assert not nowhere(client, other)


def test_who_revoked_a_link_first_stays_known(story, share, publisher, editor, clock):
    share(story)
    link = PreviewLink.objects.get()
    revoke(link, publisher)
    clock.shift(60)
    revoke(link, editor)
    link.refresh_from_db()
    assert (link.revoked_by, link.revoked_at) == (publisher, NOON)


def test_a_link_ends_when_the_story_is_withdrawn(client, make_story, share, publisher, clock):
    story = make_story()
    address = share(story)
    publishing.publish(story, publisher)
    clock.shift(60)
    publishing.withdraw(story, publisher, "It was wrong.")
    assert nowhere(client, address)


def test_a_link_ends_when_the_story_is_deleted(client, story, share):
    address = share(story)
    story.delete()
    assert nowhere(client, address)


def test_a_link_outlives_its_makers_role_and_not_the_account(client, story, share, editor):
    address = share(story)
    editor.groups.clear()
    assert not nowhere(client, address)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert nowhere(client, address)


def test_a_limit_on_the_desk_leaves_a_link_as_it_is(client, story, share):
    address = share(story)
    Article.objects.filter(pk=story.pk).update(limited=True)
    assert not nowhere(client, address)


def test_an_address_without_its_last_stroke_is_good_enough(client, story, share):
    assert client.get(share(story).rstrip("/")).status_code == 200


def test_a_wrong_secret_costs_one_query_and_no_opening(client, story, share):
    share(story)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert nowhere(client, "/preview/" + "x" * 43 + "/")
    assert len(queries) == 1
    assert not PreviewOpening.objects.exists()


def test_a_long_story_costs_as_many_queries_as_a_short_one(client, make_story, make_photo, share):
    story = make_story()
    spent = []
    for _more in range(2):
        add_block(story, PhotoBlock, photo=make_photo())
        address = share(story)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        spent.append(len(queries))
    assert spent[0] == spent[1]
