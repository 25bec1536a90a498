"""Work done by workers is tried again, found again when its worker was killed, and forgotten when done."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from newsroom import publishing
from newsroom.imaging import renditions, work
from newsroom.imaging.renditions import files_made, hand_over, make_renditions, tidy, with_files_missing
from newsroom.imaging.tidying import keep_house
from newsroom.models import Article, Photo

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def queue(settings, monkeypatch):
    """The production's backend: what is enqueued is a row until a worker takes it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    # The worker works in the transaction of the test, whose connection it must not close.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


def work_through(*, most=50):
    """Let a real worker do what is ready, and stop."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, max_tasks=most, verbosity=0)


@pytest.fixture
def published(make_photo, make_story, publisher, django_capture_on_commit_callbacks):
    def publish(**said):
        photo = make_photo(**said)
        with django_capture_on_commit_callbacks(execute=True):
            publishing.publish(make_story(lead_photo=photo), publisher)
        return photo

    return publish


def is_made(photo):
    fresh = Photo.objects.get(pk=photo.pk)
    needed = {file.name for file in renditions.files_needed(fresh)}
    return bool(needed) and needed == files_made(fresh.public_token) and fresh.renditions_made_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_worker_makes_what_an_edition_shows(queue, make_photo, make_story, publisher):
    photo = make_photo()
    publishing.publish(make_story(lead_photo=photo), publisher)
    assert list(with_files_missing()) == [photo]
    work_through()
    assert is_made(photo)
    assert not with_files_missing().exists()


def test_each_failure_waits_longer_for_the_next_try_and_not_for_ever():
    delays = [work.delay_after(attempt).total_seconds() for attempt in range(1, work.ATTEMPTS)]
    assert delays == [10, 40, 160, 640, 2560]


def test_what_failed_is_tried_again_later_and_then_left_to_the_tidying(queue, published, monkeypatch, db):
    photo = published()

    def fails(photo):
        raise OSError("No space left on device")

    tried = []
    with monkeypatch.context() as full, time_machine.travel(timezone.now(), tick=False) as clock:
        full.setattr(renditions, "make", fails)
        for _attempt in range(work.ATTEMPTS + 2):
            work_through()
            tried.append(DBTaskResult.objects.failed().count())
            clock.shift(45 * MINUTE)
    assert tried == [1, 2, 3, 4, 5, 6, 6, 6]
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists()
    assert tidy() == (1, 0)
    assert is_made(photo)


def test_a_later_try_does_it_once_the_disk_has_room(queue, published, monkeypatch, db):
    photo = published()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        with monkeypatch.context() as full:
            full.setattr(renditions, "make", lambda photo: 1 / 0)
            work_through()
        work_through()
        assert not is_made(photo), "its time has not come"
        clock.shift(11)
        work_through()
    assert is_made(photo)


def test_one_photo_that_cannot_be_made_keeps_no_other_from_its_files(published, make_photo, caplog, db):
    broken, whole = published(), published()
    for photo in (broken, whole):
        renditions.remove_all(photo.public_token)
    Photo.objects.update(renditions_made_at=None)
    broken.original.storage.delete(broken.original.name)
    assert tidy() == (1, 0)
    assert is_made(whole)
    assert f"photo {broken.pk} cannot be made" in caplog.text


def test_work_whose_worker_was_killed_is_found_again(queue, published, db):
    photo = published()
    row = DBTaskResult.objects.get()
    row.claim("a worker that was killed")
    assert work.find_lost() == 0, "it may still be at it"
    with time_machine.travel(timezone.now() + 16 * MINUTE, tick=False):
        assert work.find_lost() == 1
        work_through()
    assert is_made(photo)


def test_work_that_kills_every_worker_is_given_up(queue, published, caplog, db):
    published()
    row = DBTaskResult.objects.get()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for turn in range(work.ATTEMPTS):
            row.refresh_from_db()
            row.claim(f"worker {turn}")
            clock.shift(16 * MINUTE)
            assert work.find_lost() == (turn < work.ATTEMPTS - 1)
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert "was given up" in caplog.text


def test_a_queue_that_was_lost_loses_no_work(queue, published, db):
    photo = published()
    DBTaskResult.objects.all().delete()
    assert hand_over() == 1
    work_through()
    assert is_made(photo)


def test_the_same_work_done_twice_changes_nothing(queue, published, db):
    photo = published()
    make_renditions.enqueue([photo.pk])
    hand_over()
    work_through()
    assert is_made(photo)
    assert DBTaskResult.objects.successful().count() == DBTaskResult.objects.count() == 3
    assert tidy() == (0, 0)


def test_another_crop_is_missing_from_the_moment_its_edition_is_recorded(
    published, publisher, make_photo, db
):
    photo = published(size=(1200, 800))
    assert is_made(photo)
    Article.objects.update(lead_crop="0-0-5000-5000")
    # Nothing that follows a commit is done.
    publishing.publish(Article.objects.get(), publisher)
    assert list(with_files_missing()) == [photo]
    assert keep_house().made == 1
    assert is_made(photo)


def test_an_edition_that_is_recorded_while_another_ones_files_are_made_is_not_forgotten(
    published, publisher, monkeypatch, db
):
    photo = published(size=(1200, 800))
    renditions.remove_all(photo.public_token)
    keep, kept = renditions.keep, []

    def keep_while_another_publishes(*said):
        if not kept:
            Article.objects.update(lead_crop="0-0-5000-5000")
            publishing.publish(Article.objects.get(), publisher)
        kept.append(said)
        keep(*said)

    monkeypatch.setattr(renditions, "keep", keep_while_another_publishes)
    renditions.make(Photo.objects.get(pk=photo.pk))
    assert is_made(photo)


def test_of_work_that_is_done_a_day_is_remembered_and_of_failures_two_weeks(queue, db):
    now = timezone.now()
    for status, age in (("SUCCESSFUL", 2), ("SUCCESSFUL", 0), ("FAILED", 2), ("FAILED", 15), ("READY", 99)):
        make_renditions.enqueue([])
        row = DBTaskResult.objects.order_by("-enqueued_at").first()
        finished = None if status == "READY" else now - datetime.timedelta(days=age)
        DBTaskResult.objects.filter(pk=row.pk).update(status=status, finished_at=finished)
    assert work.forget_finished() == 2
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY", "SUCCESSFUL"]
