"""The release on the desk: one screen that says what is missing, and buttons for those who may."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom import releasing
from newsroom.models import Article, Edition, Release
from tests.newsroom.desk.filled_form import change_address, fill
from tests.newsroom.releases.conftest import SOON


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def page(name, release):
    return reverse(f"admin:newsroom_release_{name}", args=[release.pk])


def words(client, address):
    response = client.get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def send(client, address, data, form_id="release_form"):
    return client.post(address, {**fill(client, address, form_id), **data}, follow=True)


def test_an_editor_makes_a_release_and_puts_all_languages_of_a_story_in_with_one_click(
    client, editor, unannounced, make_story
):
    client.force_login(editor)
    english = make_story("The upgrade is agreed")
    make_story("Nâng cấp", language="vi", translation_group=english.translation_group)

    send(client, reverse("admin:newsroom_release_add"), {"name": "Upgrade", "at": "2026-03-02T14:00"})
    release = Release.objects.get()
    assert release.at == SOON
    assert release.created_by == editor
    shown = words(client, release.get_absolute_url())
    assert "Nothing is in it yet." in shown
    assert f'href="{page("choose", release)}?kind=story"' in shown

    choice = page("choose", release)
    assert "The upgrade is agreed" in words(client, f"{choice}?kind=story&q=upgrade")
    client.post(f"{choice}?kind=story", {"add": english.pk, "languages": "all"})
    assert release.stories.count() == 2

    listed = words(client, f"{choice}?kind=level&q=japan")
    assert "Japan: Comprehensive" in listed
    assert "Japan: Strategic," not in listed
    client.post(f"{choice}?kind=level", {"add": unannounced.upgrade.pk})
    assert [member.fact for member in release.facts.all()] == [unannounced.upgrade]
    assert "All is ready to be approved." in words(client, release.get_absolute_url())


@pytest.mark.parametrize("kind", ["story", "level", "event", "agreement", "person", "appointment", "pillar"])
def test_each_kind_is_chosen_by_its_words(desk, make_release, unannounced, make_story, kind):
    make_story("Japan in focus")
    release = make_release()

    assert 'name="add"' in words(desk, f"{page('choose', release)}?kind={kind}")
    found = words(desk, f"{page('choose', release)}?kind={kind}&q=zzzz")
    assert 'name="add"' not in found
    assert "Nothing was found." in found


def test_a_fact_that_is_public_cannot_be_put_in(desk, make_release, register):
    release = make_release()
    desk.post(f"{page('choose', release)}?kind=event", {"add": register.visit.pk})
    assert not release.facts.exists()


def test_the_page_says_what_each_member_lacks_and_leads_to_its_place(
    desk, make_release, make_story, unannounced
):
    empty = make_story("An empty story", text="")
    ready = make_story("A ready story")
    release = make_release(empty, ready, unannounced.appointment)

    shown = words(desk, release.get_absolute_url())

    assert "2 of 3 are not ready yet." in shown
    assert "The story has no text yet." in shown
    assert f"{change_address(empty)}#mend=body" in shown
    assert "Minister Aoki is not public in the register at that time." in shown
    assert shown.count('state-live">ready') == 1


def test_the_page_says_which_languages_are_lacking(desk, make_release, make_story):
    english = make_story("In English")
    release = make_release(english)
    assert f"translation_of={english.pk}&amp;language=vi" in words(desk, release.get_absolute_url())

    other = make_story("Tiếng Việt", language="vi", translation_group=english.translation_group)
    shown = words(desk, release.get_absolute_url())
    assert "It is written, and not in this release." in shown
    assert f'name="add" value="{other.pk}"' in shown


def test_a_limited_story_is_told_without_its_name(desk, client, editor, make_release, make_story):
    secret = make_story("Secret talks", limited=True, text="")
    release = make_release(secret)
    client.force_login(editor)

    for shown in (words(client, release.get_absolute_url()), words(client, f"{page('choose', release)}?q=")):
        assert "Secret" not in shown
    shown = words(client, release.get_absolute_url())
    assert "A story that you may not see" in shown
    assert "It is not ready." in shown
    assert "no text" not in shown


def test_members_are_taken_out_and_notes_for_readers_are_kept(desk, make_release, make_story, unannounced):
    story, other = make_story(last_edition=1), make_story("Other")
    release = make_release(story, other, unannounced.visit)
    member, taken, fact = release.stories.first(), release.stories.last(), release.facts.get()

    send(
        desk,
        release.get_absolute_url(),
        {f"note-{member.pk}": "They agreed.", "remove": [f"story-{taken.pk}", f"fact-{fact.pk}"]},
    )

    assert [one.article for one in release.stories.all()] == [story]
    assert release.stories.get().change_note == "They agreed."
    assert not release.facts.exists()


def test_a_change_to_what_somebody_else_changed_is_refused_and_nothing_typed_is_lost(
    desk, make_release, make_story
):
    release = make_release(make_story())
    data = fill(desk, release.get_absolute_url(), "release_form")
    Release.objects.update(version=release.version + 1)

    shown = desk.post(release.get_absolute_url(), {**data, "name": "My own name"}).content.decode()

    assert "Somebody else changed this release" in shown
    assert "My own name" in shown
    assert Release.objects.get().name == "The upgrade"


def test_a_form_that_was_open_when_it_was_approved_is_refused_with_what_was_typed(
    desk, publisher, make_release, make_story
):
    release = make_release(make_story())
    data = fill(desk, release.get_absolute_url(), "release_form")
    releasing.approve(release, publisher, SOON)

    shown = desk.post(release.get_absolute_url(), {**data, "name": "My own name"}).content.decode()

    assert "This release is approved" in shown
    assert "My own name" in shown


def test_a_publisher_approves_moves_and_cancels(desk, make_release, make_story):
    release = make_release(make_story())

    assert f'href="{page("approve", release)}"' in words(desk, release.get_absolute_url())
    answer = send(desk, page("approve", release), {"when": "set"}, None)
    assert "is locked until then" in answer.content.decode()
    assert Edition.objects.get().public_from == SOON

    send(desk, page("move", release), {"at": "2026-03-02T15:30"}, None)
    release.refresh_from_db()
    assert release.is_waiting()
    assert (release.at - SOON).total_seconds() == 5400

    answer = send(desk, page("cancel", release), {"reason": "Put off."}, None)
    shown = answer.content.decode()
    assert "Cancelled: Put off." in shown
    release.refresh_from_db()
    assert release.cancelled_by == release.approved_by
    desk.cookies["django_language"] = "vi"
    told = words(desk, release.get_absolute_url())
    assert f"Đã hủy bởi {release.cancelled_by.username}" in told
    assert '<q class="remark">Put off.</q>' in told
    desk.cookies["django_language"] = "en"
    assert not Edition.objects.live(release.at).exists()

    send(desk, page("reopen", release), {}, None)
    assert Release.objects.get().state == Release.State.PREPARING


def test_what_is_missing_refuses_the_approval_on_its_page(desk, make_release, make_story):
    release = make_release(make_story(text=""))

    answer = send(desk, page("approve", release), {"when": "set"}, None)

    assert "Not done. Nothing has changed." in answer.content.decode()
    assert "The story has no text yet." in answer.content.decode()
    assert not Edition.objects.exists()


def test_an_editor_prepares_and_does_not_approve(client, editor, make_release, make_story):
    client.force_login(editor)
    release = make_release(make_story())

    assert page("approve", release) not in words(client, release.get_absolute_url())
    assert client.get(page("approve", release)).status_code == 403
    assert client.post(page("approve", release), {"seen_version": 1, "when": "now"}).status_code == 403


def test_a_reporter_sees_no_releases(client, reporter, make_release, make_story):
    client.force_login(reporter)
    release = make_release(make_story())

    assert client.get(release.get_absolute_url()).status_code in {302, 403}
    assert client.get(page("choose", release)).status_code == 403


def test_after_its_time_the_page_leads_to_what_became_public(
    desk, clock, publisher, make_release, make_story, unannounced
):
    release = make_release(make_story(), unannounced.upgrade, unannounced.visit)
    releasing.approve(release, publisher, SOON)
    clock.move_to(SOON)

    shown = words(desk, release.get_absolute_url())

    story = Edition.objects.get().get_absolute_url()
    for address in (story, "/en/partners/japan/", "/en/events/visit/"):
        assert f'href="{address}"' in shown
    assert "Cancel…" not in shown


def test_the_list_tells_states_and_times_with_one_query_for_all(
    desk, publisher, make_release, make_story, django_assert_max_num_queries
):
    for number in range(4):
        make_release(make_story(f"Story {number}"), name=f"Release {number}")
    release = Release.objects.first()
    releasing.approve(release, publisher, SOON)

    with django_assert_max_num_queries(12):
        shown = words(desk, reverse("admin:newsroom_release_changelist"))
    assert "Release 3" in shown
    assert "2026-03-02 07:00 UTC" in shown
    for state, number in (("waiting", 1), ("preparing", 3), ("public", 0), ("cancelled", 0)):
        listed = words(desk, f"{reverse('admin:newsroom_release_changelist')}?state={state}")
        assert listed.count('class="field-state_now"') == number


# The story's form


def test_the_form_of_a_locked_story_is_only_read(desk, publisher, make_release, make_story):
    story = make_story()
    releasing.approve(make_release(story), publisher, SOON)

    shown = words(desk, change_address(story))

    assert "This story is part of a release" in shown
    assert 'name="headline"' not in shown
    assert 'name="_move"' not in shown


def test_a_form_opened_before_the_lock_is_refused_and_keeps_what_was_typed(
    desk, publisher, make_release, make_story
):
    story = make_story()
    data = fill(desk, change_address(story))
    releasing.approve(make_release(story), publisher, SOON)

    answer = desk.post(change_address(story), {**data, "headline": "Typed for an hour"})

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "This story is part of a release" in shown
    assert "Typed for an hour" in shown
    assert Article.objects.get(pk=story.pk).headline == "Two ministers meet"


def test_a_list_that_is_posted_without_an_action_is_shown(desk, make_release):
    make_release()
    response = desk.post("/admin/newsroom/release/")
    assert response.status_code == 200
    assert "0 + 0" in response.text


def test_how_long_it_is_until_its_second_is_said_in_the_language_of_the_desk(desk, publisher):
    at = timezone.now() + datetime.timedelta(hours=50, minutes=1)
    release = Release.objects.create(name="Upgrade", at=at, created_by=publisher)
    assert "In 2 days, 2 hours." in words(desk, release.get_absolute_url()).replace("\xa0", " ")
    desk.cookies["django_language"] = "vi"
    assert "Còn 2 ngày, 2 giờ." in words(desk, release.get_absolute_url()).replace("\xa0", " ")
