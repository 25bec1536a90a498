"""A public page depends on its address alone; the desk knows who is asking."""

import pytest
from django.urls import reverse

PUBLIC = [
    "/",
    "/en/",
    "/vi/",
    "/en/nothing-here/",
    "/nowhere",
    "/healthz",
    "/media/abcdefgh12345678/640.webp",
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_the_same_for_a_stranger_and_for_staff(client, admin_client, address):
    stranger = {"Accept-Language": "vi", "Cookie": "django_language=vi; csrftoken=" + "a" * 32}
    plain, staff, foreign = (
        client.get(address),
        admin_client.get(address),
        client.get(address, headers=stranger),
    )
    assert plain.status_code == staff.status_code == foreign.status_code
    assert plain.content == staff.content == foreign.content if not plain.streaming else True
    for response in (plain, staff, foreign):
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()
        assert "accept-language" not in response.get("Vary", "").lower()


def test_no_user_and_no_session_reach_a_public_view(admin_client):
    request = admin_client.get("/en/").wsgi_request
    assert not hasattr(request, "user")
    assert not hasattr(request, "session")


def test_the_root_leads_to_the_default_language_whoever_asks(client):
    response = client.get("/", headers={"Accept-Language": "vi-VN,vi;q=0.9"})
    assert (response.status_code, response["Location"]) == (302, "/en/")


@pytest.mark.parametrize(
    ("address", "language"), [("/en/x/", "en"), ("/vi/x/", "vi"), ("/x/", "en"), ("/fr/x/", "en")]
)
def test_a_public_page_speaks_the_language_of_its_address(client, address, language):
    assert client.get(address, headers={"Accept-Language": "vi"})["Content-Language"] == language


def test_the_desk_speaks_the_language_that_its_user_chose(admin_client):
    admin_client.post(reverse("set_language"), {"language": "vi", "next": "/admin/"})
    response = admin_client.get("/admin/")
    assert response["Content-Language"] == "vi"
    assert response.wsgi_request.user.is_staff


def test_choosing_a_language_never_leads_to_another_host(client):
    response = client.post(reverse("set_language"), {"language": "vi", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in response["Location"]


def test_a_stranger_at_the_desk_is_asked_to_sign_in(client):
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")


def test_the_health_check_is_never_stored(client):
    response = client.get("/healthz")
    assert response.content == b"ok\n"
    assert "no-store" in response["Cache-Control"]
