"""The description of the open data is valid, and says what there is."""

import re

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from partnerships.open_data import openapi
from partnerships.open_data.columns import cells, heads
from partnerships.open_data.register import COLLECTIONS


def test_the_description_is_valid_openapi(data, db):
    said = data("openapi.json")

    assert not [error.message for error in OpenAPIV31SpecValidator(said).iter_errors()]
    assert said["openapi"] == "3.1.0"
    assert said["info"]["license"] == {
        "name": settings.OPEN_DATA_LICENCE,
        "url": settings.OPEN_DATA_LICENCE_URL,
    }


@pytest.mark.parametrize("name", list(COLLECTIONS))
def test_every_column_is_described_with_an_example_that_is_right(name):
    document = openapi.document()
    said = document["components"]["schemas"][openapi.schema_name(COLLECTIONS[name])]

    assert list(said["properties"]) == [column.name for column in COLLECTIONS[name].columns]
    assert all(column["description"].endswith(".") for column in said["properties"].values())
    (example,) = said["examples"]
    Draft202012Validator(said, format_checker=FormatChecker()).validate(example)
    assert all(value not in (None, {}, []) for value in example.values())
    columns = COLLECTIONS[name].columns
    assert len(cells(columns, example)) == len(heads(columns)) == len(set(heads(columns)))


def test_every_path_of_the_description_is_there(client, register):
    document = openapi.document()
    for path, said in document["paths"].items():
        address = "/data/v1" + re.sub(r"\{partner\}", "JP", path)
        response = client.get(address)
        assert response.status_code == 200, address
        kind = response["Content-Type"]
        assert kind in said["get"]["responses"]["200"]["content"], address


def test_every_parameter_of_the_description_is_known(client, register):
    parameters = openapi.document()["components"]["parameters"]
    for name, collection in COLLECTIONS.items():
        said = openapi.document()["paths"][f"/{name}.json"]["get"]["parameters"]
        names = [one.get("name") or parameters[one["$ref"].rpartition("/")[2]]["name"] for one in said]
        refused = client.get(f"/data/v1/{name}.json?nothing=1").json()
        assert refused["known"] == names
        assert names == ["after", "limit", *collection.filters]


def test_the_index_names_every_collection(client, data, register):
    for entry in data("")["collections"]:
        for form in ("json", "csv"):
            assert client.get(entry[form].removeprefix(settings.SITE_URL)).status_code == 200
