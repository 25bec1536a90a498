"""Each filter finds what it names, stands in the address, and says when it is asked for what there is not."""

import datetime

import pytest
from django.utils import timezone

from newsroom import licences, publishing
from newsroom.models import CollectedPhoto, PhotoCollection
from partnerships.models import Event, Partner, Person
from tests.newsroom.desk.library.test_grid import LIST, shown


def page(client, query):
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("photographer=nguyen", ["A"]),
        ("photographer=minh Nguyễn", ["A"]),
        ("agency=thong tan", ["A"]),
        ("from=2025-06-01", ["B"]),
        ("until=2025-06-01", ["A"]),
        ("from=2025-01-01&until=2025-01-01", ["A"]),
        ("shape=portrait", ["B"]),
        ("alt=vi", ["B"]),
        ("alt=en", []),
        ("check=open", ["B"]),
        ("check=done", ["A"]),
        ("retired=yes", ["B"]),
        ("retired=no", ["A"]),
        ("shape=portrait&check=done", []),
    ],
)
def test_photos_are_found_by_what_is_said_of_them(desk, bare_photo, query, found):
    bare_photo("A", photographer="Nguyễn Minh", agency="Thông tấn xã", taken_on="2025-01-01")
    bare_photo(
        "B",
        photographer="Ann Lee",
        taken_on="2025-12-31",
        width=2000,
        height=3000,
        alt_text={"en": "Hands", "vi": ""},
        to_be_checked=True,
        retired_at=timezone.now(),
    )
    assert shown(desk, query) == found


def test_photos_are_found_by_whom_they_show_and_where(desk, bare_photo):
    photo, _other = bare_photo("A"), bare_photo("B")
    person = Person.objects.create(slug="lan", name={"en": "Lan"})
    event = Event.objects.create(slug="talks", kind="talks", title={"en": "Talks"}, starts_on="2025-10-28")
    partner = Partner.objects.create(code="GB", region="europe")
    photo.people.add(person)
    photo.events.add(event)
    photo.partners.add(partner)
    for query in (f"person={person.pk}", f"event={event.pk}", f"partner={partner.pk}"):
        assert shown(desk, query) == ["A"]
    told = page(desk, f"person={person.pk}").content.decode()
    assert "Person shown: <b>Lan</b>" in told


@pytest.mark.parametrize(
    ("state", "found"),
    [("none", ["E"]), ("valid", ["D", "C", "B"]), ("soon", ["B"]), ("ended", ["A"])],
)
def test_photos_are_found_by_their_licences(desk, bare_photo, state, found):
    day = licences.today()
    bare_photo("A", licence="CC BY 4.0", licence_until=day - datetime.timedelta(days=1))
    bare_photo("B", licence_until=day + datetime.timedelta(days=30))
    bare_photo("C", licence="one use", licence_until=day + datetime.timedelta(days=31))
    bare_photo("D", licence="CC BY 4.0")
    bare_photo("E")
    assert shown(desk, f"licence={state}") == found


def test_photos_are_found_by_their_uses(desk, make_photo, make_story, publisher):
    unused, written, public = (make_photo(title=title) for title in ("unused", "written", "public"))
    make_story("A draft", lead_photo=written)
    story = make_story("A story", lead_photo=public)
    publishing.publish(story, publisher)
    assert shown(desk, "use=unused") == [unused.title]
    assert shown(desk, "use=used") == [public.title, written.title]
    assert shown(desk, "use=public") == [public.title]
    assert shown(desk, "use=ended") == []
    type(public).objects.filter(pk=public.pk).update(licence_until="2020-01-01")
    assert shown(desk, "use=ended") == [public.title]
    publishing.withdraw(story, publisher, "It was wrong.")
    assert shown(desk, "use=public") == []
    assert shown(desk, "use=unused") == [unused.title]


def test_photos_are_found_by_their_collection_and_by_who_brought_them(desk, bare_photo, editor):
    photo, _other = bare_photo("A", uploaded_by=editor), bare_photo("B")
    collection = PhotoCollection.objects.create(name="Visit")
    CollectedPhoto.objects.create(collection=collection, photo=photo)
    assert shown(desk, f"collection={collection.pk}") == ["A"]
    assert shown(desk, f"by={editor.pk}") == ["A"]


@pytest.mark.parametrize(
    "query",
    [
        "person=abc",
        "person=99999999999999999999999",
        "event=-1",
        "partner=' OR 1=1",
        "collection=0",
        "licence=perhaps",
        "use=never",
        "shape=round",
        "from=yesterday",
        "from=2025-13-45",
        "from=0001-01-01",
        "from=2025-12-31&until=2025-01-01",
        "photographer=" + "x" * 200,
        "alt=xx",
    ],
)
def test_what_cannot_be_asked_for_is_told_and_finds_nothing(desk, bare_photo, query):
    bare_photo()
    response = page(desk, query)
    assert response.context["cl"].result_list == []
    assert response.context["cl"].photo_filter.form.errors
    assert "errorlist" in response.content.decode()


def test_each_filter_that_is_set_can_be_taken_away_by_itself(desk, bare_photo):
    bare_photo("A", photographer="An")
    chips = page(desk, "shape=landscape&photographer=an&q=a&p=1").context["cl"].chips
    assert [(chip.label, chip.value) for chip in chips] == [("Photographer", "an"), ("Shape", "landscape")]
    assert chips[0].without == "?q=a&shape=landscape"
    assert page(desk, "shape=landscape&q=a").context["cl"].without_filters == "?q=a"


def test_the_pages_of_a_list_keep_its_filters(desk, bare_photo):
    for _number in range(50):
        bare_photo()
    told = page(desk, "shape=landscape").content.decode()
    assert "?p=2&amp;shape=landscape" in told
    assert len(shown(desk, "p=2&shape=landscape")) == 2


def test_the_autocompletes_of_the_filters_answer(desk):
    Person.objects.create(slug="lan", name={"en": "Lan"})
    PhotoCollection.objects.create(name="Thăm Luân Đôn")
    for model, field, term, said in (
        ("photo", "people", "lan", "Lan"),
        ("collectedphoto", "collection", "tham luan", "Thăm Luân Đôn"),
    ):
        query = {"app_label": "newsroom", "model_name": model, "field_name": field, "term": term}
        found = desk.get("/admin/autocomplete/", query).json()["results"]
        assert [one["text"] for one in found] == [said]


def test_the_list_speaks_vietnamese(desk, bare_photo):
    bare_photo()
    desk.cookies["django_language"] = "vi"
    assert page(desk, "licence=none&use=unused").status_code == 200
