"""The register's forms ask who says so and why, and lose nothing that was typed when they refuse."""

import datetime

import pytest
from django.contrib import admin
from django.db import IntegrityError
from django.utils import timezone

from partnerships.facts import Fact
from partnerships.models import (
    Agreement,
    Event,
    FactVersion,
    Level,
    Partner,
    PartnershipPeriod,
    Person,
    Post,
    ProgrammeItem,
)
from tests.newsroom.desk.filled_form import add_row, fill
from tests.register import small_register


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def register(db):
    return small_register()


def change(thing):
    return f"/admin/partnerships/{thing._meta.model_name}/{thing.pk}/change/"


def form_of(client, thing):
    return fill(client, change(thing), f"{thing._meta.model_name}_form")


ASKED = "Say who says so"


@pytest.mark.parametrize(
    ("model", "said"),
    [
        ("person", {"name_en": "Lan"}),
        ("event", {"kind": "talks", "title_en": "Talks", "starts_on": "2026-05-01"}),
        ("agreement", {"kind": "treaty", "title_en": "A treaty"}),
    ],
)
def test_a_new_fact_says_who_says_so(desk, model, said):
    address = f"/admin/partnerships/{model}/add/"
    data = fill(desk, address, f"{model}_form") | said
    page = desk.post(address, data)
    assert page.status_code == 200
    assert ASKED in str(page.context["adminform"].form.errors["source"])
    assert desk.post(address, data | {"source_url": "https://example.org/it"}).status_code == 302


def test_a_new_row_says_who_says_so_and_an_old_one_is_left_alone_until_it_changes(desk, register):
    data = form_of(desk, register.japan) | {"other_names": "Nippon"}
    assert desk.post(change(register.japan), data).status_code == 302

    number = next(n for n in range(2) if data[f"periods-{n}-id"] == [str(register.upgrade.pk)])
    data = form_of(desk, register.japan) | {f"periods-{number}-note_en": "A note"}
    page = desk.post(change(register.japan), data)
    assert ASKED in page.content.decode()
    assert "A note" in page.content.decode()
    data |= {f"periods-{number}-source": "The declaration"}
    assert desk.post(change(register.japan), data).status_code == 302

    data = form_of(desk, register.japan)
    add_row(data, "periods", id="", level=register.strategic.pk, since="1999-01-01", since_precision="day")
    assert ASKED in desk.post(change(register.japan), data).content.decode()


def test_every_form_of_a_fact_has_a_place_for_its_source(desk, register):
    """In the form and in the rows of every admin of the register, whoever adds one."""
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label != "partnerships":
            continue
        row = model._base_manager.first()
        if row is None:
            continue
        data = form_of(desk, row)
        if issubclass(model, Fact):
            assert {"source", "source_url"} <= data.keys(), model
        html = desk.get(change(row)).content.decode()
        for inline in model_admin.inlines:
            if issubclass(inline.model, Fact) and "__prefix__-public_from" in html:
                prefix = inline.model._meta.get_field(
                    next(f.name for f in inline.model._meta.fields if f.related_model is model)
                ).remote_field.related_name
                if f'name="{prefix}-__prefix__-public_from_0"' in html:
                    assert f'name="{prefix}-__prefix__-source"' in html, inline


def test_facts_without_a_source_are_found(desk):
    Person.objects.create(slug="old", name={"en": "Old"})
    Person.objects.create(slug="new", name={"en": "New"}, source="The gazette")
    assert desk.get("/admin/partnerships/person/?source=no").context["cl"].result_count == 1
    assert desk.get("/admin/partnerships/person/?source=yes").context["cl"].result_count == 1


def test_who_entered_a_fact_is_kept_and_shown_and_never_asked(desk, editor, register):
    address = "/admin/partnerships/person/add/"
    data = fill(desk, address, "person_form") | {"name_en": "Lan", "source": "The gazette"}
    add_row(
        data, "appointments", id="", post=register.post.pk, since="2025-01-01", since_precision="day",
        source="The gazette",
    )  # fmt: skip
    assert desk.post(address, data | {"entered_by": "999"}).status_code == 302
    person = Person.objects.latest("pk")
    appointment = person.appointments.get()
    assert person.entered_by == appointment.entered_by == editor
    page = desk.get(change(person)).content.decode()
    assert page.count(f"Entered by {editor.username} on") == 2
    assert editor.username not in desk.get("/en/people/minister/").content.decode()


def test_a_change_of_what_the_public_knows_asks_why_and_loses_nothing(desk, register):
    data = form_of(desk, register.visit) | {"why": "", "source": "Typed", "venue_en": "Geihinkan"}
    page = desk.post(change(register.visit), data)
    assert page.status_code == 200
    assert "Say why it is changed" in str(page.context["adminform"].form.errors["why"])
    assert 'value="Typed"' in page.content.decode()
    assert Event.objects.get().venue == {"en": "Akasaka Palace"}
    assert desk.post(change(register.visit), data | {"why": "The note of Monday"}).status_code == 302
    assert Event.objects.get().venue == {"en": "Geihinkan"}


def test_what_readers_are_told_of_a_change_is_a_reason_too(desk, register):
    data = form_of(desk, register.visit) | {"why": "", "source": "Typed", "starts_on": "2026-02-08"}
    data |= {"change_note_en": "The minister comes a day earlier."}
    assert desk.post(change(register.visit), data).status_code == 302
    version = FactVersion.objects.filter(content_type__model="event").first()
    assert version.why == "The minister comes a day earlier."


def test_why_is_asked_of_rows_too_and_not_of_what_the_public_does_not_know(desk, register):
    quiet = ProgrammeItem.objects.create(event=register.visit, title={"en": "Private"})
    data = form_of(desk, register.visit) | {"why": ""}
    numbers = {data[f"programme-{n}-id"][0]: n for n in range(2)}
    private, public = numbers[str(quiet.pk)], numbers[str(register.talks.pk)]
    assert desk.post(
        change(register.visit), data | {f"programme-{private}-title_en": "More private"}
    ).status_code == 302  # fmt: skip
    page = desk.post(change(register.visit), data | {f"programme-{public}-title_en": "Longer talks"})
    assert page.status_code == 200
    assert "Longer talks" in page.content.decode()
    Event.objects.filter(pk=register.visit.pk).update(public_from=None)
    data = form_of(desk, register.visit) | {"why": "", "source": "A note"}
    assert desk.post(change(register.visit), data).status_code == 302


def test_to_delete_what_the_public_knows_asks_why(desk, register):
    address = f"/admin/partnerships/event/{register.visit.pk}/delete/"
    assert 'name="why"' in desk.get(address).content.decode()
    page = desk.post(address, {"post": "yes", "why": ""}, follow=True).content.decode()
    assert "Say why it is changed" in page
    assert Event.objects.exists()
    chosen = {"action": "delete_selected", "_selected_action": [register.visit.pk], "post": "yes"}
    page = desk.post("/admin/partnerships/event/", chosen).content.decode()
    assert "Say why it is changed" in page
    assert f'name="_selected_action" value="{register.visit.pk}"' in page
    assert Event.objects.exists()
    answer = desk.post("/admin/partnerships/event/", chosen | {"why": "A duplicate"})
    assert answer.status_code == 302
    assert not Event.objects.exists()


def test_what_the_database_refuses_becomes_a_sentence_and_the_form_keeps_what_was_typed(
    desk, register, monkeypatch
):
    """As when another saves the same in the same moment: the form looked before that."""
    monkeypatch.setattr(PartnershipPeriod, "clean", lambda self: None)
    data = form_of(desk, register.japan)
    add_row(
        data, "periods", id="", level=register.strategic.pk, since="2008-01-01", since_precision="day",
        until="2015-01-01", source="Typed for an hour",
    )  # fmt: skip
    page = desk.post(change(register.japan), data)
    assert page.status_code == 200
    assert "overlap another level of the same partner" in page.content.decode()
    assert "Typed for an hour" in page.content.decode()
    assert register.japan.periods.count() == 2


def test_an_address_that_somebody_took_meanwhile_too(desk, register, monkeypatch):
    monkeypatch.setattr(Event, "validate_unique", lambda self, exclude=None: None)
    Event.objects.create(slug="taken", kind="talks", title={"en": "Other"}, starts_on="2026-01-01")
    data = form_of(desk, register.visit) | {"slug": "taken", "source": "Typed for an hour"}
    page = desk.post(change(register.visit), data).content.decode()
    assert "another event has the same address" in page
    assert "Typed for an hour" in page


def test_every_constraint_of_the_register_has_its_sentence(register, db):
    from django.db import transaction

    from partnerships.database_refusals import sentence_of

    tries = {
        "This step is there already": lambda: register.declaration.steps.create(
            status="signed", on=datetime.date(2026, 2, 10)
        ),
        "Another level of this partner begins on that day|overlap another level": (
            lambda: PartnershipPeriod.objects.create(
                partner=register.japan, level=register.strategic, since=datetime.date(2026, 2, 10)
            )
        ),
        "The last day cannot come before the first": lambda: Event.objects.create(
            slug="x", kind="talks", starts_on="2026-01-02", ends_on="2026-01-01"
        ),
        "it is in the register already": lambda: register.japan.partnership_pillars.create(
            pillar=register.health
        ),
        "another level has the same rank": lambda: Level.objects.create(slug="x", rank=2),
        "another partner has the same code": lambda: Partner.objects.create(
            code="JP", region="europe", slug="x"
        ),
        "Say on which day": lambda: Agreement.objects.get().steps.create(status="in-force"),
    }
    for said, attempt in tries.items():
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            attempt()
        assert any(part in sentence_of(refused.value) for part in said.split("|")), refused.value


LISTS = ("event", "agreement", "partner", "person", "post", "pillar", "level")


def _large_register(register):
    now = timezone.now()
    day = datetime.date(2000, 1, 1)
    Event.objects.bulk_create(
        Event(
            slug=f"event-{number}",
            kind="talks",
            title={"en": f"Talks {number}"},
            starts_on=day + datetime.timedelta(days=number % 9000),
            folded=f"talks {number}",
            public_from=now,
            source="Made up",
        )
        for number in range(10_000)
    )
    Agreement.objects.bulk_create(
        Agreement(
            slug=f"agreement-{number}",
            kind="treaty",
            title={"en": f"Treaty {number}"},
            folded=f"treaty {number}",
            public_from=now,
            source="Made up",
        )
        for number in range(2_000)
    )
    Person.objects.bulk_create(
        Person(slug=f"person-{n}", name={"en": f"Person {n}"}, folded=f"person {n}") for n in range(200)
    )
    Post.objects.bulk_create(
        Post(slug=f"post-{n}", title={"en": f"Post {n}"}, partner=register.japan) for n in range(200)
    )


def test_lists_and_forms_of_a_large_register_ask_few_queries(desk, register, django_assert_max_num_queries):
    _large_register(register)
    for name in LISTS:
        with django_assert_max_num_queries(12):
            assert desk.get(f"/admin/partnerships/{name}/").status_code == 200
        with django_assert_max_num_queries(12):
            assert desk.get(f"/admin/partnerships/{name}/deleted/").status_code == 200
    with django_assert_max_num_queries(12):
        assert desk.get("/admin/partnerships/event/?q=talks+99&source=no").status_code == 200


def test_a_form_costs_no_more_for_many_rows(desk, register, django_assert_max_num_queries):
    for number in range(12):
        item = ProgrammeItem.objects.create(
            event=register.visit, title={"en": f"Item {number}"}, order=number
        )
        item.people.set([register.minister])
        register.minister.appointments.create(post=register.post, source="Test")
        register.declaration.steps.create(
            status="ratified", on=datetime.date(2026, 3, 1 + number), source="Test"
        )
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = {}
    for thing in (register.visit, register.minister, register.declaration, register.japan):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert desk.get(change(thing)).status_code == 200
        counts[thing._meta.model_name] = len(asked)
    assert all(count < 60 for count in counts.values()), counts
