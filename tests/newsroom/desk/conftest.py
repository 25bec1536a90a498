import pytest

from newsroom.models import Photo


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


@pytest.fixture
def bare_photo(db):
    """Makes a row of the library whose picture nobody looks at; whatever is given differs from that."""
    made = []

    def make(title="", **said):
        number = len(made)
        photo = Photo(
            title=title or f"Photo {number}",
            original=f"originals/{number}.jpg",
            width=said.pop("width", 3000),
            height=said.pop("height", 2000),
            **{"alt_text": {"en": "Hands", "vi": "Tay"}, **said},
        )
        photo.save()
        made.append(photo)
        return photo

    return make
