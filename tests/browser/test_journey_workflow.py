"""A story on its way through three hands, and one that could not wait for the second."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from newsroom.models import Article
from tests.browser.desk_pages import add, open_story, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk_of(new_page, login):
    """Opens a window in which one member of the desk is signed in."""

    def open_desk(user):
        window = new_page()
        login(window, user)
        return window

    return open_desk


def press_and_confirm(window, button, confirm, **said):
    window.get_by_role("button", name=button, exact=True).click()
    for label, text in said.items():
        window.locator(f"#id_{label}").fill(text)
    window.get_by_role("button", name=confirm, exact=True).click()
    expect(window.locator(".messagelist .success")).to_be_visible()


def write_story(window, headline):
    open_story(window)
    window.locator("#id_section").select_option(label="Politics")
    window.get_by_label("Headline").fill(headline)
    write(add(window, "Text"), "They met in the old hall.")
    window.get_by_role("button", name="Save and continue editing").last.click()
    expect(window.locator(".messagelist .success")).to_be_visible()


def open_notice(window, headline, deed):
    """Go by the bell to the story of a notice."""
    window.goto("/admin/")
    expect(window.locator(".notice-bell b")).to_be_visible()
    window.locator(".notice-bell").click()
    notice = window.locator(".desk-rows > li.unread", has_text=deed)
    expect(notice).to_contain_text(headline)
    notice.get_by_role("button", name=headline).click()
    expect(window.locator(".story-head")).to_be_visible()


def test_a_story_is_submitted_mended_approved_and_published(
    desk_of, reporter, editor, publisher, section, complaints, guide_picture
):
    # A reporter writes and submits; nothing of publishing is on the page.
    writing = desk_of(reporter)
    write_story(writing, "Two ministers meet")
    expect(writing.get_by_role("button", name="Publish…")).to_have_count(0)
    expect(writing.get_by_role("button", name="Approve…")).to_have_count(0)
    press_and_confirm(writing, "Submit…", "Submit", remark="Please look at the names.")
    expect(writing.locator(".story-standing")).to_contain_text("submitted")
    expect(writing.locator(".story-holder")).to_contain_text("it waits for an editor")
    story = Article.objects.get()

    # An editor finds it among what waits, and asks for changes: not without a remark.
    editing = desk_of(editor)
    editing.goto("/admin/newsroom/article/?stage=submitted")
    editing.get_by_role("link", name="Two ministers meet").click()
    expect(editing.locator(".story-steps")).to_contain_text("Please look at the names.")
    guide_picture(editing, "submitted")
    editing.get_by_role("button", name="Request changes…").click()
    editing.get_by_role("button", name="Request changes", exact=True).click()
    expect(editing.locator(".errorlist")).to_contain_text("required")
    editing.get_by_label("What is to be changed?").fill("Say which ministers.")
    editing.get_by_role("button", name="Request changes", exact=True).click()
    expect(editing.locator(".story-standing")).to_contain_text("changes requested")

    # The reporter is told, mends it and submits it again.
    open_notice(writing, "Two ministers meet", "asked for changes")
    expect(writing.locator(".story-steps")).to_contain_text("Say which ministers.")
    expect(writing.locator(".notice-bell b")).to_have_count(0)
    writing.get_by_label("Headline").fill("Two foreign ministers meet")
    press_and_confirm(writing, "Submit…", "Submit")

    # The editor is told that what was asked for is done, and approves it.
    open_notice(editing, "Two foreign ministers meet", "submitted the story")
    press_and_confirm(editing, "Approve…", "Approve")
    expect(editing.locator(".story-standing")).to_contain_text("approved")
    expect(editing.get_by_role("button", name="Publish…")).to_have_count(0)

    # A publisher publishes it, and the reporter is told.
    press = desk_of(publisher)
    press.goto(story.get_absolute_url())
    expect(press.locator(".story-head")).to_contain_text("has to be approved anew")
    press.get_by_role("button", name="Publish…").click()
    expect(press.locator(".refusal")).to_have_count(0)
    press.get_by_role("button", name="Publish now").click()
    expect(press.locator(".messagelist .success")).to_contain_text("Edition 1 is public since")
    assert "Two foreign ministers meet" in Client().get("/en/").content.decode()
    open_notice(writing, "Two foreign ministers meet", "published the story")
    assert not complaints.remaining()


def test_a_story_that_cannot_wait_is_published_at_once_and_approved_afterwards(
    desk_of, editor, publisher, section, complaints, guide_picture
):
    press = desk_of(publisher)
    write_story(press, "The road is closed")
    press.get_by_role("button", name="Publish…").click()
    expect(press.locator(".refusal")).to_contain_text("Nobody has approved this version yet")
    guide_picture(press, "what-is-missing", of=press.locator("#content"))
    press.get_by_role("button", name="Publish now").click()
    expect(press.locator(".refusal")).to_contain_text("Not done.")
    press.get_by_label("Why can it not wait for approval?").fill("People are on their way there.")
    press.get_by_role("button", name="Publish now").click()
    expect(press.locator(".messagelist .success")).to_contain_text("Edition 1 is public since")
    assert "The road is closed" in Client().get("/en/").content.decode()

    # It stands on the list; who published it cannot strike it off.
    press.goto("/admin/approvals/")
    expect(press.locator(".desk-rows")).to_contain_text("People are on their way there.")
    press.get_by_role("link", name="Look and approve…").click()
    expect(press.locator(".refusal")).to_contain_text("somebody else has to approve it")
    expect(press.get_by_role("button", name="Approve", exact=True)).to_have_count(0)

    # A second person does, and the publisher is told.
    editing = desk_of(editor)
    editing.goto("/admin/approvals/")
    editing.get_by_role("link", name="Look and approve…").click()
    editing.get_by_label("Remark").fill("It was right.")
    editing.get_by_role("button", name="Approve", exact=True).click()
    expect(editing.locator("#content-main")).to_contain_text("Nothing is open.")
    open_notice(press, "The road is closed", "approved afterwards")
    expect(press.locator(".story-steps")).to_contain_text("It was right.")
    assert not complaints.remaining()
