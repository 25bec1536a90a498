"""The way to a story, what is in it, and the addresses of its parts."""

import re

from newsroom import publishing
from newsroom.anchors import Anchors, headings_in
from newsroom.models import Edition, NumberedPoints, PullQuote, Question, RichText
from partnerships.models import Partner, Pillar
from tests.making import add_block

LONG = "<p>" + "word " * 300 + "</p>"


def html_of(client, address):
    return client.get(address).content.decode()


def crumbs(client, address):
    found = re.search(r'<nav class="breadcrumbs".*?</nav>', html_of(client, address), re.DOTALL)[0]
    links = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', found)
    return links, re.search(r'aria-current="page"[^>]*>([^<]*)<', found)[1]


def test_pages_say_the_way_to_them(client, publish, make_photo):
    partner = Partner.objects.create(code="GB", region="europe")
    pillar = Pillar.objects.create(slug="trade", name={"vi": "Thương mại"})
    photo = make_photo()
    publish("Two ministers meet", lead_photo=photo, partners=[partner], pillars=[pillar])
    front, section = ("/en/", "Front page"), ("/en/sections/politics/", "Politics")
    story = ("/en/stories/two-ministers-meet/", "Two ministers meet")
    of_partner = [front, ("/en/partners/", "Partners"), ("/en/partners/united-kingdom/", "United Kingdom")]
    assert crumbs(client, story[0]) == ([front, section], "Two ministers meet")
    assert crumbs(client, section[0]) == ([front], "Politics")
    assert crumbs(client, "/en/interviews/") == ([front], "Interviews")
    assert crumbs(client, "/en/photo-stories/") == ([front], "Photo stories")
    assert crumbs(client, f"/en/photos/{photo.uid.hex}/") == ([front, section, story], "Photo")
    assert crumbs(client, "/en/partners/united-kingdom/stories/") == (of_partner, "Stories")
    assert crumbs(client, "/en/partners/united-kingdom/photos/") == (of_partner, "Photos")
    assert 'href="/en/pillars/trade/" lang="vi">Thương mại' in html_of(client, "/en/pillars/trade/stories/")


def test_a_long_piece_with_three_headings_has_contents_that_lead_to_them(
    client, make_story, publisher, clock
):
    article = make_story("A long piece", text="<h2>Đà Nẵng &amp; Huế</h2>" + LONG)
    add_block(article, RichText, text="<h2>What <em>changed</em></h2>" + LONG + "<h3>Content</h3>" + LONG)
    publishing.publish(article, publisher)
    html = html_of(client, "/en/stories/a-long-piece/")
    contents = re.search(r'<nav class="contents".*?</nav>', html, re.DOTALL)[0]
    # The page has an address "what-changed" of its own, and one "content".
    assert re.findall(r'href="#([^"]*)">([^<]*)<', contents) == [
        ("da-nang-hue", "Đà Nẵng &amp; Huế"),
        ("what-changed-2", "What changed"),
        ("content-2", "Content"),
    ]
    assert '<h2 id="what-changed-2">What <em>changed</em></h2>' in html
    addresses = re.findall(r' id="([^"]*)"', html)
    assert len(addresses) == len(set(addresses))
    assert "5 minutes to read" not in html
    assert "4 minutes to read" in html


def test_a_short_piece_has_none_nor_one_rendered_before_headings_had_addresses(
    client, make_story, publisher, clock
):
    publishing.publish(make_story("Short", text="<h2>A</h2><p>B</p>" * 3), publisher)
    assert 'class="contents"' not in html_of(client, "/en/stories/short/")
    publishing.publish(make_story("Old", text=("<h2>A</h2>" + LONG) * 3), publisher)
    assert 'class="contents"' in html_of(client, "/en/stories/old/")
    Edition.objects.filter(slug="old").update(body_html=("<h2>A</h2>" + LONG) * 3)
    assert 'class="contents"' not in html_of(client, "/en/stories/old/")


def test_every_question_answer_and_quotation_has_an_address_of_its_own(client, make_story, publisher, clock):
    article = make_story("Words", text="<blockquote><p>So it is.</p></blockquote>")
    for quote in ["Chúng ta sẽ làm được.", "Chúng ta sẽ làm được."]:
        add_block(article, PullQuote, quote=quote, speaker="Somebody")
    add_block(article, Question, question="Why?")
    add_block(article, RichText, text="<p>Because.</p>")
    add_block(article, NumberedPoints, heading="Points", points="One.")
    publishing.publish(article, publisher)
    html = html_of(client, "/en/stories/words/")
    for anchor in [
        "quote-so-it-is",
        "quote-chung-ta-se-lam-duoc",
        "quote-chung-ta-se-lam-duoc-2",
        "why",
        "why-answer",
    ]:
        assert html.count(f' id="{anchor}"') == 1
        assert f'<a class="anchor" href="#{anchor}" aria-label="Link to ' in html
    # A caption is the first or the last of a figure.
    assert len(re.findall(r"</figcaption>\s*</figure>", html)) == 2
    # A quotation in Arabic or Hebrew runs the other way.
    assert html.count('<blockquote dir="auto">') == 3


def test_headings_without_a_letter_and_headings_alike_still_differ():
    anchors = Anchors([])
    prose = anchors.in_prose("<h2>…</h2><h2>A<br>b</h2><h3>A b</h3>")
    assert [(heading.level, heading.anchor) for heading in headings_in(prose)] == [
        (2, "part"),
        (2, "a-b"),
        (3, "a-b-2"),
    ]


def test_each_change_has_an_address_that_the_date_of_the_update_leads_to(
    client, publish, publish_again, clock
):
    article = publish("Changed")
    for number, note in enumerate(["One figure.", "Another."]):
        clock.shift(3600)
        change = Edition.Change.CORRECTION if number else None
        publish_again(article, note=note, change=change, standfirst=note)
    html = html_of(client, "/en/stories/changed/")
    assert '<a href="#what-changed">Updated</a>' in html
    changes = re.search(r'<aside class="notice changes.*?</aside>', html, re.DOTALL)[0]
    assert re.findall(r'<li id="([^"]*)"', changes) == ["story-change-3", "story-change-2"]
    assert changes.index("Another.") < changes.index("One figure.")
    assert changes.count("<strong>Correction</strong>") == 1


def test_a_story_is_passed_on_by_mail_without_script_and_by_no_third_party(client, publish, settings):
    settings.SITE_URL = "https://example.org"
    publish("Trade & more", slug="trade")
    html = html_of(client, "/en/stories/trade/")
    assert (
        "mailto:?subject=Trade%20%26%20more&amp;body=https%3A%2F%2Fexample.org%2Fen%2Fstories%2Ftrade%2F"
        in html
    )
    assert 'data-address="https://example.org/en/stories/trade/"' in html
    assert html.count('type="button" hidden') == 2
    assert "Edition 1, of 2 March 2026, 12:00 (Vietnam Time)." in html
