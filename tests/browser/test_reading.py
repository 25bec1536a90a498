"""Reading the site in a browser: on every width, in both languages, by keyboard and without script."""

import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from newsroom import publishing
from newsroom.models import NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from partnerships.models import Person
from tests.audit.accessible import violations
from tests.making import add_block

STORIES = {
    "en": ("Five achievements and four directions", "What came of the visit?"),
    "vi": ("Năm kết quả và bốn định hướng", "Chuyến thăm mang lại những kết quả gì?"),
}
ADDRESSES = {
    "en": "/en/stories/five-achievements-and-four-directions/",
    "vi": "/vi/stories/nam-ket-qua-va-bon-dinh-huong/",
}


@pytest.fixture
def interview(live_server, make_story, make_photo, publisher):
    """An interview in both languages, with every kind of block and a word too long for a telephone."""
    photo = make_photo(size=(900, 600))
    person = Person.objects.create(slug="person", name={"en": "A. Person"}, public_from=timezone.now())
    long_word = "Extraordinarily" * 8
    group = uuid.uuid4()
    for language, (headline, question) in STORIES.items():
        article = make_story(
            headline,
            text="",
            language=language,
            kind="interview",
            interviewee=person,
            lead_photo=photo,
            translation_group=group,
        )
        add_block(article, Question, question=question, asked_by="WVR")
        add_block(article, RichText, text=f"<p>Much. {long_word}</p>")
        for size in ["column", "wide", "full"]:
            add_block(article, PhotoBlock, photo=photo, size=size)
        add_block(article, PullQuote, quote=headline, speaker="A. Person")
        add_block(article, NumberedPoints, heading="Points", points="One.\nTwo.")
        publishing.publish(article, publisher)
    return photo


def pages(photo):
    for language, address in ADDRESSES.items():
        yield from [
            f"/{language}/",
            f"/{language}/sections/politics/",
            f"/{language}/interviews/",
            f"/{language}/photos/{photo.uid.hex}/",
            f"/{language}/nothing-here/",
            address,
        ]


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_its_window(interview, new_page, width, scheme):
    window = new_page(width=width, color_scheme=scheme)
    for address in pages(interview):
        window.goto(address)
        assert window.evaluate("document.documentElement.scrollWidth") <= width, address
        expect(window.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("width, scheme", [(360, "dark"), (768, "dark"), (1280, "light")])
def test_no_page_puts_a_barrier_in_anybodys_way(interview, new_page, width, scheme):
    window = new_page(width=width, color_scheme=scheme)
    others = ["search/?q=much", "partners/", "events/", "agreements/", "feeds/", "accessibility/"]
    for address in [*pages(interview), *(f"/en/{other}" for other in others)]:
        window.goto(address)
        assert violations(window) == [], address


def test_a_story_reads_the_same_without_script(interview, new_page):
    window = new_page(java_script_enabled=False)
    window.goto(ADDRESSES["en"])
    expect(window.get_by_role("heading", level=1)).to_have_text(STORIES["en"][0])
    window.get_by_role("link", name=STORIES["en"][1]).click()
    expect(window).to_have_url(window.url.partition("#")[0] + "#what-came-of-the-visit")


def test_the_first_key_leads_to_the_content(interview, page):
    page.goto("/en/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_vietnamese_is_set_in_one_font_that_has_all_its_letters_and_room_for_its_marks(interview, phone):
    phone.goto(ADDRESSES["vi"])
    style = phone.locator("h1").evaluate(
        """h1 => { const style = getComputedStyle(h1); return {
            family: style.fontFamily, line: parseFloat(style.lineHeight) / parseFloat(style.fontSize),
            transform: style.textTransform, synthesis: style.fontSynthesis } }"""
    )
    assert style["family"].startswith('"Newsreader Viet"')
    assert style["line"] >= 1.2
    assert (style["transform"], style["synthesis"]) == ("none", "style")
    phone.evaluate("document.fonts.ready")
    loaded = phone.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
    fetched = {family.strip('"') for family in loaded if "in waiting" not in family}
    assert fetched == {"Newsreader Viet", "Be Vietnam Pro Viet"}


def test_the_switch_of_language_leads_to_the_translation(interview, page):
    page.goto(ADDRESSES["en"])
    page.get_by_role("navigation", name="Languages").get_by_role("link", name="Tiếng Việt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STORIES["vi"][0])
