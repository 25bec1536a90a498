"""Housekeeping: what nobody needs any more goes, and nothing else does."""

import datetime
import uuid

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from newsroom import publishing
from newsroom.desk.library.thumbnails import thumbnail_bytes, thumbnail_name
from newsroom.imaging import renditions
from newsroom.imaging.renditions import files_made, with_files_left
from newsroom.imaging.tidying import keep_house, sweep
from newsroom.models import Article, Photo, PhotoUpload

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _storages_that_are_empty(settings):
    settings.STORAGES = dict(settings.STORAGES)


def keep(name):
    return storages["default"].save(name, ContentFile(b"a part"))


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def published(make_photo, make_story, publisher, commit):
    photo = make_photo()
    with commit():
        publishing.publish(make_story(lead_photo=photo), publisher)
    return photo


def test_uploads_that_broke_off_go_a_day_later_with_their_parts(reporter):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        old = PhotoUpload.objects.create(by=reporter, filename="a.jpg", length=9)
        parts = [keep(f"uploads/{old.uid.hex}/{number}") for number in range(2)]
        clock.shift(DAY - datetime.timedelta(hours=1))
        new = PhotoUpload.objects.create(by=reporter, filename="b.jpg", length=9)
        kept = keep(f"uploads/{new.uid.hex}/0")
        assert keep_house().uploads == 0
        clock.shift(2 * 3600)
        assert keep_house().uploads == 1
    assert list(PhotoUpload.objects.all()) == [new]
    assert not any(storages["default"].exists(name) for name in parts)
    assert storages["default"].exists(kept)


def test_parts_of_an_upload_that_nobody_knows_are_swept(reporter):
    known = PhotoUpload.objects.create(by=reporter, filename="b.jpg", length=9)
    kept, stray, odd = (
        keep(f"uploads/{folder}/0") for folder in (known.uid.hex, uuid.uuid4().hex, "not-an-identity")
    )
    assert sweep().uploads == 2
    assert [storages["default"].exists(name) for name in (kept, stray, odd)] == [True, False, False]


def test_public_files_under_a_token_that_no_photo_has_are_swept(published):
    storages["renditions"].save(f"{'a' * 32}/320.webp", ContentFile(b"left by a crash"))
    before = files_made(published.public_token)
    assert sweep().tokens == 1
    assert files_made("a" * 32) == set()
    assert files_made(published.public_token) == before


def test_thumbnails_go_a_month_after_their_photo(make_photo):
    gone, kept = make_photo(), make_photo()
    for photo in (gone, kept):
        thumbnail_bytes(photo)
    names = [thumbnail_name(photo) for photo in (gone, kept)]
    gone.delete()
    assert sweep().pictures == 0
    with time_machine.travel(timezone.now() + 31 * DAY):
        assert sweep().pictures == 1
    assert [storages["default"].exists(name) for name in names] == [False, True]


def test_files_that_a_storage_did_not_remove_are_found_by_the_sweep(
    published, publisher, commit, monkeypatch, caplog
):
    def fails(token):
        raise OSError("The storage does not answer.")

    with monkeypatch.context() as broken, commit():
        broken.setattr(renditions, "remove_all", fails)
        publishing.withdraw(Article.objects.get(), publisher, "Wrong.")
    assert "were not removed" in caplog.text
    assert files_made(published.public_token)
    assert sweep().tokens == 1
    assert not files_made(published.public_token)


def test_a_photo_whose_last_use_ended_before_its_files_were_all_made_leaves_none(published, publisher):
    # Recorded again, and not made since; then withdrawn, with nothing that follows a commit done.
    Photo.objects.update(renditions_made_at=None)
    publishing.withdraw(Article.objects.get(), publisher, "Wrong.")
    assert list(with_files_left()) == [published]
    assert keep_house()[:2] == (0, 1)
    assert not files_made(published.public_token)
    assert not with_files_left().exists()


def test_the_command_tells_what_it_did(published, capsys):
    for option in ("--hand-over", "--sweep"):
        call_command("tidy_renditions", option)
    said = capsys.readouterr().out
    assert "Handed 0 photos to the workers." in said
    assert "Made the files of 0 photos, removed those of 0; found 0 lost pieces of work;" in said
    assert "Removed files of 0 unknown tokens and 0 unknown uploads, and 0 old pictures." in said
