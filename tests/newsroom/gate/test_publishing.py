import datetime

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from newsroom import publishing
from newsroom.models import Article, Edition, PhotoBlock, Question, RelatedLink, RichText
from newsroom.models.editions import Frozen
from newsroom.publishing import Refused
from newsroom.rendering import rebuild
from partnerships.models import Appointment, Person, Post
from tests.approving import approve, save_and_approve
from tests.making import add_block

SIX = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def clock():
    with time_machine.travel(SIX, tick=False) as traveller:
        yield traveller


def codes(refused):
    return {reason.code for reason in refused.value.reasons}


def reread(article):
    return Article.objects.get(pk=article.pk)


def edit(article, headline):
    """Save the working copy as the desk does, and have it approved."""
    return save_and_approve(reread(article), headline=headline)


def test_publishing_makes_the_story_public_at_once(make_story, publisher, clock):
    edition = publishing.publish(make_story(), publisher)
    assert (edition.number, edition.change, edition.public_from) == (1, "first", SIX)
    assert edition.body_html == '<div class="prose"><p>They met.</p></div>'
    assert list(Edition.objects.live()) == [edition]


def test_editing_the_working_copy_changes_nothing_for_the_public(make_story, publisher, clock):
    article = make_story()
    publishing.publish(article, publisher)
    edit(article, "Something else")
    assert Edition.objects.live().get().headline == "Two ministers meet"


def test_the_next_edition_closes_the_one_before_it(make_story, publisher, clock):
    article = make_story()
    first = publishing.publish(article, publisher)
    clock.shift(60)
    second = publishing.publish(edit(article, "Two ministers agree"), publisher, note="They agreed.")
    first.refresh_from_db()
    assert first.public_until == second.public_from == SIX + 60 * SECOND
    assert (second.number, second.change, second.first_public_from) == (2, "update", SIX)
    assert Edition.objects.live(SIX + 59 * SECOND).get() == first
    assert Edition.objects.live(SIX + 60 * SECOND).get() == second


def test_a_scheduled_story_appears_on_the_second_with_nothing_running(make_story, publisher, clock):
    edition = publishing.schedule(make_story(), publisher, SIX + 3600 * SECOND)
    clock.move_to(SIX + 3599 * SECOND)
    assert not Edition.objects.live().exists()
    clock.move_to(SIX + 3600 * SECOND)
    assert Edition.objects.live().get() == edition


def test_a_schedule_in_the_past_is_refused(make_story, publisher, clock):
    with pytest.raises(Refused) as refused:
        publishing.schedule(make_story(), publisher, SIX)
    assert codes(refused) == {"past"}
    assert not Edition.objects.exists()


def test_nothing_is_published_over_a_coming_edition(make_story, publisher, clock):
    article = make_story()
    publishing.schedule(article, publisher, SIX + 3600 * SECOND)
    with pytest.raises(Refused) as refused:
        publishing.publish(edit(article, "Sooner"), publisher)
    assert codes(refused) == {"scheduled"}


def test_cancelling_a_schedule_lets_the_live_edition_go_on(make_story, publisher, clock):
    article = make_story()
    first = publishing.publish(article, publisher)
    clock.shift(1)
    article = edit(article, "Later")
    publishing.schedule(article, publisher, SIX + 3600 * SECOND)
    cancelled = publishing.cancel_schedule(article, publisher)
    clock.move_to(SIX + 7200 * SECOND)
    assert Edition.objects.live().get() == first
    assert cancelled.cancelled_by == publisher
    assert publishing.publish(article, publisher).number == 3


def test_a_schedule_that_has_fired_cannot_be_cancelled(make_story, publisher, clock):
    article = make_story()
    publishing.schedule(article, publisher, SIX + 60 * SECOND)
    clock.move_to(SIX + 60 * SECOND)
    with pytest.raises(Refused) as refused:
        publishing.cancel_schedule(article, publisher)
    assert codes(refused) == {"not-scheduled"}


def test_a_withdrawn_story_is_in_no_list_and_keeps_its_address_with_the_reason(make_story, publisher, clock):
    article = make_story()
    publishing.publish(article, publisher)
    clock.shift(60)
    withdrawal = publishing.withdraw(article, publisher, "It named the wrong minister.")
    assert not Edition.objects.live().exists()
    standing = Edition.objects.in_force().get()
    assert standing == withdrawal
    assert standing.slug == "two-ministers-meet"
    assert standing.content["notice"]["reason"] == "It named the wrong minister."
    assert "Two ministers" not in str(standing.content), "the notice must not tell what was withdrawn"


def test_withdrawing_cancels_what_was_to_come(make_story, publisher, clock):
    article = make_story()
    publishing.publish(article, publisher)
    clock.shift(1)
    article = edit(article, "Later")
    publishing.schedule(article, publisher, SIX + 3600 * SECOND)
    publishing.withdraw(reread(article), publisher, "Wrong.")
    clock.move_to(SIX + 7200 * SECOND)
    assert not Edition.objects.live().exists()


def test_a_story_that_is_only_scheduled_is_not_withdrawn_but_stays_scheduled(make_story, publisher, clock):
    article = make_story()
    publishing.schedule(article, publisher, SIX + 3600 * SECOND)
    with pytest.raises(Refused) as refused:
        publishing.withdraw(article, publisher, "Wrong.")
    assert codes(refused) == {"not-public"}
    assert Edition.objects.live(SIX + 3600 * SECOND).exists()


def test_a_withdrawn_story_can_be_published_again_under_its_first_date(make_story, publisher, clock):
    article = make_story()
    publishing.publish(article, publisher)
    clock.shift(60)
    publishing.withdraw(article, publisher, "Wrong.")
    clock.shift(60)
    with pytest.raises(Refused) as refused:
        publishing.publish(article, publisher)
    assert codes(refused) == {"not-approved"}
    again = publishing.publish(approve(article), publisher)
    assert (again.number, again.first_public_from) == (3, SIX)
    assert Edition.objects.live().get() == again


def test_an_unchanged_story_is_not_published_twice(make_story, publisher, clock):
    article = make_story()
    publishing.publish(article, publisher)
    with pytest.raises(Refused) as refused:
        publishing.publish(article, publisher)
    assert codes(refused) == {"unchanged"}
    assert reread(article).last_edition == 1


def test_a_story_that_somebody_else_saved_meanwhile_is_not_published(make_story, publisher, clock):
    seen = make_story()
    edit(seen, "Somebody else's headline")
    with pytest.raises(Refused) as refused:
        publishing.publish(seen, publisher)
    assert codes(refused) == {"changed"}


def test_a_reporter_may_neither_publish_nor_withdraw(make_story, reporter, publisher, clock):
    article = make_story()
    with pytest.raises(Refused) as refused:
        publishing.publish(article, reporter)
    assert codes(refused) == {"permission"}
    publishing.publish(article, publisher)
    with pytest.raises(Refused) as refused:
        publishing.withdraw(article, reporter, "Wrong.")
    assert codes(refused) == {"permission"}


def test_an_embargo_holds_now_and_in_a_schedule(make_story, publisher, clock):
    article = make_story(embargo_until=SIX + 3600 * SECOND)
    for move in (
        lambda: publishing.publish(article, publisher),
        lambda: publishing.schedule(article, publisher, SIX + 3599 * SECOND),
        lambda: publishing.publish_from_archive(article, publisher, SIX - 3600 * SECOND),
    ):
        with pytest.raises(Refused) as refused:
            move()
        assert "embargo" in codes(refused)
    publishing.schedule(article, publisher, SIX + 3600 * SECOND)


def test_a_working_headline_cannot_be_published_unchanged(make_story, publisher, clock):
    article = make_story(headline="Made up", working_headline="Made up")
    with pytest.raises(Refused) as refused:
        publishing.publish(article, publisher)
    assert codes(refused) == {"working-headline"}
    publishing.publish(edit(article, "Written by an editor"), publisher)


def test_a_photo_without_alternative_text_or_credit_is_refused_by_its_place(
    make_story, make_photo, publisher, clock
):
    bare = make_photo(alt_text={"vi": "Chỉ tiếng Việt"}, credit_line="")
    article = make_story(lead_photo=bare)
    block = add_block(article, PhotoBlock, photo=bare)
    with pytest.raises(Refused) as refused:
        publishing.publish(article, publisher)
    assert {(reason.code, reason.where) for reason in refused.value.reasons} == {
        ("lead-alt-text", "lead_alt"),
        ("lead-credit", "lead_credit"),
        ("alt-text", f"photoblock-{block.pk}"),
        ("credit", f"photoblock-{block.pk}"),
    }


def test_a_photo_place_without_a_photo_is_refused(make_story, publisher, clock):
    article = make_story()
    add_block(article, PhotoBlock, caption="The signing")
    with pytest.raises(Refused) as refused:
        publishing.publish(article, publisher)
    assert codes(refused) == {"photo-place"}


@pytest.fixture
def minister(db):
    person = Person.objects.create(slug="minister", name={"en": "An Example"}, public_from=SIX - SECOND)
    post = Post.objects.create(slug="foreign-minister", title={"en": "Foreign Minister"})
    Appointment.objects.create(
        person=person, post=post, since=datetime.date(2026, 1, 1), public_from=SIX - SECOND
    )
    return person


def test_an_interview_needs_its_interviewee_and_answers(make_story, publisher, minister, clock):
    article = make_story(kind="interview", text="")
    add_block(article, Question, question="What was agreed?")
    add_block(article, Question, question="And next?")
    add_block(article, RichText, text="<p>More.</p>")
    with pytest.raises(Refused) as refused:
        publishing.publish(article, publisher)
    assert codes(refused) == {"interviewee", "unanswered"}
    assert "What was agreed?" in str(refused.value)


def test_an_interview_shows_the_post_of_that_day(make_story, publisher, minister, clock):
    article = make_story(
        kind="interview", text="", interviewee=minister, interviewed_on=datetime.date(2026, 2, 1)
    )
    add_block(article, Question, question="What was agreed?")
    add_block(article, RichText, text="<p>Much.</p>")
    edition = publishing.publish(article, publisher)
    assert edition.content["interview"]["interviewee"]["post"] == "Foreign Minister"
    assert 'id="what-was-agreed"' in edition.body_html


def test_whoever_is_interviewed_is_a_subject_of_the_story(make_story, publisher, minister, clock):
    article = make_story(kind="interview", text="", interviewee=minister)
    add_block(article, Question, question="What was agreed?", anchor="agreed")
    add_block(article, RichText, text="<p>Much.</p>")

    edition = publishing.publish(article, publisher)

    assert list(Edition.objects.live().about(minister)) == [edition]


def test_an_interviewee_whom_the_public_does_not_know_yet_is_refused(make_story, publisher, minister, clock):
    Person.objects.update(public_from=SIX + SECOND)
    article = make_story(kind="interview", text="", interviewee=minister)
    add_block(article, Question, question="What was agreed?")
    add_block(article, RichText, text="<p>Much.</p>")
    with pytest.raises(Refused) as refused:
        publishing.publish(article, publisher)
    assert codes(refused) == {"interviewee-not-public"}


def test_a_related_link_that_leads_nowhere_is_refused(make_story, publisher, clock):
    article = make_story()
    RelatedLink.objects.create(article=article, title="A story that nobody found")
    with pytest.raises(Refused) as refused:
        publishing.publish(article, publisher)
    assert codes(refused) == {"related"}


def test_an_empty_story_is_refused(make_story, publisher, clock):
    with pytest.raises(Refused) as refused:
        publishing.publish(make_story(text="<p> </p>"), publisher)
    assert codes(refused) == {"empty"}


def test_an_address_that_another_story_once_had_is_refused(make_story, publisher, clock):
    article = make_story(slug="the-address")
    publishing.publish(article, publisher)
    clock.shift(1)
    publishing.publish(save_and_approve(reread(article), slug="another-address"), publisher)
    with pytest.raises(Refused) as refused:
        publishing.publish(make_story("A new one", slug="the-address"), publisher)
    assert codes(refused) == {"address"}


def test_a_correction_says_what_was_wrong(make_story, publisher, clock):
    article = make_story()
    publishing.publish(article, publisher)
    clock.shift(1)
    article = edit(article, "Right")
    with pytest.raises(Refused) as refused:
        publishing.publish(article, publisher, change=Edition.Change.CORRECTION)
    assert codes(refused) == {"note"}
    edition = publishing.publish(
        article, publisher, change=Edition.Change.CORRECTION, note="The name was wrong."
    )
    assert (edition.change, edition.change_note) == ("correction", "The name was wrong.")


def test_an_archive_story_keeps_its_past_date_and_says_when_it_came(make_story, publisher, clock):
    past = SIX - 365 * 86400 * SECOND
    edition = publishing.publish_from_archive(make_story(), publisher, past)
    assert (edition.public_from, edition.recorded_at) == (past, SIX)


def test_an_archive_date_is_only_for_a_first_edition_and_only_in_the_past(make_story, publisher, clock):
    article = make_story()
    with pytest.raises(Refused) as refused:
        publishing.publish_from_archive(article, publisher, SIX + SECOND)
    assert codes(refused) == {"not-past"}
    publishing.publish(article, publisher)
    with pytest.raises(Refused) as refused:
        publishing.publish_from_archive(edit(article, "Rewritten"), publisher, SIX - SECOND)
    assert codes(refused) == {"not-first"}


def test_a_script_in_a_text_never_reaches_an_edition(make_story, publisher, clock):
    article = make_story(text='<p onclick="x()">Hello<script>alert(1)</script></p>')
    edition = publishing.publish(article, publisher)
    assert edition.content["blocks"] == [{"kind": "rich_text", "html": "<p>Hello</p>"}]


def test_the_content_of_an_edition_cannot_be_changed(make_story, publisher, clock):
    edition = publishing.publish(make_story(), publisher)
    edition.headline = "Another"
    with pytest.raises(Frozen):
        edition.save()
    with pytest.raises(Frozen):
        edition.delete()
    with pytest.raises(Frozen):
        Edition.objects.all().delete()
    for change in ({"content": {}}, {"number": 7}, {"public_from": timezone.now() - SECOND}, {"slug": "x"}):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            Edition.objects.update(**change)


def test_what_follows_from_the_content_can_be_made_again(make_story, make_photo, publisher, clock):
    article = make_story(lead_photo=make_photo())
    edition = publishing.publish(article, publisher)
    body = edition.body_html
    Edition.objects.update(body_html="", headline="", lead_photo=None)
    edition.photos.all().delete()
    edition.refresh_from_db()
    rebuild(edition)
    edition.refresh_from_db()
    assert (edition.body_html, edition.headline) == (body, "Two ministers meet")
    assert edition.photos.get().is_lead
