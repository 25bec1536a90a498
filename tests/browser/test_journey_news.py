"""The life of a news story in the browser: written, refused, mended, published, read, withdrawn."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from newsroom.models import Article, Photo
from partnerships.models import Partner
from tests.approving import approve
from tests.browser.desk_pages import add, choose, choose_photo, open_story, write
from tests.making import picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def partner(db):
    return Partner.objects.create(code="GB", region="europe")


def sign_in(page, user):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()


def add_photo(page, title):
    page.goto("/admin/newsroom/photo/add/")
    page.get_by_label("Original").set_input_files(
        {"name": "talks.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes((1800, 1200))}
    )
    page.get_by_label("Working title").fill(title)
    page.locator("[name=caption_en]").fill("The room where they met.")
    page.locator("#id_credit_line").fill("Photo: Nguyễn Hồng (sample)")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".library-photo", has_text=title)).to_be_visible()


def test_a_news_story_goes_from_the_desk_to_the_public_and_away(
    new_page, reporter, publisher, section, partner, complaints
):
    # A reporter brings a photo and writes the story.
    desk = new_page()
    sign_in(desk, reporter)
    add_photo(desk, "Phòng hội đàm")
    open_story(desk)
    desk.locator("#id_section").select_option(label="Politics")
    desk.get_by_label("Headline").fill("A new hall opens in Đà Nẵng")
    desk.get_by_label("Standfirst").fill("The hall will hold a thousand.")
    choose_photo(desk.locator(".field-lead_photo"), "Phòng hội đàm")
    expect(desk.locator("#id_lead_caption")).to_have_attribute("placeholder", "The room where they met.")
    write(add(desk, "Text"), "The doors opened at noon.")
    points = add(desk, "Numbered points")
    points.locator("textarea").fill("A hall\nA garden")
    write(add(desk, "Text"), "The music began at one.")
    points.get_by_role("button", name="Move down").click()
    choose(desk, "partners", "anh", "United Kingdom")
    desk.get_by_role("button", name="Save and continue editing").last.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    expect(desk.get_by_role("button", name="Publish…")).to_have_count(0)
    story = Article.objects.get()

    # A publisher is refused in words, and mends it where the words lead.
    press = new_page()
    sign_in(press, publisher)
    press.goto(story.get_absolute_url())
    press.get_by_label("Kicker").fill("Culture")
    press.get_by_role("button", name="Publish…").click()
    expect(press.locator(".refusal")).to_contain_text("The lead photo has no alternative text.")
    press.get_by_role("button", name="Publish now").click()
    expect(press.locator(".refusal")).to_contain_text("Not done.")
    press.locator(".refusal a").first.click()
    expect(press.locator("#id_lead_alt")).to_be_focused()
    expect(press.get_by_label("Kicker")).to_have_value("Culture")
    press.locator("#id_lead_alt").fill("A long table with two rows of chairs")
    press.get_by_role("button", name="Save and continue editing").last.click()
    expect(press.locator(".messagelist .success")).to_be_visible()
    approve(Article.objects.get())
    press.reload()
    press.get_by_role("button", name="Publish…").click()
    expect(press.locator(".refusal")).to_have_count(0)
    press.get_by_role("button", name="Publish now").click()
    expect(press.locator(".messagelist .success")).to_contain_text("Edition 1 is public since")
    expect(press.locator(".story-standing")).to_contain_text("live")

    # A visitor reads it, and so does a reader of feeds.
    visitor = new_page(java_script_enabled=False)
    visitor.goto("/en/")
    visitor.get_by_role("link", name="A new hall opens in Đà Nẵng").first.click()
    expect(visitor).to_have_url(f"{visitor.url.split('/en/')[0]}/en/stories/a-new-hall-opens-in-da-nang/")
    expect(visitor.locator("h1")).to_have_text("A new hall opens in Đà Nẵng")
    text = visitor.locator("main").inner_text()
    assert text.index("noon") < text.index("one.") < text.index("A garden")
    picture = visitor.get_by_role("img", name="A long table with two rows of chairs").first
    assert picture.evaluate("img => img.complete && img.naturalWidth > 0")
    assert Client().get("/en/partners/united-kingdom/").content.decode().count("A new hall opens") >= 1
    feed = Client().get("/en/feeds/all.rss")
    assert "A new hall opens in Đà Nẵng" in feed.content.decode()
    address = visitor.url

    # It is withdrawn: the address says why, and the feed has it no more.
    press.get_by_role("button", name="Withdraw…").click()
    press.get_by_label("Why is it withdrawn?").fill("The hall has not opened yet.")
    press.get_by_role("button", name="Withdraw now").click()
    expect(press.locator(".story-standing")).to_contain_text("withdrawn")
    assert visitor.goto(address).status == 410
    expect(visitor.locator("main")).to_contain_text("The hall has not opened yet.")
    assert "The music began" not in Client().get("/en/feeds/all.rss").content.decode()
    assert not Photo.objects.get().renditions_made_at
    assert not complaints.remaining()
