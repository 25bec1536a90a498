"""What a snapshot holds of a story, and that nobody forgets a new field."""

import json

import pytest

from newsroom import publishing
from newsroom.copies import content_of, from_edition, restore, snapshot
from newsroom.freezing import BLOCK_KINDS, TIES, freeze
from newsroom.models import (
    BLOCKS,
    Article,
    Author,
    Byline,
    Edition,
    NumberedPoints,
    PhotoBlock,
    PullQuote,
    Question,
    RelatedLink,
)
from newsroom.snapshots import FIELDS, LEFT_OUT
from partnerships.models import Partner, Person
from tests.making import add_block
from tests.register import LONG_AGO


def names(fields):
    return {field.name for field in fields}


def test_every_field_of_a_story_is_in_its_snapshot_or_left_out_on_purpose():
    rows = {"authors"}  # as the byline
    written = set(FIELDS) | set(TIES) | rows
    assert written.isdisjoint(LEFT_OUT)
    own = names([*Article._meta.concrete_fields, *Article._meta.many_to_many])
    assert own == written | LEFT_OUT


def test_every_kind_of_block_has_a_name_and_every_field_of_it_is_in_the_snapshot(make_story):
    assert set(BLOCK_KINDS) == set(BLOCKS)
    story = make_story(text="")
    for model in BLOCKS:
        add_block(story, model)
    for block, model in zip(snapshot(story)["blocks"], BLOCKS, strict=True):
        place = {"id", "parent", "region", "ordering"}
        assert set(block) - {"kind"} == names(model._meta.concrete_fields) - place, model


def test_every_field_of_a_byline_and_of_a_link_is_in_the_snapshot(make_story):
    story = make_story()
    story.related_links.create(title="Elsewhere", url="https://example.org/")
    [link] = snapshot(story)["related"]
    assert set(link) == names(RelatedLink._meta.concrete_fields) - {"id", "article", "order"}
    assert names(Byline._meta.concrete_fields) == {"id", "article", "order", "author"}


def test_a_snapshot_is_what_json_gives_back(make_story, make_photo):
    story = make_story(lead_photo=make_photo(), interviewed_on="2025-10-28")
    story.refresh_from_db()
    taken = snapshot(story)
    assert json.loads(json.dumps(taken)) == taken
    assert taken["fields"]["interviewed_on"] == "2025-10-28"
    assert taken["names"]["newsroom.photo"] == {str(story.lead_photo_id): "A handshake"}


@pytest.fixture
def published(make_story, make_photo, publisher):
    """A published interview that says something everywhere."""
    lan = Person.objects.create(slug="lan", name={"en": "Lan", "vi": "Lan"}, public_from=LONG_AGO)
    minh = Person.objects.create(slug="minh", name={"vi": "Minh"}, public_from=LONG_AGO)
    photo = make_photo()
    story = make_story(
        kind=Article.Kind.INTERVIEW,
        interviewee=lan,
        interviewed_on="2025-10-28",
        occasion="A visit",
        lead_photo=photo,
        key_points="One\nTwo",
        dateline_place="London",
        seo_title="For engines",
        partners=[Partner.objects.create(code="GB", region="europe")],
    )
    story.bylines.create(author=Author.objects.create(slug="hoa", name="Hòa"))
    story.related_links.create(title="Elsewhere", url="https://example.org/", source="The Post")
    add_block(story, Question, question="Why?", answered_by=minh, asked_by="WVR")
    add_block(story, PhotoBlock, photo=photo, caption="Here", size="wide")
    add_block(story, PullQuote, quote="A word", speaker="Lan")
    add_block(story, NumberedPoints, points="One\nTwo", heading="Two things")
    story.refresh_from_db()
    return publishing.publish(story, publisher)


def test_an_edition_laid_into_the_working_copy_would_be_published_as_the_same_content(published, reporter):
    story = published.article
    content = freeze(story, published.public_from)
    story.related_links.all().delete()
    for block in BLOCKS:
        block.objects.all().delete()
    Article.objects.update(headline="Rewritten", lead_photo=None, interviewee=None, kind="news", occasion="")
    story.bylines.all().delete()
    for tie in TIES:
        getattr(story, tie).clear()
    restored = restore(story, from_edition(published), reporter, restored_edition=published)
    assert restored.left_out == []
    assert restored.copy.restored_edition == published
    assert freeze(Article.objects.get(), published.public_from) == content == published.content


def test_an_edition_and_the_copy_that_it_was_made_of_say_the_same_but_for_the_librarys_words(published):
    edition, copy = content_of(from_edition(published)), content_of(snapshot(published.article))
    assert edition["byline"] == copy["byline"]
    assert edition["related"] == copy["related"]
    assert edition["ties"] == {**copy["ties"], "people": [published.article.interviewee_id]}
    apart = {"lead_caption", "lead_alt", "lead_credit", "embargo_until", "expires_at", "review_on"}
    for name in set(FIELDS) - apart:
        assert edition["fields"][name] == copy["fields"][name], name
    assert edition["fields"]["lead_caption"] == "Two hands."
    assert [block["kind"] for block in edition["blocks"]] == [block["kind"] for block in copy["blocks"]]
    assert edition["blocks"][1] == copy["blocks"][1]


def test_names_that_the_desk_no_longer_knows_are_told(published, reporter):
    Byline.objects.all().delete()
    Author.objects.all().delete()
    Question.objects.update(answered_by=None)
    Person.objects.filter(slug="minh").delete()
    restored = restore(published.article, from_edition(published), reporter)
    assert restored.left_out == [
        "The author “Hòa” is no longer there, so it is left out.",
        "The person “Minh” is no longer there, so it is left out.",
    ]


def test_a_notice_of_withdrawal_carries_no_story(published, publisher):
    published.article.refresh_from_db()
    notice = publishing.withdraw(published.article, publisher, "Wrong.")
    with pytest.raises(ValueError, match="carries no story"):
        from_edition(Edition.objects.get(pk=notice.pk))
