"""Putting the demonstration's register in the database.

A row that is already there is kept as it is, by its code or address: running the loader again adds what is
missing and never overwrites what an editor changed.
"""

from collections import Counter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom.demonstration.register.reading import read, read_folder
from newsroom.demonstration.register.sample_text import sample_text
from partnerships import versions
from partnerships.known_days import dated, known_from, newsroom_time
from partnerships.loading_partners import load_partners
from partnerships.models import (
    Agreement,
    AgreementStep,
    AgreementText,
    Appointment,
    Commitment,
    CommitmentEntry,
    Event,
    EventChange,
    Level,
    Partner,
    PartnershipPeriod,
    PartnershipPillar,
    Person,
    Pillar,
    Post,
    ProgrammeItem,
    Signatory,
)

LEVELS = {
    "d": "diplomatic-relations",
    "c": "comprehensive-partnership",
    "s": "strategic-partnership",
    "cs": "comprehensive-strategic-partnership",
}


@transaction.atomic
def load_register() -> Counter:
    """Make what is missing of the register, all of it or nothing; return how many rows of each model were made.

    Raises ValidationError when a row of the data breaks a rule of its model.
    """
    loading = _Loading()
    with versions.writing(why=_("Loaded with the demonstration.")):
        loading.made += load_partners().made
        loading.levels()
        loading.pillars()
        loading.people()
        loading.events()
        loading.agreements()
        loading.succession()
        loading.commitments()
        loading.partnerships()
    return loading.made


class _Loading:
    """One run: what was made, and the rows by the keys that the data files use."""

    def __init__(self):
        self.made = Counter()
        self.sources = read("sources")
        self.by_key: dict[type, dict[Any, Any]] = {}

    def rows(self, model, key):
        """Return all rows of `model` by the field `key`, read once."""
        if model not in self.by_key:
            self.by_key[model] = {getattr(row, key): row for row in model.objects.all()}
        return self.by_key[model]

    def make(self, model, many=None, **fields):
        """Make one row; `many` holds what it is tied to many of."""
        row = model(**fields)
        row.full_clean()
        row.save()
        for name, related in (many or {}).items():
            getattr(row, name).set(related)
        self.made[model] += 1
        return row

    def make_missing(self, model, key, many=None, **fields):
        """Make a row unless there is one with the same `key`; return it, and whether it is new."""
        known = self.rows(model, key)
        if fields[key] in known:
            return known[fields[key]], False
        row = known[fields[key]] = self.make(model, many, **fields)
        return row, True

    def source(self, key):
        name, address = self.sources[key]
        return {"source": name, "source_url": address}

    def public_from(self, row, day=None, precision=None):
        """When the public may know it: as the row says, else once its day has come; never when unannounced."""
        if not row.get("announced", True):
            return None
        if "public_from" in row:
            return newsroom_time(row["public_from"])
        return known_from(day, precision)

    def ties(self, row):
        """The rows that an event or agreement is tied to."""
        return {
            "partners": [self.rows(Partner, "code")[code] for code in row.get("partners", [])],
            "pillars": [self.rows(Pillar, "slug")[slug] for slug in row.get("pillars", [])],
        }

    def the_people(self, row, where="people"):
        return [self.rows(Person, "slug")[slug] for slug in row.get(where, [])]

    def levels(self):
        for row in read("levels")["levels"]:
            self.make_missing(Level, "slug", **row)

    def pillars(self):
        for order, row in enumerate(read("pillars")["pillars"], 1):
            self.make_missing(Pillar, "slug", order=order, **row)

    def people(self):
        data = read("people")
        for row in data["posts"]:
            partner = self.rows(Partner, "code")[row["partner"]] if "partner" in row else None
            self.make_missing(Post, "slug", slug=row["slug"], title=row["title"], partner=partner)
        for row in data["people"]:
            person, new = self.make_missing(
                Person,
                "slug",
                slug=row["slug"],
                name=row["name"],
                other_names="\n".join(row["other_names"]),
                summary=row["summary"],
                public_from=self.public_from(row),
                # Who tells of a post names the person who holds it.
                **self.source(row["appointments"][0]["source"]),
            )
            for held in row["appointments"] if new else []:
                self.appointment(person, self.rows(Post, "slug")[held["post"]], held)

    def appointment(self, person, post, held):
        since, precision = dated(held["since"]) if "since" in held else (None, "day")
        self.make(
            Appointment,
            person=person,
            post=post,
            since=since,
            since_precision=precision,
            until=held.get("until"),
            public_from=self.public_from(held, since, precision),
            **self.source(held["source"]),
        )

    def events(self):
        for row in read_folder("events"):
            starts_on, precision = dated(row["starts_on"])
            event, new = self.make_missing(
                Event,
                "slug",
                many={
                    **self.ties(row),
                    "people": self.the_people(row),
                    "received_by": self.the_people(row, "received_by"),
                },
                starts_on=starts_on,
                precision=precision,
                sequence=len(row.get("changes", [])),
                host=self.rows(Partner, "code")[row["host"]] if "host" in row else None,
                public_from=self.public_from(row, starts_on, precision),
                **self.source(row["source"]),
                **{
                    name: row[name]
                    for name in (
                        "slug",
                        "kind",
                        "ends_on",
                        "title",
                        "summary",
                        "venue",
                        "time_zone",
                        "status",
                        "confirmed",
                    )
                    if name in row
                },
            )
            for order, item in enumerate(row.get("programme", []) if new else [], 1):
                self.programme_item(event, order, item)
            for change in row.get("changes", []) if new else []:
                self.change(event, change, row["source"])

    def change(self, event, row, source):
        """What was announced of an event before it was moved, put off or called off."""
        was_from, was_precision = dated(row["was_from"])
        at = newsroom_time(row["at"])
        self.make(
            EventChange,
            event=event,
            kind=row["kind"],
            at=at,
            was_from=was_from,
            was_until=row.get("was_until"),
            was_precision=was_precision,
            note=row["note"],
            public_from=at,
            **self.source(source),
        )

    def programme_item(self, event, order, item):
        self.make(
            ProgrammeItem,
            many={"people": self.the_people(item)},
            event=event,
            order=order,
            day=item.get("day"),
            starts_at=item.get("starts_at"),
            ends_at=item.get("ends_at"),
            title=item["title"],
            venue=item.get("venue", {}),
            is_public=item["public"],
        )

    def agreements(self):
        for row in read_folder("agreements"):
            signed_on, precision = dated(row["signed_on"]) if "signed_on" in row else (None, "day")
            agreement, new = self.make_missing(
                Agreement,
                "slug",
                many=self.ties(row),
                event=self.rows(Event, "slug")[row["event"]] if "event" in row else None,
                public_from=self.public_from(row, signed_on, precision),
                **self.source(row["source"]),
                **{
                    name: row[name]
                    for name in ("slug", "kind", "short_name", "title", "summary")
                    if name in row
                },
            )
            for status, on, known in self.steps(row, signed_on, precision) if new else []:
                self.make(
                    AgreementStep,
                    agreement=agreement,
                    status=status,
                    on=on,
                    precision=known,
                    public_from=agreement.public_from,
                    **self.source(row["source"]),
                )

            for order, signed in enumerate(row.get("signatories", []) if new else [], 1):
                self.make(
                    Signatory,
                    agreement=agreement,
                    order=order,
                    party=self.rows(Partner, "code")[signed["party"]] if "party" in signed else None,
                    body=signed["body"],
                    person=self.rows(Person, "slug")[signed["person"]] if "person" in signed else None,
                )
            for language in row.get("sample_texts", []) if new else []:
                self.make(
                    AgreementText,
                    agreement=agreement,
                    language=language,
                    file=sample_text(f"{agreement.slug}-{language}.pdf"),
                    public_from=agreement.public_from,
                    **self.source("invented"),
                )

    def succession(self):
        """Tie agreements to those that came after them, unless an editor has tied them."""
        for row in read_folder("agreements"):
            agreement = self.rows(Agreement, "slug")[row["slug"]]
            if "succeeded_by" in row and agreement.succeeded_by_id is None:
                agreement.succeeded_by = self.rows(Agreement, "slug")[row["succeeded_by"]]
                agreement.save()

    def commitments(self):
        """Make the commitments of each agreement that has none."""
        told = set(Commitment.objects.values_list("agreement__slug", flat=True))
        for row in read_folder("commitments"):
            if row["agreement"] in told:
                continue
            agreement = self.rows(Agreement, "slug")[row["agreement"]]
            due_on, precision = dated(row["due"]) if "due" in row else (None, "day")
            commitment = self.make(
                Commitment,
                many={"pillars": [self.rows(Pillar, "slug")[slug] for slug in row.get("pillars", [])]},
                agreement=agreement,
                due_on=due_on,
                due_precision=precision,
                public_from=agreement.public_from if row.get("announced", True) else None,
                **self.source(row["source"]),
                **{
                    name: row[name]
                    for name in ("number", "text", "our_body", "their_body", "amount", "currency")
                    if name in row
                },
            )
            for entry in row["entries"]:
                self.entry(commitment, entry)

    def entry(self, commitment, row):
        self.make(
            CommitmentEntry,
            many={
                "events": [self.rows(Event, "slug")[slug] for slug in row.get("events", [])],
                "agreements": [self.rows(Agreement, "slug")[slug] for slug in row.get("agreements", [])],
            },
            commitment=commitment,
            on=row["on"],
            status=row["status"],
            note=row.get("note", {}),
            public_from=self.public_from(row, row["on"], "day"),
            **self.source(row["source"]),
        )

    def steps(self, row, signed_on, precision):
        """The steps of an agreement: how it was agreed, and since when it is in force."""
        if row["status"] != "in-force":
            yield row["status"], signed_on, precision
            return
        if signed_on:
            yield "signed", signed_on, precision
        yield "in-force", row["in_force_on"], "day"

    def partnerships(self):
        """Give each partner its history and its pillars, unless it has any: a corrected date is not a missing one."""
        told = set(PartnershipPeriod.objects.values_list("partner__code", flat=True))
        for code, history in read("periods").items():
            for level, row in history.items() if code not in told else []:
                self.period(self.rows(Partner, "code")[code], level, row)
        told = set(PartnershipPillar.objects.values_list("partner__code", flat=True))
        for row in read("pillars")["partnerships"]:
            for order, entry in enumerate(row["pillars"] if row["partner"] not in told else [], 1):
                self.make(
                    PartnershipPillar,
                    partner=self.rows(Partner, "code")[row["partner"]],
                    pillar=self.rows(Pillar, "slug")[entry["pillar"]],
                    order=order,
                    wording=entry["wording"],
                    public_from=self.public_from(row),
                    **self.source(row["source"]),
                )

    def period(self, partner, level, row):
        since, precision = dated(row["since"])
        default_source = "relations" if level == "d" else "frameworks"
        self.make(
            PartnershipPeriod,
            partner=partner,
            level=self.rows(Level, "slug")[LEVELS[level]],
            since=since,
            since_precision=precision,
            declaration=self.rows(Agreement, "slug")[row["declaration"]] if "declaration" in row else None,
            event=self.rows(Event, "slug")[row["event"]] if "event" in row else None,
            note=row.get("note", {}),
            public_from=self.public_from(row, since, precision),
            **self.source(row.get("source", default_source)),
        )
