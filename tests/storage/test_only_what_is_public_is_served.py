"""On a disk and in a bucket alike: whose story is not public, their photo cannot be fetched from the site."""

import datetime
import io

import pytest
import time_machine
from django.utils import timezone
from PIL import Image

from newsroom import limits, publishing
from newsroom.imaging.renditions import tidy
from newsroom.models import Article, Photo
from newsroom.models.kinds import WithdrawalWay
from tests.storage.conftest import addresses_of, answers, names_kept

pytestmark = pytest.mark.usefixtures("files")
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def pictures_served(client, photo):
    """How many of the photo's addresses answer, each with a whole picture; the press file never does."""
    found = answers(client, photo)
    assert set(found.values()) <= {200, 404}
    served = [address for address, status in found.items() if status == 200]
    assert not any("press" in address for address in served)
    for address in served:
        Image.open(io.BytesIO(body(client.get(address)))).load()
    return len(served)


def test_of_a_draft_nothing_is_served(client, make_photo, make_story):
    photo = make_photo()
    make_story(lead_photo=photo)
    assert pictures_served(client, photo) == 0


def test_of_a_limited_story_nothing_is_served(client, make_photo, make_story, reporter):
    photo = make_photo()
    story = make_story(lead_photo=photo, created_by=reporter)
    limits.limit(story, reporter)
    assert pictures_served(client, photo) == 0


def test_of_a_live_story_everything_is_served(client, make_photo, make_story, publisher, commit):
    photo = make_photo(press_download=True)
    with commit():
        publishing.publish(make_story(lead_photo=photo), publisher)
    assert pictures_served(client, photo) == len(addresses_of(photo)) - 1
    address = addresses_of(photo)[0]
    answer = client.get(address)
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert int(answer["Content-Length"]) == len(body(answer))
    assert client.head(address)["Content-Length"] == answer["Content-Length"]
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


def test_a_scheduled_photo_is_served_from_its_second_on(client, make_photo, make_story, publisher, commit):
    # A few minutes ahead: a bucket refuses whoever's clock is far from its own.
    due = timezone.now() + datetime.timedelta(minutes=5)
    photo = make_photo()
    with commit():
        publishing.schedule(make_story(lead_photo=photo), publisher, due)
    assert names_kept(photo.public_token), "they lie ready, so that nothing has to run at the second"
    with time_machine.travel(due - SECOND, tick=False) as clock:
        assert pictures_served(client, photo) == 0
        clock.move_to(due)
        assert pictures_served(client, photo) > 0


def test_a_scheduled_photo_that_no_worker_made_is_served_all_the_same(
    client, make_photo, make_story, publisher
):
    due = timezone.now() + datetime.timedelta(minutes=5)
    photo = make_photo()
    # Nothing that follows a commit is done: the worker has stopped.
    publishing.schedule(make_story(lead_photo=photo), publisher, due)
    with time_machine.travel(due - SECOND, tick=False) as clock:
        assert pictures_served(client, photo) == 0
        assert not names_kept(photo.public_token)
        clock.move_to(due)
        served = pictures_served(client, photo)
    assert served == len(addresses_of(photo)) - 1
    assert not names_kept(photo.public_token), "what stands in for them is no public file"


def test_of_a_cancelled_edition_nothing_is_served_or_kept(client, make_photo, make_story, publisher, commit):
    due = timezone.now() + datetime.timedelta(minutes=5)
    photo = make_photo()
    story = make_story(lead_photo=photo)
    token = photo.public_token
    with commit():
        publishing.schedule(story, publisher, due)
    with commit():
        publishing.cancel_schedule(story, publisher)
    assert not names_kept(token)
    with time_machine.travel(due, tick=False):
        assert pictures_served(client, photo) == 0


def test_from_the_withdrawal_on_nothing_is_served_even_while_it_lies_there(
    client, make_photo, make_story, publisher, commit
):
    photo = make_photo()
    story = make_story(lead_photo=photo)
    token = photo.public_token
    with commit():
        publishing.publish(story, publisher)
    publishing.withdraw(story, publisher, "Wrong.")
    assert names_kept(token)
    assert pictures_served(client, photo) == 0
    assert tidy() == (0, 1)
    assert not names_kept(token)
    assert Photo.objects.get().public_token != token
    assert pictures_served(client, Photo.objects.get()) == 0


def test_under_a_notice_the_photos_of_the_text_are_served(client, make_photo, make_story, publisher, commit):
    photo = make_photo()
    story = make_story(lead_photo=photo)
    with commit():
        publishing.publish(story, publisher)
    with commit():
        publishing.withdraw(story, publisher, "Wrong.", WithdrawalWay.NOTICE)
    assert pictures_served(client, photo) > 0


def test_a_part_that_a_correction_cut_away_is_not_served_any_more(
    client, make_photo, make_story, publisher, commit
):
    photo = make_photo(size=(1200, 800))
    story = make_story(lead_photo=photo)
    with commit():
        publishing.publish(story, publisher)
    before = {address for address, status in answers(client, photo).items() if status == 200}
    Article.objects.filter(pk=story.pk).update(lead_crop="0-0-5000-5000")
    with commit():
        publishing.publish(Article.objects.get(), publisher)
    after = {address for address, status in answers(client, photo).items() if status == 200}
    assert after
    assert not before & after
    assert {address.rpartition("/")[2] for address in after} == names_kept(photo.public_token)
