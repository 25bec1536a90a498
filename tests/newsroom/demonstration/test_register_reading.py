import pytest

from newsroom.demonstration.register.reading import read_folder


@pytest.mark.parametrize("folder", ["events", "agreements"])
def test_an_address_is_used_once(folder):
    slugs = [row["slug"] for row in read_folder(folder)]
    assert len(slugs) == len(set(slugs)) > 20
