"""What the start page says of commitments: how many are overdue, due soon, unproven or silent."""

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from newsroom.newsroom_time import newsroom_day
from partnerships.commitment_worklists import WORKLISTS, counts

MAY_CHANGE = "partnerships.change_commitment"
SHOWN = ("overdue", "soon", "unproven", "silent")


def commitment_counts(most: int) -> list[tuple[str, int, str]]:
    """Return `(what, how many, address of the list)` of each kind that there is (one query).

    None is counted further than one more than `most`.
    """
    address = reverse("admin:partnerships_commitment_changelist")
    found = counts(SHOWN, newsroom_day(timezone.now()), most)
    return [
        (capfirst(str(WORKLISTS[name].title)), found[name], f"{address}?todo={name}")
        for name in SHOWN
        if found[name]
    ]
