"""Related stories that the form suggests: which, for whom, at what cost, and how one is accepted."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import publishing
from newsroom.desk.related import related, subject_of
from newsroom.desk.typed_story import TypedStory
from newsroom.models import Article, RelatedLink
from partnerships.models import Partner, Pillar
from tests.newsroom.desk.filled_form import change_address, fill


@pytest.fixture
def britain(db):
    return Partner.objects.create(code="GB", region="europe")


def suggested(story, user, **said):
    """The headlines that are suggested beside the saved `story`."""
    typed = {
        "language": story.language,
        "headline": story.headline,
        "kind": story.kind,
        **{
            name: [str(key) for key in getattr(story, name).values_list("pk", flat=True)]
            for name in ("partners", "pillars", "events", "people", "agreements")
        },
        **said,
    }
    return [one.headline for one in related(subject_of(TypedStory(typed), story), user)]


def test_what_shares_most_comes_first_and_what_shares_nothing_not_at_all(
    make_story, publish_story, reporter, britain, visit
):
    publish_story("Rice prices", partners=[britain])
    publish_story("Arrival at the airport", events=[visit], partners=[britain])
    publish_story("Something else altogether")
    story = make_story(headline="A statement", partners=[britain], events=[visit])
    assert suggested(story, reporter) == ["Arrival at the airport", "Rice prices"]


def test_rare_words_of_the_headline_are_enough_whatever_their_marks(make_story, publish_story, reporter):
    publish_story("Ký kết hiệp định thương mại", language="vi")
    publish_story("Thời tiết hôm nay", language="vi")
    story = make_story(headline="KÝ KẾT HIỆP ĐỊNH khí hậu", language="vi")
    assert suggested(story, reporter) == ["Ký kết hiệp định thương mại"]


def test_neither_itself_nor_its_translations_nor_what_is_linked_already(
    make_story, publish_story, reporter, visit
):
    story = publish_story("The visit", events=[visit])
    publish_story("Chuyến thăm", language="vi", translation_group=story.translation_group, events=[visit])
    linked = publish_story("Linked", events=[visit])
    publish_story("Đã liên kết", language="vi", translation_group=linked.translation_group, events=[visit])
    rows = {
        "related_links-TOTAL_FORMS": "1",
        "related_links-0-id": "",
        "related_links-0-order": "0",
        "related_links-0-story": str(linked.pk),
    }
    assert suggested(story, reporter, **rows) == []
    assert suggested(story, reporter) == ["Linked"]


def test_of_translations_the_one_in_the_storys_language_is_suggested(
    make_story, publish_story, reporter, visit
):
    english = publish_story("Arrival", events=[visit])
    publish_story("Đến nơi", language="vi", translation_group=english.translation_group, events=[visit])
    publish_story("Only in Vietnamese", language="vi", events=[visit])
    assert suggested(make_story(headline="A statement", events=[visit]), reporter) == [
        "Arrival",
        "Only in Vietnamese",
    ]


def test_a_limited_story_is_suggested_to_nobody_until_it_is_public(
    make_story, publish_story, reporter, publisher, visit
):
    story = make_story(headline="A statement", events=[visit])
    secret = make_story(headline="A secret", events=[visit], limited=True)
    secret.limited_to_users.add(reporter)
    make_story(headline="In hand", events=[visit])
    assert suggested(story, reporter) == ["In hand"]
    publishing.publish(secret, publisher)
    assert suggested(story, reporter) == ["A secret", "In hand"]


def test_what_is_scheduled_or_withdrawn_is_not_told_as_public(
    make_story, publish_story, reporter, publisher, visit
):
    story = make_story(headline="A statement", events=[visit])
    coming = make_story(headline="To come", events=[visit])
    publishing.schedule(coming, publisher, timezone.now() + datetime.timedelta(days=1))
    gone = publish_story("Withdrawn", events=[visit])
    publishing.withdraw(gone, publisher, "It was wrong.")
    assert suggested(story, reporter) == []


def test_a_box_that_is_ticked_becomes_a_link_after_the_others(
    client, reporter, make_story, publish_story, visit
):
    found, other = publish_story("Arrival", events=[visit]), publish_story("Other")
    story = make_story(headline="A statement", events=[visit])
    RelatedLink.objects.create(article=story, story=other, order=30)
    client.force_login(reporter)
    address = change_address(story)
    page = client.get(address).content.decode()
    assert f'name="accept_related" value="{found.pk}"' in page
    assert "the same event · the same day" in page
    client.post(address, fill(client, address) | {"accept_related": [found.pk], "_save": "Save"})
    assert list(story.related_links.values_list("story__headline", "order")) == [
        ("Other", 30),
        ("Arrival", 40),
    ]
    story.refresh_from_db()
    assert story.version == 2


def test_what_one_may_not_see_cannot_be_linked_by_its_number(client, reporter, make_story):
    secret, story = make_story(headline="A secret", limited=True), make_story()
    client.force_login(reporter)
    address = change_address(story)
    client.post(address, fill(client, address) | {"accept_related": [secret.pk, story.pk, "x", "9" * 40]})
    assert not story.related_links.exists()


def test_a_tick_is_kept_when_the_save_is_refused(client, reporter, make_story, publish_story, visit):
    found = publish_story("Arrival", events=[visit])
    story = make_story(headline="A statement", events=[visit])
    client.force_login(reporter)
    address = change_address(story)
    said = fill(client, address) | {"accept_related": [found.pk], "section": ""}
    page = client.post(address, said).content.decode()
    assert f'name="accept_related" value="{found.pk}" checked' in page


def test_what_is_typed_decides_and_only_writers_ask(
    client, reporter, photo_editor, make_story, publish_story, visit
):
    publish_story("Arrival", events=[visit])
    story = make_story(headline="A statement")
    ask = f"/admin/newsroom/article/{story.pk}/related-stories/"
    said = {"language": "en", "headline": "A statement", "kind": "news", "events": [str(visit.pk)]}
    client.force_login(photo_editor)
    assert client.post(ask, said).status_code == 403
    client.force_login(reporter)
    assert "Arrival" in client.post(ask, said).json()["html"]
    assert "Arrival" in client.post("/admin/newsroom/article/related-stories/", said).json()["html"]
    assert "Arrival" not in client.post(ask, said | {"events": []}).json()["html"]
    secret = make_story(headline="A secret", limited=True)
    for pk in (secret.pk, 999999):
        assert client.post(f"/admin/newsroom/article/{pk}/related-stories/", said).status_code == 404


def test_it_costs_four_queries_at_most_however_many_stories_there_are(
    make_story, publish_story, reporter, britain, visit
):
    pillars = [Pillar.objects.create(slug=f"p{n}", name={"en": f"Pillar {n}"}, order=n) for n in range(15)]
    ties = {"partners": [britain], "events": [visit], "pillars": pillars}
    for number in range(8):
        publish_story(f"Story {number}", **ties)
    story = publish_story("The visit", **ties)
    typed = {"language": "en", "headline": "The visit", "partners": [britain.pk], "events": [visit.pk]}
    typed |= {"pillars": [pillar.pk for pillar in pillars]}
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = related(subject_of(TypedStory(typed), story), reporter)
    assert len(found) == 6
    assert len(queries) <= 4
    # Each looks at a bounded piece.
    assert all("LIMIT" in query["sql"] for query in queries)


def test_nothing_is_asked_for_a_story_that_says_nothing_yet(reporter, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert related(subject_of(TypedStory({"language": "en"})), reporter) == []
    assert not Article.objects.exists()
