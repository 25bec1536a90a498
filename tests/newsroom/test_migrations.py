"""The migrations on tables that are not empty, forwards and back: one journey, because each takes seconds."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from newsroom import publishing
from newsroom.models import Article, Edition
from newsroom.soundness import flaws

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_THE_DESK = "0007"


def is_frozen():
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Edition._meta.db_table} SET slug = 'another'")


def major_changes():
    return list(Edition.objects.order_by("article_id", "number").values_list("major_change_at", flat=True))


def test_stories_that_are_published_go_back_and_forth(make_story, publisher):
    published, changed, draft = make_story("Published"), make_story("Changed"), make_story("Draft")
    publishing.publish(published, publisher)
    for headline, note in (("Published!", "The talks are over."), ("Published again", "")):
        Article.objects.filter(pk=published.pk).update(headline=headline)
        publishing.publish(Article.objects.get(pk=published.pk), publisher, note)
    publishing.publish(changed, publisher)
    Article.objects.get(pk=changed.pk).save()
    told = Edition.objects.get(article=published, number=2)
    before = major_changes()
    assert before == [None, told.public_from, told.public_from, None]

    call_command("migrate", "newsroom", BEFORE_THE_DESK, verbosity=0)
    try:
        is_frozen()
    finally:
        call_command("migrate", verbosity=0)

    is_frozen()
    assert major_changes() == before
    states = dict(Article.objects.values_list("pk", "state"))
    assert states == {published.pk: "published", changed.pk: "draft", draft.pk: "draft"}
    assert list(flaws()) == []
