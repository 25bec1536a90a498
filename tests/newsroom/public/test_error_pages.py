from django.conf import settings
from django.test import RequestFactory
from django.views.defaults import server_error


def test_a_page_that_is_not_found_asks_the_database_for_nothing(client):
    response = client.get("/vi/khong-co-gi/")
    html = response.content.decode()
    assert response.status_code == 404
    assert '<html lang="vi">' in html
    assert 'name="robots" content="noindex"' in html
    assert 'href="/en/"' in html


def test_the_page_of_a_failure_needs_neither_database_nor_language():
    response = server_error(RequestFactory().get("/en/"))
    html = response.content.decode()
    assert response.status_code == 500
    assert "Something broke on our side" in html
    assert "Máy chủ gặp sự cố" in html
    assert settings.STATIC_URL + "site/base.css" in html
