"""What a photo editor, who writes no stories, sees of one; and what is said where a role ends."""

import pytest

from newsroom.models import NumberedPoints, PhotoBlock, RichText
from tests.making import add_block


@pytest.fixture
def desk(client, photo_editor):
    client.force_login(photo_editor)
    return client


def test_a_story_is_read_as_one_text_in_its_order(desk, make_story):
    story = make_story()
    add_block(story, NumberedPoints, heading="", points="A hall\nA garden")
    add_block(story, PhotoBlock, caption="The garden behind it.")
    add_block(story, RichText, text="<p>The doors opened.</p><p>Music began.</p>")
    page = desk.get(story.get_absolute_url()).content.decode()
    words = ["A garden", "The garden behind it.", "The doors opened.", "Music began."]
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert "interview-only" not in page
    assert "richtext_set" not in page


def test_a_page_that_a_role_does_not_open_says_so(desk):
    response = desk.get("/admin/newsroom/article/add/", headers={"accept-language": "vi"})
    assert response.status_code == 403
    assert 'href="/admin/"' in response.content.decode()
    assert "Trang này không dành cho vai trò của bạn" in response.content.decode()
