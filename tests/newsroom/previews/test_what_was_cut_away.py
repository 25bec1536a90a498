"""What a story cuts away of a photo is not to be had by a link to its preview."""

import io

import pytest
from PIL import Image

from newsroom.imaging.naming import DRAWN_AT_ONCE

CROP = "1000-0-5000-10000"


@pytest.fixture
def cut_story(make_story, make_photo):
    return make_story(lead_photo=make_photo((1200, 800)), lead_crop=CROP)


def test_the_part_is_shown_in_its_own_size(client, cut_story, share, pictures):
    page = client.get(share(cut_story)).content.decode()
    assert 'width="600" height="800"' in page
    found = pictures(page)
    assert found
    assert all(f"/c{CROP}-" in picture for picture in found)
    assert {picture.rpartition(".")[2] for picture in found} == set(DRAWN_AT_ONCE)
    answer = client.get(next(picture for picture in found if picture.endswith("-600.jpg")))
    assert Image.open(io.BytesIO(answer.content)).size == (600, 800)


@pytest.mark.parametrize(
    "file",
    [
        "640.webp",
        "1200.jpg",
        "press.jpg",
        f"c{CROP}-press.jpg",
        "c0-0-5000-10000-320.webp",
        "c999-0-5001-10000-320.webp",
        f"c{CROP}-640.webp",
        f"c{CROP}-320.avif",
    ],
)
def test_nothing_but_the_files_of_this_very_use_can_be_asked_for(client, cut_story, share, pictures, file):
    picture = pictures(client.get(share(cut_story)).content.decode())[0]
    assert client.get(picture.rpartition("/")[0] + "/" + file).status_code == 404


def test_cutting_it_otherwise_takes_the_former_part_away(client, cut_story, share, pictures):
    address = share(cut_story)
    former = pictures(client.get(address).content.decode())[0]
    cut_story.lead_crop = "0-0-5000-10000"
    cut_story.save()
    assert client.get(former).status_code == 404
    assert client.get(pictures(client.get(address).content.decode())[0]).status_code == 200
