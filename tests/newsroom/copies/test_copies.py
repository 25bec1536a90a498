"""Every saved version is kept, and any can be had back; what is gone meanwhile is told."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom import publishing
from newsroom.copies import NotRestored, content_of, keep, keep_before, restore, snapshot
from newsroom.importers.drafting import draft_from_text
from newsroom.models import Article, Author, Edition, PhotoBlock, Release, RichText, Section, WorkingCopy
from partnerships.models import Partner, Person
from tests.making import add_block
from tests.newsroom.copies.stories import a_pool, a_story, write
from tests.newsroom.desk.filled_form import change_address, fill

EMBARGO = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)


def saved(story, **said):
    """Save the story again, as the desk does."""
    for name, value in said.items():
        setattr(story, name, value)
    story.version += 1
    story.save()
    return story


@pytest.fixture
def pool(make_story, make_photo, section):
    return a_pool(make_story, make_photo, section)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_was_written_comes_back_as_it_was(pool, make_story, reporter, data):
    Article.objects.filter(slug="the-story").delete()
    story = make_story(slug="the-story")
    write(story, data.draw(a_story(pool)))
    first = keep(story, reporter)
    write(saved(story), data.draw(a_story(pool)))
    second = keep(story, reporter)
    for copy in (first, second):
        story.refresh_from_db()
        restored = restore(story, copy.snapshot, reporter, restored_from=copy)
        assert restored.left_out == []
        assert snapshot(Article.objects.get(pk=story.pk)) == copy.snapshot
    assert WorkingCopy.objects.filter(article=story).count() == 4


def test_a_version_is_kept_once_and_as_the_database_has_it(make_story, reporter, editor):
    story = make_story()
    story.headline = "Not saved"
    copy = keep(story, reporter)
    assert copy.snapshot["fields"]["headline"] == "Two ministers meet"
    assert keep(story, editor) == copy
    assert (copy.saved_by, copy.origin) == (reporter, WorkingCopy.Origin.SAVED)


def test_the_state_before_the_first_kept_save_is_kept_as_whoever_saved_it_left_it(make_story, reporter):
    story = make_story(edited_by=reporter)
    copy = keep_before(story)
    assert (copy.version, copy.saved_by, copy.saved_at) == (1, reporter, Article.objects.get().updated_at)


def test_a_restored_copy_is_a_new_draft_and_the_version_before_it_stays(make_story, reporter, editor):
    story = make_story()
    first = keep(story, reporter)
    saved(story, headline="Three ministers meet", state=Article.State.APPROVED)
    restored = restore(story, first.snapshot, editor, restored_from=first)
    story.refresh_from_db()
    assert (story.headline, story.version) == ("Two ministers meet", 3)
    assert (story.state, story.edited_by) == (Article.State.DRAFT, editor)
    assert (restored.copy.restored_from, restored.copy.saved_by) == (first, editor)
    assert restored.copy.origin == WorkingCopy.Origin.RESTORED
    before = WorkingCopy.objects.get(version=2)
    assert before.snapshot["fields"]["headline"] == "Three ministers meet"


def test_a_restore_touches_no_edition(make_story, reporter, publisher):
    story = make_story()
    first = keep(story, reporter)
    edition = publishing.publish(story, publisher)
    saved(story, headline="Three ministers meet")
    before = Edition.objects.values().get()
    restore(story, first.snapshot, reporter)
    assert Edition.objects.values().get() == before
    assert Edition.objects.live().get() == edition
    story.refresh_from_db()
    assert story.last_edition == 1


def test_a_restore_is_refused_when_somebody_saved_meanwhile(make_story, reporter):
    story = make_story()
    first = keep(story, reporter)
    seen = Article.objects.get()
    saved(story, headline="Three ministers meet")
    with pytest.raises(NotRestored) as refused:
        restore(seen, first.snapshot, reporter)
    assert refused.value.meanwhile
    assert Article.objects.get().headline == "Three ministers meet"
    assert Article.objects.get().version == 2
    assert list(WorkingCopy.objects.all()) == [first]


def test_whoever_may_not_write_may_not_restore(make_story, photo_editor, reporter):
    story = make_story()
    first = keep(story, reporter)
    with pytest.raises(NotRestored, match="not change the story"):
        restore(story, first.snapshot, photo_editor)


def test_what_is_gone_meanwhile_is_left_out_and_told(make_story, make_photo, reporter, section):
    photo, person = make_photo(), Person.objects.create(slug="lan", name={"en": "Lan"})
    author = Author.objects.create(slug="hoa", name="Hòa")
    partner = Partner.objects.create(code="GB", region="europe")
    other, culture = make_story("Another"), Section.objects.create(slug="culture", name={"en": "Culture"})
    story = make_story("The story", lead_photo=photo, interviewee=person, partners=[partner], section=culture)
    add_block(story, PhotoBlock, photo=photo, caption="Here")
    story.bylines.create(author=author)
    story.related_links.create(story=other)
    copy = keep(story, reporter)

    story.bylines.all().delete()
    story.partners.clear()
    PhotoBlock.objects.all().delete()
    saved(story, lead_photo=None, interviewee=None, section=section)
    for thing in (photo, person, author, partner, other, culture):
        thing.delete()
    restored = restore(story, copy.snapshot, reporter)
    assert sorted(restored.left_out) == [
        "One of our stories under “Related links” is no longer there, so its link is left out.",
        "The author “Hòa” is no longer there, so it is left out.",
        "The partner “United Kingdom” is no longer there, so it is left out.",
        "The person “Lan” is no longer there, so it is left out.",
        "The photo “A handshake” is no longer there, so it is left out.",
        "The section “Culture” is no longer there, so it is left out.",
    ]
    story.refresh_from_db()
    assert (story.lead_photo, story.interviewee, story.section) == (None, None, section)
    block = PhotoBlock.objects.get()
    assert (block.photo, block.caption) == (None, "Here")


def test_no_restore_lifts_an_embargo_or_moves_an_end(make_story, reporter):
    story = make_story()
    copy = keep(story, reporter)
    saved(story, embargo_until=EMBARGO)
    restored = restore(story, copy.snapshot, reporter)
    assert Article.objects.get().embargo_until == EMBARGO
    [told] = restored.left_out
    assert told.startswith("“Embargoed until” stays as it is now")


def test_an_address_that_is_anothers_by_now_is_not_taken_from_it(make_story, reporter):
    story = make_story(slug="talks")
    copy = keep(story, reporter)
    saved(story, slug="the-talks")
    make_story("Other talks", slug="talks")
    restored = restore(story, copy.snapshot, reporter)
    story.refresh_from_db()
    assert story.slug == "the-talks"
    assert restored.left_out == [
        "The address “talks” belongs to another story by now, so the present one stays."
    ]


def test_a_language_in_which_there_is_a_version_by_now_stays(make_story, reporter):
    story = make_story()
    copy = keep(story, reporter)
    saved(story, language="vi")
    make_story("Other", translation_group=story.translation_group)
    restored = restore(story, copy.snapshot, reporter)
    story.refresh_from_db()
    assert story.language == "vi"
    assert len(restored.left_out) == 1


def test_blocks_keep_their_keys_so_that_an_open_form_knows_them_again(make_story, reporter):
    story = make_story()
    last = add_block(story, RichText, text="<p>The end.</p>")
    copy = keep(story, reporter)
    RichText.objects.exclude(pk=last.pk).update(text="<p>Rewritten.</p>")
    before = set(RichText.objects.values_list("pk", flat=True))
    saved(story)
    restore(story, copy.snapshot, reporter)
    assert set(RichText.objects.values_list("pk", flat=True)) == before
    last.refresh_from_db()
    assert last.text == "<p>The end.</p>"


def test_a_field_that_an_old_copy_does_not_know_stays(make_story, reporter):
    story = make_story(kicker="Diplomacy")
    taken = keep(story, reporter).snapshot
    del taken["fields"]["kicker"]
    restore(story, taken, reporter)
    assert Article.objects.get().kicker == "Diplomacy"
    assert content_of(snapshot(Article.objects.get()))["fields"]["kicker"] == "Diplomacy"


def test_a_story_of_an_approved_release_is_not_restored(make_story, reporter, publisher):
    story = make_story()
    copy = keep(story, reporter)
    saved(story, headline="Three ministers meet")
    now = timezone.now()
    release = Release.objects.create(
        name="The upgrade",
        state=Release.State.APPROVED,
        at=now + datetime.timedelta(days=1),
        created_by=publisher,
        approved_by=publisher,
        approved_at=now,
    )
    release.stories.create(article=story)
    with pytest.raises(NotRestored, match="part of a release"):
        restore(story, copy.snapshot, reporter)
    assert Article.objects.get().version == 2


def test_each_save_of_the_form_is_kept_and_the_state_before_the_first_as_well(client, make_story, reporter):
    story = make_story(created_by=reporter)
    client.force_login(reporter)
    address = change_address(story)
    data = fill(client, address)
    client.post(address, data | {"newsroom_richtext_set-0-text": "<p>They parted.</p>", "_save": "Save"})
    before, after = WorkingCopy.objects.order_by("version")
    assert [copy.snapshot["blocks"][0]["text"] for copy in (before, after)] == [
        "<p>They met.</p>",
        "<p>They parted.</p>",
    ]
    assert (before.version, after.version, after.saved_by) == (1, 2, reporter)

    client.post(address, fill(client, address) | {"_save": "Save"})
    assert WorkingCopy.objects.count() == 2


def test_a_new_story_is_kept_from_its_first_save(client, section, reporter):
    client.force_login(reporter)
    address = "/admin/newsroom/article/add/"
    client.post(address, fill(client, address) | {"headline": "New", "section": section.pk, "_save": "Save"})
    assert WorkingCopy.objects.get().snapshot["fields"]["headline"] == "New"


def test_an_import_is_kept_as_one(section, reporter):
    report = draft_from_text("Talks in Hanoi\n\nThey met on Monday.", section=section, by=reporter)
    copy = WorkingCopy.objects.get()
    assert (copy.article, copy.origin) == (report.article, WorkingCopy.Origin.IMPORTED)
