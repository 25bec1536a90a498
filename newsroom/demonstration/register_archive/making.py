"""What all parts of the archive are made with: chance, what is there already, and rows in bulk."""

import datetime
import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from partnerships.folding import fold
from partnerships.models import Level, Partner, Pillar

BATCH = 1_000
SOURCE = "Sample"
DAY = datetime.timedelta(days=1)
FIRST_DAY = datetime.date(1973, 1, 1)


@dataclass
class Made:
    """What has been made so far, for the rows that refer to it."""

    until: datetime.datetime
    chance: random.Random
    partners: list[Partner] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    pillars: list[Pillar] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    events: list[tuple[int, datetime.date]] = field(default_factory=list)
    agreements: list[int] = field(default_factory=list)

    def known(self) -> dict:
        """By what a fact is known, from when it is public, and who says so."""
        lot = self.chance.randrange(50)
        ago = datetime.timedelta(minutes=self.chance.randrange(1, 5_000_000))
        public_from = (None, self.until + ago, *[self.until - ago] * 48)[lot]
        uid = uuid.UUID(int=self.chance.getrandbits(128), version=4)
        return {"uid": uid, "public_from": public_from, "source": SOURCE}

    def day(self, ahead=0) -> datetime.date:
        """A day since 1973, at most `ahead` days after the archive's own."""
        last = self.until.date() + ahead * DAY
        return FIRST_DAY + self.chance.randrange((last - FIRST_DAY).days) * DAY

    def some(self, rows: list, most: int) -> list:
        """From one to `most` different ones of `rows`."""
        return self.chance.sample(rows, min(len(rows), self.chance.randint(1, most)))


def texts(english: str, vietnamese: str) -> dict:
    return {"en": english, "vi": vietnamese}


def create(model, rows: Iterable) -> list:
    """Make the rows in batches, past `save`; return them with their keys."""
    rows = list(rows)
    for row in rows:
        if hasattr(row, "known_by"):
            # As `save` would do.
            row.folded = fold(" ".join(filter(None, row.known_by())))
    return model.objects.bulk_create(rows, batch_size=BATCH)


def tie(tied, row_column: str, column: str, pairs: Iterable[tuple[int, int]]) -> None:
    """Tie rows to others through `tied`, a many-to-many field, by pairs of keys."""
    through = tied.through
    through.objects.bulk_create(
        (through(**{f"{row_column}_id": row, f"{column}_id": other}) for row, other in pairs),
        batch_size=BATCH,
    )
