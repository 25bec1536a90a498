import datetime

from newsroom.demonstration.register_archive.making import DAY, create, texts, tie
from partnerships.models import Event, EventChange, ProgrammeItem


def make_events(made, count):
    first = Event.objects.count()
    chance, kinds = made.chance, Event.Kind.values

    def one(n):
        begins = made.day(ahead=700)
        return Event(
            slug=f"sample-event-{n}",
            kind=kinds[n % len(kinds)],
            title=texts(f"Sample visit {n}", f"Chuyến thăm mẫu {n}"),
            summary=texts("What they will speak of.", "Nội dung trao đổi."),
            starts_on=begins,
            ends_on=begins + chance.randrange(4) * DAY if n % 2 else None,
            precision=chance.choice(["day", "day", "day", "month", "year"]),
            confirmed=bool(n % 9),
            status=chance.choice(["planned"] * 18 + ["postponed", "cancelled"]),
            time_zone=chance.choice(["Asia/Ho_Chi_Minh", "Europe/London", "America/New_York"]),
            venue=texts("Sample House", "Nhà Mẫu"),
            host=chance.choice(made.partners) if n % 4 else None,
            **made.known(),
        )

    events = create(Event, (one(n) for n in range(first, first + count)))
    made.events += [(event.pk, event.starts_on) for event in events]
    tie(
        Event.partners,
        "event",
        "partner",
        ((e.pk, p.pk) for e in events for p in made.some(made.partners, 3)),
    )
    tie(Event.pillars, "event", "pillar", ((e.pk, p.pk) for e in events for p in made.some(made.pillars, 2)))
    tie(Event.people, "event", "person", ((e.pk, p) for e in events for p in made.some(made.people, 4)))
    tie(Event.received_by, "event", "person", ((e.pk, p) for e in events for p in made.some(made.people, 1)))
    items = create(
        ProgrammeItem,
        (
            ProgrammeItem(
                event=event,
                order=order,
                day=event.starts_on,
                starts_at=datetime.time(9 + 2 * order),
                title=texts(f"Sample talks {order}", f"Hội đàm mẫu {order}"),
                is_public=bool(chance.randrange(4)),
            )
            for event in events
            for order in range(3)
        ),
    )
    tie(
        ProgrammeItem.people,
        "programmeitem",
        "person",
        ((i.pk, p) for i in items for p in made.some(made.people, 2)),
    )
    create(
        EventChange,
        (
            EventChange(
                event=event,
                kind=EventChange.Kind.RESCHEDULED,
                at=made.until - chance.randrange(1, 3_000) * DAY,
                was_from=event.starts_on - 30 * DAY,
                note=texts("The hall was not free.", "Hội trường chưa sẵn sàng."),
                **made.known(),
            )
            for event in events[::20]
        ),
    )
