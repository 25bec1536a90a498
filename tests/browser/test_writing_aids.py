"""What helps whoever writes: shortcuts for the blocks, the count of words, and hints while typing."""

import datetime

import pytest
from playwright.sync_api import expect

from newsroom.freezing import freeze
from newsroom.models import NumberedPoints, PhotoBlock, PullQuote, RichText
from newsroom.reading_time import SPEEDS, count_words, minutes, words_of
from tests.browser.desk_pages import add, blocks, choose, open_story, told, write
from tests.browser.sample_story import TEXT
from tests.making import add_block

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLES = [
    "",
    "They met in London.",
    "Bộ trưởng gặp Thủ tướng – tại Hà Nội",
    "one\u00a0two\u202fthree\ufefffour\x1cfive\u0085six",
    "8,4 tỷ ½ ② 中文 … ——  end",
    "<p>Năm | Kim ngạch</p>",
]


@pytest.fixture
def desk(page, login, reporter, section):
    login(page, reporter)
    return page


def focused(page):
    """The place, from 1, of the block in which one is typing."""
    inside = [block.evaluate("block => block.contains(document.activeElement)") for block in blocks(page)]
    return inside.index(True) + 1 if True in inside else None


def said(page):
    return page.locator("#writing-say")


def test_blocks_are_added_moved_and_deleted_without_leaving_the_text(desk, make_story):
    desk.goto(make_story().get_absolute_url())
    expect(desk.locator(".block-bar")).to_be_visible()
    write(add(desk, "Text"), "Last.")
    blocks(desk)[0].locator(".tiptap").click()

    desk.keyboard.press("Alt+Shift+Digit1")
    expect(said(desk)).to_have_text("Text added: part 2 of 3")
    expect(blocks(desk)[1].locator(".tiptap")).to_be_focused()
    desk.keyboard.type("Middle.")
    desk.keyboard.press("Alt+Shift+Digit4")
    expect(said(desk)).to_have_text("Pull quote added: part 3 of 4")
    desk.keyboard.type("It was long.")
    assert told(desk) == ["They met.", "Middle.", "It was long.", "Last."]

    desk.keyboard.press("Alt+Shift+U")
    expect(said(desk)).to_have_text("Pull quote moved: now part 2 of 4")
    assert focused(desk) == 2
    desk.keyboard.press("Alt+Shift+K")
    expect(said(desk)).to_have_text("Text, part 1 of 4")
    desk.keyboard.press("Alt+Shift+U")
    expect(said(desk)).to_have_text("Text is the first part already")
    desk.keyboard.press("Alt+Shift+D")
    assert told(desk) == ["It was long.", "They met.", "Middle.", "Last."]
    assert focused(desk) == 2

    desk.keyboard.press("Alt+Shift+X")
    expect(said(desk)).to_have_text("Text deleted. Alt+Shift+Z brings it back.")
    assert focused(desk) == 3
    desk.keyboard.press("Alt+Shift+X")
    assert focused(desk) == 4
    desk.keyboard.press("Alt+Shift+Z")
    expect(said(desk)).to_have_text("Text is back: part 3 of 4")
    expect(blocks(desk)[2].locator(".tiptap")).to_be_focused()
    desk.keyboard.press("Alt+Shift+S")
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert told(desk) == ["It was long.", "Middle.", "Last."]


def test_a_question_is_added_in_an_interview_only(desk):
    open_story(desk)
    desk.keyboard.press("Alt+Shift+Digit3")
    expect(said(desk)).to_have_text("Only an interview has questions")
    assert blocks(desk) == []
    desk.locator("#id_kind").select_option("interview")
    desk.keyboard.press("Alt+Shift+Digit3")
    expect(said(desk)).to_have_text("Question added: part 1 of 1")


def test_the_shortcuts_are_listed_and_told_beside_their_buttons(desk):
    open_story(desk)
    button = desk.locator(".block-bar").get_by_role("button", name="Pull quote")
    expect(button).to_have_attribute("title", "Pull quote (Alt+Shift+4)")
    expect(button).to_have_attribute("aria-keyshortcuts", "Alt+Shift+4")
    desk.get_by_label("Headline").press("?")
    expect(desk.locator("#shortcuts")).not_to_be_visible()
    desk.get_by_label("Headline").press("Alt+Shift+?")
    expect(desk.locator("#shortcuts")).to_contain_text("Alt+Shift+X")
    desk.keyboard.press("Escape")
    expect(desk.locator("#shortcuts")).not_to_be_visible()
    desk.locator(".block-bar").get_by_role("button", name="Keyboard shortcuts").click()
    expect(desk.locator("#shortcuts")).to_be_visible()


def test_the_form_counts_as_the_server_does(desk, make_story, make_photo):
    story = make_story(
        language="vi",
        text="<h2>Kết quả</h2><ul><li>Gạo</li><li>Cà phê</li></ul><p>Hai<br>bên</p>",
        key_points="Một điểm",
    )
    add_block(story, PhotoBlock, photo=make_photo())
    add_block(story, PullQuote, quote="Rất dài.", speaker="Bộ trưởng")
    add_block(story, NumberedPoints, heading="Kết quả", points="Thương mại\nKhí hậu")
    desk.goto(story.get_absolute_url())
    words = words_of(freeze(story, datetime.datetime.now(datetime.UTC)))
    expect(desk.locator("#story-count")).to_have_text(f"{words} words · 1 min to read")
    counting = "await import('/static/desk/counting.js')"
    script = f"async samples => {{ const made = {counting}; return samples.map(made.countWords) }}"
    assert desk.evaluate(script, SAMPLES) == [count_words(sample) for sample in SAMPLES]
    script = f"async ([words, speed]) => ({counting}).minutes(words, speed)"
    for total in (0, 1, 238, 239, 1000):
        assert desk.evaluate(script, [total, SPEEDS["en"]]) == minutes(total, "en")


def test_words_are_counted_while_one_types_for_each_block_and_for_all(desk):
    open_story(desk)
    expect(desk.locator("#story-count")).to_have_text("No words yet")
    write(add(desk, "Text"), "They met in London.")
    write(add(desk, "Text"), "And parted.")
    expect(desk.locator("#story-count")).to_have_text("6 words · 1 min to read")
    expect(blocks(desk)[0].locator(".block-count")).to_have_text("4 words")
    desk.keyboard.press("Alt+Shift+X")
    expect(desk.locator("#story-count")).to_have_text("4 words · 1 min to read")


def test_hints_come_while_one_types_and_lead_to_their_place(desk, make_story, guide_picture):
    desk.goto(make_story(text=TEXT, kicker="Transport").get_absolute_url())
    hints = desk.locator("#hints-button")
    expect(hints).to_have_text("No hints")
    desk.get_by_label("Headline").fill("TWO MINISTERS MEET IN ĐÀ NẴNG")
    expect(hints).to_have_text("1 hint")
    expect(desk.locator(".field-headline .hint-note")).to_contain_text("all in capitals")
    hints.click()
    link = desk.locator("#writing-panel").get_by_role("link", name="Headline")
    guide_picture(desk, "hints")
    desk.locator("#id_slug").focus()
    for _time in range(2):
        link.click()
        expect(desk.get_by_label("Headline")).to_be_focused()
        desk.locator("#id_slug").focus()
    desk.get_by_label("Headline").fill("Two ministers meet")
    expect(hints).to_have_text("No hints")
    expect(desk.locator(".hint-note")).to_have_count(0)


def test_hints_are_there_without_script(new_page, login, reporter, make_story):
    story = make_story(text="<h3>Goods</h3>")
    page = new_page(java_script_enabled=False)
    login(page, reporter)
    page.goto(story.get_absolute_url())
    page.get_by_role("button", name="1 hint").click()
    expect(page.locator("#writing-panel")).to_contain_text("none of level 2 over it")


def test_the_panel_of_hints_fits_a_phone(phone, login, reporter, make_story):
    story = make_story(headline="Two ministers " * 8, text="<h3>Goods</h3>")
    login(phone, reporter)
    phone.goto(story.get_absolute_url())
    expect(phone.locator("#hints-button")).to_have_text("2 hints")
    phone.locator("#hints-button").click()
    expect(phone.locator("#writing-panel")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.locator("#writing-panel").get_by_role("link", name="Headline").click()
    expect(phone.locator("#writing-panel")).not_to_be_visible()


def test_a_related_story_is_linked_with_one_click(desk, make_story, publish_story, visit):
    for headline in ("Arrival at the airport", "Talks in London"):
        publish_story(headline, events=[visit])
    story = make_story(headline="A statement")
    desk.goto(story.get_absolute_url())
    section = desk.locator("#related-stories")
    expect(section).to_contain_text("None yet")
    choose(desk, "events", "visit", "Visit to London")
    expect(section.locator("li")).to_have_count(2)
    expect(section.locator("li").first).to_contain_text("the same event")
    section.locator("li", has_text="Arrival").get_by_role("button", name="Link").click()
    expect(said(desk)).to_have_text("Arrival at the airport is linked")
    expect(section.locator("li")).to_have_count(1)
    expect(desk.locator("#related_links-0 .select2-selection")).to_contain_text("Arrival at the airport")
    section.get_by_role("button", name="Link").click()
    desk.get_by_role("button", name="Save and continue editing").last.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    assert list(story.related_links.values_list("story__headline", "order")) == [
        ("Arrival at the airport", 10),
        ("Talks in London", 20),
    ]


def test_a_related_story_is_ticked_without_script(
    new_page, login, reporter, make_story, publish_story, visit
):
    publish_story("Arrival", events=[visit])
    story = make_story(headline="A statement", events=[visit])
    page = new_page(java_script_enabled=False)
    login(page, reporter)
    page.goto(story.get_absolute_url())
    page.locator("#related-stories").get_by_label("Link").check()
    page.get_by_role("button", name="Save and continue editing").last.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert [link.story.headline for link in story.related_links.all()] == ["Arrival"]


def test_a_passage_is_marked_as_another_language_s_and_unmarked(desk, make_story):
    story = make_story(text='<p><span lang="cy">Bore da</span>, he said bientôt.</p>')
    desk.goto(story.get_absolute_url())
    text = blocks(desk)[0]
    text.locator(".tiptap").click()
    for keys in ("End", "ArrowLeft", "Control+Shift+ArrowLeft"):
        desk.keyboard.press(keys)
    languages = text.locator(".prose-menubar__dropdown").last
    chosen = languages.locator(".prose-menubar__selected")
    expect(chosen).to_have_text("Story’s language")
    french = text.locator(".tiptap span[lang=fr]")
    for language, marked in [("French", 1), ("Story’s language", 0), ("French", 1)]:
        chosen.click()
        languages.locator(".prose-menubar__picker").get_by_role("button", name=language).click()
        expect(chosen).to_have_text(language)
        expect(french).to_have_count(marked)
    expect(french).to_have_text("bientôt")
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()
    # What was marked already stays so, though the menu does not offer its language.
    marked = '<p><span lang="cy">Bore da</span>, he said <span lang="fr">bientôt</span>.</p>'
    assert RichText.objects.get().text == marked
