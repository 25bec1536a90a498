import re

import pytest


def directives(response) -> dict[str, str]:
    header = response["Content-Security-Policy"]
    return dict(directive.strip().split(" ", 1) for directive in header.split(";"))


@pytest.mark.parametrize("address", ["/en/", "/vi/nothing-here/"])
@pytest.mark.django_db
def test_a_public_page_runs_nothing_inline_and_shows_in_no_frame(client, address):
    policy = directives(client.get(address))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in str(policy)
    assert "nonce" not in str(policy)


@pytest.mark.django_db
def test_the_desk_allows_its_editor_styles_and_only_marked_scripts(client):
    page = client.get("/admin/login/")
    policy = directives(page)
    assert re.fullmatch(r"'self' 'nonce-[\w-]+'", policy["script-src"])
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["frame-ancestors"] == "'none'"


@pytest.mark.django_db
def test_every_visit_to_the_desk_has_a_mark_of_its_own(client):
    first, second = (directives(client.get("/admin/login/"))["script-src"] for _ in range(2))
    assert first != second
