"""The generated pictures: what they show, for which stories they are had, and what they may cost."""

import datetime
import io
import re

import pytest
from django.utils import timezone
from PIL import Image

from newsroom import publishing
from newsroom.imaging import cards as drawing
from newsroom.imaging.cards import CardWords, drawn
from newsroom.public.cards import card_of_story, words_of_story
from tests.approving import save_and_approve

SITE = "http://127.0.0.1:8000"


def card_in(page):
    return re.search(r'<meta property="og:image" content="([^"]+)">', page.content.decode())[1].removeprefix(
        SITE
    )


def words(**said):
    usual = {"language": "en", "headline": "Two ministers meet", "label": "Politics", "date": "2 March 2026"}
    return CardWords(**usual | {"site": "Communiqué"} | said)


def test_the_same_words_make_the_same_picture_and_other_words_another(monkeypatch):
    picture = drawn(words())
    assert picture == drawn(words())
    assert Image.open(io.BytesIO(picture)).size == (1200, 630)
    others = [{"headline": "Two ministers met"}, {"label": "Trade"}, {"date": ""}, {"site": "Newsroom"}]
    digests = {words(**said).digest for said in [{}, *others]}
    assert len(digests) == len(others) + 1
    monkeypatch.setattr(drawing, "DRAWING", 0)
    assert words().digest not in digests


@pytest.mark.parametrize("headline", ["Ngoại giao " * 18, "W" * 200, "Łódź, Çelik, Ễ", "", "会談"])
def test_any_headline_fits(headline):
    width = drawing.WIDTH - 2 * drawing.MARGIN
    size, lines = drawing._headline(headline, width)
    assert 152 + size + (len(lines) - 1) * round(size * drawing.LEADING) < 530 - size / 4
    assert all(drawing._length(line, "headline", size) <= width for line in lines)
    assert ("…" in "".join(lines)) == (len(headline) > 190)
    assert drawn(words(headline=headline))


def test_vietnamese_letters_come_whole_from_one_file_and_others_from_the_next():
    assert drawing._runs("Đà Nẵng, Ỹ", "headline") == [
        ("newsreader-vi", "Đà Nẵng, "),
        ("newsreader-vi-rare", "Ỹ"),
    ]
    assert [name for name, _piece in drawing._runs("Łódź", "label")] == [
        *("be-vietnam-pro-600-ext", "be-vietnam-pro-600-vi", "be-vietnam-pro-600-ext")
    ]


def test_a_story_without_a_photo_has_a_card_and_every_other_page_the_site_s(client, publish, make_photo):
    publish("Two ministers meet")
    publish("With a photo", lead_photo=make_photo())
    card = card_in(client.get("/en/stories/two-ministers-meet/"))
    assert card.startswith("/en/stories/two-ministers-meet/card-")
    assert "/media/" in card_in(client.get("/en/stories/with-a-photo/"))
    for path in ("/en/", "/vi/", "/en/partners/", "/en/sections/politics/"):
        assert card_in(client.get(path)).startswith(f"{path[:4]}card-")
    for address in (card, card_in(client.get("/vi/"))):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
        assert answer["Cache-Control"] == "public, no-cache"
        again = client.get(address, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.head(address).content == b""


def test_no_card_is_had_of_what_is_not_public(client, make_story, publish, publisher, withdraw, clock):
    """Not even by somebody who can work out its digest, such as from a headline that leaked."""
    due = timezone.now() + datetime.timedelta(hours=1)
    coming, draft, gone = make_story("To come"), make_story("A draft"), publish("Gone")
    publishing.schedule(coming, publisher, due)
    edition = coming.editions.get()
    addresses = [card_of_story(edition)["address"].removeprefix(SITE)]
    digest = words_of_story(edition).digest
    addresses.append(f"/en/stories/a-draft/card-{digest}.png")
    nothing = client.get(f"/en/stories/never-was/card-{digest}.png")
    assert nothing.status_code == 404
    for address in addresses:
        for asked in (client.get(address), client.get(address, headers={"if-none-match": f'"{digest}"'})):
            assert (asked.status_code, asked.content) == (404, nothing.content)
    assert draft.editions.count() == 0
    clock.move_to(due)
    assert client.get(addresses[0]).status_code == 200
    last = card_of_story(gone.editions.get())["address"].removeprefix(SITE)
    assert client.get(last).status_code == 200
    withdraw(gone, "It was wrong.")
    assert client.get(last).status_code == 404


def test_what_a_card_said_before_is_had_no_more(client, publish, publish_again, publisher, clock):
    story = publish("Two ministers meet")
    card = card_in(client.get("/en/stories/two-ministers-meet/"))
    clock.shift(60)
    publish_again(story, headline="Three ministers meet", slug=story.slug)
    assert client.get(card).status_code == 404
    assert client.get(card_in(client.get("/en/stories/two-ministers-meet/"))).status_code == 200
    save_and_approve(story, headline="Not public yet")
    assert b"Not public yet" not in client.get("/en/stories/two-ministers-meet/").content


def test_an_address_that_somebody_made_up_draws_nothing(
    client, publish, monkeypatch, django_assert_num_queries
):
    publish("Two ministers meet")
    monkeypatch.setattr("newsroom.public.cards._kept", lambda words: pytest.fail("It was drawn."))
    with django_assert_num_queries(1):
        assert client.get(f"/en/stories/two-ministers-meet/card-{'a' * 24}.png").status_code == 404
    assert client.get(f"/en/card-{'b' * 24}.png").status_code == 404
