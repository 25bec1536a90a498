"""What was agreed, where it stands, what was promised in it, and what has become of that."""

from django.db.models import F, Prefetch, Q

from partnerships.filters import with_partners
from partnerships.models import (
    Agreement,
    AgreementStep,
    AgreementText,
    Commitment,
    CommitmentEntry,
    Signatory,
)
from partnerships.open_data.collections import Collection, if_known, live, named
from partnerships.open_data.columns import (
    ANOTHER_URN,
    SLUG,
    SOURCED,
    URN,
    Column,
    Objects,
    at_site,
    choice,
    day,
    fact_id,
    flag,
    if_told,
    line,
    nullable,
    number,
    own,
    page,
    perhaps_choice,
    precision,
    reference,
    references,
    texts,
    urn,
)
from partnerships.texts import site_languages


def _signatories(row):
    return [
        {
            "party": one.party and one.party.code,
            "body": {code: one.body[code] for code in site_languages() if one.body.get(code)},
            "person": urn(one.known_person),
        }
        for one in row.signatories.all()
    ]


def _agreements(at, day):
    signatories = Signatory.objects.select_related("party").annotate(known_person=if_known("person", at))
    return (
        live(Agreement, at)
        .with_standing(AgreementStep.objects.live(at), day)
        .annotate(known_event=if_known("event", at), known_succeeded_by=if_known("succeeded_by", at))
        .defer("folded")
        .prefetch_related(
            *named(Agreement, "partners", "pillars", at=at), Prefetch("signatories", signatories)
        )
    )


AGREEMENTS = Collection(
    "agreements",
    "Declarations, treaties, memoranda, action plans and mechanisms, and where each of them stands.",
    (
        fact_id("The identifier of this agreement."),
        Column("slug", "Its name in addresses.", own("slug"), SLUG, "joint-declaration"),
        choice("kind", "What it is.", Agreement.Kind, "declaration"),
        texts("title", "What it is called.", "Joint declaration", "Tuyên bố chung"),
        line("short_name", "By what it is known for short.", "UKVFTA"),
        texts("summary", "What it is about.", "A closer partnership.", "Quan hệ chặt chẽ hơn."),
        perhaps_choice("status", "Where it stands; null: not known.", Agreement.Status, "signed"),
        day("status_on", "Since when it stands so.", "status_precision"),
        precision("status_precision", "status_on"),
        day("signed_on", "When it was signed or agreed.", "signed_precision"),
        precision("signed_precision", "signed_on"),
        day("expires_on", "The last day of its term.", example="2030-12-31"),
        if_told("succeeded_by", "The id of the agreement in its place."),
        if_told("event", "The id of the event to which it belongs."),
        references("partners", "The ids of the partners.", "GB"),
        references("pillars", "The ids of the pillars.", "health"),
        Objects(
            "signatories",
            "The bodies that signed it, in order: for which partner (null: our side), and by whose hand.",
            _signatories,
            {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "party": {"type": ["string", "null"]},
                        "body": {"type": "object", "additionalProperties": {"type": "string"}},
                        "person": nullable(URN),
                    },
                    "required": ["party", "body", "person"],
                    "additionalProperties": False,
                },
            },
            [{"party": "GB", "body": {"en": "Home Office"}, "person": ANOTHER_URN}],
        ),
        page("partnerships:agreement"),
        *SOURCED,
    ),
    _agreements,
    by_partner=lambda partner: with_partners(Q(pk=partner.pk), Agreement.partners.through, "agreement"),
    on=lambda rows, day: rows,
    on_about="Where each of them stood on that day; today when not given.",
)

STEPS = Collection(
    "agreement-steps",
    "The steps in the life of agreements: negotiated, signed, ratified, in force, ended.",
    (
        fact_id("The identifier of this step."),
        reference("agreement", "The agreement's id.", required=True),
        choice("status", "How it stands from then on.", AgreementStep.Status, "signed"),
        day("on", "The day; null: before all steps that have one.", "precision"),
        precision("precision", "on"),
        texts("note", "What else is to be said.", "Signed in London.", "Ký tại Luân Đôn."),
        *SOURCED,
    ),
    lambda at, day: live(AgreementStep, at).select_related("agreement"),
)


TEXTS = Collection(
    "agreement-texts",
    "The texts of agreements, as PDF files.",
    (
        fact_id("The identifier of this text."),
        reference("agreement", "The agreement's id.", required=True),
        Column("language", "The code of its language.", own("language"), {"type": "string"}, "en"),
        flag("is_authentic", "Whether it binds, or is a translation.", True),
        number("pages", "How many pages it has.", 12),
        number("size", "How many bytes the file has.", 184320),
        line(
            "file",
            "The address of the file.",
            "https://ministry.example/en/agreements/…/text/en.pdf",
            lambda row: at_site(
                "partnerships:agreement_text_file",
                row.agreement.slug,
                row.language,
                language=site_languages()[0],
            ),
        ),
        page("partnerships:agreement_text", "agreement.slug", "language"),
        *SOURCED,
    ),
    lambda at, day: live(AgreementText, at).select_related("agreement"),
)


def _of_agreements_with(partner):
    theirs = Agreement.partners.through.objects.filter(partner=partner).values("agreement")
    return Q(agreement__in=theirs)


COMMITMENTS = Collection(
    "commitments",
    "What was promised in agreements: what, who is responsible, by when, and how it stands.",
    (
        fact_id("The identifier of this commitment."),
        reference("agreement", "The agreement's id.", required=True),
        number("number", "Its number in the agreement.", 3),
        texts("text", "What was promised.", "Export credit", "Tín dụng xuất khẩu"),
        texts("our_body", "Who is responsible on our side.", "Ministry of Finance", "Bộ Tài chính"),
        texts(
            "their_body",
            "And on the partner's side.",
            "UK Export Finance",
            "UK Export Finance",
        ),
        day("due_on", "By when.", "due_precision", "2027-12-31"),
        precision("due_precision", "due_on"),
        Column(
            "amount",
            "The amount of money: a decimal number, as a text so that it stays exact.",
            lambda row: None if row.amount is None else f"{row.amount:.2f}",
            nullable({"type": "string", "pattern": r"^\d+\.\d\d$"}),
            "5000000000.00",
        ),
        line("currency", "In which currency: three letters of ISO 4217.", "GBP"),
        references("pillars", "The ids of the pillars.", "health"),
        choice("state", "How it stands.", CommitmentEntry.Status, "in-progress"),
        day("state_on", "The day of the entry that says so."),
        *SOURCED,
    ),
    lambda at, day: (
        live(Commitment, at)
        .with_state(CommitmentEntry.objects.live(at), day)
        .select_related("agreement")
        .prefetch_related(*named(Commitment, "pillars", at=at))
    ),
    by_partner=_of_agreements_with,
    on=lambda rows, day: rows,
    on_about="How each of them stood on that day; today when not given.",
)


def _document(entry):
    if entry.document:
        return at_site(
            "partnerships:evidence", entry.known_agreement, str(entry.uid), language=site_languages()[0]
        )
    return entry.document_url or None


ENTRIES = Collection(
    "commitment-entries",
    "The log of commitments: what was said of each on which day, and what shows it.",
    (
        fact_id("The identifier of this entry."),
        reference(
            "commitment",
            "The commitment's id.",
            read=lambda row: urn(row.known_commitment),
            required=True,
        ),
        day("on", "The day.", required=True),
        choice("status", "How it stands from then on.", CommitmentEntry.Status, "done"),
        texts("note", "What happened.", "The first credit was granted.", "Khoản tín dụng đầu tiên được cấp."),
        references("events", "The ids of events that show it."),
        references("agreements", "The ids of agreements that show it."),
        texts("document_title", "A document that shows it.", "Annual report", "Báo cáo thường niên"),
        line("document_url", "The document's address.", "https://ministry.example/report", _document),
        *SOURCED,
    ),
    lambda at, day: (
        live(CommitmentEntry, at)
        .annotate(known_commitment=F("commitment__uid"), known_agreement=F("commitment__agreement__slug"))
        .prefetch_related(*named(CommitmentEntry, "events", "agreements", at=at))
    ),
)
