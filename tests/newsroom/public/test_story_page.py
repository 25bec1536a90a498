import datetime

import pytest

from newsroom import publishing
from newsroom.copies import from_edition
from newsroom.models import (
    Author,
    Byline,
    Edition,
    NumberedPoints,
    PhotoBlock,
    PullQuote,
    RelatedLink,
    RichText,
)
from tests.approving import save_and_approve
from tests.making import add_block


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_a_story_shows_its_headline_standfirst_and_text(client, publish):
    publish("Two ministers meet", kicker="Talks", standfirst="A short meeting.", text="<p>They met.</p>")
    html = page(client, "/en/stories/two-ministers-meet/")
    assert "<h1>Two ministers meet</h1>" in html
    assert "A short meeting." in html
    assert "<p>They met.</p>" in html
    assert "Talks" in html


def test_a_story_says_who_wrote_it_where_and_when_in_the_newsroom_s_time(
    client, make_story, publisher, clock
):
    article = make_story("Two ministers meet", dateline_place="London", agency_code="WVR")
    for order, name in enumerate(["Nguyễn An", "B. Trần"]):
        author = Author.objects.create(slug=f"author-{order}", name=name)
        Byline.objects.create(article=article, author=author, order=order)
    publishing.publish(article, publisher)
    html = page(client, "/en/stories/two-ministers-meet/")
    assert "By Nguyễn An and B. Trần" in html
    assert "London (WVR)" in html
    assert '<time datetime="2026-03-02T12:00:00+07:00">2 March 2026, 12:00 (Vietnam Time)</time>' in html


def test_a_story_shows_its_key_points_quotations_and_numbered_points(client, make_story, publisher, clock):
    article = make_story("Two ministers meet", key_points="One thing.\nAnother thing.")
    add_block(article, PullQuote, quote="It went well.", speaker="Somebody")
    add_block(article, NumberedPoints, heading="Directions", points="First.\nSecond.")
    publishing.publish(article, publisher)
    html = page(client, "/en/stories/two-ministers-meet/")
    for words in ["One thing.", "Another thing.", "It went well.", "Somebody", "Directions", "Second."]:
        assert words in html


def test_what_is_said_in_another_language_is_marked_and_comes_back_to_the_desk(
    client, make_story, publisher, clock
):
    article = make_story("Two ministers meet", text='<p>He said <span lang="fr">à bientôt</span>.</p>')
    add_block(article, PullQuote, quote="C’est fini.", speaker="Somebody", language="fr")
    add_block(article, PullQuote, quote="It is over.")
    edition = publishing.publish(article, publisher)
    html = page(client, "/en/stories/two-ministers-meet/")
    assert '<span lang="fr">à bientôt</span>' in html
    assert '<blockquote dir="auto" lang="fr"><p>C’est fini.</p></blockquote>' in html
    assert '<blockquote dir="auto"><p>It is over.</p></blockquote>' in html
    blocks = from_edition(edition)["blocks"]
    assert [block["language"] for block in blocks if block["kind"] == "pull_quote"] == ["fr", ""]


def test_numbered_points_are_headed_as_a_part_where_the_story_has_none_around_them(
    client, make_story, publisher, clock
):
    article = make_story("Two ministers meet", text="<p>They met.</p>")
    add_block(article, NumberedPoints, heading="Directions", points="First.")
    add_block(article, RichText, text="<h2>Trade</h2><p>More.</p>")
    add_block(article, NumberedPoints, heading="Goods", points="Coal.")
    publishing.publish(article, publisher)
    html = page(client, "/en/stories/two-ministers-meet/")
    assert "<h2>Directions</h2>" in html
    assert "<h3>Goods</h3>" in html


def test_photos_have_sizes_for_every_screen_and_only_the_lead_is_loaded_at_once(
    client, make_story, make_photo, publisher, clock
):
    lead, other = make_photo(size=(1000, 500)), make_photo(size=(900, 600))
    article = make_story("Two ministers meet", lead_photo=lead)
    add_block(article, PhotoBlock, photo=other, caption="In the room.", size="wide")
    publishing.publish(article, publisher)
    html = page(client, "/en/stories/two-ministers-meet/")
    token = lead.public_token
    for kind, widths in [
        ("avif", (320, 640, 960, 1000)),
        ("webp", (320, 640, 960, 1000)),
        ("jpg", (640, 1000)),
    ]:
        files = ", ".join(f"/media/{token}/{width}.{kind} {width}w" for width in widths)
        assert f'srcset="{files}"' in html
    assert 'width="1000" height="500" alt="Two hands shaking" fetchpriority="high"' in html
    assert 'width="900" height="600" alt="Two hands shaking" loading="lazy"' in html
    assert "In the room." in html
    assert "Photo: A. Nguyen" in html
    assert f'href="/en/photos/{lead.uid.hex}/?in=' in html


def test_an_updated_story_says_when_and_what_changed(client, publish, publish_again, clock):
    article = publish()
    clock.shift(3600)
    publish_again(
        article, note="The figure was wrong.", change=Edition.Change.CORRECTION, standfirst="Right."
    )
    html = page(client, "/en/stories/two-ministers-meet/")
    assert "Updated" in html
    assert "The figure was wrong." in html
    assert "Correction" in html
    assert "2 March 2026, 12:00" in html
    assert "2 March 2026, 13:00" in html


def test_a_note_on_a_coming_edition_is_not_shown_before_its_time(
    client, publish, make_story, publisher, clock
):
    article = publish()
    save_and_approve(article, standfirst="Something secret.")
    publishing.schedule(article, publisher, clock_after(hours=2), note="Secret note.")
    html = page(client, "/en/stories/two-ministers-meet/")
    assert "secret" not in html.lower()
    clock.shift(2 * 3600)
    assert "Secret note." in page(client, "/en/stories/two-ministers-meet/")


def clock_after(**time):
    from django.utils import timezone

    return timezone.now() + datetime.timedelta(**time)


def test_related_links_lead_to_live_stories_and_outside_pages_only(client, publish, make_story, publisher):
    other = publish("Another story")
    draft = make_story("Not yet written")
    article = make_story("Two ministers meet")
    for order, said in enumerate(
        [
            {"story": other},
            {"story": draft},
            {"title": "The declaration", "url": "https://example.org/text", "source": "Example"},
        ]
    ):
        RelatedLink.objects.create(article=article, order=order, **said)
    publishing.publish(article, publisher)
    html = page(client, "/en/stories/two-ministers-meet/")
    assert '<a href="/en/stories/another-story/">Another story</a>' in html
    assert '<a href="https://example.org/text">The declaration</a>' in html
    assert "Not yet written" not in html


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_page_says_its_language(client, publish, language):
    publish("Two ministers meet", language=language)
    assert f'<html lang="{language}">' in page(client, f"/{language}/stories/two-ministers-meet/")


def test_a_story_is_in_one_language_only(client, publish):
    publish("Two ministers meet")
    assert client.get("/vi/stories/two-ministers-meet/").status_code == 404


def test_the_text_of_a_headline_is_never_mark_up(client, publish):
    publish("Trade <script>alert(1)</script> & more", slug="trade")
    html = page(client, "/en/stories/trade/")
    assert "<script>" not in html
    assert "Trade &lt;script&gt;" in html
