"""The preview is the very page that would be published, shows what is typed, and leaves nothing behind."""

import datetime
import re

import pytest
import time_machine
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from newsroom import publishing, release_locks
from newsroom.models import (
    Article,
    Author,
    Edition,
    NumberedPoints,
    PhotoBlock,
    PullQuote,
    Question,
    Release,
    RichText,
)
from newsroom.previewing import expected_at
from newsroom.publishing import publish
from newsroom.signals import edition_recorded
from partnerships.facts import Lock
from tests.making import add_block
from tests.newsroom.desk.filled_form import add_row, change_address, fill
from tests.register import small_register

NOON = datetime.datetime(2026, 3, 2, 5, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)

MAIN = re.compile(r"<main.*</main>", re.DOTALL)
PICTURES = re.compile(r'(/media/|/admin/newsroom/article/preview/photo/)[^" ]*|(?<=photo-link" href=")[^"]*')
# Drawing it takes longer than anybody waits for a preview.
AVIF = re.compile(r'<source type="image/avif"[^>]*>')


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def register(db):
    return small_register()


def main(page):
    """What the page says, without where its pictures are, and in which of their formats."""
    return PICTURES.sub("…", AVIF.sub("", MAIN.search(page)[0]))


def saved_page(client, story):
    response = client.get(reverse("admin:newsroom_article_preview_page", args=[story.pk]))
    assert response.status_code == 200
    return response.content.decode()


def typed(client, story, data):
    name, args = ("preview_typed", [story.pk]) if story else ("preview_typed_new", [])
    response = client.post(reverse(f"admin:newsroom_article_{name}", args=args), data)
    assert response.status_code == 200, response
    return response.json()


@pytest.fixture
def full_story(make_story, make_photo, register):
    """A story with one of everything that a page can show, in a language that other stories are not in."""

    def make(language="en", **said):
        story = make_story(
            "An evening in Tokyo",
            language=language,
            kicker="Diplomacy",
            lead_photo=make_photo((1700, 900)),
            dateline_place="TOKYO",
            agency_code="WVR",
            key_points="One\nTwo",
            partners=[register.japan],
            pillars=[register.health],
            events=[register.visit],
            people=[register.minister],
            agreements=[register.declaration],
            **said,
        )
        story.bylines.create(author=Author.objects.create(slug="hoa", name="Hòa"))
        story.related_links.create(title="Elsewhere", url="https://example.org/", source="A paper")
        other = make_story("Another story", language=language)
        story.related_links.create(story=other, order=2)
        add_block(story, PhotoBlock, photo=make_photo(), size="wide")
        add_block(story, PullQuote, quote="A quotation", speaker="Somebody")
        add_block(story, NumberedPoints, heading="Points", points="One\nTwo")
        return story, other

    return make


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_preview_is_the_page_that_is_published(client, desk, full_story, publisher, clock, language):
    story, other = full_story(language)
    publish(other, publisher)
    before = saved_page(desk, story)
    publish(story, publisher)
    public = client.get(f"/{language}/stories/{story.slug}/").content.decode()
    assert main(before) == main(public)
    assert "Another story" in before
    assert f'<html lang="{language}">' in before


def test_the_preview_of_an_interview_is_the_page_that_is_published(
    client, desk, make_story, register, publisher, clock
):
    story = make_story(
        kind=Article.Kind.INTERVIEW, interviewee=register.minister, text="", occasion="A visit"
    )
    add_block(story, Question, question="Why now?", asked_by="A reader")
    add_block(story, RichText, text="<p>Because.</p>")
    before = saved_page(desk, story)
    publish(story, publisher)
    assert main(before) == main(client.get(f"/en/stories/{story.slug}/").content.decode())
    assert "Minister Aoki" in before


def test_the_preview_of_an_update_keeps_the_date_of_the_story_and_its_notes(
    client, desk, make_story, publisher, clock
):
    story = make_story()
    publish(story, publisher)
    for standfirst, note in [("Again.", "The hour was wrong."), ("Once more.", "")]:
        clock.shift(HOUR)
        Article.objects.filter(pk=story.pk).update(standfirst=standfirst)
        story.refresh_from_db()
        before = saved_page(desk, story)
        publish(story, publisher, note=note)
    after = client.get(f"/en/stories/{story.slug}/").content.decode()
    assert "The hour was wrong." in before
    assert main(before) == main(after)


def test_a_translation_leads_to_the_public_one(client, desk, make_story, publisher, clock):
    story = make_story()
    publish(make_story("Một bài", language="vi", translation_group=story.translation_group), publisher)
    before = saved_page(desk, story)
    publish(story, publisher)
    assert main(before) == main(client.get(f"/en/stories/{story.slug}/").content.decode())
    assert "/vi/stories/mot-bai/" in before


def test_an_embargoed_story_is_shown_as_it_will_be_when_the_embargo_ends(
    client, desk, make_story, register, publisher, clock
):
    later = NOON + HOUR
    register.visit.public_from = later
    register.visit.save()
    story = make_story(embargo_until=later, events=[register.visit])
    before = saved_page(desk, story)
    assert "Visit to Tokyo" in before
    clock.move_to(later)
    publish(story, publisher)
    assert main(before) == main(client.get(f"/en/stories/{story.slug}/").content.decode())


def test_the_end_of_a_story_is_no_time_to_come_public(make_story, publisher, clock):
    story = make_story(expires_at=NOON + HOUR)
    publish(story, publisher)
    assert expected_at(story, NOON) == NOON


def test_the_last_of_what_holds_a_story_back_decides(make_story, publisher, clock):
    story = make_story(embargo_until=NOON + HOUR)
    assert expected_at(story, NOON) == NOON + HOUR
    publishing.schedule(story, publisher, NOON + 2 * HOUR)
    assert expected_at(story, NOON) == NOON + 2 * HOUR
    release = Release.objects.create(name="Both", at=NOON + 3 * HOUR, created_by=publisher)
    release.stories.create(article=story)
    assert expected_at(story, NOON) == NOON + 3 * HOUR
    Release.objects.update(state=Release.State.CANCELLED)
    assert expected_at(story, NOON) == NOON + 2 * HOUR


def test_what_is_not_announced_by_then_is_not_shown(desk, make_story, register, clock):
    register.visit.public_from = NOON + 2 * HOUR
    register.visit.save()
    story = make_story(embargo_until=NOON + HOUR, events=[register.visit])
    assert "Visit to Tokyo" not in saved_page(desk, story)


def test_a_preview_tells_no_other_site_what_it_is(desk, make_story, make_photo):
    photo = make_photo()
    page = saved_page(desk, make_story(lead_photo=photo))
    for said in ("canonical", "og:", "article:", "<script", 'rel="alternate"', photo.public_token, "/media/"):
        assert said not in page


def test_a_preview_leaves_nothing_behind(desk, full_story, clock):
    story, _other = full_story()
    heard, public = [], storages["renditions"].listdir("")
    edition_recorded.connect(lambda **said: heard.append(said), weak=False, dispatch_uid="test")
    data = fill(desk, change_address(story))
    typed(desk, story, data | {"headline": "Another evening", "newsroom_richtext_set-0-text": "<p>New.</p>"})
    saved_page(desk, story)
    edition_recorded.disconnect(dispatch_uid="test")
    assert heard == []
    assert Edition.objects.count() == 0
    assert storages["renditions"].listdir("") == public
    story.refresh_from_db()
    assert (story.headline, story.version) == ("An evening in Tokyo", 1)
    assert RichText.objects.get(parent=story).text == "<p>They met.</p>"


def test_what_is_typed_is_shown_and_not_saved(desk, make_story):
    story = make_story()
    data = fill(desk, change_address(story))
    add_row(data, "newsroom_richtext_set", text="<p>A second part.</p>", region="body", ordering="20", id="")
    add_row(data, "newsroom_pullquote_set", quote="Well said", region="body", ordering="30", id="")
    shown = typed(desk, story, data | {"headline": "Typed", "standfirst": "Typed as well."})
    for said in ("<h1>Typed</h1>", "Typed as well.", "A second part.", "Well said"):
        assert said in shown["page"]
    assert "Nothing in the story keeps it from being published." in shown["notes"]
    story.refresh_from_db()
    assert (story.headline, RichText.objects.count()) == ("Two ministers meet", 1)


def test_a_story_that_was_never_saved_is_shown_as_typed(desk, section):
    data = fill(desk, reverse("admin:newsroom_article_add"))
    data |= {"headline": "Brand new", "section": [str(section.pk)], "language": ["en"]}
    assert "<h1>Brand new</h1>" in typed(desk, None, data)["page"]
    assert Article.objects.count() == 0


def test_a_new_story_without_a_section_says_what_is_missing(desk, section):
    data = fill(desk, reverse("admin:newsroom_article_add")) | {"headline": "Brand new"}
    shown = typed(desk, None, data)
    assert shown["page"] == ""
    assert "There is nothing to show yet" in shown["notes"]
    assert 'href="#id_section"' in shown["notes"]


def test_what_cannot_be_saved_is_told_and_the_rest_is_shown(desk, make_story):
    story = make_story()
    make_story("Another", slug="taken")
    data = fill(desk, change_address(story))
    add_row(data, "newsroom_pullquote_set", quote="", speaker="Nobody", region="body", ordering="30", id="")
    data |= {
        "standfirst": "This is shown.",
        "slug": "taken",
        "newsroom_richtext_set-0-text": "<p>This as well.</p>",
    }
    shown = typed(desk, story, data)
    assert "This is shown." in shown["page"]
    assert "This as well." in shown["page"]
    assert "Nobody" not in shown["page"]
    assert "Another story in this language has this address: change it." in shown["notes"]
    assert 'href="#id_newsroom_pullquote_set-0-quote"' in shown["notes"]


def test_an_author_named_twice_is_told_and_shown_once(desk, make_story):
    story, author = make_story(), Author.objects.create(slug="hoa", name="Hòa")
    data = fill(desk, change_address(story))
    for order in ("1", "2"):
        add_row(data, "bylines", author=str(author.pk), order=order, id="")
    shown = typed(desk, story, data)
    assert "By Hòa<" in shown["page"]
    assert "Not shown yet" in shown["notes"]


def test_somebody_elses_save_does_not_stop_the_preview(desk, make_story):
    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": "Mine"}
    Article.objects.filter(pk=story.pk).update(version=2, headline="Theirs")
    assert "<h1>Mine</h1>" in typed(desk, story, data)["page"]


def test_what_keeps_the_story_from_being_published_leads_to_its_place(desk, make_story, make_photo):
    story = make_story(lead_photo=make_photo(alt_text={}))
    data = fill(desk, change_address(story))
    add_row(
        data, "newsroom_photoblock_set", caption="Soon", region="body", ordering="20", id="", size="column"
    )
    notes = typed(desk, story, data)["notes"]
    assert "2 things keep this from being published" in notes
    assert 'href="#id_lead_alt"' in notes
    assert 'href="#newsroom_photoblock_set-0"' in notes


def test_unready_blocks_are_left_out_of_the_page(desk, make_story):
    story = make_story()
    add_block(story, PhotoBlock, caption="Soon")
    assert "They met." in saved_page(desk, story)
    assert "Soon" not in saved_page(desk, story)


def test_the_pictures_of_a_preview_are_private(desk, client, make_story, make_photo):
    photo = make_photo((1700, 900))
    page = saved_page(desk, make_story(lead_photo=photo))
    addresses = set(re.findall(r"/admin/newsroom/article/preview/photo/[^\", ]+", page))
    assert len(addresses) == 8
    for address in addresses:
        response = desk.get(address)
        assert response.headers["Content-Type"] in {"image/webp", "image/jpeg"}
        assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
        assert client.get(address).status_code == 302
    address = addresses.pop()
    assert desk.get(re.sub(r"\d+\.(webp|jpg)$", "1234.jpg", address)).status_code == 404
    assert desk.get(re.sub(r"\d+\.(webp|jpg)$", "640.avif", address)).status_code == 404
    assert desk.get(re.sub(r"\d+\.(webp|jpg)$", "400.png", address)).status_code == 404


def test_a_limited_story_has_no_preview_for_others(desk, make_story, reporter):
    story = make_story(limited=True, created_by=reporter)
    for name in ("preview", "preview_page", "preview_typed"):
        address = reverse(f"admin:newsroom_article_{name}", args=[story.pk])
        nowhere = reverse(f"admin:newsroom_article_{name}", args=[987654])
        ask = desk.post if name == "preview_typed" else desk.get
        assert ask(address).status_code == ask(nowhere).status_code == 404


def test_whoever_may_not_look_gets_the_same_answer_for_every_story(client, make_story, django_user_model):
    somebody = django_user_model.objects.create_user("somebody", is_staff=True)
    client.force_login(somebody)
    for pk in (make_story().pk, 987654):
        for name in ("preview", "preview_page"):
            assert client.get(reverse(f"admin:newsroom_article_{name}", args=[pk])).status_code == 403
        assert client.post(reverse("admin:newsroom_article_preview_typed", args=[pk])).status_code == 403


def test_whoever_may_only_look_sees_what_is_saved(client, make_story, photo_editor):
    client.force_login(photo_editor)
    story = make_story()
    assert "They met." in saved_page(client, story)
    assert client.post(reverse("admin:newsroom_article_preview_typed", args=[story.pk])).status_code == 403


def test_the_preview_stands_in_the_desks_own_frames_and_runs_nothing(desk, make_story):
    story = make_story()
    for name, args in [("preview_page", [story.pk]), ("preview_empty", [])]:
        response = desk.get(reverse(f"admin:newsroom_article_{name}", args=args))
        policy = response.headers["Content-Security-Policy"]
        assert "script-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    form = desk.get(change_address(story))
    assert "frame-ancestors 'none'" in form.headers["Content-Security-Policy"]
    assert form.headers["X-Frame-Options"] == "DENY"


def test_the_form_and_a_window_of_its_own_hold_the_preview(desk, make_story):
    story = make_story()
    assert 'id="preview"' in desk.get(change_address(story)).content.decode()
    assert 'id="preview"' in desk.get(reverse("admin:newsroom_article_add")).content.decode()
    window = desk.get(reverse("admin:newsroom_article_preview", args=[story.pk])).content.decode()
    assert 'id="preview"' in window
    assert "Nothing in the story keeps it from being published." in window


def test_the_preview_of_a_locked_story_shows_what_is_saved_and_says_why(
    desk, make_story, publisher, monkeypatch
):

    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": "Typed"}
    monkeypatch.setattr(release_locks, "story_lock", lambda _article: Lock("It is locked.", ""))
    shown = typed(desk, story, data)
    assert "It is locked." in shown["notes"]
    assert "<h1>Two ministers meet</h1>" in shown["page"]
