"""The life of a translation: begun from an edition, held until it is one, published, and left behind."""

import pytest
from playwright.sync_api import expect

from newsroom import publishing
from newsroom.models import Article
from tests.browser.desk_pages import blocks

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_translation_is_begun_translated_published_and_left_behind(
    page, login, editor, publisher, make_story, guide_picture, new_page, complaints
):
    source = make_story(
        "Two ministers meet in Oslo",
        "<p>They met in the morning and spoke for an hour.</p>",
        standfirst="A meeting of an hour.",
    )
    publishing.publish(source, publisher)
    login(page, editor)
    page.goto(source.get_absolute_url())
    page.get_by_role("link", name="Begin the story in Vietnamese").click()
    expect(page.locator(".move-facts")).to_contain_text("edition 1")
    page.get_by_role("button", name="Begin the translation").click()
    expect(page.locator(".messagelist .success")).to_contain_text("The translation is begun")
    made = Article.objects.get(language="vi")

    # Its text is the original's still, and so it is held.
    with pytest.raises(publishing.Refused, match="still in the language of the original"):
        publishing.publish(_approved(made), publisher)

    page.get_by_label("Headline").fill("Hai bộ trưởng gặp nhau ở Oslo")
    page.get_by_label("Standfirst").fill("Cuộc gặp kéo dài một giờ.")
    prose = blocks(page)[0].locator(".tiptap")
    prose.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Họ gặp nhau buổi sáng.")
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    # What the form keeps of unsaved work may come after the save, and is refused then.
    complaints.heard = [said for said in complaints.heard if "409" not in said]
    made.refresh_from_db()
    assert made.slug == "hai-bo-truong-gap-nhau-o-oslo"
    publishing.publish(_approved(made), publisher)

    source.refresh_from_db()
    source.standfirst = "A meeting of an hour, with a lunch."
    source.save()
    publishing.publish(_approved(source), publisher, "The lunch was added.")

    page.goto(made.get_absolute_url())
    banner = page.locator(".story-original")
    expect(banner).to_contain_text("translated from edition 1, and now there is edition 2")
    expect(banner).to_contain_text("The lunch was added.")
    guide_picture(page, "translation-behind", of=banner)
    page.goto("/admin/newsroom/article/translations/?show=behind")
    expect(page.locator(".by-language-table tbody tr")).to_have_count(1)
    guide_picture(page, "stories-by-language")

    reader = new_page(width=360)
    reader.goto(made.editions.get().get_absolute_url())
    expect(reader.locator(".original")).to_contain_text("1")

    page.goto(made.get_absolute_url())
    page.get_by_role("button", name="This translation is current with the newest edition").click()
    expect(page.locator(".messagelist .success")).to_contain_text("current with edition 2")
    expect(page.locator(".story-original.is-behind")).to_have_count(0)


def _approved(story):
    """The story as a second person has approved it."""
    story.refresh_from_db()
    Article.objects.filter(pk=story.pk).update(state="approved", approved_version=story.version)
    story.refresh_from_db()
    return story
