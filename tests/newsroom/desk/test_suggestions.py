import pytest

from newsroom.models import SuggestedTie
from partnerships.models import Partner
from tests.newsroom.desk.filled_form import change_address, fill


@pytest.fixture
def imported(client, reporter, make_story):
    """A story with two suggested ties, opened by a reporter."""
    client.force_login(reporter)
    story = make_story()
    for code in ("GB", "FR"):
        partner = Partner.objects.create(code=code, region="europe")
        SuggestedTie.objects.create(article=story, partner=partner, evidence="in London")
    return story


def test_what_is_ticked_becomes_a_tie_and_the_rest_waits(client, imported):
    chosen = SuggestedTie.objects.get(partner__code="GB")
    address = change_address(imported)
    assert "in London" in client.get(address).content.decode()
    client.post(address, fill(client, address) | {"accept_tie": chosen.pk, "_save": "Save"})
    assert [partner.code for partner in imported.partners.all()] == ["GB"]
    assert [tie.partner.code for tie in SuggestedTie.objects.all()] == ["FR"]
    imported.refresh_from_db()
    assert imported.version == 2


def test_the_editor_may_forget_the_rest(client, imported):
    address = change_address(imported)
    client.post(address, fill(client, address) | {"discard_ties": "1", "_save": "Save"})
    assert not SuggestedTie.objects.exists()
    assert not imported.partners.exists()


def test_a_tick_is_kept_when_the_save_is_refused(client, imported):
    chosen = SuggestedTie.objects.first()
    address = change_address(imported)
    said = fill(client, address) | {"accept_tie": chosen.pk, "headline": "", "_save": "Save"}
    page = client.post(address, said).content.decode()
    assert f'name="accept_tie" value="{chosen.pk}" checked' in page
