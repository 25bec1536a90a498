"""Stories for partner agencies: valid by the IPTC's own schema, and no more than the public has."""

import datetime
import json
from pathlib import Path

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator, FormatChecker

from newsroom import publishing
from newsroom.models.kinds import WithdrawalWay

SITE = "http://127.0.0.1:8000"
INTERVIEW = "/en/stories/the-minister-on-the-visit/ninjs.json"
SCHEMA = json.loads(
    (Path(__file__).parent / "standards" / "ninjs-schema_3.0.json").read_text(encoding="utf-8")
)


@pytest.fixture
def ninjs(client):
    """Fetches a story, and sees that it is what the schema allows."""

    def get(path, status=200):
        response = client.get(path)
        assert response.status_code == status
        assert response["Content-Type"] == "application/json"
        said = response.json()
        faults = Draft202012Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(said)
        assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []
        return said

    return get


def test_the_schema_would_notice():
    validator = Draft202012Validator(SCHEMA)
    assert list(validator.iter_errors({"uri": "urn:x", "pubStatus": "gone"}))
    assert list(validator.iter_errors({"uri": "urn:x", "colour": "red"}))


def test_a_story_is_told_whole(ninjs, interview, publish, settings):
    settings.USAGE_TERMS = "Free with the credit."
    publish("Bộ trưởng", language="vi", translation_group=interview.translation_group, slug="bo-truong")
    said = ninjs(INTERVIEW)
    edition = interview.editions.get()
    assert (said["uri"], said["version"], said["pubStatus"]) == (edition.uid.urn, "1", "usable")
    assert (said["firstCreated"], said["versionCreated"]) == ("2026-03-02T05:00:00Z",) * 2
    assert (said["by"], said["located"], said["language"]) == ("An Nguyen", "Tokyo", "en")
    assert said["usageTerms"] == "Free with the credit."
    assert said["headlines"][0]["value"] == "The minister on the visit"
    plain, rich = said["bodies"]
    assert plain["value"].splitlines()[:3] == ["We met her in Tokyo.", "Why now?", "Because it is time."]
    assert "Two hands." not in plain["value"]
    assert f'href="{SITE}/en/photos/' in rich["value"]
    assert 'href="/' not in rich["value"]
    assert said["genres"][0]["uri"] == "http://cv.iptc.org/newscodes/genre/Interview"
    assert {place["name"] for place in said["places"]} == {"Tokyo", "Japan", "France"}
    assert said["people"] == [{"rel": "about", "name": "Minister Aoki", "uri": f"{SITE}/en/people/minister/"}]
    assert [event["name"] for event in said["events"]] == ["Visit to Tokyo"]
    assert {subject["name"] for subject in said["subjects"]} == {"Politics", "Health", "Joint declaration"}
    lead, other, translation = said["associations"]
    assert (lead["type"], lead["rel"], lead["by"]) == ("picture", "featured", "A. Nguyen")
    assert lead["rightsInfo"] == {"linkedRights": "https://example.org/l"}
    roles = {one["role"]: one["value"] for one in lead["descriptions"]}
    assert roles == {
        "caption": "Two hands.",
        "alternative-text": "Two hands shaking",
        "creditline": "Photo: A. Nguyen",
    }
    assert [(one["width"], one["height"]) for one in lead["renditions"]] == [
        *((640, 320), (1280, 640), (1920, 960))
    ]
    assert other["rel"] == "illustration"
    assert (translation["rel"], translation["language"]) == ("translation", "vi")


def test_a_file_for_the_press_is_named_while_its_licence_holds(ninjs, publish, make_photo, clock):
    until = datetime.date(2026, 3, 3)
    photo = make_photo(press_download=True, licence_until=until)
    publish("Two ministers meet", lead_photo=photo)

    def names():
        found = ninjs("/en/stories/two-ministers-meet/ninjs.json")["associations"][0]["renditions"]
        return [one["name"] for one in found]

    assert names() == ["jpeg-640", "press"]
    clock.shift(datetime.timedelta(days=2))
    assert names() == ["jpeg-640"]


def test_a_correction_says_what_was_wrong(ninjs, publish, publish_again, clock):
    story = publish("Two ministers meet")
    clock.shift(60)
    publish_again(story, note="A name was wrong.", change="correction", standfirst="They met.")
    said = ninjs("/en/stories/two-ministers-meet/ninjs.json")
    assert (said["version"], said["edNote"]) == ("2", "Correction: A name was wrong.")
    assert said["versionCreated"] == "2026-03-02T05:01:00Z"


def test_a_story_that_was_withdrawn_is_told_as_canceled_with_its_reason_alone(
    ninjs, publish, publisher, clock
):
    by_way = {way: publish(f"A secret {way.value}", slug=way.value) for way in list(WithdrawalWay)[:2]}
    clock.shift(60)
    for way, story in by_way.items():
        publishing.withdraw(story, publisher, "It was wrong.", way=way)
        said = ninjs(f"/en/stories/{way.value}/ninjs.json", 410)
        assert (said["pubStatus"], said["edNote"]) == ("canceled", "It was wrong.")
        assert said["uri"] == story.editions.first().uid.urn
        assert not said.keys() & {"headlines", "bodies", "title", "firstCreated", "associations"}


def test_what_is_not_public_is_not_had_and_what_moved_is_found(
    client, make_story, publish, publish_again, publisher, clock
):
    due = timezone.now() + datetime.timedelta(hours=1)
    make_story("A draft")
    publishing.schedule(make_story("To come"), publisher, due)
    story = publish("Two ministers meet")
    for slug in ("a-draft", "to-come", "never-was"):
        assert client.get(f"/en/stories/{slug}/ninjs.json").status_code == 404
    assert client.get("/vi/stories/two-ministers-meet/ninjs.json").status_code == 404
    clock.shift(60)
    publish_again(story, slug="ministers", standfirst="They met.")
    moved = client.get("/en/stories/two-ministers-meet/ninjs.json")
    assert (moved.status_code, moved["Location"]) == (301, "/en/stories/ministers/ninjs.json")
    clock.move_to(due)
    assert client.get("/en/stories/to-come/ninjs.json").status_code == 200


def test_it_takes_few_queries_and_a_copy_that_stands_is_known(
    client, interview, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        first = client.get(INTERVIEW)
    assert first["Cache-Control"] == "public, no-cache"
    assert client.get(INTERVIEW, headers={"if-none-match": first["ETag"]}).status_code == 304
