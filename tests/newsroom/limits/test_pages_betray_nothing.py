"""Every page of the admin, asked by everybody who does not see a limited story: nothing may say Zanzibar."""

import datetime

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from newsroom import limits, publishing
from newsroom.models import Article, Edition, RelatedLink
from tests.newsroom.limits.conftest import SECRET

BLIND = ["editor", "publisher", "photo_editor", "administrator", "root"]


@pytest.fixture
def root(django_user_model):
    return django_user_model.objects.create_superuser("root")


@pytest.fixture(params=BLIND)
def blind(request, client, secret):
    """A client of somebody who does not see the secret story."""
    user = request.getfixturevalue(request.param)
    client.force_login(user)
    client.user = user
    return client


def lists():
    return [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    ]


def silent(response, secret):
    assert SECRET.lower() not in response.content.decode().lower(), response.request["PATH_INFO"]
    assert secret.uid.hex not in response.content.decode()


def test_no_list_names_counts_or_finds_it(blind, secret):
    silent(blind.get("/admin/"), secret)
    for address in lists():
        silent(blind.get(address), secret)
    for found in ("q=zanzibar", "state=draft", "kind__exact=interview", "language__exact=en"):
        answer = blind.get(f"/admin/newsroom/article/?{found}")
        assert answer.context["cl"].result_count == 0, found
        assert SECRET not in answer.text
    assert blind.get("/admin/newsroom/interview/").context["cl"].result_count == 0


def test_a_scheduled_edition_of_it_is_in_no_list_either(client, secret, cast, administrator):
    Edition.objects.all()
    at = timezone.now() + datetime.timedelta(days=1)
    secret.kind = "news"
    secret.save()
    limits.lift(secret, cast.reporter)
    edition = publishing.schedule(secret, cast.publisher, at)
    limits.limit(secret, cast.reporter)
    for user in (cast.publisher, administrator):
        client.force_login(user)
        silent(client.get("/admin/newsroom/edition/"), secret)
        missing = client.get("/admin/newsroom/edition/999999/change/", follow=True)
        hidden = client.get(f"/admin/newsroom/edition/{edition.pk}/change/", follow=True)
        assert hidden.status_code == missing.status_code
        assert hidden.redirect_chain == missing.redirect_chain
        assert SECRET not in hidden.text
        kind = ContentType.objects.get_for_model(Edition)
        assert client.get(f"/admin/r/{kind.pk}/{edition.pk}/").status_code == 404


def pages_of_a_story(pk):
    """The address of every page of the admin that is of one story, whoever added it."""
    for pattern in admin.site.get_model_admin(Article).get_urls():
        name = getattr(pattern, "name", None)
        if name:
            for args in ([pk], [pk, 1], [pk, 1, 2]):
                try:
                    yield name, reverse(f"admin:{name}", args=args)
                except NoReverseMatch:
                    continue


def test_its_own_pages_answer_as_if_there_were_none(blind, secret):
    here, nowhere = dict(pages_of_a_story(secret.pk)), dict(pages_of_a_story(999_999))
    assert len(here) > 8
    for name, address in here.items():
        if name == "newsroom_article_override_limit" and blind.user.has_perm(limits.MAY_OVERRIDE):
            continue
        for ask in (blind.get, blind.post):
            hidden, missing = ask(address), ask(nowhere[name])
            assert hidden.status_code == missing.status_code, (name, ask)
            assert SECRET not in hidden.text, name
            assert hidden.headers.get("Location", "").replace(str(secret.pk), "") == missing.headers.get(
                "Location", ""
            ).replace("999999", ""), name


def test_no_autocomplete_offers_it(blind, secret):
    asked = {"app_label": "newsroom", "model_name": "relatedlink", "field_name": "story", "term": "zanz"}
    answer = blind.get("/admin/autocomplete/", asked)
    if answer.status_code == 200:
        assert answer.json()["results"] == []


def test_no_form_takes_or_names_it(blind, secret, make_story):
    story = make_story("An open story")
    RelatedLink.objects.create(article=story, story=secret)
    silent(blind.get(story.get_absolute_url()), secret)
    data = {
        "related_links-TOTAL_FORMS": "1",
        "related_links-INITIAL_FORMS": "0",
        "related_links-0-story": str(secret.pk),
        "related_links-0-order": "0",
    }
    silent(blind.post(story.get_absolute_url(), data), secret)
    assert story.related_links.count() == 1


def test_nothing_that_is_deleted_names_it(blind, secret, person, section, reporter):
    pages = [
        reverse("admin:newsroom_photo_delete", args=[secret.lead_photo_id]),
        reverse("admin:partnerships_person_delete", args=[person.pk]),
        reverse("admin:newsroom_section_delete", args=[section.pk]),
        reverse("admin:newsroom_author_delete", args=[secret.bylines.get().author_id]),
        reverse("admin:auth_user_delete", args=[reporter.pk]),
    ]
    LogEntry.objects.create(
        user=reporter,
        content_type=ContentType.objects.get_for_model(secret),
        object_id=str(secret.pk),
        object_repr=str(secret),
        action_flag=CHANGE,
    )
    for address in pages:
        answer = blind.get(address)
        assert SECRET not in answer.text, address
        if answer.status_code == 200 and "section" in address:
            assert "something on the desk that is not listed here" in answer.text


def test_a_photo_is_not_found_by_the_story_that_shows_it(blind, secret):
    answer = blind.get(f"/admin/newsroom/photo/?led_articles={secret.pk}")
    missing = blind.get("/admin/newsroom/photo/?led_articles=999999")
    assert answer.status_code == missing.status_code == 400


def test_nobody_is_sent_on_to_it(blind, secret):
    kind = ContentType.objects.get_for_model(Article)
    assert blind.get(f"/admin/r/{kind.pk}/{secret.pk}/").status_code == 404
    assert blind.get(f"/admin/r/{kind.pk}/999999/").status_code == 404


def test_the_readers_see_it_everywhere(client, secret, reporter):
    client.force_login(reporter)
    for address in ("/admin/newsroom/article/", "/admin/newsroom/interview/", secret.get_absolute_url()):
        assert SECRET in client.get(address).text
