from django.contrib.auth.models import Group, User

LIST = "/admin/auth/user/"


def test_an_administrator_makes_a_user_of_the_desk_and_gives_a_role(client, administrator):
    client.force_login(administrator)
    said = {"username": "lan", "usable_password": "true", "password1": "một câu dài khó đoán"}
    response = client.post(f"{LIST}add/", said | {"password2": said["password1"]})
    assert response.status_code == 302, response.context["errors"]
    user = User.objects.get(username="lan")
    assert user.is_staff

    reporter = Group.objects.get(name="reporter")
    page = client.get(f"{LIST}{user.pk}/change/").content.decode()
    assert "Reporter: Writes stories" in page
    said = {"username": "lan", "groups": [reporter.pk], "is_staff": "on", "is_active": "on"}
    assert client.post(f"{LIST}{user.pk}/change/", said).status_code == 302
    assert user.has_perm("newsroom.add_article")


def test_an_administrator_cannot_make_a_superuser(client, administrator, django_user_model):
    chief = django_user_model.objects.create_superuser("chief")
    client.force_login(administrator)
    said = {"username": "administrator", "is_staff": "on", "is_active": "on", "is_superuser": "on"}
    said["groups"] = [administrator.groups.get().pk]
    client.post(f"{LIST}{administrator.pk}/change/", said)
    administrator.refresh_from_db()
    assert not administrator.is_superuser
    assert client.get(f"{LIST}{chief.pk}/change/").status_code == 302
    assert "chief" not in client.get(LIST).content.decode()


def test_nobody_else_sees_the_users(client, publisher):
    client.force_login(publisher)
    assert client.get(LIST).status_code == 403
