"""What is in the register is opened in its form and saved, as a browser sends the form back."""

import pytest

from tests.newsroom.desk.filled_form import fill
from tests.register import small_register

THINGS = {
    "event": "visit",
    "partner": "japan",
    "person": "minister",
    "agreement": "declaration",
    "post": "post",
    "pillar": "health",
    "level": "strategic",
}


@pytest.mark.parametrize("model", THINGS)
def test_what_is_there_is_saved_again_unchanged(client, editor, db, model):
    thing = getattr(small_register(), THINGS[model])
    client.force_login(editor)
    address = f"/admin/partnerships/{model}/{thing.pk}/change/"
    response = client.post(address, fill(client, address, f"{model}_form"))
    assert response.status_code == 302, response.context["errors"]
    again = type(thing).objects.get(pk=thing.pk)
    shown = [field.attname for field in thing._meta.concrete_fields]
    assert [getattr(again, name) for name in shown] == [getattr(thing, name) for name in shown]


@pytest.mark.parametrize(("app", "model"), [("newsroom", "photo"), ("newsroom", "section")])
def test_a_photo_and_a_section_too(client, administrator, make_photo, section, app, model):
    thing = {"photo": make_photo(), "section": section}[model]
    client.force_login(administrator)
    address = f"/admin/{app}/{model}/{thing.pk}/change/"
    assert client.post(address, fill(client, address, f"{model}_form")).status_code == 302
