"""What the start page says of commitments: how many are overdue, due soon, unproven or silent."""

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from newsroom.newsroom_time import newsroom_day
from partnerships.commitment_worklists import WORKLISTS, on_the_desk

MAY_CHANGE = "partnerships.change_commitment"
SHOWN = ("overdue", "soon", "unproven", "silent")


def commitment_counts(most: int) -> list[tuple[str, int, str]]:
    """Return `(what, how many, address of the list)` of each kind that there is.

    One query for each kind, none of which counts further than one more than `most`.
    """
    day = newsroom_day(timezone.now())
    address = reverse("admin:partnerships_commitment_changelist")
    found = []
    for name in SHOWN:
        worklist = WORKLISTS[name]
        rows = on_the_desk(day).filter(worklist.condition(day)).order_by().values("pk")
        if number := rows[: most + 1].count():
            found.append((capfirst(str(worklist.title)), number, f"{address}?todo={name}"))
    return found
