"""The register in the admin: every form opens and saves, and an announcement is one action."""

import pytest
from django.utils import timezone

from partnerships.models import (
    Agreement,
    Appointment,
    Event,
    Level,
    Partner,
    PartnershipPeriod,
    Person,
    Pillar,
    Post,
    ProgrammeItem,
)
from tests.newsroom.desk.filled_form import add_row, fill


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def save(client, address, model, **said):
    data = fill(client, address, f"{model}_form") | said
    response = client.post(address, data | {"_save": "Save"})
    assert response.status_code == 302, response.context["errors"]


@pytest.mark.parametrize(
    ("model", "said", "slug"),
    [
        (Person, {"name_vi": "Trần Thị Hòa", "summary_en": "Sample", "source": "A sample"}, "tran-thi-hoa"),
        (Post, {"title_en": "Minister of Foreign Affairs"}, "minister-of-foreign-affairs"),
        (Pillar, {"name_en": "Trade", "name_vi": "Thương mại"}, "trade"),
        (Level, {"name_en": "Strategic partnership", "rank": "3"}, "strategic-partnership"),
        (
            Event,
            {
                "kind": "talks",
                "title_vi": "Hội đàm tại Đà Nẵng",
                "starts_on": "2025-10-28",
                "source": "The ministry",
            },
            "hoi-dam-tai-da-nang",
        ),
        (
            Agreement,
            {
                "kind": "treaty",
                "title_en": "A treaty",
                "short_name": "UKVFTA",
                "source_url": "https://example.org/a-treaty",
            },
            "ukvfta",
        ),
    ],
)
def test_a_thing_is_added_in_one_language_and_its_address_makes_itself(desk, publisher, model, said, slug):
    address = f"/admin/partnerships/{model._meta.model_name}/add/"
    for _time in range(2):
        if model is Level and Level.objects.exists():
            said = said | {"rank": "4"}
        save(desk, address, model._meta.model_name, **said)
    assert list(model.objects.order_by("pk").values_list("slug", flat=True)) == [slug, f"{slug}-2"]


def test_a_name_is_needed_in_one_language_at_least(desk):
    address = "/admin/partnerships/person/add/"
    page = desk.post(address, fill(desk, address, "person_form") | {"summary_en": "Typed"}).content.decode()
    assert "Write this in one language at least." in page
    assert "Typed" in page


def test_a_partner_is_kept_with_its_levels_and_pillars(desk):
    level = Level.objects.create(slug="strategic", rank=3, name={"en": "Strategic"})
    pillar = Pillar.objects.create(slug="trade", name={"en": "Trade"})
    address = "/admin/partnerships/partner/add/"
    data = fill(desk, address, "partner_form") | {"code": "gb", "region": "europe"}
    add_row(
        data, "periods", id="", level=level.pk, since="2010-09-08", since_precision="day", public_from_0="",
        public_from_1="", source="The archive",
    )  # fmt: skip
    add_row(
        data, "partnership_pillars", id="", pillar=pillar.pk, order="1", wording_en="Trade and investment",
        source="The declaration",
    )  # fmt: skip
    response = desk.post(address, data | {"_save": "Save"})
    assert response.status_code == 302, response.context["errors"]
    partner = Partner.objects.get()
    assert (partner.code, partner.slug) == ("GB", "united-kingdom")
    assert partner.partnership_pillars.get().wording == {"en": "Trade and investment"}
    assert "Strategic" in desk.get("/admin/partnerships/partner/").content.decode()
    assert desk.get(f"/admin/partnerships/partner/{partner.pk}/change/").status_code == 200


def test_an_event_is_kept_with_its_programme(desk):
    address = "/admin/partnerships/event/add/"
    data = fill(desk, address, "event_form") | {
        "kind": "official-visit",
        "title_en": "Visit",
        "starts_on": "2025-10-28",
        "ends_on": "2025-10-30",
        "source": "The ministry",
    }
    add_row(data, "programme", id="", day="2025-10-29", starts_at="10:00", title_en="Talks", order="0")
    response = desk.post(address, data | {"_save": "Save"})
    assert response.status_code == 302, response.context["errors"]
    assert not ProgrammeItem.objects.get().is_public
    event = Event.objects.get()
    assert desk.get(f"/admin/partnerships/event/{event.pk}/change/").status_code == 200


def test_a_person_is_kept_with_appointments(desk):
    post = Post.objects.create(slug="minister", title={"en": "Minister"})
    address = "/admin/partnerships/person/add/"
    data = fill(desk, address, "person_form") | {"name_en": "Lan", "source": "The gazette"}
    add_row(
        data, "appointments", id="", post=post.pk, since="2025-01-01", since_precision="month",
        source="The gazette",
    )  # fmt: skip
    assert desk.post(address, data | {"_save": "Save"}).status_code == 302
    assert Appointment.objects.get().post == post


def test_facts_are_made_public_by_one_action(desk):
    hidden = Person.objects.create(slug="hidden", name={"en": "Hidden"})
    known = Person.objects.create(slug="known", name={"en": "Known"}, public_from=timezone.now())
    before = known.public_from
    chosen = {"action": "make_public_now", "_selected_action": [hidden.pk, known.pk]}
    page = desk.post("/admin/partnerships/person/", chosen, follow=True).content.decode()
    assert "1 is public now." in page
    hidden.refresh_from_db()
    known.refresh_from_db()
    assert hidden.is_public()
    assert known.public_from == before


def test_a_reporter_reads_the_register_and_changes_nothing(client, reporter):
    person = Person.objects.create(slug="lan", name={"en": "Lan"})
    client.force_login(reporter)
    assert client.get("/admin/partnerships/person/").status_code == 200
    assert client.get(f"/admin/partnerships/person/{person.pk}/change/").status_code == 200
    chosen = {"action": "make_public_now", "_selected_action": [person.pk]}
    client.post("/admin/partnerships/person/", chosen)
    person.refresh_from_db()
    assert not person.is_public()
    assert client.get("/admin/partnerships/person/add/").status_code == 403


def test_the_list_says_what_the_public_knows(desk):
    Person.objects.create(slug="a", name={"en": "A"})
    Person.objects.create(slug="b", name={"en": "B"}, public_from=timezone.now())
    page = desk.get("/admin/partnerships/person/").content.decode()
    assert "not announced" in page
    assert desk.get("/admin/partnerships/person/?public=no").context["cl"].result_count == 1


def test_people_are_found_without_marks(desk):
    Person.objects.create(slug="hoa", name={"vi": "Trần Thị Hòa"})
    Person.objects.create(slug="lan", name={"en": "Lan"})
    assert desk.get("/admin/partnerships/person/?q=hoa+TRAN").context["cl"].result_count == 1


def test_lists_cost_the_same_for_many_rows(desk, django_assert_max_num_queries):
    level = Level.objects.create(slug="strategic", rank=3, name={"en": "Strategic"})
    for code in ("FR", "DE", "IT", "ES", "JP", "KR", "LA", "TH"):
        partner = Partner.objects.create(code=code, region="europe")
        PartnershipPeriod.objects.create(partner=partner, level=level, since="2010-01-01")
    desk.get("/admin/partnerships/partner/")
    with django_assert_max_num_queries(10):
        desk.get("/admin/partnerships/partner/")
