"""The times of a story in the browser: scheduled, moved, cancelled, read in its second, mended, withdrawn."""

import datetime
import zoneinfo

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from newsroom import publishing
from newsroom.models import Edition
from tests.approving import save_and_approve

pytestmark = pytest.mark.django_db(transaction=True)

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def desk(new_page, login, publisher):
    page = new_page()
    login(page, publisher)
    return page


def typed(moment):
    """`moment` as one types it, in the newsroom's time zone."""
    return moment.astimezone(zoneinfo.ZoneInfo(settings.NEWSROOM_TIME_ZONE)).strftime("%Y-%m-%dT%H:%M")


def press(desk, story, button):
    """Open the story and press one of the buttons of its head."""
    desk.goto(story.get_absolute_url())
    desk.get_by_role("button", name=button).click()
    expect(desk.locator(".move-form")).to_be_visible()


def done(desk):
    expect(desk.locator(".messagelist .success")).to_be_visible()
    return desk.locator(".messagelist .success")


def status_at(visitor, moment, address):
    """What the address answers at `moment`, on a server whose clock stands there. No worker runs."""
    with time_machine.travel(moment, tick=False):
        return visitor.goto(address).status


def test_a_schedule_is_made_moved_and_read_in_its_second(
    desk, new_page, make_story, complaints, guide_picture
):
    story, visitor = make_story(), new_page(java_script_enabled=False)
    due = timezone.now().replace(second=0, microsecond=0) + datetime.timedelta(hours=3)

    press(desk, story, "Schedule…")
    desk.get_by_label("When shall it become public?").fill(typed(due))
    expect(desk.locator(".utc-time")).to_contain_text(due.strftime("%Y-%m-%d %H:%M"))
    guide_picture(desk, "scheduling", of=desk.locator("#content"))
    desk.get_by_role("button", name="Schedule", exact=True).click()
    expect(done(desk)).to_contain_text("Edition 1 is scheduled")
    expect(desk.locator(".story-standing")).to_contain_text("scheduled")

    press(desk, story, "Move the schedule…")
    when = desk.get_by_label("When shall it become public instead?")
    expect(when).to_have_value(typed(due))
    when.fill(typed(due - datetime.timedelta(days=1)))
    desk.get_by_role("button", name="Move the schedule", exact=True).click()
    expect(desk.locator(".refusal")).to_contain_text("is past. Choose a time to come.")
    moved = due + datetime.timedelta(hours=2)
    desk.get_by_label("When shall it become public instead?").fill(typed(moved))
    desk.get_by_role("button", name="Move the schedule", exact=True).click()
    expect(done(desk)).to_contain_text("edition 2 becomes public on")

    address = "/en/stories/two-ministers-meet/"
    assert status_at(visitor, due, address) == 404
    assert status_at(visitor, moved - SECOND, address) == 404
    assert status_at(visitor, moved, address) == 200
    expect(visitor.locator("h1")).to_have_text("Two ministers meet")
    assert status_at(visitor, moved + SECOND, address) == 200

    press(desk, story, "Cancel the schedule…")
    desk.get_by_role("button", name="Cancel the schedule", exact=True).click()
    expect(done(desk)).to_contain_text("will not become public")
    assert status_at(visitor, moved, address) == 404


def test_readers_are_told_of_a_correction_and_not_of_a_mended_letter(desk, new_page, make_story, publisher):
    story = make_story()
    publishing.publish(story, publisher)
    save_and_approve(story, headline="Two minsters agree")
    press(desk, story, "Correct…")
    desk.get_by_label("What was wrong?").fill("They did not only meet: they agreed.")
    desk.get_by_role("button", name="Publish the correction").click()
    done(desk)

    visitor = new_page(java_script_enabled=False)
    visitor.goto("/en/stories/two-ministers-meet/")
    expect(visitor.locator(".notice-correction")).to_contain_text("They did not only meet")
    expect(visitor.locator(".updated")).to_be_visible()
    updated = visitor.locator(".updated time").get_attribute("datetime")

    story.refresh_from_db()
    save_and_approve(story, headline="Two ministers agree")
    press(desk, story, "Publish…")
    note = desk.get_by_label("What has changed?")
    note.fill("A letter.")
    desk.get_by_role("button", name="Publish now").click()
    expect(desk.locator(".field-tell .errorlist")).to_contain_text("nobody would read")
    expect(note).to_have_value("A letter.")
    note.fill("")
    desk.get_by_role("button", name="Publish now").click()
    done(desk)
    visitor.reload()
    expect(visitor.locator("h1")).to_have_text("Two ministers agree")
    assert visitor.locator(".updated time").get_attribute("datetime") == updated
    expect(visitor.locator(".notice")).not_to_contain_text("A letter.")


def test_a_story_is_withdrawn_in_each_of_three_ways(desk, new_page, make_story, publisher, guide_picture):
    names = ("A gone one", "A kept one", "The list of visa offices", "The new list of visa offices")
    stories = {name: make_story(name) for name in names}
    for story in stories.values():
        publishing.publish(story, publisher)
    visitor = new_page(java_script_enabled=False)

    press(desk, stories["A gone one"], "Withdraw…")
    expect(desk.get_by_role("radio", name="gone")).to_be_checked()
    expect(desk.locator(".field-to")).not_to_be_visible()
    desk.get_by_label("Why is it withdrawn?").fill("It was wrong.")
    desk.get_by_role("button", name="Withdraw now").click()
    done(desk)
    assert visitor.goto("/en/stories/a-gone-one/").status == 410
    expect(visitor.locator("main")).to_contain_text("It was wrong.")

    press(desk, stories["A kept one"], "Withdraw…")
    desk.get_by_role("radio", name="kept under a notice").check()
    desk.get_by_label("Why is it withdrawn?").fill("It is of another day.")
    desk.get_by_role("button", name="Withdraw now").click()
    done(desk)
    assert visitor.goto("/en/stories/a-kept-one/").status == 200
    expect(visitor.locator(".notice-withdrawn")).to_contain_text("It is of another day.")
    expect(visitor.locator(".story-body")).to_contain_text("They met.")

    press(desk, stories["The list of visa offices"], "Withdraw…")
    desk.get_by_role("radio", name="replaced").check()
    desk.locator(".field-to .select2-selection").click()
    desk.keyboard.type("new list")
    desk.locator(".select2-results__option", has_text="The new list of visa offices").first.click()
    desk.get_by_label("Why is it withdrawn?").fill("There is a new list.")
    guide_picture(desk, "withdrawing", of=desk.locator("#content"))
    desk.get_by_role("button", name="Withdraw now").click()
    expect(done(desk)).to_contain_text("leads to the story that replaces it")
    visitor.goto("/en/stories/the-list-of-visa-offices/")
    expect(visitor).to_have_url(visitor.url.split("/en/")[0] + "/en/stories/the-new-list-of-visa-offices/")
    visitor.goto("/en/")
    expect(visitor.locator("main")).to_contain_text("The new list of visa offices")
    for name in ("A gone one", "A kept one", "The list of visa offices"):
        expect(visitor.locator("main")).not_to_contain_text(name)
    assert Edition.objects.live().count() == 1
