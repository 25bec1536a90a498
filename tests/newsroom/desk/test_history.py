"""The history of a story: what it tells, whom it shows it to, and how a state of it is had back."""

import datetime

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from newsroom import publishing
from newsroom.copies import keep
from newsroom.models import Article, Edition, Release, RichText, Step, WorkingCopy
from tests.newsroom.desk.filled_form import change_address, fill

START = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


@pytest.fixture
def clock(db):
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def history_address(story):
    return reverse("admin:newsroom_article_history", args=[story.pk])


def compare_address(story, left="", right=""):
    address = reverse("admin:newsroom_article_history_compare", args=[story.pk])
    return f"{address}?left={left}&right={right}" if left or right else address


def copy_address(story, which):
    return reverse("admin:newsroom_article_copy", args=[story.pk, which])


def restore_address(story, which):
    return reverse("admin:newsroom_article_restore", args=[story.pk, which])


def saved(story, by=None, **said):
    """Save the story again, as the desk does, and keep it."""
    for name, value in said.items():
        setattr(story, name, value)
    story.version += 1
    story.save()
    return keep(story, by)


def words(response):
    return " ".join(response.content.decode().split())


# What each save leaves


def test_it_names_what_was_changed_in_the_readers_language(desk, make_story):
    story = make_story()
    address = change_address(story)
    desk.post(address, fill(desk, address) | {"standfirst": "What happened.", "_save": "Save"})
    with translation.override("vi"):
        assert "sapo" in LogEntry.objects.get().get_change_message()
    assert "Changed: Standfirst" in words(desk.get(history_address(story)))


def test_a_save_that_changes_nothing_leaves_no_entry(desk, make_story):
    address = change_address(make_story())
    desk.post(address, fill(desk, address) | {"_save": "Save"})
    assert not LogEntry.objects.exists()
    assert not WorkingCopy.objects.exists()


# The timeline


def test_editions_copies_and_steps_stand_in_one_order(client, clock, make_story, publisher, reporter):
    story = make_story(created_by=reporter)
    keep(story, reporter)
    clock.shift(60)
    publishing.publish(story, publisher)
    clock.shift(60)
    saved(story, reporter, headline="Three ministers meet", state="submitted")
    clock.shift(60)
    Step.objects.create(
        article=story,
        move="request_changes",
        from_state="submitted",
        to_state="changes-requested",
        version=2,
        remark="Which ministers?",
        by=publisher,
        at=timezone.now(),
    )
    client.force_login(reporter)
    response = client.get(history_address(story))
    told = [(entry.kind, entry.who) for entry in response.context["entries"]]
    assert told == [
        ("step", "publisher"),
        ("copy", "reporter"),
        ("edition", "publisher"),
        ("copy", "reporter"),
    ]
    page = words(response)
    for said in ("Which ministers?", "Edition 1: first edition", "Version 2 saved", "Changed: Headline"):
        assert said in page
    assert page.count('timeline-what">Edition 1: first edition') == 1


def test_a_long_history_is_paged_by_key_and_nothing_is_told_twice_or_left_out(
    desk, clock, make_story, editor
):
    story = make_story()
    for number in range(70):
        # Several things happen in one moment.
        clock.shift(60 if number % 3 == 0 else 0)
        copy = saved(story, editor, standfirst=str(number))
        Step.objects.create(
            article=story, move="take_on", from_state="draft", to_state="draft", version=copy.version,
            by=editor, at=timezone.now(),
        )  # fmt: skip
    found, address = [], history_address(story)
    while address:
        context = desk.get(address).context
        found += context["entries"]
        address = context["older"] and history_address(story) + context["older"]
    assert len(found) == 140
    assert len({(entry.kind, entry.order) for entry in found}) == 140
    assert [entry.at for entry in found] == sorted((entry.at for entry in found), reverse=True)
    assert all("Standfirst" in entry.details[0] for entry in found if entry.kind == "copy" and entry.details)
    assert desk.get(history_address(story) + "?before=never").status_code == 404


def test_a_history_costs_the_same_with_ten_copies_and_with_two_hundred(desk, make_story, editor, publisher):
    story = make_story()

    def queries(address):
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        return len(asked)

    publishing.publish(story, publisher)
    for number in range(10):
        saved(story, editor, standfirst=str(number))
    addresses = [
        history_address(story),
        compare_address(story, "edition-1", "copy-5"),
        restore_address(story, "copy-4"),
        copy_address(story, "copy-4"),
    ]
    few = [queries(address) for address in addresses]
    for number in range(190):
        saved(story, editor, standfirst=f"again {number}")
    assert [queries(address) for address in addresses] == few
    assert max(few) <= 35


def test_whoever_may_not_know_a_story_finds_no_page_of_its_history(client, make_story, reporter, editor):
    story = make_story(limited=True, created_by=reporter)
    keep(story, reporter)
    client.force_login(editor)
    gone = Article(pk=story.pk + 1000)
    for address in (
        history_address,
        compare_address,
        lambda story: copy_address(story, "copy-1"),
        lambda story: restore_address(story, "copy-1"),
    ):
        assert client.get(address(story)).status_code == 404
        assert client.get(address(gone)).status_code == 404


# Comparing and reading


def test_any_two_states_are_compared(desk, make_story, publisher, reporter):
    story = make_story()
    publishing.publish(story, publisher)
    saved(story, reporter, headline="Three ministers meet")
    RichText.objects.update(text="<p>They met twice.</p>")
    saved(story, reporter)
    page = words(desk.get(compare_address(story, "edition-1", "copy-2")))
    assert '<del><span class="visually-hidden">removed: </span>Two</del> ministers meet' in page
    assert '<ins><span class="visually-hidden">added: </span>Three</ins> ministers meet' in page
    assert "twice" not in page
    assert "twice" in words(desk.get(compare_address(story, "copy-2", "copy-3")))


def test_without_a_choice_what_is_public_is_compared_with_the_working_copy(
    desk, make_story, publisher, reporter
):
    story = make_story()
    publishing.publish(story, publisher)
    assert "The two say the same in every word." in words(desk.get(compare_address(story)))
    saved(story, reporter, kicker="Talks")
    context = desk.get(compare_address(story)).context
    assert (context["left"].which, context["right"].which) == ("edition-1", "now")
    assert [row.label for rows, _same in context["parts"] for row in rows] == ["Kicker"]


def test_a_story_that_was_never_published_is_compared_with_its_copy_before(desk, make_story, reporter):
    story = make_story()
    assert desk.get(compare_address(story)).status_code == 302
    keep(story, reporter)
    saved(story, reporter, kicker="Talks")
    assert desk.get(compare_address(story)).context["left"].which == "copy-1"


@pytest.mark.parametrize(
    "which", ["edition-9", "copy-9", "copy-x", "copy-", "x", "copy-99999999999999999999"]
)
def test_a_state_that_there_is_not_is_not_found(desk, make_story, which):
    story = make_story()
    assert desk.get(compare_address(story, which, "now")).status_code == 404
    assert desk.get(copy_address(story, which)).status_code == 404


def test_the_copy_of_another_story_is_not_to_be_had(desk, make_story, reporter):
    story, other = make_story(), make_story("Another")
    keep(other, reporter)
    assert desk.get(copy_address(story, "copy-1")).status_code == 404


def test_a_notice_of_withdrawal_is_told_and_cannot_be_restored(desk, make_story, publisher):
    story = make_story()
    publishing.publish(story, publisher)
    publishing.withdraw(story, publisher, "Wrong.")
    entry = desk.get(history_address(story)).context["entries"][0]
    assert (entry.kind, entry.which) == ("edition", "")
    assert desk.get(restore_address(story, "edition-2")).status_code == 404


def test_a_copy_is_read_in_words(desk, make_story, reporter):
    story = make_story(text="<p>They <strong>met</strong> &amp; spoke.</p>")
    keep(story, reporter)
    page = words(desk.get(copy_address(story, "copy-1")))
    assert "They met &amp; spoke." in page
    assert "&lt;strong" not in page


# Restoring


def test_an_edition_is_restored_into_the_working_copy_and_the_public_reads_on(desk, make_story, publisher):
    story = make_story()
    publishing.publish(story, publisher)
    saved(story, publisher, headline="Three ministers meet")
    address = restore_address(story, "edition-1")
    page = desk.get(address)
    assert "The public goes on reading edition 1" in words(page)
    response = desk.post(address, {"seen_version": page.context["article"].version}, follow=True)
    assert "Edition 1 is restored into the working copy, as version 3." in words(response)
    story.refresh_from_db()
    assert (story.headline, story.version, story.state) == ("Two ministers meet", 3, "draft")
    assert Edition.objects.live().get().number == 1
    entry = desk.get(history_address(story)).context["entries"][0]
    assert entry.what == "Version 3 restored from edition 1"


def test_what_is_gone_is_told_after_a_restore(desk, make_story, make_photo, reporter):
    story = make_story(lead_photo=make_photo())
    keep(story, reporter)
    photo = story.lead_photo
    saved(story, reporter, lead_photo=None)
    photo.delete()
    response = desk.post(restore_address(story, "copy-1"), {"seen_version": 2}, follow=True)
    assert "The photo “A handshake” is no longer there, so it is left out." in words(response)


def test_a_restore_over_somebody_elses_save_is_refused_with_both_sides(desk, make_story, reporter, editor):
    story = make_story()
    keep(story, reporter)
    saved(story, reporter, headline="Three ministers meet")
    saved(story, editor, headline="Four ministers meet")
    response = desk.post(restore_address(story, "copy-1"), {"seen_version": 2})
    page = words(response)
    assert response.status_code == 200
    assert "Somebody saved this story since you opened it" in page
    assert "?left=copy-2" in page
    assert "Four</del> ministers meet" in page
    assert "Two</ins> ministers meet" in page
    assert Article.objects.get().headline == "Four ministers meet"
    desk.post(restore_address(story, "copy-1"), {"seen_version": response.context["article"].version})
    assert Article.objects.get().headline == "Two ministers meet"


def test_whoever_may_only_look_compares_and_does_not_restore(client, make_story, photo_editor, reporter):
    story = make_story()
    keep(story, reporter)
    saved(story, reporter, headline="Three ministers meet")
    client.force_login(photo_editor)
    for address in (history_address(story), compare_address(story, "copy-1"), copy_address(story, "copy-1")):
        response = client.get(address)
        assert response.status_code == 200
        assert "/restore/" not in response.content.decode()
    assert client.get(restore_address(story, "copy-1")).status_code == 403
    assert client.post(restore_address(story, "copy-1"), {"seen_version": 2}).status_code == 403
    assert Article.objects.get().version == 2


def test_a_story_of_an_approved_release_is_not_restored_and_says_why(desk, make_story, publisher, reporter):
    story = make_story()
    keep(story, reporter)
    saved(story, reporter, headline="Three ministers meet")
    now = timezone.now()
    release = Release.objects.create(
        name="The upgrade", state="approved", at=now + datetime.timedelta(days=1), created_by=publisher,
        approved_by=publisher, approved_at=now,
    )  # fmt: skip
    release.stories.create(article=story)
    page = words(desk.get(restore_address(story, "copy-1")))
    assert "This story is part of a release" in page
    assert "Restore into the working copy" not in page
    assert "part of a release" in words(desk.post(restore_address(story, "copy-1"), {"seen_version": 2}))
    assert Article.objects.get().version == 2
