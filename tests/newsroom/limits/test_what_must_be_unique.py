"""An address, a translation and an imported text are unique among all stories: none of them betrays one."""

import pytest

from newsroom import limits
from newsroom.importers.drafting import draft_from_text
from newsroom.models import Article
from tests.newsroom.desk.filled_form import fill

TEXT = "Zanzibar becomes a partner\n\nThe minister said so on Monday.\n\nMore was said on Tuesday.\n"


@pytest.fixture
def hidden(make_story, reporter):
    story = make_story("Zanzibar becomes a partner", created_by=reporter)
    limits.limit(story, reporter)
    return story


def test_a_writer_gets_the_address_that_a_hidden_story_had(client, hidden, editor, section):
    client.force_login(editor)
    data = fill(client, "/admin/newsroom/article/add/")
    data |= {"headline": ["Zanzibar becomes a partner"], "section": [str(section.pk)], "slug": [""]}
    answer = client.post("/admin/newsroom/article/add/", data)
    assert answer.status_code == 302, answer.context["errors"]
    made = Article.objects.exclude(pk=hidden.pk).get()
    hidden.refresh_from_db()
    assert made.slug == "zanzibar-becomes-a-partner"
    assert hidden.slug == f"zanzibar-becomes-a-partner-{hidden.uid.hex[:8]}"


def test_a_translation_is_not_betrayed_by_the_visible_one(client, hidden, make_story, editor):
    open_story = make_story("Mở", language="vi", translation_group=hidden.translation_group)
    client.force_login(editor)
    address = f"/admin/newsroom/article/{open_story.pk}/translate/en/"
    assert "Zanzibar" not in client.get(address).text
    answer = client.post(address)
    assert "cannot be written in this language now" in answer.text
    assert "Zanzibar" not in answer.text


def test_the_same_text_makes_a_draft_for_one_who_may_not_see_the_first(section, cast):
    first = draft_from_text(TEXT, section=section, by=cast.reporter).article
    limits.limit(first, cast.reporter)
    second = draft_from_text(TEXT, section=section, by=cast.editor)
    assert second.created
    assert second.article.slug == "zanzibar-becomes-a-partner"
    again = draft_from_text(TEXT, section=section, by=cast.editor)
    assert not again.created
    assert again.article == second.article
    assert draft_from_text(TEXT, section=section, by=cast.reporter).article == first


def test_an_import_links_no_hidden_story(section, hidden, editor):
    text = "A new beginning\n\nThe minister spoke.\n\nRelated News\n\nZanzibar becomes a partner\n"
    made = draft_from_text(text, section=section, by=editor).article
    assert not made.related_links.filter(story=hidden).exists()
