"""Editing photos together: what is ticked changes in all of them, or nothing does, and everybody is told."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom.desk.library import selection
from newsroom.desk.library.together import with_keywords
from newsroom.models import CollectedPhoto, Photo, PhotoCollection
from partnerships.models import Event, Person

TOGETHER = "/admin/newsroom/photo/together/"


def opened(client, photos):
    """The hidden fields of the form about these photos: which they are, and how they were seen."""
    page = client.post(TOGETHER, {"photo": [photo.pk for photo in photos]}).content.decode()
    states = dict(re.findall(r'name="(state-\d+)" value="(\w+)"', page))
    assert len(states) == len(photos)
    return {"photo": [photo.pk for photo in photos], **states}


def save(client, form, *ticked, **said):
    return client.post(TOGETHER, {**form, **{f"change-{name}": "1" for name in ticked}, **said, "save": "1"})


def told(response, client):
    assert response.status_code == 302, response.context["form"].errors
    return " ".join(str(message) for message in client.get("/admin/").context["messages"])


@pytest.fixture
def photos(bare_photo):
    return [bare_photo(photographer="An", agency="AFP", place=place) for place in ("Huế", "London")]


def test_what_is_ticked_changes_in_all_and_nothing_else(desk, photos):
    form = opened(desk, photos)
    response = save(
        desk,
        form,
        "photographer",
        "licence_until",
        photographer="Bình",
        agency="x",
        licence_until="2030-05-01",
    )
    assert "2 photos were changed." in told(response, desk)
    for photo in Photo.objects.order_by("pk"):
        assert (photo.photographer, photo.agency, str(photo.licence_until)) == ("Bình", "AFP", "2030-05-01")
        assert "binh" in photo.folded
    assert set(Photo.objects.values_list("place", flat=True)) == {"Huế", "London"}


def test_each_history_tells_what_was_changed_in_that_photo_and_by_whom(desk, photos, photo_editor):
    Photo.objects.filter(pk=photos[0].pk).update(photographer="Bình")
    save(desk, opened(desk, photos), "photographer", photographer="Bình")
    entry = LogEntry.objects.get()
    assert (entry.object_id, entry.user) == (str(photos[1].pk), photo_editor)
    assert entry.get_change_message() == "Changed photographer."


def test_a_value_in_which_photos_differ_is_not_shown_as_if_it_were_theirs(desk, photos):
    page = desk.post(TOGETHER, {"photo": [photo.pk for photo in photos]}).context["form"]
    assert page["photographer"].value() == "An"
    assert page["place"].value() is None
    assert page["place"].field.widget.attrs["placeholder"] == "various"


def test_a_ticked_and_empty_field_is_emptied(desk, photos):
    save(desk, opened(desk, photos), "agency", "licence_until", agency="", licence_until="")
    assert set(Photo.objects.values_list("agency", "licence_until")) == {("", None)}


def test_keywords_people_and_collections_are_added_to_what_each_has(desk, photos):
    person, other = (Person.objects.create(slug=name, name={"en": name}) for name in ("lan", "minh"))
    event = Event.objects.create(slug="talks", kind="talks", title={"en": "Talks"}, starts_on="2025-10-28")
    photos[0].people.add(other)
    Photo.objects.filter(pk=photos[0].pk).update(keywords="ministers, Huế")
    old, new = (PhotoCollection.objects.create(name=name) for name in ("old", "new"))
    CollectedPhoto.objects.create(collection=old, photo=photos[0])
    ticked = (
        "add_keywords",
        "remove_keywords",
        "people",
        "events",
        "add_to_collection",
        "remove_from_collection",
    )
    response = save(
        desk,
        opened(desk, photos),
        *ticked,
        add_keywords="visit,  handshake",
        remove_keywords="hue",
        people=[person.pk],
        events=[event.pk],
        add_to_collection=new.pk,
        remove_from_collection=old.pk,
    )
    assert "2 photos were changed." in told(response, desk)
    first, second = Photo.objects.order_by("pk")
    assert [first.keywords, second.keywords] == ["ministers, visit, handshake", "visit, handshake"]
    assert set(first.people.all()) == {person, other}
    assert set(second.people.all()) == {person}
    assert list(first.events.all()) == [event]
    assert list(new.photos.order_by("pk")) == [first, second]
    assert not old.photos.exists()


def test_a_photo_that_somebody_changed_meanwhile_is_told_and_nothing_is_lost(desk, photos, editor, client):
    form = opened(desk, photos)
    photo = Photo.objects.get(pk=photos[1].pk)
    photo.photographer = "Chi"
    photo.save()
    LogEntry.objects.log_actions(editor.pk, [photo], 2, "Changed.")
    response = save(desk, form, "photographer", photographer="Bình")
    page = response.content.decode()
    assert "Somebody changed these photos meanwhile" in page
    assert [(one.pk, who) for one, who in response.context["meanwhile"]] == [(photo.pk, "editor")]
    assert 'value="Bình"' in page
    assert set(Photo.objects.values_list("photographer", flat=True)) == {"An", "Chi"}
    # Whoever looked at it presses again.
    states = dict(re.findall(r'name="(state-\d+)" value="(\w+)"', page))
    save(desk, {**form, **states}, "photographer", photographer="Bình")
    assert set(Photo.objects.values_list("photographer", flat=True)) == {"Bình"}


@pytest.mark.parametrize(
    ("ticked", "said"),
    [
        ((), {"photographer": "Bình"}),
        (("photographer",), {"photographer": "x" * 121}),
        (("licence_until",), {"licence_until": "soon"}),
        (("licence_url",), {"licence_url": "javascript:alert(1)"}),
        (("taken_on",), {"taken_on": "0001-01-01"}),
        (("press_download",), {"press_download": ""}),
        (("people",), {"people": ["99999999999999999999"]}),
        (("add_to_collection",), {"add_to_collection": "none"}),
        (("add_keywords",), {"add_keywords": ""}),
        (("add_keywords", "photographer"), {"add_keywords": "long, " * 3 + "x" * 495, "photographer": "B"}),
    ],
)
def test_what_is_wrong_is_told_and_changes_nothing(desk, photos, ticked, said):
    before = list(Photo.objects.values())
    response = save(desk, opened(desk, photos), *ticked, **said)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert list(Photo.objects.values()) == before


def test_what_is_wrong_in_a_field_that_is_not_ticked_does_not_matter(desk, photos):
    response = save(desk, opened(desk, photos), "photographer", photographer="B", licence_url="nonsense")
    assert response.status_code == 302


def test_more_than_so_many_at_once_are_refused_with_the_number(desk, photos, monkeypatch):
    monkeypatch.setattr(selection, "MOST", 1)
    response = desk.post(TOGETHER, {"photo": [photo.pk for photo in photos]})
    assert "are edited together. Choose fewer." in told(response, desk)


@pytest.mark.parametrize("data", [{}, {"photo": ["abc", "-1", "9" * 30]}, {"photo": ["123456"]}])
def test_nothing_chosen_leads_back_with_a_word(desk, data):
    assert "Choose photos first" in told(desk.post(TOGETHER, data), desk)


def test_a_photo_that_is_gone_does_not_keep_the_others_from_being_changed(desk, photos):
    form = opened(desk, photos)
    photos[0].delete()
    said = told(save(desk, form, "photographer", photographer="Bình"), desk)
    assert "1 photo was changed." in said
    assert "1 is not there any more." in said


def test_the_cost_does_not_grow_with_the_number_of_photos(desk, bare_photo):
    numbers = []
    for many in (2, 40):
        form = opened(desk, [bare_photo(place=str(number)) for number in range(many)])
        with CaptureQueriesContext(connection) as queries:
            assert save(desk, form, "photographer", photographer=f"B{many}").status_code == 302
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_only_who_may_change_photos_edits_them(client, cast, bare_photo, django_user_model):
    photo = bare_photo()
    client.force_login(cast.reporter)
    assert client.post(TOGETHER, {"photo": photo.pk}).status_code == 200
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.post(TOGETHER, {"photo": photo.pk}).status_code == 403
    assert client.get(TOGETHER).status_code == 405


def test_keywords_are_one_whatever_their_marks_and_capitals():
    assert with_keywords("Huế, visit", ["HUE", "talks"], ["VISIT"]) == "Huế, talks"
    assert with_keywords("", [], ["x"]) == ""
