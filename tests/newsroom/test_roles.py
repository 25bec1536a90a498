import io

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

from newsroom.roles import ROLES, roles_of

pytestmark = pytest.mark.django_db


def somebody(role):
    user = User.objects.create_user(role.replace(" ", "-"), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def test_a_new_database_has_every_role():
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


def test_laying_the_roles_again_changes_nothing_and_mends_what_was_changed():
    reporter = Group.objects.get(name="reporter")
    before = set(reporter.permissions.values_list("pk", flat=True))
    reporter.permissions.add(Permission.objects.get(codename="publish_article"))
    call_command("ensure_roles", stdout=io.StringIO())
    call_command("ensure_roles", stdout=io.StringIO())
    assert set(reporter.permissions.values_list("pk", flat=True)) == before
    assert Group.objects.count() == len(ROLES)


@pytest.mark.parametrize(
    ("role", "permission", "allowed"),
    [
        ("reporter", "newsroom.add_article", True),
        ("reporter", "newsroom.add_richtext", True),
        ("reporter", "newsroom.add_photo", True),
        ("reporter", "newsroom.publish_article", False),
        ("reporter", "newsroom.delete_article", False),
        ("reporter", "partnerships.change_event", False),
        ("reporter", "partnerships.view_event", True),
        ("editor", "partnerships.change_event", True),
        ("editor", "newsroom.publish_article", False),
        ("publisher", "newsroom.publish_article", True),
        ("publisher", "newsroom.withdraw_article", True),
        ("publisher", "newsroom.archive_article", True),
        ("publisher", "auth.change_user", False),
        ("photo editor", "newsroom.change_photo", True),
        ("photo editor", "newsroom.change_article", False),
        ("administrator", "auth.add_user", True),
        ("administrator", "newsroom.publish_article", True),
    ],
)
def test_each_role_may_do_its_own_work_and_no_more(role, permission, allowed):
    assert somebody(role).has_perm(permission) is allowed


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_nobody_may_touch_an_edition(role, action):
    assert not somebody(role).has_perm(f"newsroom.{action}_edition")


def test_a_user_knows_their_roles():
    assert [role.key for role in roles_of(somebody("publisher"))] == ["publisher"]
