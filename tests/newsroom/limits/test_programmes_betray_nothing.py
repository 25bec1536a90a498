"""A limited story on the programme of an event, whose form everybody on the desk may open."""

import pytest

from newsroom import limits
from partnerships.models import Event, FactVersion
from tests.newsroom.desk.filled_form import fill
from tests.newsroom.limits.conftest import SECRET
from tests.register import small_register

BLIND = ["editor", "publisher", "photo_editor", "administrator", "root"]
AUTOCOMPLETE = {"app_label": "partnerships", "model_name": "programmeitem", "field_name": "stories"}


@pytest.fixture
def root(django_user_model):
    return django_user_model.objects.create_superuser("root")


@pytest.fixture
def talks(secret, make_story):
    """Public talks about which there is a limited story and an open one."""
    talks = small_register().talks
    Event.objects.update(source="The ministry")
    talks.stories.set([secret, make_story("An open story")])
    return talks


def address(talks):
    return f"/admin/partnerships/event/{talks.event_id}/change/"


@pytest.mark.parametrize("who", BLIND)
def test_the_form_of_its_event_does_not_name_it(client, request, talks, secret, who):
    client.force_login(request.getfixturevalue(who))

    page = client.get(address(talks)).text

    assert SECRET not in page
    assert "An open story" in page


def test_its_writer_sees_it_there(client, talks, reporter, editor, secret):
    client.force_login(reporter)
    assert SECRET in client.get(address(talks)).text

    secret.limited_to_users.add(editor)
    client.force_login(editor)
    assert SECRET in client.get(address(talks)).text


@pytest.mark.parametrize("who", BLIND)
def test_no_autocomplete_of_a_programme_offers_it(client, request, talks, who):
    client.force_login(request.getfixturevalue(who))
    for term in ("zanz", "open"):
        answer = client.get("/admin/autocomplete/", AUTOCOMPLETE | {"term": term})
        if answer.status_code == 200:
            assert [found["text"] for found in answer.json()["results"]] == (
                ["An open story"] if term == "open" else []
            )


def test_who_does_not_see_it_keeps_it_in_place_and_changes_the_rest(
    client, talks, secret, editor, make_story
):
    client.force_login(editor)
    other = make_story("Another story")
    data = fill(client, address(talks), "event_form")
    assert data["programme-0-stories"] == [str(talks.stories.get(headline="An open story").pk)]

    for chosen in ([str(other.pk)], []):
        answer = client.post(address(talks), data | {"programme-0-stories": chosen, "why": ["Mended."]})
        assert answer.status_code == 302
        assert {str(story.pk) for story in talks.stories.all()} == {str(secret.pk), *chosen}


def test_a_form_that_is_sent_back_unchanged_changes_nothing(client, talks, editor):
    client.force_login(editor)
    before = set(talks.stories.values_list("pk", flat=True))
    written = FactVersion.objects.count()
    assert client.post(address(talks), fill(client, address(talks), "event_form")).status_code == 302

    assert set(talks.stories.values_list("pk", flat=True)) == before
    assert FactVersion.objects.count() == written


@pytest.mark.parametrize("who", ["editor", "photo_editor", "administrator"])
def test_the_history_of_its_event_does_not_name_it(client, request, talks, who):
    client.force_login(request.getfixturevalue(who))

    page = client.get(f"/admin/partnerships/event/{talks.event_id}/history/")

    assert page.status_code == 200
    assert SECRET not in page.text


def test_who_does_not_see_it_cannot_choose_it(client, talks, secret, editor):
    talks.stories.clear()
    client.force_login(editor)
    data = fill(client, address(talks), "event_form") | {"programme-0-stories": [str(secret.pk)]}

    answer = client.post(address(talks), data)

    assert answer.status_code == 200
    assert SECRET not in answer.text
    # It is refused in the words for a story that does not exist.
    other = client.post(address(talks), data | {"programme-0-stories": ["999999"]})
    assert answer.text.count("999999") == 0
    assert [str(error).replace("999999", str(secret.pk)) for error in other.context["errors"]] == [
        str(error) for error in answer.context["errors"]
    ]
    assert not talks.stories.exists()


def test_once_the_limit_is_lifted_everybody_sees_it(client, talks, secret, editor, reporter):
    limits.lift(secret, reporter)
    client.force_login(editor)
    assert SECRET in client.get(address(talks)).text
