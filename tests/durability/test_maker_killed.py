"""The worker is killed at random moments of making a photo's files: none is half, and all are made at last.

A few kills in every run; KILLS=100 makes them a hundred, SEED chooses other moments.
"""

import datetime
import io
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as site
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from newsroom import publishing
from newsroom.imaging.renditions import files_needed, hand_over, make, remove_all, with_files_missing
from newsroom.imaging.work import LOST_AFTER, find_lost
from newsroom.models import Photo
from newsroom.soundness import flaws
from tests.durability.killing import (
    Chance,
    address_of_the_database,
    is_alive,
    wait_until_the_database_is_done,
)

pytestmark = pytest.mark.django_db(transaction=True)

KILLS = int(os.environ.get("KILLS", 5))
UNHARMED = 2
SEED = int(os.environ.get("SEED", 2026))


class MortalWorker:
    """A worker that dies in the middle of its work, again and again."""

    def __init__(self, data):
        environment = {
            **os.environ,
            "COMMUNIQUE_ENV": "demo",
            "TASKS_BACKEND": "database",
            "DATA_DIR": str(data),
            "DATABASE_URL": address_of_the_database(),
            "DJANGO_SETTINGS_MODULE": "website.settings",
        }
        self.zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(site.BASE_DIR),
            env=environment,
        )

    def close(self):
        self.zygote.stdin.close()
        self.zygote.wait(timeout=30)
        self.zygote.stdout.close()

    def work(self, killed_after=None):
        """Do what is in the queue, or be killed so many seconds after the beginning."""
        self.zygote.stdin.write("\n")
        self.zygote.stdin.flush()
        pid = int(self.zygote.stdout.readline())
        deadline = time.monotonic() + (120 if killed_after is None else killed_after)
        while is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.002)
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)
            assert killed_after is not None, "The worker does not come to an end."
        wait_until_the_database_is_done(pid)


@pytest.fixture
def disk(settings, tmp_path):
    """The files of this test and of the worker, on the disk."""
    whole = "newsroom.imaging.whole_files.WholeFiles"
    public = {"location": tmp_path / "public", "base_url": "/media/", "allow_overwrite": True}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": whole, "OPTIONS": {"location": tmp_path / "private"}},
        "renditions": {"BACKEND": whole, "OPTIONS": public},
    }
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return tmp_path


@pytest.fixture
def mortal(disk):
    worker = MortalWorker(disk)
    yield worker
    worker.close()


def a_noisy_picture():
    """A picture whose files are large enough to be written in more than one piece."""
    written = io.BytesIO()
    Image.effect_noise((600, 400), 60).convert("RGB").save(written, "JPEG", quality=90)
    return ContentFile(written.getvalue())


def kept(token):
    """Return every public file under a token by its name: how large a picture it holds to its last pixel.

    Raises OSError for half a picture. The bytes need not be the same: AVIF's encoder works in threads.
    """
    storage = storages["renditions"]
    try:
        names = storage.listdir(token)[1]
    except FileNotFoundError:
        return {}
    found = {}
    for name in names:
        with Image.open(storage.path(f"{token}/{name}")) as picture:
            picture.load()
            found[name] = picture.size
    return found


def test_a_worker_killed_while_it_makes_the_files_of_a_photo(mortal, disk, make_story, publisher):
    photo = Photo(
        title="Noise", alt_text={"en": "Noise"}, caption={"en": "Noise"}, credit_line="Photo: A. Nguyen"
    )
    photo.original.save("noise.jpg", a_noisy_picture(), save=False)
    photo.save()
    publishing.publish(make_story(lead_photo=photo), publisher)
    token = Photo.objects.get().public_token
    make(Photo.objects.get())
    whole = kept(token)
    assert set(whole) == {file.name for file in files_needed(Photo.objects.get())}

    def prepare():
        remove_all(token)
        Photo.objects.update(renditions_made_at=None)
        DBTaskResult.objects.all().delete()
        assert hand_over() == 1

    chance, found, left_over = Chance(SEED), Counter(), 0
    for _turn in range(UNHARMED):
        prepare()
        chance.measure(mortal.work)
        assert kept(token) == whole
    for _turn in range(KILLS):
        prepare()
        mortal.work(killed_after=chance.moment())
        there = kept(token)
        # Each public name has its whole file or none, and what is noted as made is made.
        assert there.items() <= whole.items()
        missing = with_files_missing().exists()
        assert missing or there == whole
        assert list(flaws()) == []
        found["before" if not there else "after" if there == whole else "between"] += 1
        chance.learn(was_made=there == whole)
        left_over += len(list((disk / "public" / ".unfinished").iterdir()))
        # A new worker starts, after its sweep.
        hand_over()
        mortal.work()
        assert kept(token) == whole
        assert not with_files_missing().exists()
        storages["renditions"].clean_up(older_than=0)
        assert list((disk / "public" / ".unfinished").iterdir()) == []
    # What the last of them had in hand is found, done again, and changes nothing.
    with time_machine.travel(timezone.now() + LOST_AFTER + datetime.timedelta(minutes=1)):
        find_lost()
    mortal.work()
    assert kept(token) == whole
    assert not DBTaskResult.objects.running().exists()
    print(f"killed {KILLS} times: {dict(found)}, {left_over} unfinished files left")
    if KILLS >= 100:
        # Else the kills missed the work, and nothing was shown.
        assert found["between"] >= KILLS // 4, found
