import pytest
from django.template.loader import render_to_string

from newsroom.public.feeds.addresses import with_absolute_addresses

PAGE = "https://news.example.org/en/stories/visit/"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<a href="/en/partners/japan/">', '<a href="https://news.example.org/en/partners/japan/">'),
        ('<a href="#question-2">', f'<a href="{PAGE}#question-2">'),
        ('<a href="mailto:desk@example.org">', '<a href="mailto:desk@example.org">'),
        ('<a href="https://example.com/?a=1&amp;b=2">', '<a href="https://example.com/?a=1&amp;b=2">'),
        (
            '<img alt="a > b" src="/media/t/400.jpg">',
            '<img alt="a > b" src="https://news.example.org/media/t/400.jpg">',
        ),
        (
            '<source srcset="/media/t/400.webp 400w, /media/t/800.webp 800w">',
            '<source srcset="https://news.example.org/media/t/400.webp 400w, '
            'https://news.example.org/media/t/800.webp 800w">',
        ),
    ],
)
def test_every_address_in_a_tag_becomes_absolute(written, read):
    assert with_absolute_addresses(written, PAGE) == read


def test_words_that_look_like_an_attribute_are_left_alone():
    text = '<p>Write href="/en/" in the page, 3 < 4 and src="/x".</p>'

    assert with_absolute_addresses(text, PAGE) == text


def test_an_address_that_cannot_be_read_is_left_as_it_is():
    assert with_absolute_addresses('<a href="http://[half">', PAGE) == '<a href="http://[half">'


def test_the_signs_that_lead_to_places_on_the_page_are_left_out():
    label = {"anchor": "quote-a", "label": 'To "this" > that'}
    sign = render_to_string("newsroom/_anchor.html", label).strip()

    assert with_absolute_addresses(f"<p>One.{sign}</p>", PAGE) == "<p>One.</p>"
