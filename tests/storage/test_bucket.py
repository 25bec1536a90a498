"""What a stranger can do with the bucket itself, past the site: nothing."""

import pytest
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from newsroom import publishing
from newsroom.imaging.renditions import remove_all
from tests.storage import buckets


@pytest.fixture
def published(bucket, make_photo, make_story, publisher, django_capture_on_commit_callbacks):
    """A photo of a public story, with all its files in the bucket."""
    photo = make_photo()
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(make_story(lead_photo=photo), publisher)
    return photo


def test_the_newsroom_keeps_originals_and_renditions_in_it(bucket, published):
    names = bucket.names()
    assert f"communique/private/{published.original.name}" in names
    assert any(name.startswith(f"communique/public/{published.public_token}/") for name in names)
    assert all(name.startswith("communique/") for name in names)


def test_nobody_without_a_key_fetches_or_lists_anything(bucket, published):
    for name in bucket.names():
        for path in (
            f"{buckets.BUCKET}/{name}",
            # The same object by Swift's own protocol.
            f"v1/AUTH_newsroom/{buckets.BUCKET}/{name}",
        ):
            assert 400 <= bucket.asked_anonymously(path) < 500, path
    for path in ("", buckets.BUCKET, f"{buckets.BUCKET}?list-type=2", f"v1/AUTH_newsroom/{buckets.BUCKET}"):
        assert 400 <= bucket.asked_anonymously(path) < 500, path


@pytest.mark.parametrize("key", [buckets.STRANGERS, (buckets.OURS[0], "a-guessed-secret")])
def test_nobody_with_another_key_fetches_lists_or_removes_anything(bucket, published, key):
    stranger = bucket.client(key)
    name = f"communique/private/{published.original.name}"
    for attempt in (
        lambda: stranger.get_object(Bucket=buckets.BUCKET, Key=name),
        lambda: stranger.head_object(Bucket=buckets.BUCKET, Key=name),
        lambda: stranger.list_objects_v2(Bucket=buckets.BUCKET),
        lambda: stranger.delete_object(Bucket=buckets.BUCKET, Key=name),
    ):
        with pytest.raises(ClientError) as refused:
            attempt()
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] in {403, 404}
    assert name in bucket.names()


def test_neither_originals_nor_renditions_have_an_address_outside_the_site(bucket, published):
    with pytest.raises(ValueError, match="not accessible"):
        storages["default"].url(published.original.name)
    assert storages["renditions"].url("abc/320.webp") == "/media/abc/320.webp"


def test_a_rendition_that_is_written_again_keeps_its_name(bucket, db):
    storage = storages["renditions"]
    for content in (b"one", b"two"):
        assert storage.save("abcdefgh/320.webp", ContentFile(content)) == "abcdefgh/320.webp"
    with storage.open("abcdefgh/320.webp") as kept:
        assert kept.read() == b"two"
    remove_all("abcdefgh")
    assert not storage.exists("abcdefgh/320.webp")


def test_an_original_takes_no_other_ones_place(bucket, db):
    storage = storages["default"]
    first, second = (storage.save("originals/a.jpg", ContentFile(content)) for content in (b"1", b"2"))
    assert first == "originals/a.jpg" != second


def test_a_large_file_goes_through_in_pieces(bucket, db):
    storage, large = storages["default"], bytes(range(256)) * 4096 * 20
    storage.save("originals/large.tif", ContentFile(large))
    assert storage.size("originals/large.tif") == len(large)
    with storage.open("originals/large.tif") as kept:
        assert kept.read() == large
    length, pieces = storages["default"].streamed("originals/large.tif")
    assert (length, sum(map(len, pieces))) == (len(large), len(large))


def test_of_what_is_not_there_it_is_said(bucket, db):
    with pytest.raises(FileNotFoundError):
        storages["renditions"].streamed("abcdefgh/320.webp")
