"""A story through time in the browser: changed, compared, had back; and two people in one story at once."""

import pytest
from playwright.sync_api import expect

from newsroom import publishing
from newsroom.models import Article, Edition, PullQuote, RichText, WorkingCopy
from tests.browser.desk_pages import write
from tests.making import add_block

pytestmark = pytest.mark.django_db(transaction=True)


def open_form(page, story):
    page.goto(story.get_absolute_url())
    expect(page.locator(".block-bar")).to_be_visible()


def save(page):
    page.get_by_role("button", name="Save and continue editing").last.click()


def approve(story):
    Article.objects.filter(pk=story.pk).update(
        state="approved", approved_version=Article.objects.get().version
    )


def test_a_story_is_changed_compared_restored_and_published_again(
    new_page, login, make_story, reporter, publisher, complaints, guide_picture
):
    story = make_story(text="<p>They met in London.</p>")
    publishing.publish(story, publisher)

    # A reporter writes on; the public reads what it read.
    desk = new_page()
    login(desk, reporter)
    open_form(desk, story)
    desk.get_by_label("Headline").fill("Three ministers meet")
    write(desk.locator(".order-machine > .inline-related:not(.empty-form)").first, " So it was said.")
    save(desk)
    expect(desk.locator(".messagelist .success")).to_be_visible()

    # The history tells of it, and two states are compared.
    desk.get_by_role("link", name="History").first.click()
    expect(desk.locator(".timeline-edition")).to_contain_text("Edition 1: first edition")
    expect(desk.locator(".timeline-copy").first).to_contain_text("Changed: Headline, Body")
    guide_picture(desk, "history")
    desk.locator(".timeline-edition [name=left]").check()
    desk.get_by_role("button", name="Compare the two chosen").click()
    expect(desk.locator(".difference del").first).to_contain_text("Two")
    expect(desk.locator(".difference ins").first).to_contain_text("Three")
    guide_picture(desk, "two-states-compared")
    decoration = desk.locator(".difference del").first.evaluate(
        "it => getComputedStyle(it).textDecorationLine"
    )
    assert decoration == "line-through"
    left, right = desk.locator(".difference-row").first.locator("td").all()
    assert left.bounding_box()["y"] == right.bounding_box()["y"]

    # On a phone the sides stand one above the other, and nothing runs out of the window.
    desk.set_viewport_size({"width": 360, "height": 740})
    assert right.bounding_box()["y"] > left.bounding_box()["y"]
    assert desk.evaluate("document.documentElement.scrollWidth") <= 360
    desk.set_viewport_size({"width": 1280, "height": 900})

    # Edition 1 is restored into the working copy; the live edition is untouched until it is published.
    desk.get_by_role("link", name="Restore Edition 1…").click()
    expect(desk.locator(".move-facts")).to_contain_text("The public goes on reading edition 1")
    desk.get_by_role("button", name="Restore into the working copy").click()
    expect(desk.locator(".messagelist .success")).to_contain_text("Edition 1 is restored")
    expect(desk.get_by_label("Headline")).to_have_value("Two ministers meet")
    assert RichText.objects.get().text == "<p>They met in London.</p>"
    assert Edition.objects.live().get().number == 1
    assert list(WorkingCopy.objects.values_list("version", "origin")) == [
        (3, "restored"),
        (2, "saved"),
        (1, "saved"),
    ]
    desk.get_by_label("Kicker").fill("Again")
    save(desk)
    expect(desk.locator(".messagelist .success").last).to_be_visible()
    approve(story)
    publishing.publish(Article.objects.get(), publisher)
    assert Edition.objects.live().get().headline == "Two ministers meet"
    assert not complaints.remaining()


def test_of_two_who_write_at_once_the_second_sees_both_and_takes_one_field_of_theirs(
    new_page, login, make_story, reporter, editor, complaints, guide_picture
):
    story = make_story(standfirst="A meeting.", kicker="Talks")
    add_block(story, PullQuote, quote="It was long.")
    mine, theirs = new_page(), new_page()
    login(mine, reporter)
    login(theirs, editor)
    open_form(mine, story)
    open_form(theirs, story)

    theirs.get_by_label("Standfirst").fill("A long meeting.")
    theirs.get_by_label("Kicker").fill("Diplomacy")
    theirs.locator("#id_newsroom_pullquote_set-0-quote").fill("It was very long.")
    write(theirs.locator(".order-machine > .inline-related:not(.empty-form)").first, " Theirs.")
    save(theirs)
    expect(theirs.locator(".messagelist .success")).to_be_visible()

    mine.get_by_label("Headline").fill("Three ministers meet")
    mine.get_by_label("Standfirst").fill("A short meeting.")
    save(mine)
    conflict = mine.locator(".conflict")
    expect(conflict).to_be_visible()
    expect(mine.get_by_label("Headline")).to_have_value("Three ministers meet")
    rows = {name: conflict.locator(f'[data-clash="{name}"]') for name in ("headline", "standfirst", "kicker")}
    expect(rows["headline"]).to_contain_text("only you changed it")
    expect(rows["standfirst"]).to_contain_text("both changed it")
    expect(rows["kicker"]).to_contain_text("only they changed it")
    guide_picture(mine, "both-versions")

    # Theirs for one field, and back, and for all that only they changed; a block's text among it.
    rows["standfirst"].get_by_role("button", name="Take theirs").click()
    expect(mine.get_by_label("Standfirst")).to_have_value("A long meeting.")
    rows["standfirst"].get_by_role("button", name="Take mine back").click()
    expect(mine.get_by_label("Standfirst")).to_have_value("A short meeting.")
    conflict.get_by_role("button", name="Take theirs wherever only they changed something").click()
    expect(mine.get_by_label("Kicker")).to_have_value("Diplomacy")
    for block in conflict.locator(".conflict-blocks button").all():
        block.click()
    expect(mine.locator(".tiptap").first).to_contain_text("They met. Theirs.")
    conflict.get_by_label("Save mine in its place").check()
    save(mine)
    expect(mine.locator(".messagelist .success")).to_be_visible()

    story.refresh_from_db()
    assert (story.headline, story.standfirst, story.kicker) == (
        "Three ministers meet",
        "A short meeting.",
        "Diplomacy",
    )
    assert RichText.objects.get().text == "<p>They met. Theirs.</p>"
    assert PullQuote.objects.get().quote == "It was very long."
    # What they saved is still to be had.
    assert WorkingCopy.objects.get(version=2).snapshot["fields"]["standfirst"] == "A long meeting."
    assert not complaints.remaining()
