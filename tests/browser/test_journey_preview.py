"""The preview beside the form, and a link for an accredited reader, in the browser."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.models import Edition, PhotoBlock, PreviewOpening, RichText
from tests.browser.sample_story import TEXT, drawn
from tests.making import add_block

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = "As typed, not saved"


def scroll_place(desk):
    return desk.locator("#preview iframe").evaluate("frame => frame.contentWindow.scrollY")


def test_what_is_typed_stands_beside_the_form_and_is_not_saved(
    page, login, editor, make_story, make_photo, guide_picture
):
    story = make_story(lead_photo=drawn(make_photo()), text=f"<p>They met.</p>{TEXT * 10}")
    login(page, editor)
    page.goto(story.get_absolute_url())
    page.get_by_role("button", name="Preview", exact=True).click()
    shown = page.frame_locator("#preview iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Two ministers meet")
    picture = shown.locator(".story figure img")
    picture.evaluate("picture => picture.decode()")
    expect(page.locator(".preview-notes")).to_contain_text("Nothing in the story keeps it")
    guide_picture(page, "preview")

    # At a phone's width it is the phone's page, and keeps its place while the text grows.
    assert shown.locator("body").evaluate("body => body.ownerDocument.defaultView.innerWidth") == 360
    page.locator("#preview iframe").evaluate("frame => frame.contentWindow.scrollTo(0, 700)")
    prose = page.locator(".order-machine .tiptap").first
    prose.click()
    prose.press("Control+Home")
    prose.press_sequentially("Typed just now. ")
    expect(shown.locator(".story-body p").first).to_have_text("Typed just now. They met.")
    assert scroll_place(page) == 700
    expect(page.locator(".preview-state")).to_have_text(TYPED)

    # At a desktop's width it is scaled into the pane.
    page.get_by_role("button", name="Desktop").click()
    assert shown.locator("body").evaluate("body => body.ownerDocument.defaultView.innerWidth") == 1280
    pane, frame = page.locator("#preview").bounding_box(), page.locator("#preview iframe").bounding_box()
    assert frame["x"] >= pane["x"]
    assert frame["x"] + frame["width"] <= 1280.5
    page.get_by_label("Headline").fill("Typed as well")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Typed as well")

    # What is missing leads to its place.
    page.get_by_label("Headline").fill("")
    notes = page.locator(".preview-notes")
    notes.get_by_role("link", name="Headline").click()
    expect(page.get_by_label("Headline")).to_be_focused()

    # The pane is made wider with the keyboard, and goes.
    edge = page.get_by_role("separator", name="Width of the preview")
    edge.press("ArrowLeft")
    assert page.locator("#preview").bounding_box()["width"] == pane["width"] + 40
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.locator("#preview")).not_to_be_visible()

    story.refresh_from_db()
    assert (story.headline, story.version) == ("Two ministers meet", 1)
    assert "Typed" not in RichText.objects.get().text
    assert not Edition.objects.exists()


def test_a_window_of_its_own_follows_the_form(page, login, editor, make_story):
    story = make_story()
    login(page, editor)
    page.goto(story.get_absolute_url())
    page.get_by_role("button", name="Preview", exact=True).click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="In its own window").click()
    window = opened.value
    page.get_by_role("button", name="Close", exact=True).click()
    heading = window.frame_locator("#preview iframe").get_by_role("heading", level=1)
    expect(heading).to_have_text("Two ministers meet")
    page.get_by_label("Headline").fill("Followed")
    expect(heading).to_have_text("Followed")


def test_a_new_story_is_shown_before_it_is_saved(page, login, reporter, section):
    login(page, reporter)
    page.goto("/admin/newsroom/article/add/")
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.locator(".preview-notes")).to_contain_text("There is nothing to show yet")
    page.locator("#id_section").select_option(label="Politics")
    page.get_by_label("Headline").fill("Not saved anywhere")
    shown = page.frame_locator("#preview iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Not saved anywhere")


def test_a_phone_has_the_preview_on_a_page_of_its_own(phone, login, editor, make_story):
    story = make_story()
    login(phone, editor)
    phone.goto(story.get_absolute_url())
    expect(phone.locator(".preview-open")).not_to_be_visible()
    phone.goto(f"/admin/newsroom/article/{story.pk}/preview/")
    shown = phone.frame_locator("#preview iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Two ministers meet")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_accredited_reader_reads_under_embargo_until_the_link_is_revoked(
    new_page, login, publisher, make_story, make_photo, guide_picture
):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    story = make_story(lead_photo=drawn(make_photo()), text=TEXT, embargo_until=tomorrow)
    add_block(story, PhotoBlock, photo=make_photo())
    desk = new_page()
    login(desk, publisher)
    desk.goto(story.get_absolute_url())
    desk.get_by_role("link", name="Make, look at or revoke links").click()
    desk.get_by_label("For whom?").fill("Ann Example, The Example Times")
    desk.get_by_role("button", name="Make the link").click()
    address = re.sub("^https?://[^/]+", "", desk.locator(".link-address input").input_value())

    reader = new_page(width=360)
    reader.goto(address)
    expect(reader.locator(".embargo")).to_contain_text("Embargoed until")
    expect(reader.locator(".embargo")).to_contain_text("For Ann Example, The Example Times only.")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Two ministers meet")
    guide_picture(reader, "preview-link")
    for picture in reader.locator(".story figure img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("picture => picture.decode()")
        assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert reader.evaluate("document.documentElement.scrollWidth") <= 360
    assert reader.context.cookies() == []

    desk.goto(f"/admin/newsroom/article/{story.pk}/preview-links/")
    desk.get_by_text("Opened 1 time").click()
    expect(desk.locator(".preview-link tbody")).to_contain_text("127.0.0.1")
    desk.get_by_role("button", name="Revoke").click()
    expect(desk.locator(".messagelist .success")).to_contain_text("It leads nowhere now.")
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    assert PreviewOpening.objects.count() == 1
