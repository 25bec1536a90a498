"""Reading the register's data files: TOML, dates known in part, and when a fact became public."""

import datetime
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from partnerships.dates import Precision

DATA = Path(__file__).parent / "data"


def read(name: str) -> dict[str, Any]:
    """Return the contents of one data file, named without its suffix."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def read_folder(name: str) -> list[dict[str, Any]]:
    """Return the rows of every file in the folder `name`, each of which keeps them under that name."""
    files = sorted((DATA / name).glob("*.toml"))
    return list(chain.from_iterable(read(f"{name}/{file.stem}")[name] for file in files))


def dated(text: str) -> tuple[datetime.date, str]:
    """Return the first day of "2025-10-29", "2008-05" or "2007", and the precision with which it is known.

    Raises ValueError for anything else.
    """
    precision = {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}.get(len(text))
    if precision is None:
        raise ValueError(f"“{text}” is not a date: write 2025-10-29, or 2025-10, or 2025.")
    return datetime.date.fromisoformat(
        text + "-01-01"[: 10 - len(text)] if len(text) < 10 else text
    ), precision


def newsroom_time(naive: datetime.datetime) -> datetime.datetime:
    """Return a data file's time, which is the newsroom's, as a moment."""
    return naive.replace(tzinfo=ZoneInfo(settings.NEWSROOM_TIME_ZONE))


def known_from(day: datetime.date, precision: str) -> datetime.datetime:
    """Return the first newsroom midnight at which a fact of that day can be called known.

    A day counts from its own midnight; a month or a year that is not known more exactly only once it is over,
    so that nothing shows before it may have happened.
    """
    if precision == Precision.MONTH:
        day = (day.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
    elif precision == Precision.YEAR:
        day = datetime.date(day.year + 1, 1, 1)
    return newsroom_time(datetime.datetime.combine(day, datetime.time.min))
