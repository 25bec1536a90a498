from types import SimpleNamespace

import pytest

from newsroom.models import Author
from partnerships.models import Agreement, Event, Partner, Person, Pillar


@pytest.fixture
def register(db):
    """What the ministry of our samples keeps of Costa Verde and its neighbour."""
    ardenia = Partner.objects.create(
        kind=Partner.Kind.ORGANISATION,
        code="ARD",
        own_names={"en": "Ardenia", "vi": "Ađênia"},
        region=Partner.Region.EUROPE,
        other_names="Republic of Ardenia",
    )
    linh = Person.objects.create(slug="linh", name={"vi": "Phạm Khánh Linh"})
    health = Pillar.objects.create(slug="health", order=1, name={"en": "Health and nursing"})
    visit = Event.objects.create(
        slug="visit",
        kind=Event.Kind.WORKING_VISIT,
        title={"en": "Working visit of the trade delegation to Ardenia"},
        starts_on="2031-03-03",
        ends_on="2031-03-05",
    )
    visit.partners.add(ardenia)
    compact = Agreement.objects.create(
        slug="compact",
        kind=Agreement.Kind.TREATY,
        title={"en": "Ardenia Harbour Compact"},
        short_name="AHC",
    )
    author = Author.objects.create(slug="gia-han", name="Trần Gia Hân")
    return SimpleNamespace(
        ardenia=ardenia, linh=linh, health=health, visit=visit, compact=compact, author=author
    )
