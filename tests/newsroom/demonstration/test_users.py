from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from newsroom.demonstration.users import make_demonstration_users
from newsroom.roles import ROLES, roles_of

pytestmark = pytest.mark.django_db


def test_there_is_one_user_for_each_role(client):
    made = make_demonstration_users()
    users = get_user_model().objects.filter(username__in=made)
    assert sorted(roles_of(user)[0].key for user in users) == sorted(ROLES)
    assert client.login(username="photo-editor", password=made["photo-editor"])
    assert client.get("/admin/").status_code == 200


def test_passwords_are_drawn_anew_and_printed_once():
    first, second = StringIO(), StringIO()
    call_command("make_demonstration_users", stdout=first)
    call_command("make_demonstration_users", stdout=second)
    passwords = [line.split()[1] for line in first.getvalue().splitlines() if line.startswith("  ")]
    assert len(set(passwords)) == len(ROLES)
    assert not any(password in second.getvalue() for password in passwords)


def test_a_user_who_is_there_keeps_password_and_rank():
    own = get_user_model().objects.create_user("publisher", password="a sentence of my own")
    assert "publisher" not in make_demonstration_users()
    own.refresh_from_db()
    assert own.check_password("a sentence of my own")
    assert not own.is_staff
