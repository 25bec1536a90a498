"""What a collection of the open data is, and how the rows that the public may know are asked for."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Prefetch, Q, QuerySet, When
from django.db.models.functions import Greatest

from partnerships.facts import Fact
from partnerships.models import Partner
from partnerships.open_data.columns import Column


@dataclass(frozen=True)
class Collection:
    """A kind of thing that the register holds, as open data.

    `rows(at, day)` returns those that are public at `at`, as they stood on `day`, each with all that the
    columns read. They are ordered, and paged, by `key`: the column of the database that identifies a row.
    Where they can be chosen, `by_partner(partner)` is the condition for what concerns it, and `on(rows, day)`
    returns those of a day, which `on_about` describes.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[datetime.datetime, datetime.date], QuerySet]
    key: str = "uid"
    by_partner: Callable[[Partner], Q] | None = None
    on: Callable[[Any, datetime.date], QuerySet] | None = None
    on_about: str = ""

    @property
    def is_of_facts(self) -> bool:
        """Whether its rows became public at a time of their own."""
        return any(column.name == "public_from" for column in self.columns)

    @property
    def filters(self) -> list[str]:
        """The names of the parameters by which its rows can be chosen."""
        asked = {"partner": self.by_partner, "on": self.on, "since": self.is_of_facts}
        return [name for name, there in asked.items() if there]


def live(model: type[Fact], at: datetime.datetime) -> Any:
    """Return the public rows of a kind of fact, each with since when it is known as its `known_since`.

    What hangs on another fact was not known before that one.
    """
    moments = ["public_from", *(f"{path}__public_from" for path in model.hangs_on)]
    since = Greatest(*moments) if len(moments) > 1 else F("public_from")
    return model.objects.live(at).annotate(known_since=since).defer("entered_by", "entered_at")


def if_known(path: str, at: datetime.datetime) -> Case:
    """The `uid` of the fact to which `path` leads, where the public knows that fact."""
    return Case(When(**{f"{path}__public_from__lte": at}, then=F(f"{path}__uid")))


def named(model: type, *tied: str, at: datetime.datetime) -> Iterable[Prefetch]:
    """Fetch the identifiers of what is tied to rows of `model`: those that the public knows, in one order."""
    for name in tied:
        other = model._meta.get_field(name).related_model  # type: ignore[attr-defined]
        if issubclass(other, Fact):
            yield Prefetch(name, other.objects.live(at).order_by("uid").only("uid"))
        else:
            key = "code" if other is Partner else "slug"
            yield Prefetch(name, other.objects.order_by(key).only(key))
