"""A newsroom at work, and everybody who follows it: each story is announced once, and none is missed."""

import datetime

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from newsroom import publishing
from newsroom.models import Edition
from partnerships.models import Partner
from tests.newsroom.feeds.readers import subscribers

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


def test_nothing_is_announced_twice_and_nothing_is_missed(
    clock, client, make_story, make_photo, publish, publisher
):
    japan = Partner.objects.create(code="JP", region="east-asia")
    readers = [*subscribers(client), *subscribers(client, "/en/feeds/partners/japan")]

    def everybody_hears(*titles):
        clock.shift(1)
        heard = [reader.poll() for reader in readers]
        assert all(sorted(one or []) == sorted(titles) for one in heard), heard

    first = make_story("R&D <now> ]]>", lead_photo=make_photo(), partners=[japan])
    publish(first)
    everybody_hears("R&D <now> ]]>")

    second = make_story("A second", partners=[japan])
    publishing.schedule(second, publisher, timezone.now() + MINUTE)
    everybody_hears()
    clock.shift(60)
    everybody_hears("A second")

    first.headline = "Corrected"
    first.save()
    publish(first, change=Edition.Change.CORRECTION, note="The name was wrong.")
    everybody_hears()
    identity = first.uid.urn
    for reader in readers:
        assert reader.known[identity].title == "Corrected"
        assert "The name was wrong." in reader.known[identity].text

    # Readers are told nothing of it, so nothing says that the story is another.
    told = [reader.known[second.uid.urn].updated for reader in readers]
    second.slug, second.headline = "renamed", "Renamed"
    second.save()
    publish(second)
    everybody_hears()
    assert [reader.known[second.uid.urn].updated for reader in readers] == told
    for reader in readers:
        assert reader.known[second.uid.urn].title == "Renamed"
        assert reader.known[second.uid.urn].link.endswith("/en/stories/renamed/")

    publishing.withdraw(first, publisher, "It was about another minister.")
    everybody_hears()
    for reader in readers:
        if reader.form != "atom":
            assert reader.known[identity].title == "This story was withdrawn"
            assert strip_tags(reader.known[identity].text) == "It was about another minister."
        else:
            assert reader.gone == {identity}

    # One from the archive comes under a date that nobody looks at any more, and is new all the same.
    for number in range(3):
        publish(make_story(f"More {number}", partners=[japan]))
    long_ago = timezone.now() - datetime.timedelta(days=4000)
    publishing.publish_from_archive(make_story("Long ago", partners=[japan]), publisher, long_ago)
    everybody_hears("More 0", "More 1", "More 2", "Long ago")

    stories = {story.uid.urn for story in Edition.objects.all()}
    assert all(sorted(reader.announced) == sorted(stories) for reader in readers)


def test_each_correction_is_announced_and_goes_with_its_story(clock, client, make_story, publish, publisher):
    readers = subscribers(client, "/en/feeds/corrections")
    story = make_story("Two ministers meet")
    publish(story)
    assert all(reader.poll() == [] for reader in readers)
    for note in ("The name was wrong.", "The day was wrong."):
        clock.shift(60)
        story.headline += "!"
        story.save()
        publish(story, change=Edition.Change.CORRECTION, note=note)
        for reader in readers:
            assert reader.poll() == [f"Correction: {story.headline}"]
            assert note in reader.known[reader.announced[-1]].text
    clock.shift(60)
    # The first is told with the words of today, not with those that were wrong.
    assert {reader.known[reader.announced[0]].title for reader in readers} == {
        "Correction: Two ministers meet!!"
    }
    publishing.withdraw(story, publisher, "It was wrong.")
    for reader in readers:
        assert reader.poll() == []
        assert len(reader.announced) == 2
        if reader.form != "atom":
            assert {strip_tags(one.text) for one in reader.known.values()} == {"It was wrong."}
        else:
            assert reader.gone == set(reader.announced)
