import pytest

from newsroom import limits
from newsroom.models import Author, PhotoBlock, RelatedLink
from partnerships.models import Person
from tests.making import add_block

SECRET = "Zanzibar"


@pytest.fixture
def secret(make_story, make_photo, reporter, person):
    """A limited story whose headline, address, captions and texts all say Zanzibar, tied to much."""
    article = make_story(
        "Zanzibar becomes a partner",
        "<p>Zanzibar rises.</p>",
        created_by=reporter,
        kind="interview",
        kicker="Zanzibar",
        lead_photo=make_photo(title="A wharf"),
        interviewee=person,
        people=[person],
    )
    add_block(article, PhotoBlock, photo=make_photo(title="A sail"), caption="Zanzibar at dawn")
    RelatedLink.objects.create(article=article, title="Zanzibar elsewhere", url="https://example.org/")
    article.bylines.create(author=Author.objects.create(name="Lê Thu Hà", slug="le-thu-ha"))
    limits.limit(article, reporter)
    return article


@pytest.fixture
def person(db):
    return Person.objects.create(name={"en": "Anna Vu", "vi": "Vũ Anna"}, slug="anna-vu")
