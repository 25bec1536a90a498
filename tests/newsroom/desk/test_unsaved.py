"""What is typed and not saved is kept beside the story, never in it, and comes back as it was."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import serializers
from django.test import Client
from django.utils import timezone

from newsroom.desk import unsaved
from newsroom.models import (
    BLOCKS,
    Article,
    Edition,
    PullQuote,
    RichText,
    UnsavedWork,
)
from tests.making import add_block as lay
from tests.newsroom.desk.filled_form import add_block, change_address, fill

pytestmark = pytest.mark.django_db

ADD = "/admin/newsroom/article/add/"
NEW = "/admin/newsroom/article/unsaved/"


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


def where(story):
    return f"/admin/newsroom/article/{story.pk}/unsaved/"


def letter(data, turn=1, **said):
    """What the form's script sends of `data`, a filled form."""
    fields = {name: values if isinstance(values, list) else [str(values)] for name, values in data.items()}
    return {"key": data["form_key"][0], "turn": turn, "fields": fields, "preset": "", **said}


def send(client, address, data, turn=1, **said):
    return client.post(address, json.dumps(letter(data, turn, **said)), content_type="application/json")


def bring_back(client, address, key):
    joint = "&" if "?" in address else "?"
    return fill(client, f"{address}{joint}unsaved={key}")


def the_whole_newsroom():
    """Every row of the stories, their blocks and their editions, as text."""
    rows = [row for model in (Article, *BLOCKS, Edition) for row in model.objects.order_by("pk")]
    return serializers.serialize("json", rows)


def typed_in(data):
    ours = {"csrfmiddlewaretoken", "form_key", "instead_of"}
    return {name: values for name, values in data.items() if name not in ours}


def test_keeping_what_is_typed_changes_no_story_no_block_and_no_edition(desk, make_story, reporter):
    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": ["Typed and not saved"]}
    before = the_whole_newsroom()
    answer = send(desk, where(story), data)
    assert answer.status_code == 200
    assert re.fullmatch(r"\d\d:\d\d", answer.json()["at"])
    assert the_whole_newsroom() == before
    work = UnsavedWork.objects.get()
    assert (work.user, work.article, work.seen_version) == (reporter, story, 1)


def test_what_was_kept_comes_back_whole_with_blocks_new_moved_and_deleted_and_nothing_is_saved(
    desk, make_story, make_photo, reporter
):
    story = make_story(text="<p>One</p>")
    lay(story, RichText, text="<p>Two</p>")
    photo = make_photo(title="Bàn hội đàm")
    data = fill(desk, change_address(story)) | {"headline": ["Gặp gỡ"]}
    data |= {"embargo_until_0": ["2150-01-01"], "embargo_until_1": ["12:00:00"]}
    data |= {"newsroom_richtext_set-0-ordering": ["40"], "newsroom_richtext_set-1-DELETE": ["on"]}
    add_block(data, "pullquote", 5, quote="It was long.", speaker="Somebody")
    add_block(data, "photoblock", 50, photo=str(photo.pk), caption="", alt_text="", credit="", size="wide")
    send(desk, where(story), data)
    before = the_whole_newsroom()

    page = desk.get(f"{change_address(story)}?unsaved={data['form_key'][0]}").content.decode()
    assert "Brought back" in page
    assert "errornote" not in page
    assert "Bàn hội đàm" in page
    again = bring_back(desk, change_address(story), data["form_key"][0])
    back = typed_in(again)
    for name, values in typed_in(data).items():
        assert back.get(name, [""]) == [str(value) for value in values], name
    assert the_whole_newsroom() == before

    assert desk.post(change_address(story), again | {"_save": "Save"}).status_code == 302
    story.refresh_from_db()
    assert (story.headline, story.version) == ("Gặp gỡ", 2)
    assert RichText.objects.get().text == "<p>One</p>"
    assert PullQuote.objects.get().quote == "It was long."
    assert not unsaved.of(reporter).exists()


def test_the_form_says_what_is_kept_how_much_and_on_which_version(desk, make_story, editor):
    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": ["Gặp gỡ"], "standfirst": ["Three more words."]}
    add_block(data, "richtext", 90, text="<p>Bốn từ ở đây.</p>")
    send(desk, where(story), data)
    page = desk.get(change_address(story)).content.decode()
    assert "You typed here and did not save it" in page
    assert "<q>Gặp gỡ</q>: 2 blocks, 11 words." in " ".join(page.split())
    assert "It was begun on version 1, which is still the latest." in page
    assert f"?unsaved={data['form_key'][0]}" in page

    other = Client()
    other.force_login(editor)
    other.post(change_address(story), fill(other, change_address(story)) | {"kicker": "X", "_save": "Save"})
    assert "editor saved version 2 since" in desk.get(change_address(story)).content.decode()
    assert "did not save it" not in other.get(change_address(story)).content.decode()


def test_brought_back_after_somebody_elses_save_it_still_meets_the_refusal(desk, make_story, editor):
    story = make_story()
    data = fill(desk, change_address(story)) | {"standfirst": ["Mine."]}
    send(desk, where(story), data)
    other = Client()
    other.force_login(editor)
    theirs = fill(other, change_address(story)) | {"headline": "Theirs"}
    other.post(change_address(story), theirs | {"_save": "Save"})

    again = bring_back(desk, change_address(story), data["form_key"][0])
    assert again["seen_version"] == ["1"]
    refused = desk.post(change_address(story), again | {"_save": "Save"})
    assert "saved this story while you were writing" in refused.content.decode()
    assert "Mine." in refused.content.decode()
    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Theirs", "A meeting.")


def test_a_story_never_saved_is_offered_where_a_story_is_begun(desk, section):
    preset = "kind=speech&language=vi"
    data = fill(desk, f"{ADD}?{preset}") | {"headline": ["Hai bộ trưởng"], "section": [str(section.pk)]}
    add_block(data, "richtext", 10, text="<p>Họ gặp nhau.</p>")
    assert send(desk, NEW, data, preset=preset).status_code == 200

    page = desk.get(ADD).content.decode()
    assert "You began a story and did not save it" in page
    [address] = re.findall(r'href="([^"]*unsaved=[^"]*)"', page)
    address = address.replace("&amp;", "&")
    again = fill(desk, address)
    assert (again["headline"], again["language"]) == (["Hai bộ trưởng"], ["vi"])
    assert desk.post(address, again | {"_save": "Save"}).status_code == 302
    made = Article.objects.get(language="vi")
    assert made.kind == "speech"
    assert RichText.objects.get(parent=made).text == "<p>Họ gặp nhau.</p>"
    assert "did not save it" not in desk.get(ADD).content.decode()


def test_saving_one_window_takes_nothing_from_the_other(desk, make_story, reporter):
    story = make_story()
    one, two = (fill(desk, change_address(story)) for _ in range(2))
    send(desk, where(story), one | {"headline": ["In one window"]})
    send(desk, where(story), two | {"headline": ["In the other"]})
    desk.post(change_address(story), one | {"headline": "In one window", "_save": "Save"})
    [left] = unsaved.of(reporter)
    assert left.fields["headline"] == ["In the other"]


def test_what_arrives_after_the_save_is_not_kept_again(desk, make_story, reporter):
    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": ["Typed"]}
    desk.post(change_address(story), data | {"_save": "Save"})
    late = send(desk, where(story), data, turn=7)
    assert late.json() == {"settled": True}
    assert not unsaved.of(reporter).exists()


def test_of_two_that_cross_on_their_way_the_later_is_kept(desk, make_story):
    story = make_story()
    data = fill(desk, change_address(story))
    send(desk, where(story), data | {"headline": ["Later"]}, turn=5)
    assert send(desk, where(story), data | {"headline": ["Earlier"]}, turn=4).json()["turn"] == 5
    assert UnsavedWork.objects.get().fields["headline"] == ["Later"]


def test_a_refused_save_is_kept_without_any_script(desk, reporter):
    data = fill(desk, ADD) | {"standfirst": ["Without a headline."]}
    refused = desk.post(ADD, data | {"_save": "Save"})
    assert refused.status_code == 200
    [work] = unsaved.of(reporter)
    assert work.fields["standfirst"] == ["Without a headline."]
    assert f'name="form_key" value="{work.key}"' in refused.content.decode()
    assert "You began a story" not in refused.content.decode()


def test_what_was_brought_back_and_typed_on_takes_the_place_of_the_old(desk, make_story, reporter):
    story = make_story()
    old = fill(desk, change_address(story)) | {"headline": ["Old"]}
    send(desk, where(story), old)
    new = bring_back(desk, change_address(story), old["form_key"][0]) | {"headline": ["Newer"]}
    send(desk, where(story), new, instead_of=new["instead_of"][0])
    assert [work.fields["headline"] for work in unsaved.of(reporter)] == [["Newer"]]


def test_what_was_typed_on_in_the_first_window_stays_when_another_brought_it_back(desk, make_story, reporter):
    story = make_story()
    old = fill(desk, change_address(story)) | {"headline": ["Old"]}
    send(desk, where(story), old)
    new = bring_back(desk, change_address(story), old["form_key"][0])
    send(desk, where(story), old | {"headline": ["Old, typed on"]}, turn=2)
    desk.post(change_address(story), new | {"_save": "Save"})
    assert [work.fields["headline"] for work in unsaved.of(reporter)] == [["Old, typed on"]]


# Twice


def test_the_same_form_sent_twice_makes_one_story(desk, section):
    data = fill(desk, ADD) | {"headline": ["One"], "section": [section.pk]}
    for _ in range(2):
        answer = desk.post(ADD, data | {"_continue": "Save"})
        assert answer["Location"] == change_address(Article.objects.get())


def test_a_form_that_was_saved_and_changed_since_makes_a_second_story_only_when_asked_once_more(
    desk, section
):
    data = fill(desk, ADD) | {"headline": ["One"], "section": [section.pk]}
    desk.post(ADD, data | {"_save": "Save"})
    page = desk.post(ADD, data | {"headline": ["Two"], "_save": "Save"})
    assert "This form was saved already, as" in page.content.decode()
    assert Article.objects.count() == 1
    [key] = re.findall(r'name="form_key" value="([^"]+)"', page.content.decode())
    again = data | {"headline": ["Two"], "slug": [""], "form_key": [key]}
    assert desk.post(ADD, again | {"_save": "Save"}).status_code == 302
    assert Article.objects.count() == 2


def test_the_same_change_sent_twice_is_saved_once_and_not_refused(desk, make_story):
    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": ["Changed"], "_save": "Save"}
    assert [desk.post(change_address(story), data).status_code for _ in range(2)] == [302, 302]
    story.refresh_from_db()
    assert story.version == 2


# Throwing away


def test_throwing_away_asks_first_and_forgets_for_good(desk, make_story, reporter):
    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": ["Typed"]}
    send(desk, where(story), data)
    address = f"/admin/newsroom/article/unsaved/{data['form_key'][0]}/throw/"
    assert "cannot be brought back" in desk.get(address).content.decode()
    assert unsaved.of(reporter).exists()
    assert desk.post(address)["Location"] == change_address(story)
    assert UnsavedWork.objects.get().fields == {}
    assert send(desk, where(story), data, turn=1).json() == {"settled": True}
    assert desk.get(address).status_code == 404


def test_old_work_goes_when_somebody_begins_new_work(desk, make_story, settings):
    story = make_story()
    settings.UNSAVED_WORK_DAYS = 30
    send(desk, where(story), fill(desk, change_address(story)))
    UnsavedWork.objects.update(kept_at=timezone.now() - timedelta(days=31))
    send(desk, where(story), fill(desk, change_address(story)))
    assert UnsavedWork.objects.count() == 1


# Who may, and what is taken


def test_nobody_sees_or_throws_away_what_somebody_else_typed(desk, make_story, editor):
    story = make_story()
    data = fill(desk, change_address(story)) | {"headline": ["A secret"]}
    send(desk, where(story), data)
    other = Client()
    other.force_login(editor)
    key = data["form_key"][0]
    assert "A secret" not in other.get(change_address(story)).content.decode()
    assert "A secret" not in other.get(f"{change_address(story)}?unsaved={key}").content.decode()
    assert other.post(f"/admin/newsroom/article/unsaved/{key}/throw/").status_code == 404


def test_a_limited_story_answers_like_one_that_does_not_exist(desk, make_story, editor):
    story = make_story(created_by=editor)
    data = fill(desk, change_address(story))
    Article.objects.update(limited=True)
    hidden = send(desk, where(story), data)
    missing = send(desk, "/admin/newsroom/article/999999/unsaved/", data)
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert not UnsavedWork.objects.exists()


def test_who_may_only_look_keeps_nothing(client, photo_editor, make_story):
    story = make_story()
    client.force_login(photo_editor)
    data = {"form_key": [str(uuid.uuid4())]}
    assert send(client, where(story), data).status_code == 403
    assert send(client, NEW, data).status_code == 403


def test_a_lost_session_is_told_and_not_led_to_the_sign_in(client, make_story):
    answer = send(client, where(make_story()), {"form_key": [str(uuid.uuid4())]})
    assert (answer.status_code, answer.json()["signed_out"]) == (401, True)
    assert client.get("/admin/newsroom/article/unsaved/door/").json() == {"user": None}


def test_the_token_is_asked_for_and_given_anew_at_the_door(reporter, make_story):
    story = make_story()
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    data = {"form_key": [str(uuid.uuid4())]}
    assert send(client, where(story), data).status_code == 403
    door = client.get("/admin/newsroom/article/unsaved/door/").json()
    assert door["user"] == reporter.pk
    headers = {"X-CSRFToken": door["csrf"]}
    answer = client.post(
        where(story), json.dumps(letter(data)), content_type="application/json", headers=headers
    )
    assert answer.status_code == 200


def test_a_form_that_is_too_large_is_refused_in_words(desk, make_story):
    story = make_story()
    data = fill(desk, change_address(story)) | {"standfirst": ["x" * unsaved.MOST_BYTES]}
    answer = send(desk, where(story), data)
    assert answer.status_code == 413
    assert "larger than the 2000 kB" in answer.json()["reason"]
    assert not UnsavedWork.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"key": 1}',
        b'{"key": "x", "turn": 1, "fields": {}}',
        b'{"key": "6a4b9f1e-0c11-4bb7-9c1c-0c2b5d6c0001", "turn": true, "fields": {}}',
        b'{"key": "6a4b9f1e-0c11-4bb7-9c1c-0c2b5d6c0001", "turn": 9999999999, "fields": {}}',
        b'{"key": "6a4b9f1e-0c11-4bb7-9c1c-0c2b5d6c0001", "turn": 1, "fields": {"a": "b"}}',
        b'{"key": "6a4b9f1e-0c11-4bb7-9c1c-0c2b5d6c0001", "turn": 1, "fields": {"a": [1]}}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_form_is_refused(desk, body):
    assert desk.post(NEW, body, content_type="application/json").status_code == 400


def test_letters_that_no_database_stores_are_replaced_and_the_rest_is_kept(desk):
    body = (
        '{"key": "6a4b9f1e-0c11-4bb7-9c1c-0c2b5d6c0001", "turn": 1, "preset": "\\u0000",'
        ' "instead_of": "\\u0000", "fields": {"headline": ["a\\u0000b\\ud800c"], "_popup": ["1"]}}'
    )
    assert desk.post(NEW, body, content_type="application/json").status_code == 200
    assert UnsavedWork.objects.get().fields == {"headline": ["a\ufffdb?c"]}


def test_work_that_makes_no_sense_still_opens_a_form(desk, make_story):
    story = make_story()
    key = str(uuid.uuid4())
    nonsense = {"newsroom_richtext_set-TOTAL_FORMS": ["-4"], "headline": ["Still here"]}
    send(desk, where(story), {"form_key": [key]} | nonsense)
    assert "Still here" in desk.get(f"{change_address(story)}?unsaved={key}").content.decode()
    assert desk.get(f"{change_address(story)}?unsaved=nonsense").status_code == 200


def test_keeping_does_not_lengthen_the_session(desk, make_story, settings):
    story = make_story()
    data = fill(desk, change_address(story))
    ends = timezone.now() + timedelta(minutes=1)
    Session.objects.update(expire_date=ends)
    assert send(desk, where(story), data).status_code == 200
    assert Session.objects.get().expire_date == ends


def test_keeping_never_asks_for_a_lock_on_the_story(desk, make_story, django_assert_max_num_queries):
    story = make_story()
    data = fill(desk, change_address(story))
    send(desk, where(story), data)
    with django_assert_max_num_queries(9) as asked:
        send(desk, where(story), data, turn=2)
    assert not any("FOR UPDATE" in one["sql"] for one in asked.captured_queries if "article" in one["sql"])


def test_a_story_is_not_deleted_over_what_a_colleague_typed_and_did_not_save(
    client, desk, make_story, reporter, editor
):
    story = make_story()
    send(desk, where(story), fill(desk, change_address(story)) | {"headline": "Typed and not saved"})
    colleague = Client()
    colleague.force_login(editor)
    page = f"/admin/newsroom/article/{story.pk}/delete/"
    asked = colleague.get(page)
    assert "typed in this story and did not save it" in asked.text
    assert "Typed and not saved" not in asked.text
    colleague.post(page, {"post": "yes"})
    assert Article.objects.filter(pk=story.pk).exists()
    assert unsaved.of(reporter).count() == 1
    unsaved.throw_away(reporter, unsaved.of(reporter).get().key)
    colleague.post(page, {"post": "yes"})
    assert not Article.objects.filter(pk=story.pk).exists()


def test_ones_own_unsaved_work_does_not_keep_one_from_deleting(make_story, editor):
    story, own = make_story(), Client()
    own.force_login(editor)
    send(own, where(story), fill(own, change_address(story)) | {"headline": "Typed"})
    own.post(f"/admin/newsroom/article/{story.pk}/delete/", {"post": "yes"})
    assert not Article.objects.filter(pk=story.pk).exists()
