"""The life of an interview: its fields appear, an unanswered question is refused, each has an address."""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from newsroom.models import Article
from partnerships.models import Person
from tests.approving import approve
from tests.browser.desk_pages import add, blocks, choose, choose_photo, open_story, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def interviewee(db):
    return Person.objects.create(
        slug="tran-thi-mau", name={"en": "Trần Thị Mẫu", "vi": "Trần Thị Mẫu"}, public_from=timezone.now()
    )


def test_an_interview_is_written_refused_mended_and_read(
    page, login, reporter, publisher, section, interviewee, make_photo, new_page
):
    make_photo((1200, 800), title="Quang cảnh", alt_text={"en": "A quiet square"})
    login(page, reporter)
    open_story(page)
    expect(page.locator(".interview-only")).to_be_hidden()
    expect(page.locator(".block-bar").get_by_role("button", name="Question")).to_be_hidden()
    page.get_by_label("Kind").select_option("interview")
    expect(page.locator(".interview-only")).to_be_visible()

    page.locator("#id_section").select_option(label="Politics")
    page.get_by_label("Headline").fill("What the square is for")
    page.get_by_label("Interviewer").fill("Lê An")
    choose(page, "interviewee", "mau tran", "Trần Thị Mẫu")
    add(page, "Question").locator("textarea").first.fill("Why a square?")
    write(add(page, "Text"), "Because people meet there.")
    add(page, "Question").locator("textarea").first.fill("And why now?")
    choose_photo(add(page, "Photo"), "Quang cảnh")
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    story = Article.objects.get()

    login(page, publisher)
    page.goto(story.get_absolute_url())
    page.get_by_role("button", name="Publish…").click()
    refusal = page.locator(".refusal")
    expect(refusal).to_contain_text("The question “And why now?” has no answer.")
    refusal.get_by_role("link", name="Question").click()
    expect(page.locator(".inline-related.to-mend textarea").first).to_have_value("And why now?")

    write(add(page, "Text"), "Because it is ready.")
    assert len(blocks(page)) == 5
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    approve(Article.objects.get())
    page.reload()
    page.get_by_role("button", name="Publish…").click()
    expect(page.locator(".refusal")).to_have_count(0)
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Edition 1 is public")

    visitor = new_page(width=360)
    visitor.goto("/en/interviews/")
    visitor.get_by_role("link", name="What the square is for").first.click()
    expect(visitor.locator("main")).to_contain_text("Trần Thị Mẫu")
    expect(visitor.locator("#and-why-now")).to_contain_text("And why now?")
    expect(visitor.locator("main")).to_contain_text("Because it is ready.")
    assert "Because people meet there." in Client().get("/en/feeds/all.rss").content.decode()
