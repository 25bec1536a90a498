"""The front page is laid out, looked at, published and read; a pin ends by itself."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from newsroom import front_publishing, publishing
from newsroom.front_layout import Layout
from newsroom.models import FrontPage
from newsroom.newsroom_time import newsroom_zone

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = datetime.timedelta(hours=1)


def typed(moment):
    return moment.astimezone(newsroom_zone()).strftime("%Y-%m-%dT%H:%M")


def leads_at(visitor, moment):
    """What leads the site at `moment`, on a server whose clock stands there. No worker runs."""
    with time_machine.travel(moment, tick=False):
        visitor.goto("/en/")
    return visitor.locator(".card-lead .card-headline").inner_text()


def test_an_editor_lays_out_a_publisher_publishes_and_a_pin_ends(
    new_page, login, editor, publisher, make_story, publish_story, make_photo, guide_picture
):
    old = publish_story("Da Nang opens its port", lead_photo=make_photo())
    publish_story("Talks on trade in London")
    publish_story("The newest story", prominence="lead")
    coming = make_story("Tomorrow’s visit")
    tomorrow = timezone.now().replace(second=0, microsecond=0) + 24 * HOUR
    publishing.schedule(coming, publisher, tomorrow)
    until = tomorrow + HOUR

    desk = new_page()
    login(desk, editor)
    desk.goto("/admin/newsroom/frontpage/")
    desk.get_by_role("link", name="Lay out: English").click()
    lead = desk.get_by_label("The lead")
    with desk.expect_response(lambda response: "stories/?term=" in response.url):
        lead.press_sequentially("port", delay=5)
    expect(desk.locator("#front-stories option").first).to_have_attribute(
        "value", f"Da Nang opens its port · #{old.pk}"
    )
    lead.fill(f"Da Nang opens its port · #{old.pk}")
    desk.get_by_label("Pinned until").first.fill(typed(until))
    desk.get_by_role("combobox", name="Story 1").fill("trade london")
    desk.get_by_role("combobox", name="Story 2").fill("tomorrow")
    # The keyboard moves what is second before what is first.
    desk.get_by_role("button", name="Earlier: Story 2").press("Enter")
    expect(desk.locator("[data-moved]")).to_have_text("Moved to place 1")
    desk.get_by_role("button", name="Earlier: Photo stories").press("Enter")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_contain_text("The site stays as it is")
    expect(desk.get_by_role("combobox", name="Story 1")).to_have_value(f"Tomorrow’s visit · #{coming.pk}")
    expect(desk.locator(".front-warnings").first).to_contain_text("It is not public yet")
    guide_picture(desk, "front-page")

    # The preview is the public's page, now and tomorrow.
    desk.get_by_role("link", name="Preview").click()
    frame = desk.frame_locator("iframe")
    expect(frame.locator(".card-lead")).to_contain_text("Da Nang opens its port")
    expect(frame.locator("main")).not_to_contain_text("Tomorrow’s visit")
    desk.get_by_label("At which time?").fill(typed(until))
    desk.get_by_role("button", name="Show").click()
    expect(frame.locator(".card-lead")).to_contain_text("The newest story")
    expect(frame.locator("main")).to_contain_text("Tomorrow’s visit")
    desk.get_by_label("Phone").check()
    assert desk.locator("iframe").bounding_box()["width"] == 360
    expect(desk.get_by_role("link", name="Publish…")).to_have_count(0)

    visitor = new_page(java_script_enabled=False)
    now = timezone.now()
    assert leads_at(visitor, now) == "The newest story"

    press = new_page(java_script_enabled=False)
    login(press, publisher)
    press.goto("/admin/newsroom/frontpage/en/lay-out/")
    press.get_by_role("link", name="Publish…").click()
    press.get_by_label("Note").fill("For the port.")
    press.get_by_role("button", name="Publish the layout").click()
    expect(press.locator(".messagelist .success")).to_contain_text("Published.")
    assert FrontPage.objects.get().published_by == publisher

    second = datetime.timedelta(seconds=1)
    assert leads_at(visitor, until - second) == "Da Nang opens its port"
    expect(visitor.locator("main")).to_contain_text("Tomorrow’s visit")
    assert leads_at(visitor, until) == "The newest story"


def test_what_is_not_saved_is_asked_for_before_a_former_copy_takes_its_place(
    new_page, login, editor, publish_story
):
    publish_story("Talks on trade in London")
    for version in range(2):
        front_publishing.save("en", Layout(), editor, version)
    desk = new_page()
    login(desk, editor)
    desk.goto("/admin/newsroom/frontpage/en/lay-out/")
    story = desk.get_by_role("combobox", name="Story 1")
    story.fill("trade london")
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    desk.on("dialog", stay)
    with desk.expect_event("dialog"):
        desk.get_by_role("button", name="Lay out 1 again").click(no_wait_after=True)
    assert asked == ["beforeunload"]
    expect(story).to_have_value("trade london")
    assert front_publishing.working_copy("en").version == 2
    # To save it is no loss.
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator(".messagelist .success")).to_contain_text("The site stays as it is")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(("width", "language"), [(320, "vi"), (1920, "en")])
def test_the_sections_are_reached_at_every_width_and_nothing_scrolls_sideways(
    new_page, publish_story, width, language
):
    publish_story("Một tin", language="vi")
    page = new_page(width=width, java_script_enabled=True)
    page.goto(f"/{language}/")
    if width < 960:
        menu = page.locator(".masthead-menu summary")
        menu.focus()
        page.keyboard.press("Enter")
    name = {"vi": "Chính trị", "en": "Politics"}[language]
    link = page.locator("header").get_by_role("link", name=name)
    expect(link).to_be_visible()
    assert link.bounding_box()["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    link.click()
    expect(page.locator("h1")).to_have_text(name)
