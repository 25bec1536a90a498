"""An upgrade announced in the browser: prepared, mended, approved, locked, public at its second."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.models import Edition, Release, RichText
from newsroom.newsroom_time import newsroom_zone
from tests.approving import approve
from tests.making import add_block
from tests.register import small_register

pytestmark = pytest.mark.django_db(transaction=True)

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def upgrade(make_story):
    """Two languages of a story, one still without text, a level and an event; nothing of it announced."""
    register = small_register()
    for fact in (register.visit, register.upgrade):
        fact.public_from = None
        fact.save()
    english = make_story("The upgrade with Japan is agreed", partners=[register.japan])
    vietnamese = make_story(
        "Nâng cấp quan hệ với Nhật Bản",
        text="",
        language="vi",
        translation_group=english.translation_group,
        partners=[register.japan],
    )
    register.english, register.vietnamese = english, vietnamese
    return register


def choose(desk, kind, name):
    desk.locator(".release-add").get_by_role("link", name=kind, exact=True).click()
    desk.get_by_label(name).first.check()
    desk.get_by_role("button", name="Put into the release").click()
    expect(desk.locator(".messagelist .success")).to_be_visible()


def make(desk, name, at):
    desk.goto("/admin/newsroom/release/add/")
    desk.get_by_label("Name").fill(name)
    desk.get_by_label("Public from").fill(at.astimezone(newsroom_zone()).strftime("%Y-%m-%dT%H:%M"))
    expect(desk.locator(".utc-time")).to_contain_text(at.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M"))
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_text("Nothing is in it yet.")).to_be_visible()


def public_words():
    pages = ["", "partners/japan/", "events/"]
    addresses = [f"/{language}/{page}" for language in ("en", "vi") for page in pages]
    return "".join(Client().get(address).content.decode() for address in addresses)


SECRETS = ["The upgrade with Japan", "Nâng cấp quan hệ với Nhật Bản", "Comprehensive", "Visit to Tokyo"]


def told():
    words = public_words()
    return [secret for secret in SECRETS if secret in words]


def test_an_upgrade_is_prepared_approved_locked_and_public_at_its_second(
    new_page, login, editor, publisher, upgrade, guide_picture
):
    at = (timezone.now() + datetime.timedelta(hours=2)).replace(second=0, microsecond=0)

    # An editor prepares it; what is missing shrinks.
    desk = new_page()
    login(desk, editor)
    make(desk, "The upgrade with Japan", at)
    choose(desk, "Story", "The upgrade with Japan is agreed")
    choose(desk, "Partnership period", "Japan: Comprehensive")
    choose(desk, "Event", "Visit to Tokyo")
    rows = desk.locator(".release-members tbody tr")
    expect(rows).to_have_count(4)
    expect(desk.locator(".release-sum")).to_have_text("1 of 4 is not ready yet.")
    expect(rows.filter(has_text="Nâng cấp")).to_contain_text("The story has no text yet. Write it.")
    expect(desk.get_by_role("link", name="Approve…")).to_have_count(0)
    guide_picture(desk, "release", of=desk.locator("#content"))

    add_block(upgrade.vietnamese, RichText, text="<p>Hai bên đã nhất trí.</p>")
    upgrade.vietnamese.refresh_from_db()
    approve(upgrade.vietnamese)
    desk.reload()
    expect(desk.locator(".release-sum")).to_have_text("All is ready to be approved.")

    # A publisher has the story open in one window, and approves the release in another.
    open_form = new_page()
    login(open_form, publisher)
    open_form.goto(upgrade.english.get_absolute_url())
    press = new_page()
    login(press, publisher)
    press.goto(Release.objects.get().get_absolute_url())
    press.get_by_role("link", name="Approve…").click()
    press.get_by_role("button", name="Approve the release").click()
    expect(press.locator(".messagelist .success")).to_contain_text("is locked until then")
    assert Edition.objects.filter(public_from=at).count() == 2

    # What was typed meanwhile is refused and stays; the forms that are opened now are only read.
    open_form.get_by_label("Kicker").fill("Typed for an hour")
    open_form.get_by_role("button", name="Save and continue editing").last.click()
    expect(open_form.locator(".errornote")).to_be_visible()
    expect(open_form.locator("#content")).to_contain_text("This story is part of a release")
    expect(open_form.get_by_label("Kicker")).to_have_value("Typed for an hour")
    press.goto(upgrade.english.get_absolute_url())
    expect(press.locator(".story-lock")).to_contain_text("This story is part of a release")
    expect(press.get_by_label("Headline")).to_have_count(0)
    press.goto(f"/admin/partnerships/event/{upgrade.visit.pk}/change/")
    expect(press.locator(".story-lock")).to_contain_text("This is part of a release")
    expect(press.get_by_role("button", name="Save")).to_have_count(0)

    # Nothing is public the second before, everything at its second.
    with time_machine.travel(at - SECOND, tick=False):
        assert told() == []
    with time_machine.travel(at, tick=False):
        assert told() == SECRETS
        visitor = new_page(java_script_enabled=False)
        visitor.goto("/en/partners/japan/")
        expect(visitor.locator("main")).to_contain_text("Comprehensive")
        expect(visitor.locator("main")).to_contain_text("The upgrade with Japan is agreed")
        press.goto(Release.objects.get().get_absolute_url())
        expect(press.locator(".story-standing")).to_contain_text("Public since")
        expect(press.get_by_role("link", name="Read it on the site")).to_have_count(4)


def test_an_approved_release_is_cancelled_and_nothing_becomes_public(
    new_page, login, editor, publisher, upgrade
):
    at = (timezone.now() + datetime.timedelta(hours=2)).replace(second=0, microsecond=0)
    desk = new_page(java_script_enabled=False)
    login(desk, editor)
    desk.goto("/admin/newsroom/release/add/")
    desk.get_by_label("Name").fill("The upgrade with Japan")
    desk.get_by_label("Public from").fill(at.astimezone(newsroom_zone()).strftime("%Y-%m-%dT%H:%M"))
    desk.get_by_role("button", name="Save", exact=True).click()
    choose(desk, "Event", "Visit to Tokyo")
    choose(desk, "Partnership period", "Japan: Comprehensive")

    press = new_page()
    login(press, publisher)
    press.goto(Release.objects.get().get_absolute_url())
    press.get_by_role("link", name="Approve…").click()
    press.get_by_role("button", name="Approve the release").click()
    press.get_by_role("link", name="Cancel…").click()
    press.get_by_label("Why is it cancelled?").fill("The visit is put off.")
    press.get_by_role("button", name="Cancel the release").click()
    expect(press.locator(".story-standing")).to_contain_text("cancelled")
    expect(press.locator(".release-log")).to_contain_text("The visit is put off.")

    with time_machine.travel(at + SECOND, tick=False):
        assert told() == []
