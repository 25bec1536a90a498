"""What the environment says of a bucket is whole, or nothing starts."""

import pytest
from django.conf import settings

from tests.website.test_production_refuses_a_careless_start import GOOD, start
from website.buckets import S3_WORDS, s3_refusals, s3_storages

WHOLE = {
    "S3_BUCKET": "newsroom",
    "S3_ENDPOINT_URL": "https://objects.example.org",
    "S3_REGION": "eu-1",
    "S3_ACCESS_KEY_ID": "newsroom",
    "S3_SECRET_ACCESS_KEY": "a-long-secret",
}


def said(**differs):
    return dict.fromkeys(S3_WORDS, "") | WHOLE | differs


@pytest.mark.parametrize(
    "differs",
    [
        {},
        {"S3_ENDPOINT_URL": ""},
        {"S3_REGION": ""},
        {"S3_ACCESS_KEY_ID": "", "S3_SECRET_ACCESS_KEY": ""},
        {"S3_ENDPOINT_URL": "http://127.0.0.1:9000"},
        dict.fromkeys(S3_WORDS, ""),
    ],
)
def test_what_is_whole_is_taken(differs):
    assert s3_refusals(said(**differs)) == []


@pytest.mark.parametrize(
    ("differs", "sentence"),
    [
        ({"S3_BUCKET": ""}, "S3_ENDPOINT_URL is set, but S3_BUCKET is not"),
        ({"S3_SECRET_ACCESS_KEY": ""}, "Only one of S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY is set."),
        ({"S3_ENDPOINT_URL": "", "S3_REGION": ""}, "Set S3_ENDPOINT_URL to the address of the storage"),
        ({"S3_ENDPOINT_URL": "objects.example.org"}, "Write it with https:// at its start."),
        ({"S3_ENDPOINT_URL": "http://objects.example.org"}, "would carry private originals unencrypted"),
        ({"S3_ADDRESSING_STYLE": "pathlike"}, "Set it to auto, path or virtual."),
        ({"S3_ACL": "public-read"}, "No file may be public."),
    ],
)
def test_half_of_it_is_refused_in_words(differs, sentence):
    assert any(sentence in reason for reason in s3_refusals(said(**differs)))


def test_the_web_server_reads_no_files_from_a_disk_where_they_are_not():
    assert "MEDIA_ACCEL_PREFIX" in s3_refusals(said(), "/files/")[0]


def test_originals_and_renditions_lie_apart_and_are_private():
    kept = s3_storages(said(S3_PREFIX="/ministry/"))
    assert [kept[alias]["OPTIONS"]["location"] for alias in ("default", "renditions")] == [
        "ministry/private",
        "ministry/public",
    ]
    assert {each["OPTIONS"]["default_acl"] for each in kept.values()} == {"private"}
    unlisted = s3_storages(said(S3_ACL="none"))
    assert {each["OPTIONS"]["default_acl"] for each in unlisted.values()} == {None}


def test_production_does_not_start_with_half_of_it(tmp_path):
    refused = start(tmp_path, **GOOD, S3_BUCKET="newsroom")
    assert refused.returncode != 0
    assert "Where the bucket is is missing." in refused.stderr


def test_a_way_of_working_that_nobody_knows_is_refused(tmp_path):
    refused = start(tmp_path, **GOOD, TASKS_BACKEND="redis")
    assert "TASKS_BACKEND='redis' is unknown. Set it to database, immediate or none." in refused.stderr


def test_in_the_tests_work_is_done_at_once():
    assert settings.TASKS_BACKEND == "immediate"
