"""Whoever may only look at the register reads its texts, and is not led to pages that are not there."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from tests.register import small_register


@pytest.fixture
def looker(db):
    user = User.objects.create_user("looker", is_staff=True)
    seen = ("event", "person", "agreement", "partner", "programmeitem", "partnershippillar")
    user.user_permissions.set(Permission.objects.filter(codename__in=[f"view_{name}" for name in seen]))
    return user


def form(thing):
    return reverse(f"admin:partnerships_{thing._meta.model_name}_change", args=[thing.pk])


def page(client, thing):
    return client.get(form(thing)).content.decode()


def test_texts_are_read_in_ones_own_language_and_the_others_are_marked(client, looker):
    register = small_register()
    client.force_login(looker)
    shown = page(client, register.visit)
    assert '<span class="texts-read">Visit to Tokyo</span>' in shown
    assert (
        '<span class="texts-language" lang="vi">Tiếng Việt</span> <span lang="vi">Thăm Tokyo</span>' in shown
    )
    assert "&quot;vi&quot;" not in shown
    # One that there is in another language alone is marked too.
    client.cookies["django_language"] = "vi"
    assert '<span lang="en">Akasaka Palace</span>' in page(client, register.visit)


def test_texts_of_rows_are_read_like_those_of_the_form(client, looker):
    register = small_register()
    client.force_login(looker)
    for thing, text in (
        (register.visit, register.talks.title),
        (register.japan, register.own_pillar.wording),
    ):
        shown = page(client, thing)
        assert text
        assert all(said in shown for said in text.values())
        assert "&quot;en&quot;" not in shown


@pytest.mark.parametrize("name", ["visit", "minister", "declaration"])
def test_only_what_is_public_is_linked_to_its_page(client, editor, name):
    thing = getattr(small_register(), name)
    client.force_login(editor)
    assert "viewsitelink" in page(client, thing)
    type(thing).objects.filter(pk=thing.pk).update(public_from=None)
    assert "viewsitelink" not in page(client, thing)
