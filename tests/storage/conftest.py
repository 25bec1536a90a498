"""Where files are kept in these tests: on a real disk, and in a bucket on a real S3 server."""

import pytest
from django.core.files.storage import storages

from newsroom.freezing import photo_as_shown
from newsroom.imaging.naming import public_files, shown_of
from newsroom.models import EditionPhoto
from tests.storage import buckets
from website.buckets import S3_WORDS, s3_storages


@pytest.fixture(scope="session")
def swift():
    if not buckets.is_installed():
        pytest.skip(buckets.MISSING)
    with buckets.running_server() as server:
        yield server


@pytest.fixture
def disk(settings, tmp_path):
    whole = "newsroom.imaging.whole_files.WholeFiles"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": whole, "OPTIONS": {"location": tmp_path / "private", "base_url": None}},
        "renditions": {
            "BACKEND": whole,
            "OPTIONS": {"location": tmp_path / "public", "base_url": "/media/", "allow_overwrite": True},
        },
    }
    return tmp_path


@pytest.fixture
def bucket(settings, swift):
    said = dict.fromkeys(S3_WORDS, "") | swift.environment()
    settings.STORAGES = {**settings.STORAGES, **s3_storages(said)}
    settings.S3_ADDRESSING_STYLE = "path"
    yield swift
    client = swift.client()
    for name in swift.names():
        client.delete_object(Bucket=buckets.BUCKET, Key=name)


@pytest.fixture(params=["disk", "bucket"])
def files(request):
    """Keeps the files on a disk, and then in a bucket."""
    return request.getfixturevalue(request.param)


def names_kept(token):
    """The files that are kept under a token."""
    try:
        return set(storages["renditions"].listdir(token)[1])
    except FileNotFoundError:
        return set()


def addresses_of(photo):
    """Every public address that any use of the photo has or would have, with the file for the press."""
    uses = [photo_as_shown(photo, "en") | {"press": True}]
    uses += [{**vars(use), "press": True} for use in EditionPhoto.objects.filter(photo=photo)]
    return sorted(
        {f"/media/{use['token']}/{file.name}" for use in uses for file in public_files(shown_of(use))}
    )


def answers(client, photo):
    """What a stranger gets at each of these addresses."""
    return {address: client.get(address).status_code for address in addresses_of(photo)}
