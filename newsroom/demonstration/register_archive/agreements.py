from newsroom.demonstration.register_archive.making import DAY, create, texts, tie
from partnerships.models import Agreement, AgreementStep, Commitment, CommitmentEntry, Signatory

STEPS = [("negotiating", "signed", "ratified", "in-force"), ("agreed", "signed", "in-force"), ("signed",)]


def make_agreements(made, count):
    first = Agreement.objects.count()
    chance, kinds = made.chance, Agreement.Kind.values
    agreements = create(
        Agreement,
        (
            Agreement(
                slug=f"sample-agreement-{n}",
                kind=kinds[n % len(kinds)],
                title=texts(f"Sample agreement {n}", f"Thỏa thuận mẫu {n}"),
                summary=texts("What was agreed.", "Nội dung thỏa thuận."),
                expires_on=made.day(ahead=3_000) if n % 3 == 0 else None,
                event_id=chance.choice(made.events)[0] if made.events and n % 4 else None,
                **made.known(),
            )
            for n in range(first, first + count)
        ),
    )
    made.agreements += [agreement.pk for agreement in agreements]
    partners = {agreement.pk: made.some(made.partners, 2) for agreement in agreements}
    tie(
        Agreement.partners,
        "agreement",
        "partner",
        ((pk, p.pk) for pk, some in partners.items() for p in some),
    )
    tie(
        Agreement.pillars,
        "agreement",
        "pillar",
        ((a.pk, p.pk) for a in agreements for p in made.some(made.pillars, 2)),
    )

    def steps(agreement):
        on = made.day()
        for status in chance.choice(STEPS):
            yield AgreementStep(agreement=agreement, status=status, on=on, **made.known())
            on += chance.randrange(1, 700) * DAY

    create(AgreementStep, (step for agreement in agreements for step in steps(agreement)))
    create(
        Signatory,
        (
            Signatory(agreement=agreement, party=party, body=texts("Sample Ministry", "Bộ Mẫu"), order=order)
            for agreement in agreements
            for order, party in enumerate([None, *partners[agreement.pk]])
        ),
    )
    _commitments(made, agreements)


def _commitments(made, agreements):
    chance = made.chance
    commitments = create(
        Commitment,
        (
            Commitment(
                agreement=agreement,
                number=number,
                text=texts(f"Sample promise {number}", f"Cam kết mẫu {number}"),
                our_body=texts("Sample Ministry", "Bộ Mẫu"),
                due_on=made.day(ahead=1_500) if number % 2 else None,
                amount=chance.randrange(1, 5_000) * 1_000_000 if number == 3 else None,
                currency="GBP" if number == 3 else "",
                **made.known(),
            )
            for agreement in agreements
            for number in range(1, 6)
        ),
    )
    tie(
        Commitment.pillars,
        "commitment",
        "pillar",
        ((c.pk, p.pk) for c in commitments for p in made.some(made.pillars, 2)),
    )
    entries = create(
        CommitmentEntry,
        (
            CommitmentEntry(
                commitment=commitment,
                on=made.day(),
                status=chance.choice(CommitmentEntry.Status.values),
                note=texts("What happened.", "Diễn biến."),
                **made.known(),
            )
            for commitment in commitments
            for _entry in range(chance.randint(1, 3))
        ),
    )
    if made.events:
        events = [pk for pk, _day in made.events]
        pairs = ((e.pk, pk) for e in entries for pk in made.some(events, 2))
        tie(CommitmentEntry.events, "commitmententry", "event", pairs)
    pairs = ((e.pk, chance.choice(made.agreements)) for e in entries[::3])
    tie(CommitmentEntry.agreements, "commitmententry", "agreement", pairs)
