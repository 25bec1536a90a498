"""Random registers, and a recount of them in plain Python, slow and without any query that counts."""

import datetime
import uuid

from django.contrib.auth.models import User
from hypothesis import strategies as st

from newsroom.models import Article, Edition, EditionPartner, EditionPillar, Section
from newsroom.newsroom_time import newsroom_day
from partnerships.counted import ALL
from partnerships.models import (
    Agreement,
    AgreementStep,
    Commitment,
    CommitmentEntry,
    Event,
    Level,
    Partner,
    PartnershipPillar,
    Pillar,
)

NOW = datetime.datetime(2026, 3, 2, 6, 0, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 3, 2)
HOUR = datetime.timedelta(hours=1)
MOMENTS = [None, NOW - HOUR, NOW, NOW + HOUR]
CODES = ["JP", "FR", "VN"]

days = st.integers(-40, 40).map(lambda number: TODAY + datetime.timedelta(days=number))
announced = st.sampled_from(MOMENTS)
several = st.sets(st.integers(0, 2), max_size=2)
on_pillars = st.sets(st.integers(0, 1), max_size=2)

events = st.fixed_dictionaries(
    {
        "partners": several,
        "pillars": on_pillars,
        "host": st.none() | st.integers(0, 2),
        "starts_on": days,
        "status": st.sampled_from(["planned", "postponed", "cancelled"]),
        "public_from": announced,
    }
)
steps = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["negotiating", "signed", "in-force"]),
        "on": days,
        "public_from": announced,
    }
)
entries = st.fixed_dictionaries(
    {
        "on": days,
        "status": st.sampled_from(["in-progress", "done", "dropped", "delayed"]),
        "public_from": announced,
    }
)
commitments = st.fixed_dictionaries(
    {"pillars": on_pillars, "public_from": announced, "entries": st.lists(entries, max_size=3)}
)
agreements = st.fixed_dictionaries(
    {
        "partners": several,
        "pillars": on_pillars,
        "public_from": announced,
        "steps": st.lists(steps, max_size=2, unique_by=lambda step: (step["status"], step["on"])),
        "commitments": st.lists(commitments, max_size=2),
    }
)
stories = st.fixed_dictionaries(
    {
        "partners": several,
        "pillars": on_pillars,
        "language": st.sampled_from(["en", "vi"]),
        # A story of one minute before midnight in Hanoi belongs to that day, whatever day it is in UTC.
        "day": days,
        "hour": st.sampled_from([(16, 59), (17, 0), (3, 0)]),
        "ends": st.sampled_from([None, NOW - HOUR, NOW + HOUR]),
        "is_withdrawal": st.booleans(),
    }
)
registers = st.fixed_dictionaries(
    {
        "events": st.lists(events, max_size=4),
        "agreements": st.lists(agreements, max_size=3),
        "stories": st.lists(stories, max_size=4),
    }
)
spans = st.tuples(st.none() | days, st.none() | days).filter(
    lambda span: span[0] is None or span[1] is None or span[0] <= span[1]
)


def build(register):
    """Put a random register into the database; return its partners and pillars."""
    partners = [Partner.objects.create(code=code, region="world") for code in CODES]
    pillars = [Pillar.objects.create(slug=slug, name={"en": slug}) for slug in ("health", "trade")]
    level = Level.objects.create(slug="strategic", rank=2, name={"en": "Strategic"})
    for partner in partners:
        partner.periods.create(level=level, since=TODAY - datetime.timedelta(days=9), public_from=NOW)
        PartnershipPillar.objects.create(partner=partner, pillar=pillars[0], public_from=NOW)

    def tie(thing, said):
        thing.partners.set([partners[number] for number in said["partners"]])
        thing.pillars.set([pillars[number] for number in said["pillars"]])

    for number, said in enumerate(register["events"]):
        event = Event.objects.create(
            slug=f"event-{number}",
            kind="talks",
            title={"en": "Talks"},
            starts_on=said["starts_on"],
            status=said["status"],
            public_from=said["public_from"],
            host=None if said["host"] is None else partners[said["host"]],
        )
        tie(event, said)
    for number, said in enumerate(register["agreements"]):
        agreement = Agreement.objects.create(
            slug=f"agreement-{number}", kind="treaty", title={"en": "Treaty"}, public_from=said["public_from"]
        )
        tie(agreement, said)
        for step in said["steps"]:
            AgreementStep.objects.create(agreement=agreement, **step)
        for place, promised in enumerate(said["commitments"], 1):
            commitment = Commitment.objects.create(
                agreement=agreement, number=place, text={"en": "It"}, public_from=promised["public_from"]
            )
            commitment.pillars.set([pillars[number] for number in promised["pillars"]])
            for entry in promised["entries"]:
                CommitmentEntry.objects.create(commitment=commitment, **entry)
    _publish(register["stories"], partners, pillars)
    return partners, pillars


def _publish(told, partners, pillars):
    author = User.objects.create_user("author")
    section = Section.objects.create(slug="politics", name={"en": "Politics"})
    for number, said in enumerate(told):
        moment = datetime.datetime.combine(said["day"], datetime.time(*said["hour"]), tzinfo=datetime.UTC)
        article = Article.objects.create(
            headline="Story", slug=f"story-{number}", language=said["language"], section=section
        )
        ends = said["ends"] if said["ends"] and said["ends"] > moment else None
        edition = Edition.objects.create(
            article=article,
            uid=article.uid,
            translation_group=uuid.uuid4(),
            language=said["language"],
            slug=article.slug,
            number=1,
            kind="news",
            change="withdrawal" if said["is_withdrawal"] else "first",
            public_from=moment,
            public_until=ends,
            first_public_from=moment,
            recorded_at=moment,
            published_by=author,
            content={},
            headline="Story",
            section=section,
        )
        for place in said["partners"]:
            EditionPartner.objects.create(edition=edition, partner=partners[place], first_public_from=moment)
        for place in said["pillars"]:
            EditionPillar.objects.create(edition=edition, pillar=pillars[place], first_public_from=moment)


def _known(said):
    return said["public_from"] is not None and said["public_from"] <= NOW


def _within(day, first, last):
    return (first is None or day >= first) and (last is None or day <= last)


def _began(agreement):
    return min((step["on"] for step in agreement["steps"] if _known(step)), default=datetime.date.max)


def _is_open(commitment, day):
    known = [entry for entry in commitment["entries"] if _known(entry) and entry["on"] <= day]
    # Of two entries of one day, the one that was entered later stands.
    last = max(enumerate(known), key=lambda pair: (pair[1]["on"], pair[0]), default=None)
    return last is None or last[1]["status"] not in ("done", "dropped")


def recount(register, language, first, last):
    """Return `{(place of partner or ALL, place of pillar or ALL): [number of each measure]}`."""
    found: dict = {}

    def add(measure, partners, pillars):
        keys = {(one, other) for one in partners for other in pillars}
        keys |= {(one, ALL) for one in partners} | {(ALL, other) for other in pillars}
        for key in keys:
            found.setdefault(key, [0, 0, 0, 0])[measure] += 1

    for said in register["stories"]:
        moment = datetime.datetime.combine(said["day"], datetime.time(*said["hour"]), tzinfo=datetime.UTC)
        ends = said["ends"] if said["ends"] and said["ends"] > moment else None
        is_live = moment <= NOW and (ends is None or ends > NOW) and not said["is_withdrawal"]
        if is_live and said["language"] == language and _within(newsroom_day(moment), first, last):
            add(0, said["partners"], said["pillars"])
    for said in register["events"]:
        if _known(said) and said["status"] != "cancelled" and _within(said["starts_on"], first, last):
            host = set() if said["host"] is None else {said["host"]}
            add(1, said["partners"] | host, said["pillars"])
    for said in register["agreements"]:
        if not _known(said):
            continue
        if _within(_began(said), first, last):
            add(2, said["partners"], said["pillars"])
        for promised in said["commitments"]:
            if _known(promised) and _within(_began(said), None, last) and _is_open(promised, last or TODAY):
                add(3, said["partners"], promised["pillars"])
    return found
