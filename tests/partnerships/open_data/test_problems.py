"""What cannot be answered is told as a problem: what is wrong, where, and what to do."""

import pytest
from jsonschema import Draft202012Validator

from partnerships.open_data import openapi

WRONG = [
    ("events.json?on=2025-01-01", "on"),
    ("events.json?page=2", "page"),
    ("events.json?limit=0", "limit"),
    ("events.json?limit=501", "limit"),
    ("events.json?limit=9999999999999999999999", "limit"),
    ("events.json?limit=-1", "limit"),
    ("events.json?limit=٣", "limit"),
    ("events.json?limit=", "limit"),
    ("events.json?limit=5&limit=5", "limit"),
    ("events.csv?after=17", "after"),
    ("events.json?after=urn:uuid:zzzzzzzz-0000-4000-8000-000000000000", "after"),
    ("partners.json?after=" + "x" * 200, "after"),
    ("partners.json?after=%0Ax", "after"),
    ("partnership-periods.json?on=2025-02-30", "on"),
    ("partnership-periods.json?on=2025-2-3", "on"),
    ("partnership-periods.json?on=20250203", "on"),
    ("partnership-periods.json?on=0001-01-01", "on"),
    ("partnership-periods.json?on=9999-12-31", "on"),
    ("partnership-periods.json?on=٢٠٢٥-٠١-٠١", "on"),
    ("agreements.csv?on=today", "on"),
    ("events.json?since=2025-10-30T25:00:00Z", "since"),
    ("events.json?since=2025-10-30T09:00:00", "since"),
    ("events.json?since=2025-10-30T09:00:00%2B99:99", "since"),
    ("events.json?since=0001-01-01T00:00:00%2B14:00", "since"),
    ("events.json?since=9999-12-31T23:59:59-14:00", "since"),
    ("events.json?since=yesterday", "since"),
    ("events.json?partner=atlantis", "partner"),
    ("events.json?partner=%27%20OR%201=1", "partner"),
    ("events.json?partner=" + "é" * 300, "partner"),
    ("events.json?partner=%ff%fe", "partner"),
    ("openapi.json?x=1", "x"),
    ("?format=xml", "format"),
    ("partners/japan.json?on=2025-01-01", "on"),
]


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    said = response.json()
    assert said["status"] == status
    assert said["detail"].endswith(".")
    schema = {**openapi.document(), "$ref": "#/components/schemas/Problem"}
    Draft202012Validator(schema).validate(said)
    return said


@pytest.mark.parametrize(("path", "where"), WRONG)
def test_a_parameter_that_cannot_be_read_is_named(client, register, path, where):
    assert problem(client.get(f"/data/v1/{path}"), 400)["parameter"] == where


@pytest.mark.parametrize(
    "path",
    [
        *("nowhere", "events.xml", "partners/", "events/visit.json", "é.json", "../v1/x"),
        *("partners/atlantis.json", "partners/atlantis.csv", "a%00b", "partners/%00.json"),
    ],
)
def test_what_is_not_there_is_told_as_a_problem(client, register, path):
    problem(client.get(f"/data/v1/{path}"), 404)


@pytest.mark.parametrize("path", ["", "openapi.json", "events.json", "partners/japan.json", "nowhere"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_only_reading_is_allowed(client, register, path, method):
    response = getattr(client, method)(f"/data/v1/{path}")

    problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_strange_name_of_a_parameter_is_not_repeated(client, register):
    said = problem(client.get("/data/v1/events.json?%3Cscript%3E=1"), 400)

    assert said["parameter"] is None
    assert said["known"] == ["after", "limit", "partner", "since"]
