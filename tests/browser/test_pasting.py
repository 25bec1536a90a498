"""Pasting a story in a browser: without script on a phone, and with it at a desk."""

import re

from playwright.sync_api import expect

from newsroom.models import Article
from tests.newsroom.importers.samples import STORIES, sample


def test_a_story_is_pasted_on_a_phone_without_script(new_page, login, reporter, section):
    page = new_page(width=360, java_script_enabled=False)
    login(page, reporter)
    page.goto("/admin/newsroom/article/")
    page.get_by_role("link", name="Paste a story").click()
    page.get_by_label("The story's text").fill(sample("interview-between-photos"))
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_label("Kind of the piece on line 7", exact=True)).to_have_value("")
    page.get_by_label("Kind of the piece on line 29", exact=True).select_option("Left out")
    page.get_by_role("button", name="Make the draft").click()
    expect(page).to_have_url(re.compile(r"/admin/newsroom/article/\d+/change/$"))
    article = Article.objects.get()
    assert article.newsroom_question_set.count() == 2
    assert article.newsroom_photoblock_set.count() == 5


def test_a_file_is_read_and_the_page_fits_its_window(new_page, login, reporter, section):
    page = new_page(width=360, color_scheme="dark")
    login(page, reporter)
    page.goto("/admin/newsroom/article/paste/")
    page.get_by_label("or a text file").set_input_files(STORIES / "photo-story-vi.txt")
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_label("The story's text")).to_have_value(re.compile("^Chùm ảnh"))
    expect(page.locator(".paste-summary")).to_contain_text("Photo story")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
