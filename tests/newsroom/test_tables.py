"""Tables in a story's prose, from the form's cleaner to the page, the plain text and the feeds."""

from newsroom.models import RichText
from newsroom.plain_words import plain_text
from newsroom.public.feeds.addresses import with_absolute_addresses
from newsroom.rendering import body_html
from newsroom.tables import dressed_tables

TRADE = (
    '<p>Trade grew.</p><table><tbody><tr><th colspan="1" rowspan="1"><p>Year</p></th>'
    '<th colspan="1" rowspan="1"><p>Goods</p></th></tr>'
    '<tr><th colspan="1" rowspan="1"><p>2024</p></th><td colspan="1" rowspan="1">'
    '<p><a href="/en/stories/trade/">8.4 billion</a></p><p>pounds</p></td></tr></tbody></table>'
)


def test_the_cleaner_keeps_a_table_and_nothing_that_hangs_on_it():
    clean = RichText._meta.get_field("text").sanitize
    assert clean(TRADE) == TRADE
    said = clean(
        '<table style="width:9cm" onclick="x()"><tbody><tr><td class="x" colspan="2">A</td></tr>'
        "</tbody></table>"
    )
    assert said == '<table><tbody><tr><td colspan="2">A</td></tr></tbody></table>'


def test_a_table_scrolls_in_its_own_frame_and_its_headers_say_of_what_they_are():
    shown = body_html({"blocks": [{"kind": "rich_text", "html": TRADE}]}, "vi")
    assert shown.count('<th scope="col"') == 2
    assert shown.count('<th scope="row"') == 1
    assert '<div class="table-scroll" role="region" tabindex="0" aria-label="Bảng' in shown


def test_prose_without_a_table_stays_as_it_is():
    assert dressed_tables("<p>Nothing here.</p>") == "<p>Nothing here.</p>"


def test_a_table_reads_as_a_line_for_each_row():
    assert plain_text(TRADE) == "Trade grew.\nYear | Goods\n2024 | 8.4 billion pounds"


def test_a_feed_makes_the_addresses_in_a_table_absolute():
    told = with_absolute_addresses(dressed_tables(TRADE), "https://news.example/en/stories/this/")
    assert 'href="https://news.example/en/stories/trade/"' in told


def test_a_block_is_told_in_the_form_by_its_first_words_kept_apart():
    assert str(RichText(text=TRADE)) == "Trade grew. Year Goods 2024 8.4 billion pounds"
