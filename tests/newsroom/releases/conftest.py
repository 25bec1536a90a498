import datetime

import pytest
import time_machine

from newsroom.models import Article, Release, ReleaseFact, ReleaseStory
from tests.register import small_register

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
SOON = NOW + datetime.timedelta(hours=1)


@pytest.fixture
def clock(db):
    """A stopped clock; `clock.shift(seconds)` lets time pass."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def register(clock):
    """A register of which the public knows everything."""
    return small_register()


@pytest.fixture
def make_release(clock, editor):
    """Makes a release of these stories and facts, being prepared by the editor."""

    def make(*members, **said):
        release = Release.objects.create(**{"name": "The upgrade", "at": SOON, "created_by": editor, **said})
        for member in members:
            if isinstance(member, Article):
                ReleaseStory.objects.create(release=release, article=member)
            else:
                ReleaseFact.objects.create(release=release, fact=member)
        return release

    return make


@pytest.fixture
def unannounced(register):
    """The register with nothing announced of what a release tells."""
    for name in ("visit", "minister", "appointment", "declaration", "upgrade", "own_pillar"):
        fact = getattr(register, name)
        fact.public_from = None
        fact.save()
    return register
