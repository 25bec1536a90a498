"""An agreement on its page: how it came to stand so, who agreed, its texts, what became of each promise."""

import datetime

import pytest
from django.utils import timezone

from newsroom import publishing
from partnerships.models import Agreement, Person
from tests import pdf
from tests.register import LONG_AGO

PAGE = "agreements/declaration/"
DAY = datetime.date(2026, 2, 10)
# A minute before midnight in Hanoi, of 2 March; London has had its own since nine hours.
BEFORE_MIDNIGHT = datetime.datetime(2026, 3, 2, 16, 59, tzinfo=datetime.UTC)


def part(page, name):
    """One part of the page, by the id of its heading."""
    return page.partition(f'id="{name}"')[2].partition("</section>")[0]


# Standing


def step(agreement, status, on=None, **said):
    return agreement.steps.create(status=status, on=on, **{"public_from": LONG_AGO} | said)


def standing(agreement, day):
    row = Agreement.objects.with_standing(agreement.steps.live(), day).get(pk=agreement.pk)
    return row.status, row.status_on


def test_an_agreement_stands_by_its_last_step_on_any_day(register):
    declaration = register.declaration
    step(declaration, "negotiating")
    step(declaration, "ratified", datetime.date(2026, 2, 28))
    step(declaration, "in-force", datetime.date(2026, 2, 28))
    step(declaration, "terminated", datetime.date(2028, 2, 29))

    assert [
        standing(declaration, day)
        for day in (
            datetime.date(1, 1, 1),
            DAY - datetime.timedelta(days=1),
            DAY,
            datetime.date(2026, 2, 28),
            datetime.date(2028, 2, 28),
            datetime.date(2028, 2, 29),
            datetime.date(9999, 12, 31),
        )
    ] == [
        ("negotiating", None),
        ("negotiating", None),
        ("signed", DAY),
        # Of two on one day, the one that goes further.
        ("in-force", datetime.date(2026, 2, 28)),
        ("in-force", datetime.date(2026, 2, 28)),
        ("terminated", datetime.date(2028, 2, 29)),
        ("terminated", datetime.date(2028, 2, 29)),
    ]


def test_a_step_that_is_hidden_neither_stands_nor_shows(register, words, later):
    step(
        register.declaration,
        "in-force",
        datetime.date(2026, 2, 20),
        note={"en": "Notes were exchanged"},
        public_from=later,
    )

    page = words(PAGE)
    assert "Signed on 10 February 2026" in page
    assert "Notes were exchanged" not in page
    assert "20 February 2026" not in part(page, "steps")


def test_the_steps_are_told_in_order_with_their_notes_and_sources(register, words):
    step(register.declaration, "negotiating")
    step(
        register.declaration,
        "ratified",
        datetime.date(2026, 2, 1),
        precision="month",
        note={"en": "By both assemblies"},
        source="The gazette",
        source_url="https://example.org/gazette",
    )
    step(register.declaration, "expired", datetime.date(2030, 1, 1), precision="year")

    steps = part(words(PAGE), "steps")
    order = ["Under negotiation", "Ratified", "Signed", "Expired"]
    assert sorted(order, key=steps.index) == order
    assert '<time datetime="2026-02">February 2026</time>' in steps
    assert "By both assemblies" in steps
    assert 'href="https://example.org/gazette"' in steps
    assert "to come" in steps.partition("2030")[2]


@pytest.mark.parametrize("both", [True, False])
def test_succession_shows_both_ways_as_far_as_it_is_known(register, words, both, later):
    newer = Agreement.objects.create(
        slug="newer",
        kind="treaty",
        title={"en": "The newer treaty"},
        public_from=LONG_AGO if both else later,
    )
    register.declaration.succeeded_by = newer
    register.declaration.save()

    assert ("The newer treaty" in words(PAGE)) is both
    if both:
        assert "Joint declaration" in part(words("agreements/newer/"), "facts")


# The sides


def test_our_own_side_is_named_by_the_country_and_comes_first(register, words):
    register.declaration.signatories.create(body={"en": "Ministry of Plenty"}, order=9)

    sides = part(words(PAGE), "signatories")
    assert sides.index("Vietnam") < sides.index("Ministry of Plenty") < sides.index("Japan")
    assert "Aoki</a>, Foreign Minister" in sides
    assert "Việt Nam" in part(words(PAGE, "vi"), "signatories")


def test_a_signatory_is_shown_with_the_post_of_the_signing_day_alone(register, words):
    register.appointment.since = DAY + datetime.timedelta(days=1)
    register.appointment.save()
    assert "Aoki</a></span>" in part(words(PAGE), "signatories")

    register.appointment.since, register.appointment.until = None, DAY + datetime.timedelta(days=3)
    register.appointment.save()
    assert "Aoki</a>, Foreign Minister" in part(words(PAGE), "signatories")

    # Known only to be in February, it may have been signed after the post was left.
    register.declaration.steps.update(precision="month")
    assert "Aoki</a></span>" in part(words(PAGE), "signatories")


# Commitments


def test_a_commitment_tells_what_who_by_when_and_how_much(register, words):
    register.commitment.our_body = {"en": "Ministry of Health"}
    register.commitment.save()

    promise = part(words(PAGE), "commitments")
    assert 'id="commitment-1"' in promise
    for told in (
        "Open a hospital",
        "by 1 March 2026",
        "¥5,000,000<",
        "On the side of Vietnam",
        "Ministry of Health",
        "On the side of Japan",
        "Ministry of Hospitals",
        "In progress",
        "Overdue",
        "Ground was broken",
        "Visit to Tokyo",
        "Plan of the hospital",
        "0 of 1 done, 1 in progress; 1 overdue",
    ):
        assert told in promise, told
    vietnamese = part(words(PAGE, "vi"), "commitments")
    assert "5.000.000 ¥" in vietnamese.replace("\xa0", " ")
    assert "đến hết 1/3/2026" in vietnamese


def test_a_commitment_is_overdue_from_the_ministrys_midnight_on(register, words, clock):
    register.commitment.due_on = datetime.date(2026, 3, 2)
    register.commitment.save()
    clock.move_to(BEFORE_MIDNIGHT)
    assert "Overdue" not in part(words(PAGE), "commitments")
    clock.shift(60)
    assert "Overdue" in part(words(PAGE), "commitments")


@pytest.mark.parametrize(("precision", "last"), [("month", (2026, 3, 31)), ("year", (2026, 12, 31))])
def test_what_is_due_in_a_month_or_a_year_is_overdue_when_it_is_over(register, words, clock, precision, last):
    register.commitment.due_precision = precision
    register.commitment.save()
    clock.move_to(datetime.datetime(*last, 16, 59, tzinfo=datetime.UTC))
    assert "Overdue" not in part(words(PAGE), "commitments")
    clock.shift(60)
    assert "Overdue" in part(words(PAGE), "commitments")


def test_the_log_is_told_latest_first_and_ends_today(register, words):
    for on, note in ((datetime.date(2026, 2, 25), "The walls stand"), (datetime.date(2026, 3, 3), "Opened")):
        register.commitment.entries.create(
            on=on, status="done", note={"en": note}, public_from=LONG_AGO, source="The ministry"
        )

    promise = part(words(PAGE), "commitments")
    assert promise.index("The walls stand") < promise.index("Ground was broken")
    # It is of tomorrow.
    assert "Opened" not in promise
    assert "1 of 1 done" in promise


def test_evidence_shows_as_far_as_the_public_knows_it(register, words, later, make_story, publisher):
    draft, told = make_story("A draft"), make_story("The hospital opens")
    publishing.publish(told, publisher)
    hidden = Agreement.objects.create(
        slug="hidden", kind="treaty", title={"en": "A hidden treaty"}, public_from=later
    )
    register.entry.stories.set([draft, told])
    register.entry.agreements.set([hidden])

    promise = part(words(PAGE), "commitments")
    assert "The hospital opens" in promise
    assert "A draft" not in promise
    assert "A hidden treaty" not in promise


def test_the_list_of_agreements_tells_how_far_each_has_come(register, words):
    assert "0 of 1 done, 1 in progress; 1 overdue" in words("agreements/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("pillar=health", True),
        ("pillar=trade", False),
        ("year=2026", True),
        ("year=2025", False),
        ("kind=declaration&partner=japan&status=signed&pillar=health&year=2026", True),
    ],
)
def test_agreements_are_found_by_pillar_and_year(register, words, query, found):
    assert ("/en/agreements/declaration/" in words(f"agreements/?{query}")) is found


# Texts and files


def test_a_text_has_a_page_of_its_own(register, words):
    register.declaration.texts.create(
        language="fr", file=pdf.upload(name="fr.pdf"), pages=12, size=3_200_000, public_from=LONG_AGO
    )
    page = words("agreements/declaration/text/fr/")
    for told in (
        "Joint declaration",
        '<span lang="fr">Français</span> (French)',
        "For information",
        "12 pages",
    ):
        assert told in page, told
    assert "3.1\xa0MB" in page
    assert 'href="/en/agreements/declaration/text/fr.pdf"' in page
    assert "Authentic text" in words("agreements/declaration/text/en/")
    texts = part(words(PAGE), "texts")
    assert 'href="/en/agreements/declaration/text/fr/" lang="fr" hreflang="fr">Français' in texts
    assert "(Tiếng Pháp)" in words("agreements/declaration/text/fr/", "vi")


FILES = {
    "text": "/en/agreements/declaration/text/en.pdf",
    "entry": "/en/agreements/declaration/evidence/{uid}.pdf",
}


def address_of(register, name):
    return FILES[name].format(uid=register.entry.uid)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_sent_as_it_is_and_asked_about(client, register, name):
    address = address_of(register, name)
    response = client.get(address)
    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('inline; filename="declaration-')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    for header, value in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        assert client.get(address, headers={header: response[value]}).status_code == 304
    head = client.head(address)
    assert (head.status_code, b"".join(head.streaming_content)) == (200, b"")
    assert head["ETag"] == response["ETag"]
    assert head["Content-Length"] == response["Content-Length"]
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_there_from_its_second_on_and_never_before(client, clock, register, name):
    address = address_of(register, name)
    fact = getattr(register, name)
    fact.public_from = timezone.now() + datetime.timedelta(seconds=60)
    fact.save()
    nothing = address.replace("en.pdf", "de.pdf").replace(str(register.entry.uid), str(register.text.uid))
    clock.shift(59)
    hidden, unknown = client.get(address), client.get(nothing)
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content.replace(address.encode(), nothing.encode()) == unknown.content
    clock.shift(1)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", FILES)
def test_a_file_goes_with_the_agreement_that_it_hangs_on(client, register, name):
    register.declaration.public_from = None
    register.declaration.save()
    assert client.get(address_of(register, name)).status_code == 404


def test_a_file_that_storage_has_lost_is_not_found(client, register):
    register.text.file.storage.delete(register.text.file.name)
    assert client.get(FILES["text"]).status_code == 404


def test_a_file_that_replaces_another_has_the_same_address_and_another_mark(client, clock, register):
    before = client.get(FILES["text"])
    clock.shift(60)
    register.text.file = pdf.upload(pdf.good(2), "joint.pdf")
    register.text.full_clean()
    register.text.save()
    after = client.get(FILES["text"], headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert register.text.pages == 2


def test_a_document_is_found_under_its_own_agreement_only(client, register):
    Agreement.objects.create(slug="other", kind="treaty", title={"en": "Other"}, public_from=LONG_AGO)
    assert client.get(f"/en/agreements/other/evidence/{register.entry.uid}.pdf").status_code == 404


def test_somebody_who_is_not_known_signs_for_nobody(register, words, later):
    envoy = Person.objects.create(slug="envoy", name={"en": "Quiet Envoy"}, public_from=later)
    register.declaration.signatories.create(body={"en": "An office"}, person=envoy, order=5)
    page = words(PAGE)
    assert "An office" in page
    assert "Quiet Envoy" not in page
