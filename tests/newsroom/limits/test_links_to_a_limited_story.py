"""A link under a story to one that is limited names it to its readers alone, until both are public."""

from newsroom import publishing
from newsroom.models import Article, Edition, RelatedLink
from tests.newsroom.desk.filled_form import fill
from tests.newsroom.limits.conftest import SECRET


def test_the_link_stays_through_the_saves_of_those_who_do_not_see_it(client, editor, secret, make_story):
    story = make_story("An open story")
    link = RelatedLink.objects.create(article=story, story=secret)
    client.force_login(editor)
    address = story.get_absolute_url()
    data = fill(client, address) | {"headline": "An open story, mended", "_save": "Save"}
    assert SECRET not in str(data)
    client.post(address, data)
    assert Article.objects.get(pk=story.pk).headline == "An open story, mended"
    assert RelatedLink.objects.filter(pk=link.pk, story=secret).exists()


def test_the_public_is_led_to_it_from_the_day_on_which_it_is_public(client, publisher, make_story, secret):
    secret.interviewee = None
    secret.kind = "news"
    secret.save()
    story = make_story("An open story")
    RelatedLink.objects.create(article=story, story=secret)
    publishing.publish(story, publisher)
    edition = Edition.objects.get()
    assert SECRET not in str(edition.content)
    assert SECRET not in client.get(edition.get_absolute_url()).content.decode()

    publishing.publish(Article.objects.get(pk=secret.pk), publisher)
    assert "Zanzibar becomes a partner" in client.get(edition.get_absolute_url()).content.decode()
