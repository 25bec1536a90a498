"""What a reader fetches to see a story: its page, the styles and scripts it links, the fonts of its text."""

import datetime
import gzip
import re
from html import escape, unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils.html import strip_tags

from newsroom import publishing
from newsroom.demonstration.stories.reading import read
from newsroom.models import Author, Byline, NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from partnerships.models import Partner, Person, Pillar
from tests.making import add_block
from website.compact_styles import compact

MOST = 60_000
KNOWN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)


def paragraphs(language):
    """The paragraphs of some of the demonstration's stories, 1,300 words of English and 1,600 syllables of
    Vietnamese: real prose, which compresses as prose does."""
    names = [
        "foreign-minister-interview",
        "uk-partnership-upgrade",
        "uk-trade-agreements",
        "uk-six-pillars",
        "jetp-green-finance",
    ]
    for name in names:
        for block in read(f"core/{name}")[language]["blocks"]:
            for paragraph in block.get("text", "").strip().split("\n\n"):
                if paragraph and paragraph[0].isalpha():
                    yield escape(paragraph)


@pytest.fixture
def long_story(make_story, make_photo, publisher):
    """A long interview with everything in it, emphasis and strong words too."""

    def make(language):
        person = Person.objects.create(
            slug="person", name={"en": "A. Person", "vi": "Nguyễn Ánh"}, public_from=KNOWN
        )
        article = make_story(
            {"en": "Five results and four directions", "vi": "Năm kết quả và bốn định hướng"}[language],
            text="",
            language=language,
            kind="interview",
            interviewee=person,
            lead_photo=make_photo(),
            key_points="One.\nTwo.\nThree.",
            partners=[Partner.objects.create(code="GB", region="europe")],
            pillars=[Pillar.objects.create(slug="trade", name={"en": "Trade", "vi": "Thương mại"})],
        )
        author = Author.objects.create(
            slug="author", name="Ban Châu Âu" if language == "vi" else "Europe Desk"
        )
        Byline.objects.create(article=article, author=author)
        for number, text in enumerate(paragraphs(language)):
            if number % 4 == 0:
                add_block(article, Question, question=f"{text[:50]}?", asked_by="WVR")
            add_block(article, RichText, text=f"<p><em>a</em> <strong>b</strong> {text}</p>")
        add_block(article, PullQuote, quote=text[:90], speaker="WVR")
        add_block(article, PhotoBlock, photo=make_photo())
        add_block(article, NumberedPoints, heading="1–3", points="One.\nTwo.")
        publishing.publish(article, publisher)
        return article

    return make


def zipped(text):
    return len(gzip.compress(text.encode(), 9))


def static_file(name):
    return Path(finders.find(name))


def static_text(address):
    return static_file(address.removeprefix("/static/")).read_text()


def faces():
    """Each face of fonts.css: family, style, its weights and the letters that it is fetched for."""
    for face in re.findall(r"@font-face \{(.*?)\}", static_text("site/fonts.css"), re.DOTALL):
        said = dict(re.findall(r"([\w-]+):\s*([^;]+);", face))
        if "unicode-range" not in said:
            continue
        letters = set()
        for part in said["unicode-range"].split(","):
            first, _dash, last = part.strip().removeprefix("U+").partition("-")
            letters |= set(range(int(first, 16), int(last or first, 16) + 1))
        file = re.search(r'url\("fonts/([^"]*)"', said["src"])[1]
        weights = said["font-weight"].split()
        yield (
            said["font-family"].strip('"'),
            said["font-style"],
            range(int(weights[0]), int(weights[-1]) + 1),
            letters,
            file,
        )


def letters_of(html):
    return set(map(ord, unescape(strip_tags(html)))) - {ord("\n")}


def fonts_for(html, language):
    """The files that the page's text needs, as if each family and weight were asked for all of it: a page
    that needs less is lighter."""
    html = re.sub(r"<(script|template).*?</\1>", "", html, flags=re.DOTALL)
    # The links to the other languages are set in a face of the machine's own (masthead.css, story.css).
    html = re.sub(r'<(a|span)[^>]* lang="(?!fr)[^>]*>.*?</\1>', "", html)
    text, sloped = letters_of(html), letters_of("".join(re.findall(r"<em>.*?</em>", html)))
    order = (" Viet", "") if language == "vi" else ("", " Viet")
    needed = set()
    asked = [("Newsreader", "normal", weight, text) for weight in (400, 500, 600)]
    asked += [("Be Vietnam Pro", "normal", weight, text) for weight in (400, 600)]
    asked.append(("Newsreader", "italic", 400, sloped))
    for name, style, weight, letters in asked:
        left = set(letters)
        for family in (name + ending for ending in order):
            own = [face for face in faces() if face[0] == family]
            # Where a family has no italic its upright is sloped.
            has = style if style in {face[1] for face in own} else "normal"
            for _family, of_style, weights, fetched_for, file in own:
                if of_style == has and weight in weights and left & fetched_for:
                    needed.add(file)
                    left -= fetched_for
    return needed


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_long_story_weighs_at_most_sixty_kilobytes_before_its_photos(client, long_story, language):
    article = long_story(language)
    response = client.get(f"/{language}/stories/{article.slug}/", headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(response.content).decode()
    assert len(strip_tags(article.editions.get().body_html).split()) >= 1_250
    styles = re.findall(r'<link rel="stylesheet" href="([^"]*)"', html)
    scripts = re.findall(r'<script[^>]* src="([^"]*)"', html)
    weight = {"page": len(response.content)}
    weight |= {style: zipped(compact(static_text(style))) for style in styles}
    weight |= {script: zipped(static_text(script)) for script in scripts}
    fonts = fonts_for(html, language)
    weight |= {font: static_file(f"site/fonts/{font}").stat().st_size for font in fonts}
    assert sum(weight.values()) <= MOST, (sum(weight.values()), weight)
    # What is fetched before it is asked for is needed.
    preloaded = re.findall(r'rel="preload" href="/static/site/fonts/([^"]*)"', html)
    assert preloaded
    assert set(preloaded) <= fonts
    # No script holds the page up.
    assert all('type="module"' in tag or "ld+json" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_a_compact_style_sheet_says_what_it_said():
    sheet = (
        """/* A "note". */\na  b,\n:is(i, b) > u { content: " ; /* no */ ";\n  margin: calc(1px + 2px) }\n"""
    )
    assert compact(sheet) == 'a b,:is(i,b) > u{content: " ; /* no */ ";margin: calc(1px + 2px)}'
