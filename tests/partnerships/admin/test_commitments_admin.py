"""Commitments on the desk: their number, their log with its evidence, and what somebody should look at."""

import datetime

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom import limits
from partnerships.models import Agreement, AgreementText, Commitment, CommitmentEntry, Partner
from tests import pdf
from tests.newsroom.desk.filled_form import add_row, fill

# Half past midnight in Hanoi, and still the day before in London.
NOW = datetime.datetime(2026, 3, 1, 17, 30, tzinfo=datetime.UTC)
LONG_OVER = datetime.date(2025, 1, 1)
LIST = "/admin/partnerships/commitment/"
ADD = f"{LIST}add/"


@pytest.fixture
def clock(db):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def agreement(clock):
    return Agreement.objects.create(slug="pact", kind="treaty", title={"en": "The pact"}, short_name="Pact")


@pytest.fixture
def desk(clock, client, editor):
    client.force_login(editor)
    return client


def made(agreement, number, due_on=None, precision="day", *log, **said):
    """A commitment with `log` of `(day, status)`."""
    commitment = agreement.commitments.create(
        number=number,
        text={"en": f"Promise {number}"},
        due_on=due_on and datetime.date.fromisoformat(due_on),
        due_precision=precision,
        **said,
    )
    Commitment.objects.filter(pk=commitment.pk).update(entered_at=NOW - datetime.timedelta(days=400))
    for day, status in log:
        commitment.entries.create(on=datetime.date.fromisoformat(day), status=status)
    return commitment


def listed(client, query):
    response = client.get(f"{LIST}?{query}")
    assert response.status_code == 200
    return [row.number for row in response.context["cl"].result_list]


def test_the_number_of_a_new_commitment_is_the_next_free_one(desk, agreement):
    made(agreement, 4)
    data = fill(desk, f"{ADD}?agreement={agreement.pk}", "commitment_form")
    assert data["number"] == ["5"]
    data |= {"number": "", "text_en": "Another", "source": "The text", "_save": "Save"}
    response = desk.post(ADD, data)
    assert response.status_code == 302, response.context["errors"]
    assert Commitment.objects.get(number=5).text == {"en": "Another"}


def test_a_number_that_was_mistyped_is_not_taken_for_none(desk, agreement):
    data = fill(desk, f"{ADD}?agreement={agreement.pk}", "commitment_form")
    response = desk.post(ADD, data | {"number": "five", "text_en": "Another", "source": "The text"})
    assert response.status_code == 200
    assert "number" in response.context["adminform"].form.errors


@pytest.fixture
def several(agreement):
    """1 due yesterday, 2 in March, 3 in 60 days, 4 never, 5 done late, 6 dropped, 7 in a year now over."""
    agreement.partners.add(Partner.objects.create(code="JP", region="east-asia"))
    made(agreement, 1, "2026-03-01", "day", ("2026-02-20", "in-progress"))
    made(agreement, 2, "2026-03-01", "month", ("2025-03-01", "in-progress"))
    made(agreement, 3, "2026-05-01", "day", ("2025-08-31", "delayed"))
    made(agreement, 4)
    made(agreement, 5, "2020-01-01", "day", ("2025-01-01", "done"))
    made(agreement, 6, "2020-01-01", "day", ("2020-01-01", "in-progress"), ("2021-01-01", "dropped"))
    made(agreement, 7, "2025-01-01", "year", ("2026-02-20", "in-progress"))


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("todo=overdue", [7, 1]),
        ("todo=soon", [2]),
        ("todo=later", [2, 3]),
        ("todo=silent", [2, 3, 4]),
        ("todo=unproven", [5, 6, 7, 1, 2, 3]),
        ("state=done", [5]),
        ("agreement=pact&state=delayed", [3]),
        ("agreement=other", []),
        ("partner=japan&state=done", [5]),
        ("partner=france", []),
        ("q=promise+pact+4", [4]),
        ("q=p%C3%A0ct&state=dropped", [6]),
        ("todo=nonsense", [5, 6, 7, 1, 2, 3, 4]),
    ],
)
def test_the_list_shows_what_to_look_at_on_the_ministrys_day(desk, several, query, numbers):
    assert listed(desk, query) == numbers


def test_a_new_commitment_may_wait_for_its_first_entry_but_not_for_its_next(desk, several):
    Commitment.objects.filter(number__in=[3, 4]).update(entered_at=NOW)
    assert listed(desk, "todo=silent") == [2, 3]


def test_evidence_of_any_kind_is_evidence(desk, several, make_story):
    entry = CommitmentEntry.objects.get(commitment__number=1)
    entry.stories.add(make_story())
    CommitmentEntry.objects.filter(commitment__number=2).update(document_url="https://example.org/report")
    CommitmentEntry.objects.get(commitment__number=3).agreements.add(Agreement.objects.get())
    assert listed(desk, "todo=unproven") == [5, 6, 7]


def queries_of(client, query=""):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{LIST}?{query}").status_code == 200
    return len(queries)


def test_the_list_asks_no_more_for_ten_thousand(desk, agreement, several):
    asked = ["", "todo=overdue", "todo=unproven", "todo=silent", "q=promise"]
    few = {query: queries_of(desk, query) for query in asked}
    rows = Commitment.objects.bulk_create(
        Commitment(agreement=agreement, number=number, text={"en": "Promise"}, due_on=LONG_OVER)
        for number in range(100, 10_100)
    )
    CommitmentEntry.objects.bulk_create(
        CommitmentEntry(commitment=row, on=datetime.date(2025, 2, 1), status="delayed") for row in rows
    )
    assert {query: queries_of(desk, query) for query in asked} == few


def test_the_start_page_counts_them_no_further_than_a_hundred(desk, several, agreement):
    Commitment.objects.bulk_create(
        Commitment(agreement=agreement, number=number, text={"en": "Promise"}, due_on=LONG_OVER)
        for number in range(100, 220)
    )
    panels = {panel.name: panel for panel in desk.get("/admin/").context["panels"]}
    assert [(row.text, row.detail) for row in panels["commitments"].rows] == [
        ("Overdue", "more than 100"),
        ("Due in 30 days", "1"),
        ("No evidence", "6"),
        ("Nothing said for six months", "3"),
    ]
    for row in panels["commitments"].rows:
        assert desk.get(row.address).status_code == 200


def test_who_may_not_change_commitments_is_told_nothing_of_them(client, clock, several, reporter):
    client.force_login(reporter)
    assert "commitments" not in {panel.name for panel in client.get("/admin/").context["panels"]}


# The log


def entry_form(client, commitment):
    return fill(client, f"{LIST}{commitment.pk}/change/", "commitment_form")


def with_entry(data, **said):
    texts = {f"{name}_{code}": "" for name in ("note", "document_title") for code in ("en", "vi")}
    row = {"on": "2026-02-28", "status": "done", "source": "The ministry", "id": ""} | texts
    add_row(data, "entries", **row | said)
    return data | {"source": "The text", "_save": "Save"}


@pytest.mark.parametrize("reason", list(pdf.BAD))
def test_a_bad_document_is_refused_and_nothing_of_it_is_kept(desk, agreement, reason):
    commitment = made(agreement, 1)
    before = default_storage.listdir("")
    data = with_entry(entry_form(desk, commitment), document_title_en="A report")
    data["entries-0-document"] = pdf.upload(pdf.BAD[reason](), "report.pdf")
    response = desk.post(f"{LIST}{commitment.pk}/change/", data)
    assert response.status_code == 200
    assert "document" in response.context["inline_admin_formsets"][0].formset.errors[0]
    assert default_storage.listdir("") == before
    assert not CommitmentEntry.objects.exists()


def test_a_document_is_kept_and_read_on_the_desk_alone(desk, client, agreement):
    commitment = made(agreement, 1)
    data = with_entry(entry_form(desk, commitment), document_title_en="A report")
    data["entries-0-document"] = pdf.upload(name="report.pdf")
    response = desk.post(f"{LIST}{commitment.pk}/change/", data)
    assert response.status_code == 302, response.context["errors"]
    entry = commitment.entries.get()
    page = desk.get(f"{LIST}{commitment.pk}/change/").content.decode()
    assert f'href="{LIST}document/{entry.pk}.pdf"' in page
    assert "/media/" not in page
    answer = desk.get(f"{LIST}document/{entry.pk}.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    client.logout()
    assert client.get(f"{LIST}document/{entry.pk}.pdf").status_code == 302


def test_a_document_needs_a_title(desk, agreement):
    commitment = made(agreement, 1)
    data = with_entry(entry_form(desk, commitment), document_url="https://example.org/report")
    response = desk.post(f"{LIST}{commitment.pk}/change/", data)
    assert "document_title" in response.context["inline_admin_formsets"][0].formset.errors[0]


def test_a_limited_story_that_another_tied_is_neither_shown_nor_lost(desk, agreement, make_story, cast):
    commitment = made(agreement, 1, None, "day", ("2026-02-20", "in-progress"))
    entry = commitment.entries.get()
    known, secret = make_story("Known"), make_story("Zanzibar", created_by=cast.reporter)
    limits.limit(secret, cast.reporter)
    entry.stories.set([known, secret])
    desk.force_login(cast.editor)
    address = f"{LIST}{commitment.pk}/change/"
    assert "Zanzibar" not in desk.get(address).content.decode()
    data = entry_form(desk, commitment) | {"source": "The text", "entries-0-source": "Here", "_save": "Save"}
    assert desk.post(address, data).status_code == 302
    assert set(entry.stories.all()) == {known, secret}
    refused = data | {"entries-0-stories": [str(secret.pk)]}
    assert desk.post(address, refused).status_code == 200


# Agreements


def test_an_agreements_form_leads_to_its_commitments_and_to_a_new_one(desk, agreement):
    commitment = made(agreement, 1, "2025-01-01")
    page = desk.get(f"/admin/partnerships/agreement/{agreement.pk}/change/").content.decode()
    assert f"{LIST}{commitment.pk}/change/" in page
    assert f"{ADD}?agreement={agreement.pk}" in page
    assert "<strong>overdue</strong>" in page


def text_form(client, agreement, language, file):
    address = f"/admin/partnerships/agreement/{agreement.pk}/change/"
    data = fill(client, address, "agreement_form") | {"source": "The text", "_save": "Save"}
    add_row(data, "texts", language=language, source="The depositary", id="")
    data["texts-0-file"] = file
    return client.post(address, data)


def test_a_text_is_read_and_its_pages_and_size_are_kept(desk, agreement):
    file = pdf.good(3)
    response = text_form(desk, agreement, "VI", pdf.upload(file))
    assert response.status_code == 302, response.context["errors"]
    text = AgreementText.objects.get()
    assert (text.language, text.pages, text.size) == ("vi", 3, len(file))


@pytest.mark.parametrize(
    ("language", "file", "wrong"), [("xx", pdf.good, "language"), ("en", pdf.BAD["not-pdf"], "file")]
)
def test_a_text_in_no_language_or_no_pdf_is_refused(desk, agreement, language, file, wrong):
    response = text_form(desk, agreement, language, pdf.upload(file()))
    assert response.status_code == 200
    assert wrong in response.context["inline_admin_formsets"][2].formset.errors[0]
