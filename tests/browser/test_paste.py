"""Pasting into a story's text: what Word, LibreOffice, Google Docs and a web page put on the clipboard."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from newsroom.models import RichText
from tests.browser.desk_pages import add, open_story, write

pytestmark = pytest.mark.django_db(transaction=True)

CLIPBOARD = Path(__file__).parent / "clipboard"

PASTE = """(prose, said) => {
    const data = new DataTransfer();
    for (const [kind, words] of Object.entries(said)) data.setData(kind, words);
    prose.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
}"""


def paste(block, html="", text=""):
    prose = block.locator(".tiptap")
    prose.click()
    said = {"text/html": html, "text/plain": text} if html else {"text/plain": text}
    prose.evaluate(PASTE, said)


def written(block):
    """What the form would send of the block."""
    return block.locator("textarea").input_value()


@pytest.fixture
def text(page, login, reporter, section):
    """A new block of text in a new story."""
    login(page, reporter)
    open_story(page)
    block = add(page, "Text")
    expect(block.locator(".tiptap")).to_be_visible()
    return block


def cell(words, name="td"):
    return f"<{name}><p>{words}</p></{name}>"


def row(*cells):
    return f"<tr>{''.join(cells)}</tr>"


WORD = (
    "<h2>A visit</h2><h2>Trade</h2>"
    "<p>The <strong>two</strong> ministers met in <em>London</em> today and agreed.</p>"
    '<p>See <a href="https://example.org/statement">the joint statement</a> and the file.</p>'
    "<ul><li><p>Goods</p><ul><li><p>Rice</p></li></ul></li><li><p>Services</p></li></ul>"
    '<h3>Figures</h3><ol data-type="decimal"><li><p>One</p></li><li><p>Two</p></li></ol>'
    f"<table><tbody>{row(cell('Year', 'th'), cell('Trade', 'th'))}{row(cell('2024'), cell(''))}"
    "</tbody></table>"
)
WORD_ONLINE = (
    "<h2>Trade</h2><h3>Goods</h3>"
    '<p>They <strong>met</strong><em> today</em>, see <a href="https://example.org/a">the statement</a></p>'
    "<ul><li><p>Rice</p><ul><li><p>Jasmine</p></li></ul></li><li><p>Coffee</p></li></ul>"
)
GOOGLE_DOCS = (
    "<h2>Kết quả</h2><p>Hai bộ trưởng <strong>gặp nhau</strong><em> hôm nay</em> theo "
    '<a href="https://example.org/tuyen-bo?a=1">tuyên bố chung</a>, H<sub>2</sub>O.</p>'
    "<ul><li><p>Gạo</p><ul><li><p>Gạo thơm</p></li></ul></li><li><p>Cà phê</p></li></ul>"
    f"<table><tbody>{row(cell('Năm', 'th'), cell('Kim ngạch', 'th'))}{row(cell('2024'), cell('8,4 tỷ'))}"
    "</tbody></table>"
)
LIBREOFFICE = (
    "<h2>Trade</h2><p>The <strong>two</strong> ministers <em>met</em> today.</p>"
    '<ol data-type="decimal" start="3"><li><p>Goods</p></li>'
    "<li><p>Services</p><ul><li><p>Banking</p></li></ul></li></ol>"
    f"<table><tbody>{row(cell('Year', 'th'), cell('Trade', 'th'))}"
    + row('<td colspan="2"><p>2024: <a href="https://example.org/">the figures</a></p></td>')
    + "</tbody></table>"
)
WEB_PAGE = (
    "<h2>Minister in London</h2><p>First <strong>words</strong> of the page,</p>"
    '<p>then <em>more</em>. <a href="https://example.org/more">The report</a> nothing</p>'
    "<h3>Background</h3><blockquote><p>It was long.</p></blockquote><h3>Detail</h3>"
    "<p>A <strong>b</strong> c</p><p>Framed.</p>"
)


@pytest.mark.parametrize(
    ("sample", "kept"),
    [
        ("word", WORD),
        ("word_online", WORD_ONLINE),
        ("google_docs", GOOGLE_DOCS),
        ("libreoffice", LIBREOFFICE),
        ("web_page", WEB_PAGE),
    ],
)
def test_a_paste_keeps_the_text_and_drops_the_rest(text, sample, kept):
    paste(text, (CLIPBOARD / f"{sample}.html").read_text(), "the same without form")
    said = written(text)
    assert said == kept
    # What the browser makes of it is what the server keeps of it.
    assert RichText._meta.get_field("text").sanitize(said) == said


def test_a_paste_is_undone_in_one_step(text):
    write(text, "Before.")
    paste(text, (CLIPBOARD / "word.html").read_text())
    assert "joint statement" in written(text)
    text.locator(".tiptap").press("Control+z")
    assert written(text) == "<p>Before.</p>"


def test_plain_text_becomes_paragraphs_where_lines_are_empty(text):
    paste(text, text="First line\nsecond line\n\n \nNext paragraph\r\n\r\nLast")
    assert written(text) == "<p>First line<br>second line</p><p>Next paragraph</p><p>Last</p>"


def test_words_within_a_paragraph_stay_within_it(text):
    write(text, "They met in ")
    paste(text, '<meta charset="utf-8"><span style="font-weight:700">London</span>')
    assert written(text) == "<p>They met in <strong>London</strong></p>"


def test_what_is_copied_within_the_story_comes_as_it_was(text):
    paste(text, '<h3 data-pm-slice="1 1 []">Only a sub-heading</h3>')
    assert written(text) == "<h3>Only a sub-heading</h3>"
