"""Laying out the front page on the desk: who may, what is said, and that nothing chosen is lost."""

import datetime
import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom import front_publishing, publishing
from newsroom.front_layout import Kind, Layout, Slot, read_layout
from newsroom.models import FrontPage, FrontPageCopy
from newsroom.newsroom_time import newsroom_zone

HOUR = datetime.timedelta(hours=1)


def address(name, language="en"):
    return reverse(f"admin:newsroom_frontpage_{name}", args=[language])


def typed(moment):
    return moment.astimezone(newsroom_zone()).strftime("%Y-%m-%dT%H:%M")


def fields(page):
    """What a browser would post of the form as it stands in `page`."""
    found = {}
    form = re.search(r'<form method="post" class="front-form".*?</form>', page, re.DOTALL)[0]
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="submit"' not in tag:
            found[name[1]] = html.unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        found[name] = re.search(r'value="([^"]*)" selected', options)[1]
    return found


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher)
    return client


def opened(desk, language="en"):
    response = desk.get(address("lay_out", language))
    assert response.status_code == 200
    return response.content.decode()


def saved(desk, **said):
    """Open the form, type what is said, and save it."""
    posted = fields(opened(desk)) | {name.replace("_", "-"): value for name, value in said.items()}
    posted["seen_version"] = posted.pop("seen-version", posted["seen_version"])
    return desk.post(address("lay_out"), posted)


def laid(language="en"):
    return read_layout(front_publishing.working_copy(language).content)


def test_what_each_role_may_do(client, cast, publish_story):
    publish_story()
    may = {}
    for name, user in vars(cast).items():
        client.force_login(user)
        pages = ["lay_out", "stories", "preview", "preview_page", "publish"]
        answers = [client.get(reverse("admin:newsroom_frontpage_changelist"))]
        answers += [client.get(address(page)) for page in pages]
        answers.append(client.post(address("restore"), {"copy": "1"}))
        may[name] = [answer.status_code for answer in answers]
    assert may["reporter"] == may["photo_editor"] == [403] * 7
    assert may["editor"] == [200] * 5 + [403, 404]
    assert may["publisher"] == may["administrator"] == [200] * 6 + [404]
    for act in (
        lambda: front_publishing.save("en", Layout(), cast.reporter, 0),
        lambda: front_publishing.publish("en", cast.editor, 0),
    ):
        with pytest.raises(front_publishing.NotDone):
            act()
    assert not FrontPageCopy.objects.exists()


def test_stories_are_chosen_by_their_words_ordered_and_pinned(desk, publish_story):
    first, second, third = (
        publish_story(headline) for headline in ("Đà Nẵng opens", "Talks in Huế", "Trade")
    )
    until = (timezone.now() + HOUR).replace(second=0, microsecond=0)
    section = first.section
    response = saved(
        desk,
        lead_story="da nang",
        lead_until=typed(until),
        story_1_story=f"Trade · #{third.pk}",
        story_2_story="hue",
        story_2_order="0",
        **{f"block_section_{section.pk}_number": "6", "block_interviews_place": "no"},
        block_events_place="yes",
        block_events_order="99",
        block_photo_stories_order="0",
    )
    assert response.status_code == 302, response.content.decode()
    layout = laid()
    assert layout.lead == Slot(first.uid, until)
    assert layout.secondary == (Slot(second.uid), Slot(third.uid))
    blocks = {block.kind: block for block in layout.blocks}
    assert layout.blocks[0].kind == Kind.PHOTO_STORIES
    assert layout.blocks[-1].kind == Kind.EVENTS
    assert not layout.blocks[-1].beside
    assert blocks[Kind.SECTION].number == 6
    assert not blocks[Kind.INTERVIEWS].shown
    # The site does not change, and the form shows what was saved.
    assert not FrontPage.objects.exists()
    again = fields(opened(desk))
    assert again["lead-story"] == f"Đà Nẵng opens · #{first.pk}"
    assert again["lead-until"] == typed(until)
    assert again["story-2-story"] == f"Trade · #{third.pk}"


def test_what_cannot_be_meant_is_said_beside_it_and_stays_typed(desk, publish_story, make_story):
    publish_story("Talks in Hanoi"), publish_story("Talks in London")
    publish_story("Một bài", language="vi")
    make_story("Only a draft")
    response = saved(
        desk,
        lead_story="talks",
        story_1_story="mot bai",
        story_2_story="Only a draft",
        story_3_story="talks london",
        story_4_story="London",
        story_5_until="2030-01-01T10:00",
        block_words_number="99",
    )
    page = html.unescape(response.content.decode())
    assert "Several stories have these words" in page
    assert page.count("No public or scheduled story in this language has these words") == 2
    assert "This story is chosen already" in page
    assert "Which story shall be pinned?" in page
    again = fields(response.content.decode())
    assert again["lead-story"] == "talks"
    assert again["story-2-story"] == "Only a draft"
    assert again["story-5-until"] == "2030-01-01T10:00"
    assert again["block-words-number"] == "99"
    assert front_publishing.working_copy("en").version == 0


def test_of_two_who_save_at_once_one_is_told_and_loses_nothing(desk, client, cast, publish_story):
    first, second = publish_story("First"), publish_story("Second")
    front_publishing.save("en", Layout(Slot(first.uid)), cast.editor, 0)
    response = saved(desk, lead_story=f"Second · #{second.pk}", seen_version="0")
    page = html.unescape(response.content.decode())
    assert response.status_code == 200
    assert "editor saved this layout while you were at it" in page
    posted = fields(response.content.decode())
    assert posted["lead-story"] == f"Second · #{second.pk}"
    assert laid().lead == Slot(first.uid)
    assert desk.post(address("lay_out"), posted).status_code == 302
    assert laid().lead == Slot(second.uid)
    # Theirs is in the history, and can be laid out again.
    theirs = FrontPageCopy.objects.get(version=1)
    desk.post(address("restore"), {"copy": theirs.pk})
    assert laid().lead == Slot(first.uid)
    assert FrontPageCopy.objects.count() == 3


def test_what_was_published_is_listed_restored_and_cancelled_before_its_time(desk, cast, publish_story):
    story = publish_story("First")
    copy = front_publishing.save("en", Layout(Slot(story.uid)), cast.editor, 0)
    front_publishing.save("en", Layout(), cast.editor, copy.version)
    typed_too = {"seen_version": copy.version, "note": "For the port"}
    refused = desk.post(address("publish"), typed_too).content.decode()
    assert "Look at it again before you publish it" in html.unescape(refused)
    # Whoever looked at what this page shows now may publish it from here, with all that was typed.
    assert re.search(r'name="seen_version" value="2"', refused)
    assert re.search(r">\s*For the port</textarea>", refused)
    past = desk.post(address("publish"), {"seen_version": "2", "at": "2020-01-01T10:00"})
    assert "is past. Choose a time to come." in html.unescape(past.content.decode())
    assert not FrontPage.objects.exists()

    desk.post(address("restore"), {"copy": copy.pk})
    due = (timezone.now() + HOUR).replace(second=0, microsecond=0)
    desk.post(address("publish"), {"seen_version": "3", "at": typed(due), "note": "For the visit"})
    coming = FrontPage.objects.get()
    assert (coming.public_from, coming.published_by, coming.note) == (due, cast.publisher, "For the visit")
    desk.post(address("publish"), {"seen_version": "3"})
    listed = desk.get(reverse("admin:newsroom_frontpage_changelist")).content.decode()
    assert "For the visit" in listed
    assert listed.count("state-live") == listed.count("state-scheduled") == 1
    record = reverse("admin:newsroom_frontpage_change", args=[coming.pk])
    assert "Cancel it before its time" in desk.get(record).content.decode()
    desk.post(reverse("admin:newsroom_frontpage_cancel", args=[coming.pk]))
    coming.refresh_from_db()
    assert coming.cancelled_at
    assert coming.cancelled_by == cast.publisher
    assert "state-withdrawn" in desk.get(record).content.decode()
    desk.post(address("restore"), {"published": coming.pk})
    assert laid().lead == Slot(story.uid)
    assert desk.get(reverse("admin:newsroom_frontpage_change", args=[999])).status_code == 404


def test_what_would_not_show_is_said_in_words(desk, make_story, make_photo, publish_story, cast):
    bare, gone = publish_story("Without a photo"), publish_story("Taken back")
    pictured, coming = publish_story("With a photo", lead_photo=make_photo()), make_story("Not yet")
    publishing.withdraw(gone, cast.publisher, "It was wrong.")
    due = timezone.now() + HOUR
    publishing.schedule(coming, cast.publisher, due)
    slots = (Slot(gone.uid), Slot(coming.uid, due), Slot(pictured.uid, timezone.now() - HOUR))
    front_publishing.save("en", Layout(Slot(bare.uid), slots), cast.editor, 0)
    page = html.unescape(opened(desk))
    for said in (
        "It has no lead photo, and would lead without a picture.",
        "It was withdrawn: its place fills itself.",
        "It is not public yet: it becomes public",
        "Its pin ends before it is public: it will not stand here.",
        "Its pin ended",
    ):
        assert page.count(said) == 1, said
    assert html.unescape(desk.get(address("publish")).content.decode()).count("Its pin ended") == 1
    # Saved as it stands, nothing of it is lost.
    assert saved(desk).status_code == 302
    assert laid().secondary[0] == Slot(gone.uid)


def test_a_limited_story_is_named_to_its_readers_only_and_kept_by_everybody(
    client, cast, make_story, publish_story
):
    publish_story("Known")
    secret = make_story("Zanzibar rises", created_by=cast.editor)
    publishing.schedule(secret, cast.publisher, timezone.now() + HOUR)
    secret.limited = True
    secret.save()
    secret.limited_to_users.set([cast.editor])
    client.force_login(cast.editor)
    assert saved(client, story_1_story="zanzibar").status_code == 302
    assert laid().secondary == (Slot(secret.uid),)
    later = typed(timezone.now() + 2 * HOUR)
    assert "Zanzibar" in client.get(address("preview_page"), {"at": later}).content.decode()

    client.force_login(cast.publisher)
    page = opened(client)
    assert "A story that you may not see" in page
    front_publishing.publish("en", cast.publisher, 1)
    record = reverse("admin:newsroom_frontpage_change", args=[FrontPage.objects.get().pk])
    for answer in (
        page,
        *(client.get(address(name)).content.decode() for name in ("publish", "preview", "preview_page")),
        client.get(address("preview_page"), {"at": later}).content.decode(),
        client.get(address("stories"), {"term": "zanzibar"}).content.decode(),
        client.get(address("stories"), {"term": f"#{secret.pk}"}).content.decode(),
        client.get(record).content.decode(),
        saved(client, story_2_story="zanzibar").content.decode().replace('value="zanzibar"', ""),
    ):
        assert "zanzibar" not in answer.lower()
    assert saved(client, lead_story="Known").status_code == 302
    assert Slot(secret.uid) in laid().secondary


def test_a_preview_is_the_public_page_at_its_moment_and_is_kept_by_nobody(
    desk, client, cast, make_story, make_photo, publish_story
):
    publish_story("Known", prominence="lead")
    coming = make_story("Not yet", lead_photo=make_photo())
    due = timezone.now().replace(second=0, microsecond=0) + HOUR
    publishing.schedule(coming, cast.publisher, due)
    front_publishing.save("en", Layout(Slot(coming.uid)), cast.editor, 0)
    now = desk.get(address("preview_page"))
    assert "Not yet" not in now.content.decode()
    later = desk.get(address("preview_page"), {"at": typed(due)})
    page = later.content.decode()
    assert page.index("Not yet") < page.index("Known")
    assert '<html lang="en">' in page
    assert later["Cache-Control"].startswith("private, no-store")
    assert "script-src 'none'" in later["Content-Security-Policy"]
    # Its photo comes from the private original, at an address of the desk.
    shown = re.search(r'src="(/admin/[^"]*)"', page)[1]
    assert desk.get(shown).status_code == 200
    assert "past" in desk.get(address("preview"), {"at": "2020-01-01T10:00"}).content.decode()
    assert client.get("/en/").content.decode().count("Not yet") == 0


def test_every_page_speaks_vietnamese(desk, publish_story):
    publish_story("Một bài", language="vi")
    for name in ("lay_out", "preview", "preview_page", "publish"):
        answer = desk.get(address(name, "vi"), headers={"accept-language": "vi"})
        assert answer.status_code == 200
    assert desk.get(address("lay_out", "fr")).status_code == 404
