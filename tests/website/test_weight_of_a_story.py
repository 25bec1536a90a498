"""What a reader fetches to see a story: its page, the styles and scripts that it links, the fonts of its text."""

import gzip
import re
from html import unescape

import pytest
from django.contrib.staticfiles import finders
from django.utils.html import strip_tags

from newsroom import publishing
from newsroom.models import Author, Byline, NumberedPoints, PhotoBlock, PullQuote, Question, RichText
from partnerships.models import Partner, Person, Pillar
from tests.making import add_block
from website.compact_styles import compact

MOST = 60_000

WORDS = {
    "en": """The two ministers met in London on Tuesday and agreed on what comes next for trade, science and
        education: {n} new projects, a dialogue every year between both governments’ economists, and easier travel
        for students. “We have come far since 1973,” the host said; his guest named ports, wind power and rice
        as matters that would bring quick results before the {n}th anniversary, with £{n} million promised.""",
    "vi": """Hai bộ trưởng gặp nhau tại Luân Đôn hôm thứ Ba và nhất trí về những bước tiếp theo trong thương mại,
        khoa học và giáo dục: {n} dự án mới, một cuộc đối thoại thường niên giữa các nhà kinh tế của hai chính
        phủ, và thủ tục đi lại dễ dàng hơn cho sinh viên. “Chúng ta đã đi một chặng đường dài từ năm 1973,” chủ
        nhà nói; vị khách nhắc đến cảng biển, điện gió và lúa gạo, Ủy ban hỗn hợp và Ấn Độ Dương, {n} tỷ đồng.""",
}
SYLLABLES = (
    "học việc phát triển bền vững quốc tế hợp tác hữu nghị thỏa thuận ký kết chuyến thăm nguyên thủ".split()
)
ENGLISH = "growth border harbour treaty energy justice climate market visit culture signature summit".split()


def paragraphs(language, count):
    """Text that compresses as text does: no paragraph is another's copy."""
    others = SYLLABLES if language == "vi" else ENGLISH
    for number in range(count):
        words = WORDS[language].format(n=number * 7 + 3).split()
        for place in range(0, len(words), 2):
            words[place] = words[(place * (number + 3) + number) % len(words)]
            if place % 6 == number % 6:
                words[place] = others[(place + number) % len(others)] + str(number % 3 or "")
        yield f"<p>{' '.join(words)}</p>"


@pytest.fixture
def long_story(make_story, make_photo, publisher):
    """An interview of some 1,500 words with everything in it, emphasis and strong words too."""

    def make(language):
        person = Person.objects.create(slug="person", name={"en": "A. Person", "vi": "Nguyễn Ánh"})
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
        for number, text in enumerate(paragraphs(language, 21)):
            if number % 4 == 0:
                add_block(article, Question, question=f"{text[3:60]}?", asked_by="WVR")
            add_block(article, RichText, text=text.replace(" ", " <em>a</em> <strong>b</strong> ", 1))
        add_block(article, PullQuote, quote=strip_tags(text)[:90], speaker="WVR")
        add_block(article, PhotoBlock, photo=make_photo())
        add_block(article, NumberedPoints, heading="1–3", points="One.\nTwo.")
        publishing.publish(article, publisher)
        return article

    return make


def zipped(text):
    return len(gzip.compress(text.encode(), 9))


def static_text(address):
    return open(finders.find(address.removeprefix("/static/"))).read()


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


def fonts_for(html, language):
    """The files that the page's text needs. Sans and serif are asked for all of it, in both their weights:
    a page that needs less is lighter."""
    text = {
        ord(letter)
        for letter in unescape(strip_tags(re.sub(r"<(script|template).*?</\1>", "", html, flags=re.DOTALL)))
    }
    order = (" Viet", "") if language == "vi" else ("", " Viet")
    needed = set()
    asked = [("Newsreader", "normal", (400, 500, 600)), ("Be Vietnam Pro", "normal", (400, 600))]
    if "<em>" in html:
        asked.append(("Newsreader", "italic", (400,)))
    for name, style, weights in asked:
        for weight in weights:
            left = set(text)
            for family in (name + ending for ending in order):
                own = [face for face in faces() if face[0] == family]
                # Where a family has no italic its upright is sloped.
                styles = {face[1] for face in own}
                for _family, has, heavy, letters, file in own:
                    if has == (style if style in styles else "normal") and weight in heavy and left & letters:
                        needed.add(file)
                        left -= letters
    return needed


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_long_story_weighs_at_most_sixty_kilobytes_before_its_photos(client, long_story, language):
    article = long_story(language)
    response = client.get(f"/{language}/stories/{article.slug}/", headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(response.content).decode()
    assert len(strip_tags(article.editions.get().body_html).split()) >= 1_400
    styles = re.findall(r'<link rel="stylesheet" href="([^"]*)"', html)
    scripts = re.findall(r'<script[^>]* src="([^"]*)"', html)
    weight = {"page": len(response.content)}
    weight |= {style: zipped(compact(static_text(style))) for style in styles}
    weight |= {script: zipped(static_text(script)) for script in scripts}
    fonts = fonts_for(html, language)
    for font in fonts:
        with open(finders.find(f"site/fonts/{font}"), "rb") as file:
            weight[font] = len(file.read())
    assert sum(weight.values()) <= MOST, (sum(weight.values()), weight)
    # What is fetched before it is asked for is needed.
    preloaded = re.findall(r'rel="preload" href="/static/site/fonts/([^"]*)"', html)
    assert preloaded and set(preloaded) <= fonts
    assert not [
        tag for tag in re.findall(r"<script(?![^>]*ld\+json)[^>]*>", html) if 'type="module"' not in tag
    ]


def test_a_compact_style_sheet_says_what_it_said():
    sheet = (
        """/* A "note". */\na  b,\n:is(i, b) > u { content: " ; /* no */ ";\n  margin: calc(1px + 2px) }\n"""
    )
    assert compact(sheet) == 'a b,:is(i,b) > u{content: " ; /* no */ ";margin: calc(1px + 2px)}'
