from datetime import timedelta

import pytest
from django.forms import modelform_factory
from django.utils import timezone, translation

from newsroom import publishing
from newsroom.desk.blocks import PullQuoteForm
from newsroom.models import Article, Author, NumberedPoints, PullQuote, Question, RichText
from partnerships.models import Person
from tests.making import add_block as lay
from tests.newsroom.desk.filled_form import add_block, add_row, change_address, fill

ADD = "/admin/newsroom/article/add/"


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


def test_a_reporter_writes_a_story_with_blocks(desk, section, reporter):
    data = fill(desk, ADD) | {"headline": "Gặp gỡ tại Đà Nẵng", "section": section.pk}
    add_block(data, "pullquote", 20, quote="It was long.")
    add_block(data, "richtext", 10, text="<p>They met.</p>")
    response = desk.post(ADD, data | {"_save": "Save"})
    assert response.status_code == 302, response.context["errors"]
    story = Article.objects.get()
    assert story.slug == "gap-go-tai-da-nang"
    assert story.created_by == reporter
    assert story.version == 1
    assert RichText.objects.get().ordering < PullQuote.objects.get().ordering


def test_dangerous_markup_is_cleaned_on_the_way_in(desk, section):
    data = fill(desk, ADD) | {"headline": "One", "section": section.pk}
    add_block(data, "richtext", 10, text='<p onclick="x()">Hi<script>alert(1)</script></p>')
    desk.post(ADD, data | {"_save": "Save"})
    assert RichText.objects.get().text == "<p>Hi</p>"


def test_a_refused_save_gives_back_all_that_was_typed(desk):
    data = fill(desk, ADD) | {"standfirst": "What happened."}
    add_block(data, "richtext", 30, text="<p>Third</p>")
    add_block(data, "pullquote", 10, quote="First", speaker="Somebody")
    response = desk.post(ADD, data | {"_save": "Save"})
    assert response.status_code == 200
    again = response.content.decode()
    for typed in ("What happened.", "&lt;p&gt;Third&lt;/p&gt;", "First", "Somebody"):
        assert typed in again
    assert 'name="newsroom_pullquote_set-0-ordering" value="10"' in again
    assert not Article.objects.exists()


def test_a_missing_headline_is_told_at_its_place_and_in_no_other_words(desk, section):
    data = fill(desk, ADD) | {"section": section.pk}
    form = desk.post(ADD, data | {"_save": "Save"}).context["adminform"].form
    assert list(form.errors) == ["headline"]


def test_the_top_of_a_refused_form_leads_to_each_error(desk, section):
    data = fill(desk, ADD) | {"section": section.pk}
    add_row(data, "related_links", title="A story elsewhere", url="no address")
    page = desk.post(ADD, data | {"_save": "Save"}).content.decode()
    assert '<a href="#id_headline">Headline</a>' in page
    assert '<a href="#id_related_links-0-url">' in page


def test_a_save_makes_a_new_version_and_one_that_changes_nothing_does_not(desk, make_story):
    story = make_story()
    address = change_address(story)
    desk.post(address, fill(desk, address) | {"_save": "Save"})
    before = story.updated_at
    story.refresh_from_db()
    assert (story.version, story.updated_at) == (1, before)

    desk.post(address, fill(desk, address) | {"headline": "Three ministers meet", "_save": "Save"})
    story.refresh_from_db()
    assert (story.version, story.headline) == (2, "Three ministers meet")

    data = fill(desk, address)
    data["newsroom_richtext_set-0-text"] = ["<p>They parted.</p>"]
    desk.post(address, data | {"_save": "Save"})
    story.refresh_from_db()
    assert story.version == 3


def test_a_browsers_line_breaks_are_no_change(desk, make_story):
    story = make_story(key_points="One\nTwo")
    lay(story, NumberedPoints, points="One\nTwo")
    address = change_address(story)
    sent = {
        name: [value.replace("\n", "\r\n") for value in values]
        for name, values in fill(desk, address).items()
    }
    assert desk.post(address, sent | {"_save": "Save"}).status_code == 302
    story.refresh_from_db()
    assert (story.version, story.key_points) == (1, "One\nTwo")


def test_saving_over_somebody_elses_newer_save_is_refused_and_loses_nothing(desk, editor, client, make_story):
    story = make_story()
    address = change_address(story)
    mine = fill(desk, address) | {"standfirst": "Mine."}
    client.force_login(editor)
    client.post(address, fill(client, address) | {"headline": "Theirs", "_save": "Save"})

    response = client.post(address, mine | {"_save": "Save"})
    assert response.status_code == 200
    page = response.content.decode()
    assert "editor saved this story while you were writing" in page
    assert "Mine." in page
    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Theirs", "A meeting.")

    response = client.post(address, mine | {"save_over": story.version, "_save": "Save"})
    assert response.status_code == 302
    story.refresh_from_db()
    assert (story.standfirst, story.version) == ("Mine.", 3)


def test_what_was_typed_in_a_block_that_somebody_else_deleted_comes_back_as_a_new_block(desk, make_story):
    story = make_story(text="<p>One</p>")
    gone = lay(story, RichText, text="<p>Two</p>")
    address = change_address(story)
    data = fill(desk, address)
    data["newsroom_richtext_set-1-text"] = ["<p>Two, longer</p>"]
    gone.delete()
    Article.objects.update(version=2)

    page = desk.post(address, data | {"_save": "Save"})
    assert "Two, longer" in page.content.decode()
    response = desk.post(address, data | {"save_over": "2", "_save": "Save"})
    assert response.status_code == 302, response.context["errors"]
    assert [block.text for block in RichText.objects.order_by("ordering")] == [
        "<p>One</p>",
        "<p>Two, longer</p>",
    ]


def test_the_form_of_a_long_story_asks_no_more_than_that_of_a_short_one(
    desk, make_story, make_photo, django_assert_max_num_queries
):
    from newsroom.models import PhotoBlock, RelatedLink

    story, other = make_story(), make_story("Another")
    person = Person.objects.create(slug="lan", name={"en": "Lan"})
    for number in range(8):
        author = Author.objects.create(slug=f"a{number}", name=f"Author {number}")
        story.bylines.create(author=author, order=number)
        lay(story, PhotoBlock, photo=make_photo(title=f"Photo {number}"))
        lay(story, Question, question=f"Question {number}?", answered_by=person)
        lay(story, RichText, text="<p>Text</p>")
        RelatedLink.objects.create(article=story, story=other, order=number)
    desk.get(change_address(story))
    with django_assert_max_num_queries(34):
        response = desk.get(change_address(story))
    assert response.content.count(b"thumbnail.jpg") == 8


def test_the_kind_in_the_address_is_preset(desk):
    assert fill(desk, f"{ADD}?kind=interview")["kind"] == ["interview"]
    assert desk.get("/admin/newsroom/interview/add/")["Location"] == f"{ADD}?kind=interview"
    assert desk.get("/admin/newsroom/photostory/add/")["Location"] == f"{ADD}?kind=photo-story"


def test_an_interview_is_written_with_its_fields_and_questions(desk, section):
    person = Person.objects.create(slug="lan", name={"en": "Lan"})
    data = fill(desk, f"{ADD}?kind=interview") | {
        "headline": "An interview",
        "section": section.pk,
        "interviewee": person.pk,
        "interviewer": "Hòa",
        "interviewed_on": "2025-10-30",
    }
    add_block(data, "question", 10, question="Thưa bà, vì sao?")
    add_block(data, "richtext", 20, text="<p>Vì thế.</p>")
    assert desk.post(ADD, data | {"_save": "Save"}).status_code == 302
    assert Article.objects.get().interviewee == person
    assert Question.objects.get().anchor == "thua-ba-vi-sao"


def test_a_photo_is_chosen_by_its_number_without_script(desk, section, make_photo):
    photo = make_photo()
    data = fill(desk, ADD) | {"headline": "One", "section": section.pk, "lead_photo": str(photo.pk)}
    add_block(data, "photoblock", 10, photo=str(photo.pk), size="wide")
    assert desk.post(ADD, data | {"_save": "Save"}).status_code == 302
    data = fill(desk, ADD) | {"headline": "Two", "section": section.pk, "lead_photo": "4711"}
    response = desk.post(ADD, data | {"_save": "Save"})
    assert "There is no such photo in the library" in response.content.decode()


def test_related_links_and_byline_are_written_with_the_story(desk, make_story):
    story, other = make_story(), make_story("Another")
    author = Author.objects.create(slug="hoa", name="Hòa")
    data = fill(desk, change_address(story))
    add_row(data, "bylines", id="", article=story.pk, author=author.pk, order="0")
    add_row(data, "related_links", id="", article=story.pk, story=other.pk, order="0", title="", url="")
    response = desk.post(change_address(story), data | {"_save": "Save"})
    assert response.status_code == 302, response.context["errors"]
    assert story.bylines.get().author == author
    assert story.related_links.get().story == other


def test_an_embargo_is_not_laid_on_a_story_that_is_scheduled_to_come_before_it_ends(
    client, reporter, publisher, make_story
):
    story = make_story()
    publishing.schedule(story, publisher, timezone.now() + timedelta(hours=1))
    client.force_login(reporter)
    data = fill(client, change_address(story)) | {"kicker": ["Typed"]}
    data |= {"embargo_until_0": ["2150-01-01"], "embargo_until_1": ["12:00:00"]}
    page = client.post(change_address(story), data).content.decode()
    assert "is scheduled for" in page
    assert "Typed" in page
    story.refresh_from_db()
    assert story.embargo_until is None


def test_an_address_is_made_that_no_other_story_ever_had(make_story, publisher):
    moved = make_story()
    publishing.publish(moved, publisher)
    Article.objects.filter(pk=moved.pk).update(slug="moved-away")
    assert make_story().slug == "two-ministers-meet-2"


@pytest.mark.parametrize("saved", [False, True])
def test_a_new_block_that_was_deleted_stays_deleted_when_the_save_is_refused(desk, make_story, saved):
    address = change_address(make_story()) if saved else ADD
    data = fill(desk, address) | {"headline": ""}
    add_block(data, "pullquote", 20, quote="Let go", DELETE="on")
    add_block(data, "pullquote", 30, quote="Kept")
    refused = desk.post(address, data | {"_save": "Save"}).content.decode()
    assert "Kept" in refused
    assert "Let go" not in refused


def test_the_day_of_the_next_look_is_set_in_the_storys_form(desk, make_story):
    story = make_story()
    address = change_address(story)
    desk.post(address, fill(desk, address) | {"review_on": "2098-05-06", "_save": "Save"})
    story.refresh_from_db()
    assert str(story.review_on) == "2098-05-06"


def test_languages_of_a_quotation_are_offered_by_their_names_and_a_chosen_one_stays():
    form = modelform_factory(PullQuote, PullQuoteForm, fields=["language"])
    with translation.override("vi"):
        choices = dict(form(instance=PullQuote(language="cy")).fields["language"].choices)
    assert (choices[""], choices["ar"], choices["cy"]) == ("như bài viết", "Tiếng Ả Rập", "Tiếng Wales")
    assert "cy" not in dict(form(instance=PullQuote()).fields["language"].choices)
