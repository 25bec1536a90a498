"""Unsaved work comes back after a closed tab, a lost session, a stopped server; two people see each other."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from newsroom.models import Article, OpenForm, PullQuote, RichText, UnsavedWork
from tests.browser.desk_pages import ADD, add, blocks, choose_photo, open_story, told, until, write
from tests.making import add_block

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = re.compile(r"Kept on the server at \d\d:\d\d")


@pytest.fixture(autouse=True)
def patience():
    """What is typed is kept after a pause, and a window tells of itself every few seconds."""
    expect.set_options(timeout=15_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def desk(page, login, reporter, section):
    login(page, reporter)
    return page


def status(page):
    return page.locator(".kept-status")


def close_and_open(page, address):
    """Close the tab without saving, and open another one of the same browser."""
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(address)
    return again


def sign_in_again(context, user, address="/admin/"):
    """In another window of the same browser, through the form."""
    window = context.new_page()
    window.goto(address)
    window.locator("#id_username").fill(user.username)
    window.locator("#id_password").fill("a-long-password")
    window.locator("#login-form [type=submit]").click()
    expect(window.locator("#user-tools")).to_be_visible()
    return window


def test_what_was_typed_comes_back_after_the_tab_was_closed(desk, make_story, make_photo, guide_picture):
    make_photo(title="Bàn hội đàm")
    story = make_story()
    desk.goto(story.get_absolute_url())
    desk.get_by_label("Headline").fill("Three ministers meet")
    expect(status(desk)).to_have_text(KEPT)
    quote = add(desk, "Pull quote")
    quote.locator("textarea").first.fill("It was long.")
    choose_photo(add(desk, "Photo"), "Bàn hội đàm")
    write(add(desk, "Text"), "They parted.")
    quote.get_by_role("button", name="Move up").click()
    # Nobody waits for the pause: the page tells it while it closes.
    again = close_and_open(desk, story.get_absolute_url())

    offer = again.locator(".unsaved-offers li")
    expect(offer).to_contain_text("You typed here and did not save it")
    expect(offer).to_contain_text("4 blocks")
    guide_picture(again, "unsaved-work", of=again.locator(".unsaved-offers"))
    expect(again.get_by_label("Headline")).to_have_value("Two ministers meet")
    offer.get_by_role("link", name="Bring it back").click()
    expect(again.locator(".form-bar").first).to_contain_text("Brought back")
    expect(again.get_by_label("Headline")).to_have_value("Three ministers meet")
    assert told(again) == ["It was long.", "They met.", "", "They parted."]
    expect(blocks(again)[2].locator(".photo-choice-title")).to_have_text("Bàn hội đàm")
    story.refresh_from_db()
    assert (story.headline, story.version) == ("Two ministers meet", 1)

    again.get_by_role("button", name="Save and continue editing").last.click()
    expect(again.locator(".messagelist .success")).to_be_visible()
    expect(again.locator(".unsaved-offers li")).to_have_count(0)
    assert told(again) == ["It was long.", "They met.", "", "They parted."]
    assert not UnsavedWork.objects.filter(settled_at=None).exists()


def test_a_story_never_saved_comes_back_with_its_blocks_and_its_photo(desk, make_photo):
    make_photo(title="Bàn hội đàm")
    open_story(desk, kind="interview")
    desk.get_by_label("Headline").fill("Phỏng vấn")
    choose_photo(desk.locator(".field-lead_photo"), "Bàn hội đàm")
    write(add(desk, "Text"), "The last.")
    add(desk, "Question").locator("textarea").first.fill("Vì sao?")
    blocks(desk)[1].get_by_role("button", name="Move up").click()
    expect(status(desk)).to_have_text(KEPT)
    again = close_and_open(desk, ADD)
    expect(again.locator(".unsaved-offers li")).to_contain_text("You began a story and did not save it")
    again.get_by_role("link", name="Bring it back").click()
    expect(again.get_by_label("Headline")).to_have_value("Phỏng vấn")
    expect(again.locator("#id_kind")).to_have_value("interview")
    expect(again.locator(".field-lead_photo output").first).to_have_text("Bàn hội đàm")
    assert told(again) == ["Vì sao?", "The last."]
    assert not Article.objects.exists()


def test_after_a_lost_session_one_signs_in_elsewhere_and_goes_on(desk, make_story, reporter, complaints):
    story = make_story()
    desk.goto(story.get_absolute_url())
    desk.get_by_label("Headline").fill("Typed while signed in")
    expect(status(desk)).to_have_text(KEPT)
    Session.objects.all().delete()
    desk.get_by_label("Standfirst").fill("Typed while signed out.")
    expect(status(desk)).to_contain_text("Kept in this browser only: you are signed out")
    complaints.heard.clear()

    window = sign_in_again(desk.context, reporter)
    desk.bring_to_front()
    expect(status(desk)).to_have_text(KEPT)
    [work] = UnsavedWork.objects.all()
    assert work.fields["standfirst"] == ["Typed while signed out."]
    assert desk.evaluate("Object.keys(localStorage).filter(key => key.startsWith('unsaved:'))") == []
    complaints.heard.clear()

    desk.get_by_role("button", name="Save and continue editing").last.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    story.refresh_from_db()
    assert story.standfirst == "Typed while signed out."
    window.close()


def test_a_save_that_meets_a_lost_session_loses_nothing(desk, make_story, reporter, complaints):
    story = make_story()
    desk.goto(story.get_absolute_url())
    Session.objects.all().delete()
    write(add(desk, "Text"), "Typed just before.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("#id_username")).to_be_visible()
    complaints.heard.clear()
    desk.locator("#id_username").fill(reporter.username)
    desk.locator("#id_password").fill("a-long-password")
    desk.locator("#login-form [type=submit]").click()

    expect(desk.locator(".unsaved-offers li")).to_contain_text("did not save it")
    desk.get_by_role("link", name="Bring it back").click()
    assert told(desk) == ["They met.", "Typed just before."]
    assert desk.evaluate("Object.keys(localStorage).filter(key => key.startsWith('unsaved:'))") == []


def test_while_the_server_is_away_the_browser_keeps_it_and_the_form_goes_on_by_itself(
    desk, make_story, complaints
):
    story = make_story()
    desk.goto(story.get_absolute_url())
    desk.route("**/unsaved/**", lambda route: route.abort())
    desk.route("**/here/", lambda route: route.abort())
    desk.get_by_label("Headline").fill("Typed into the void")
    expect(status(desk)).to_contain_text("Kept in this browser only: the server cannot be reached")
    assert not UnsavedWork.objects.exists()
    desk.unroute_all(behavior="ignoreErrors")
    expect(status(desk)).to_have_text(KEPT)
    assert UnsavedWork.objects.get().fields["headline"] == ["Typed into the void"]
    complaints.heard.clear()


def test_what_only_the_browser_kept_is_handed_over_and_offered(desk, make_story, complaints):
    story = make_story()
    desk.goto(story.get_absolute_url())
    desk.context.route("**/unsaved/**", lambda route: route.abort())
    desk.get_by_label("Headline").fill("Typed into the void")
    expect(status(desk)).to_contain_text("Kept in this browser only")
    desk.close(run_before_unload=False)
    desk.context.unroute_all(behavior="ignoreErrors")
    complaints.heard.clear()
    again = desk.context.new_page()
    again.goto(story.get_absolute_url())
    expect(again.locator(".unsaved-offers li")).to_contain_text("Typed into the void")
    kept = "Object.keys(localStorage).filter(key => key.startsWith('unsaved:'))"
    assert until(again, lambda: again.evaluate(kept) == [])


def test_signing_out_leaves_nothing_in_the_browser_and_all_on_the_server(desk, make_story):
    story = make_story()
    desk.goto(story.get_absolute_url())
    desk.get_by_label("Headline").fill("Typed before going home")
    desk.locator("#logout-form button").click()
    expect(desk.locator("#logout-form")).to_have_count(0)
    assert desk.evaluate("Object.keys(localStorage).filter(key => key.startsWith('unsaved:'))") == []
    assert UnsavedWork.objects.get().fields["headline"] == ["Typed before going home"]


def test_throwing_away_asks_and_what_is_typed_back_to_the_old_is_no_work(desk, make_story):
    story = make_story()
    desk.goto(story.get_absolute_url())
    desk.get_by_label("Headline").fill("Typed")
    expect(status(desk)).to_have_text(KEPT)
    desk.get_by_label("Headline").fill("Two ministers meet")
    expect(status(desk)).to_have_text("")
    desk.get_by_label("Headline").fill("Typed once more")
    expect(status(desk)).to_have_text(KEPT)
    again = close_and_open(desk, story.get_absolute_url())
    expect(again.locator(".unsaved-offers li")).to_have_count(1)
    again.on("dialog", lambda dialog: dialog.accept())
    again.get_by_role("link", name="Throw it away").click()
    expect(again.locator(".unsaved-offers li")).to_have_count(0)
    assert not UnsavedWork.objects.filter(settled_at=None).exists()


def test_a_form_only_looked_at_keeps_nothing(desk, make_story, make_photo):
    story = make_story(lead_photo=make_photo())
    desk.goto(story.get_absolute_url())
    desk.get_by_label("Headline").click()
    desk.keyboard.press("End")
    with desk.expect_response("**/here/"):
        pass
    close_and_open(desk, story.get_absolute_url())
    assert not UnsavedWork.objects.exists()


def test_going_back_to_a_form_that_was_saved_neither_keeps_nor_saves_it_again(desk, make_story):
    story = make_story()
    desk.goto(story.get_absolute_url())
    desk.get_by_label("Headline").fill("Saved once")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    desk.go_back()
    expect(desk.get_by_label("Headline")).to_have_value("Saved once")
    assert not UnsavedWork.objects.filter(settled_at=None).exists()
    story.refresh_from_db()
    assert story.version == 2


def test_two_browsers_on_one_story_see_each_other_and_the_newer_save(
    desk, make_story, new_page, login, editor, guide_picture
):
    story = make_story()
    desk.goto(story.get_absolute_url())
    other = new_page()
    login(other, editor)
    other.goto(story.get_absolute_url())
    expect(other.locator(".presence-others")).to_contain_text("Lan Trần has this story open as well")
    expect(desk.locator(".presence-others")).to_contain_text("Minh Phạm has this story open as well")
    other.get_by_label("Kicker").press_sequentially("Vis")
    expect(desk.locator(".presence-typing")).to_have_text("Typing now: Minh Phạm")
    guide_picture(desk, "who-else-is-here", of=desk.locator(".presence"))

    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator(".messagelist .success")).to_be_visible()
    expect(desk.locator(".presence-news")).to_contain_text("Minh Phạm saved version 2 of this story")
    expect(desk.locator(".presence-others")).to_be_hidden()
    expect(other.locator("#result_list .open-with")).to_have_text("open with Lan Trần")
    desk.goto("/admin/newsroom/article/")
    assert until(desk, lambda: not OpenForm.objects.exists())


def test_without_script_the_offer_is_there_and_brings_back(new_page, login, reporter, section):
    page = new_page(java_script_enabled=False)
    login(page, reporter)
    page.goto(ADD)
    page.get_by_label("Standfirst").fill("Without a headline.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errornote")).to_be_visible()
    page.goto(ADD)
    page.get_by_role("link", name="Bring it back").click()
    expect(page.get_by_label("Standfirst")).to_have_value("Without a headline.")
    page.goto(ADD)
    page.get_by_role("link", name="Throw it away").click()
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator(".unsaved-offers li")).to_have_count(0)
    assert not RichText.objects.exists()
    assert not PullQuote.objects.exists()


def test_what_the_form_says_of_it_is_in_the_language_of_the_desk(desk, make_story, live_server):
    story = make_story()
    desk.context.add_cookies([{"name": "django_language", "value": "vi", "url": live_server.url}])
    desk.goto(story.get_absolute_url())
    desk.locator("#id_headline").fill("Hai bộ trưởng gặp nhau")
    expect(status(desk)).to_contain_text("Đã giữ trên máy chủ lúc")


def test_a_form_in_which_nothing_was_said_otherwise_keeps_nothing(desk, make_story):
    story = make_story(text="")
    for place, text in enumerate(["<ul><li>One</li></ul>", "<p>Two&nbsp;words.</p>"], start=1):
        # Places that are not as the form gives them, and a list that the editor writes otherwise.
        RichText.objects.create(parent=story, region="body", ordering=place, text=text)
    desk.goto(story.get_absolute_url())
    first, second = blocks(desk)
    expect(second.locator(".tiptap")).to_be_visible()
    first.get_by_role("button", name="Move down").click()
    first.get_by_role("button", name="Move up").click()
    for block in (first, second):
        block.locator(".tiptap").click()
        desk.keyboard.press("End")
        desk.keyboard.type("x")
        desk.keyboard.press("Backspace")
    add(desk, "Text")
    add(desk, "Pull quote")
    with desk.expect_response("**/here/"):
        pass
    again = close_and_open(desk, story.get_absolute_url())
    expect(again.locator(".unsaved-offers li")).to_have_count(0)
    assert not UnsavedWork.objects.filter(settled_at=None).exists()


def test_an_order_a_deletion_and_a_new_block_with_words_are_kept(desk, make_story):
    story = make_story()
    add_block(story, RichText, text="<p>Two.</p>")
    for change in (
        lambda: blocks(desk)[1].get_by_role("button", name="Move up").click(),
        lambda: blocks(desk)[0].locator("h3 .delete input").check(),
        lambda: write(add(desk, "Text"), "Three."),
    ):
        desk.goto(story.get_absolute_url())
        expect(desk.locator(".block-bar")).to_be_visible()
        change()
        expect(status(desk)).to_have_text(KEPT)
        UnsavedWork.objects.all().delete()
