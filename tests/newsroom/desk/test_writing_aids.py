"""The hints beside the form: what is told of a story while it is written, and what they must not betray."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from newsroom import publishing
from newsroom.desk.own_links import dead_links
from newsroom.desk.typed_story import TypedStory
from newsroom.desk.writing_aids import hints
from newsroom.models import PhotoBlock, RichText
from partnerships.models import Event
from tests.making import add_block
from tests.newsroom.desk.filled_form import change_address, fill

ASK = "/admin/newsroom/article/writing-aids/"


def typed(text="", **said):
    """A story with one text, as a browser would send it."""
    data = {
        "language": "en",
        "headline": "Two ministers meet",
        "newsroom_richtext_set-TOTAL_FORMS": "1",
        "newsroom_richtext_set-0-id": "",
        "newsroom_richtext_set-0-ordering": "10",
        "newsroom_richtext_set-0-text": text,
        **said,
    }
    return TypedStory(data)


def codes(story):
    return [hint.code for hint in hints(story)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>They met.</p>", []),
        ('<p>Read <a href="https://example.org/">the joint statement</a>.</p>', []),
        ('<p>Read it <a href="https://example.org/">Here</a>.</p>', ["vague-link"]),
        ('<p><a href="https://example.org/"><strong>tại</strong> đây »</a></p>', ["vague-link"]),
        ('<p><a href="https://example.org/a">https://example.org/a</a></p>', ["bare-address"]),
        ("<h2>Trade</h2><h3>Goods</h3><h2>Climate</h2>", []),
        ("<h3>Goods</h3><h3>Services</h3>", ["skipped-level"]),
        ("<table><tbody><tr><td><p>2024</p></td></tr></tbody></table>", ["no-table-header"]),
        ("<table><tbody><tr><th><p></p></th><th><p>Trade</p></th></tr></tbody></table>", []),
        (
            "<table><tbody><tr><th><p>Year</p></th><th><p></p></th></tr></tbody></table>",
            ["empty-table-header"],
        ),
        (f"<p>{'word ' * 151}</p>", ["long-paragraph"]),
        (f"<p>{'word ' * 100}</p><p>{'word ' * 100}</p>", []),
    ],
)
def test_what_a_text_is_told_of(text, expected):
    assert codes(typed(text)) == expected


@pytest.mark.django_db
def test_a_headline_is_told_when_it_is_too_long_or_shouts():
    assert codes(typed(headline="w" * 91)) == ["long-headline"]
    assert codes(typed(headline="w" * 90)) == []
    assert codes(typed(headline="HAI BỘ TRƯỞNG GẶP NHAU")) == ["capitals"]
    assert codes(typed(headline="ASEAN")) == []


@pytest.mark.django_db
def test_a_question_is_a_heading_of_the_second_level():
    story = typed(
        "<h3>Goods</h3>",
        **{
            "newsroom_question_set-TOTAL_FORMS": "1",
            "newsroom_question_set-0-id": "",
            "newsroom_question_set-0-ordering": "5",
            "newsroom_question_set-0-question": "Why?",
        },
    )
    assert codes(story) == []


@pytest.mark.django_db
def test_a_block_that_is_to_be_deleted_is_told_of_nothing():
    assert codes(typed("<h3>Goods</h3>", **{"newsroom_richtext_set-0-DELETE": "on"})) == []


def test_a_photo_is_told_what_the_gate_refuses_and_where(client, reporter, make_story, make_photo):
    story = make_story(lead_photo=make_photo())
    add_block(story, PhotoBlock, photo=make_photo(alt_text={}, credit_line=""))
    client.force_login(reporter)
    page = client.get(change_address(story))
    told = page.context["hints"]
    assert [(hint.code, hint.where, hint.refused) for hint in told] == [
        ("alt-text", "id_newsroom_photoblock_set-0-alt_text", True),
        ("credit", "id_newsroom_photoblock_set-0-credit", True),
    ]
    assert "It keeps the story from being published." in page.content.decode()
    for hint in told:
        assert f'id="{hint.where}"' in page.content.decode()


def test_the_form_and_what_is_typed_in_it_are_told_the_same(client, reporter, make_story, make_photo):
    story = make_story(text='<h3>Goods</h3><p><a href="/en/stories/nowhere/">here</a></p>')
    add_block(story, PhotoBlock, photo=make_photo(alt_text={}))
    add_block(story, RichText, text="<table><tbody><tr><td>1</td></tr></tbody></table>")
    client.force_login(reporter)
    page = client.get(change_address(story))
    answer = client.post(ASK, fill(client, change_address(story)))
    assert len(page.context["hints"]) == 5
    for hint in page.context["hints"]:
        assert f'data-where="{hint.where}"' in answer.json()["html"]
    assert answer.json()["html"].count("<li") == 5
    story.refresh_from_db()
    assert story.version == 1


def test_a_save_that_is_refused_comes_back_with_the_hints_of_what_was_typed(client, reporter, make_story):
    story = make_story()
    client.force_login(reporter)
    said = fill(client, change_address(story)) | {
        "headline": "",
        "newsroom_richtext_set-0-text": "<h3>A</h3>",
    }
    page = client.post(change_address(story), said)
    assert [hint.code for hint in page.context["hints"]] == ["skipped-level"]


def test_hints_are_for_those_who_write(client, photo_editor, administrator, reporter):
    client.force_login(photo_editor)
    assert client.post(ASK).status_code == 403
    client.force_login(reporter)
    assert client.get(ASK).status_code == 405
    assert client.post(ASK).json()["html"].count("<li") == 0


@pytest.mark.parametrize("broken", ["99999999999999999999", "x", "-1", "²", "1" * 5000])
def test_a_form_that_no_browser_would_send_is_no_error(client, reporter, broken):
    client.force_login(reporter)
    said = {
        "newsroom_richtext_set-TOTAL_FORMS": broken,
        "newsroom_photoblock_set-TOTAL_FORMS": "1",
        "newsroom_photoblock_set-0-id": "",
        "newsroom_photoblock_set-0-photo": broken,
        "newsroom_photoblock_set-0-ordering": broken,
        "lead_photo": broken,
    }
    assert client.post(ASK, said).status_code == 200


# Links to our own site


def test_a_link_to_a_public_story_is_alive_by_its_former_address_too(publish_story, publisher, settings):
    story = publish_story("Trade talks")
    story.slug = "talks-on-trade"
    story.version += 1
    story.approved_version = story.version
    story.save()
    publishing.publish(story, publisher)
    links = [
        "/en/stories/trade-talks/",
        "/en/stories/talks-on-trade",
        f"{settings.SITE_URL}/en/stories/trade-talks/",
    ]
    assert dead_links(links) == set()


def test_a_link_says_the_same_of_a_draft_of_what_is_to_come_and_of_what_never_was(
    make_story, publish_story, publisher, db
):
    make_story(headline="A draft")
    make_story(headline="Limited", limited=True)
    coming = make_story(headline="To come")
    publishing.schedule(coming, publisher, timezone.now() + datetime.timedelta(days=1))
    withdrawn = publish_story("Withdrawn")
    publishing.withdraw(withdrawn, publisher, "It was wrong.")
    Event.objects.create(slug="secret-visit", kind="talks", title={"en": "Secret"}, starts_on="2027-01-01")
    links = {
        f"/en/{page}/"
        for page in (
            "stories/a-draft",
            "stories/limited",
            "stories/to-come",
            "stories/withdrawn",
            "stories/never",
            "events/secret-visit",
            "events/never",
            "nowhere",
        )
    } | {"/admin/newsroom/article/"}
    assert dead_links(links) == links
    told = hints(typed("".join(f'<p><a href="{link}">the visit</a></p>' for link in links)))
    said = {hint.message.replace(link, "") for hint in told for link in links if link in hint.message}
    assert len(said) == 1


@pytest.mark.django_db
def test_other_peoples_links_and_our_own_pages_are_left_alone(settings):
    links = [
        "https://example.org/en/stories/x/",
        "mailto:a@example.org",
        "#part",
        "",
        "/",
        "/en/",
        "/vi/events/",
    ]
    assert dead_links(links) == set()
    assert dead_links(["//[bad", "http://[::1/", "/en/stories/%ff/"]) == {"/en/stories/%ff/"}


def test_the_language_of_the_desk_does_not_matter(publish_story):
    publish_story("Trade talks")
    with override("vi"):
        assert dead_links(["/en/stories/trade-talks/", "/vi/stories/trade-talks/"]) == {
            "/vi/stories/trade-talks/"
        }


def test_many_links_cost_no_more_queries_than_one(publish_story, django_assert_max_num_queries):
    for number in range(5):
        publish_story(f"Story {number}")
    links = [f"/en/stories/story-{number}/" for number in range(40)]
    links += [f"/en/{kind}/x{number}/" for kind in ("events", "people", "partners") for number in range(10)]
    with django_assert_max_num_queries(8):
        assert len(dead_links(links)) == 65


def test_the_pages_address_is_the_one_that_the_form_asks(client, reporter, make_story):
    client.force_login(reporter)
    assert reverse("admin:newsroom_article_hints") == ASK
    story = make_story()
    asked = reverse("admin:newsroom_article_hints", args=[story.pk])
    assert f'data-ask="{asked}"' in client.get(change_address(story)).content.decode()
    assert f'data-ask="{ASK}"' in client.get("/admin/newsroom/article/add/").content.decode()


# Photos: what the gate asks of them, told while writing


def photo_hints(photo, article=None, **said):
    return [
        (hint.code, hint.where, hint.refused)
        for hint in hints(typed("<p>They met.</p>", lead_photo=str(photo.pk), **said), article=article)
    ]


def test_a_decorative_photo_needs_no_alternative_text_and_says_so_of_one_that_is_typed(make_photo):
    photo = make_photo(alt_text={})
    assert photo_hints(photo) == [("alt-text", "id_lead_alt", True)]
    assert photo_hints(photo, lead_decorative="on") == []
    said = photo_hints(photo, lead_decorative="on", lead_alt="Two hands")
    assert said == [("decorative-alt", "id_lead_alt", False)]


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ({"licence_until": datetime.date(2020, 1, 31)}, ("licence-ended", "id_lead_photo", True)),
        ({"to_be_checked": True}, ("unchecked", "id_lead_photo", True)),
        (
            {"retired_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), "retired_why": "Wrong."},
            ("retired", "id_lead_photo", True),
        ),
    ],
)
def test_a_photo_that_may_not_begin_to_be_used_is_told_where_it_is_chosen(make_photo, said, hint):
    assert photo_hints(make_photo(**said)) == [hint]


def test_a_licence_that_ends_soon_is_told_and_keeps_nothing_from_the_public(make_photo):
    soon = timezone.localdate() + datetime.timedelta(days=10)
    assert photo_hints(make_photo(licence_until=soon)) == [("licence-ends", "id_lead_photo", False)]
    later = timezone.localdate() + datetime.timedelta(days=60)
    assert photo_hints(make_photo(licence_until=later)) == []


def test_what_the_public_sees_in_the_story_already_is_told_and_not_refused(publish_story, make_photo):
    photo = make_photo()
    story = publish_story(lead_photo=photo)
    photo.retired_at, photo.retired_why = timezone.now(), "Wrong people."
    photo.save()
    assert photo_hints(photo, story) == [("retired", "id_lead_photo", False)]
    assert photo_hints(photo) == [("retired", "id_lead_photo", True)]
