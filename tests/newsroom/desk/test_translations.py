"""Translations on the desk: begun from an edition, held until translated, and told when left behind."""

import datetime

import pytest
from django.utils import timezone

from newsroom import limits, publishing, translations
from newsroom.models import Article, Edition, Notice, PhotoBlock, PullQuote, Question, RichText, WorkingCopy
from newsroom.readiness import story_reasons
from newsroom.refusals import Refused
from partnerships.models import Person
from tests.making import add_block
from tests.newsroom.desk.filled_form import change_address, fill

THREE = [("en", "English"), ("vi", "Tiếng Việt"), ("fr", "Français")]


@pytest.fixture
def source(make_story, make_photo, reporter):
    story = make_story(
        "Two ministers meet in Oslo",
        "<p>They met in the morning and spoke for an hour.</p>",
        standfirst="A meeting of an hour in the morning.",
        kicker="Visit",
        created_by=reporter,
        lead_photo=make_photo(),
        lead_caption="A handshake, said here.",
        people=[Person.objects.create(slug="lan", name={"en": "Lan", "vi": "Lan"})],
    )
    add_block(story, PhotoBlock, photo=make_photo(), caption="Two hands, said here.")
    add_block(story, PullQuote, quote="We spoke of many things today", speaker="Lan")
    return story


def untranslated(story):
    reasons = story_reasons(story, timezone.now())
    return [one.where.partition("-")[0] for one in reasons if one.code == "untranslated"]


def test_a_translation_is_begun_from_the_newest_edition(source, cast):
    edition = publishing.publish(source, cast.publisher)
    source.headline = "Something that is not public yet"
    source.save()
    made = translations.begin(source, "vi", cast.editor)
    assert made.translated_from == edition
    assert made.translation_group == source.translation_group
    assert (made.language, made.headline, made.section) == (
        "vi",
        "Two ministers meet in Oslo",
        source.section,
    )
    assert list(made.people.all()) == list(source.people.all())
    assert made.lead_photo == source.lead_photo
    assert (made.created_by, made.assigned_to) == (cast.editor, cast.editor)
    assert made.copies.get().origin == WorkingCopy.Origin.TRANSLATED


def test_its_photos_say_what_the_library_says_in_its_language(source, cast):
    publishing.publish(source, cast.publisher)
    made = translations.begin(source, "vi", cast.editor)
    assert (made.lead_caption, made.lead_alt, made.kicker) == ("", "", "")
    photo = PhotoBlock.objects.get(parent=made)
    assert photo.photo == PhotoBlock.objects.get(parent=source).photo
    assert (photo.caption, photo.alt_text) == ("", "")


def test_a_story_that_was_never_published_is_translated_as_it_is_saved(source, cast):
    made = translations.begin(source, "vi", cast.editor)
    assert made.translated_from is None
    assert made.headline == source.headline


def test_whatever_is_left_untranslated_keeps_it_from_the_public(source, cast):
    publishing.publish(source, cast.publisher)
    made = translations.begin(source, "vi", cast.editor)
    assert untranslated(made) == ["headline", "standfirst", "richtext", "pullquote"]
    made.headline, made.standfirst = "Hai bộ trưởng gặp nhau", "Cuộc gặp buổi sáng."
    made.save()
    RichText.objects.filter(parent=made).update(text="<p>Họ gặp nhau buổi sáng.</p>")
    assert untranslated(made) == ["pullquote"]
    PullQuote.objects.filter(parent=made).update(quote="Hôm nay chúng tôi nói nhiều điều")
    assert untranslated(made) == []


def test_a_name_may_stand_in_every_language(source, cast):
    source.headline = "Lan Nguyen Oslo"
    source.save()
    publishing.publish(source, cast.publisher)
    assert "headline" not in untranslated(translations.begin(source, "vi", cast.editor))


def test_an_interview_brings_its_questions_and_facts(make_story, cast):
    person = Person.objects.create(slug="lan", name={"en": "Lan"}, public_from=timezone.now())
    source = make_story(kind="interview", interviewee=person, interviewer="Hoa", text="")
    add_block(source, Question, question="What did you speak of that day?")
    add_block(source, RichText, text="<p>Of ships.</p>")
    publishing.publish(source, cast.publisher)
    made = translations.begin(source, "vi", cast.editor)
    assert (made.kind, made.interviewee, made.interviewer) == ("interview", person, "Hoa")
    assert Question.objects.get(parent=made).question == "What did you speak of that day?"


def test_a_second_translation_in_a_language_is_refused(source, cast):
    translations.begin(source, "vi", cast.editor)
    with pytest.raises(Refused, match="already has a version"):
        translations.begin(source, "vi", cast.editor)
    with pytest.raises(Refused, match="another language"):
        translations.begin(source, "en", cast.editor)
    with pytest.raises(Refused, match="role"):
        translations.begin(source, "vi", cast.photo_editor)


def test_a_limited_story_has_limited_translations(source, cast):
    limits.limit(source, cast.reporter)
    made = translations.begin(source, "vi", cast.reporter)
    assert not Article.objects.visible_to(cast.editor).filter(pk=made.pk).exists()


@pytest.fixture
def translated(source, cast):
    """The source, published, and its Vietnamese, translated and published."""
    publishing.publish(source, cast.publisher)
    made = translations.begin(source, "vi", cast.editor)
    made.headline, made.standfirst, made.slug = "Hai bộ trưởng gặp nhau", "Cuộc gặp.", "hai-bo-truong"
    made.state, made.approved_version = "approved", made.version
    made.save()
    RichText.objects.filter(parent=made).update(text="<p>Họ gặp nhau.</p>")
    PullQuote.objects.filter(parent=made).update(quote="Nhiều điều")
    publishing.publish(made, cast.publisher)
    return made


def change(story, by, note="", change=None):
    story.refresh_from_db()
    story.standfirst += " And more was said."
    story.state, story.approved_version = "approved", story.version
    story.save()
    return publishing.publish(story, by, note, change)


def behind(*stories):
    return set(translations.behind(Article.objects.all())) == set(stories)


def test_a_major_change_leaves_the_translation_behind_and_tells_who_has_it(source, translated, cast):
    edition = change(source, cast.publisher, "A figure was added.")
    assert behind(translated)
    assert translations.newer_than_translated(translated) == edition
    notice = Notice.objects.get(step__move="source_changed")
    assert (notice.recipient, notice.step.article) == (cast.editor, translated)


def test_a_silent_change_does_not(source, translated, cast):
    change(source, cast.publisher)
    assert behind()
    assert not Notice.objects.filter(step__move="source_changed").exists()


def test_a_correction_does(source, translated, cast):
    change(source, cast.publisher, "The day was wrong.", Edition.Change.CORRECTION)
    assert behind(translated)


def test_a_cancelled_edition_leaves_nobody_behind(source, translated, cast):
    source.refresh_from_db()
    source.standfirst = "Something else was said there."
    source.state, source.approved_version = "approved", source.version
    source.save()
    at = timezone.now() + datetime.timedelta(days=1)
    publishing.schedule(source, cast.publisher, at, "A figure was added.")
    assert behind(translated)
    source.refresh_from_db()
    publishing.cancel_schedule(source, cast.publisher)
    assert behind()


def test_a_translation_is_marked_current(client, source, translated, cast):
    edition = change(source, cast.publisher, "A figure was added.")
    client.force_login(cast.editor)
    page = client.get(change_address(translated)).text
    assert "The original has changed: this was translated from edition 1, and now there is edition 2." in page
    compare = f"/admin/newsroom/article/{source.pk}/history/compare/?left=edition-1&amp;right=edition-2"
    assert compare in page
    assert "And more was said." in client.get(compare.replace("&amp;", "&")).text
    translated.refresh_from_db()
    before = translated.version
    answer = client.post(
        f"/admin/newsroom/article/{translated.pk}/current-with-original/",
        {"seen_version": str(before)},
        follow=True,
    )
    assert "This translation is current with edition 2" in answer.text
    translated.refresh_from_db()
    assert (translated.translated_from, translated.version) == (edition, before + 1)
    assert translated.state == "draft"
    assert behind()


def test_one_that_was_saved_meanwhile_is_not_marked(source, translated, cast):
    change(source, cast.publisher, "A figure was added.")
    stale = Article.objects.get(pk=translated.pk)
    Article.objects.filter(pk=translated.pk).update(version=99)
    with pytest.raises(Refused):
        translations.mark_current(stale, cast.editor)


def test_the_page_begins_a_translation(client, source, cast):
    client.force_login(cast.editor)
    address = f"/admin/newsroom/article/{source.pk}/translate/vi/"
    assert address in client.get(change_address(source)).text
    assert "never published" in client.get(address).text
    answer = client.post(address, follow=True)
    assert "The translation is begun" in answer.text
    made = Article.objects.get(language="vi")
    data = fill(client, change_address(made)) | {"headline": ["Hai bộ trưởng gặp nhau"]}
    client.post(change_address(made), data | {"_save": "Save"})
    made.refresh_from_db()
    # It was begun from a working copy, so nothing says what its address is after.
    assert made.headline == "Hai bộ trưởng gặp nhau"
    again = client.post(address)
    assert "already has a version in this language" in again.text


def test_the_address_of_a_translation_is_made_from_its_own_headline(client, source, cast):
    publishing.publish(source, cast.publisher)
    made = translations.begin(source, "vi", cast.editor)
    client.force_login(cast.editor)
    data = fill(client, change_address(made)) | {"headline": ["Hai bộ trưởng gặp nhau"]}
    client.post(change_address(made), data | {"_save": "Save"})
    made.refresh_from_db()
    assert made.slug == "hai-bo-truong-gap-nhau"


@pytest.mark.parametrize("language", ["en", "xx", "fr"])
def test_there_is_no_translation_into_a_language_that_is_none(client, source, cast, language):
    client.force_login(cast.editor)
    assert client.get(f"/admin/newsroom/article/{source.pk}/translate/{language}/").status_code == 404


# The table


def table(client, query=""):
    page = client.get(f"/admin/newsroom/article/translations/{query}")
    return {str(first): [cell.state for cell in cells] for first, cells in page.context["rows"]}


def test_the_table_says_what_is_missing_behind_and_current(client, source, translated, make_story, cast):
    make_story("Alone")
    client.force_login(cast.editor)
    assert table(client) == {
        "Alone": ["draft", "missing"],
        "Two ministers meet in Oslo": ["original", "current"],
    }
    change(source, cast.publisher, "A figure was added.")
    assert table(client)["Two ministers meet in Oslo"] == ["original", "behind"]
    assert list(table(client, "?show=missing")) == ["Alone"]
    assert list(table(client, "?show=behind")) == ["Two ministers meet in Oslo"]
    assert client.get("/admin/newsroom/article/translations/?show=rubbish").status_code == 404


def test_the_table_has_a_column_for_each_language(client, source, cast, settings):
    settings.LANGUAGES = THREE
    made = translations.begin(source, "fr", cast.editor)
    client.force_login(cast.editor)
    assert table(client)["Two ministers meet in Oslo"] == ["draft", "missing", "draft"]
    assert made.language == "fr"


def test_the_table_knows_nothing_of_limited_stories(client, source, make_story, cast):
    limits.limit(
        make_story("Bí mật", language="vi", translation_group=source.translation_group), cast.reporter
    )
    client.force_login(cast.publisher)
    assert table(client) == {}
    limits.lift(source, cast.reporter)
    Article.objects.filter(language="vi").update(limited=True)
    assert table(client) == {"Two ministers meet in Oslo": ["draft", "missing"]}


def test_the_table_pages_by_key(client, make_story, cast):
    for number in range(31):
        make_story(f"Story {number}", text="")
    client.force_login(cast.editor)
    page = client.get("/admin/newsroom/article/translations/")
    assert len(page.context["rows"]) == 30
    assert list(table(client, page.context["older"])) == ["Story 0"]


# What readers are told


def test_readers_are_told_of_the_original_and_of_its_later_changes(client, source, translated, cast):
    assert "1" in original_line(client, translated)
    assert "<strong>" not in original_line(client, translated)
    change(source, cast.publisher)
    assert "<strong>" not in original_line(client, translated)
    change(source, cast.publisher, "A figure was added.")
    assert "<strong>" in original_line(client, translated)


def test_readers_are_told_nothing_of_an_edition_that_is_still_to_come(client, source, translated, cast):
    source.refresh_from_db()
    source.standfirst = "Something else was said there."
    source.state, source.approved_version = "approved", source.version
    source.save()
    at = timezone.now() + datetime.timedelta(days=1)
    publishing.schedule(source, cast.publisher, at, "A figure was added.")
    assert "<strong>" not in original_line(client, translated)
    translated.refresh_from_db()
    translations.mark_current(translated, cast.editor)
    Article.objects.filter(pk=translated.pk).update(state="approved", approved_version=translated.version)
    translated.refresh_from_db()
    publishing.publish(translated, cast.publisher)
    assert 'class="original"' not in client.get(translated_address(translated)).text


def translated_address(story):
    return story.editions.order_by("-number").first().get_absolute_url()


def original_line(client, story):
    page = client.get(translated_address(story)).text
    return page.partition('<p class="original">')[2].partition("</p>")[0]
