"""What the map shows on a day: each country with its colour and its words, the rungs with their counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerships.country_names import country_name
from partnerships.dates import spoken_date
from partnerships.folding import fold
from partnerships.map.geometry import PART_OF, PARTS, world
from partnerships.models import Level, Partner, PartnershipPeriod


@dataclass
class Row:
    """One partner at a level: a line of the table."""

    partner: Partner
    period: PartnershipPeriod

    def __post_init__(self):
        self.name = self.partner.name

    @property
    def since_words(self) -> str:
        return spoken_date(self.period.since, self.period.since_precision)


@dataclass
class Rung:
    """A level, who holds it, and the letter that stands for it where colour does not."""

    level: Level
    number: int
    rows: list[Row] = field(default_factory=list)

    @property
    def letter(self) -> str:
        return ascii_uppercase[self.number % len(ascii_uppercase)]


@dataclass
class Country:
    """A country of the map: a link where the register has a page of it, mere land otherwise."""

    code: str
    name: str
    # What is drawn as one: its own shape and those of its parts that have no page of their own.
    codes: tuple[str, ...]
    address: str = ""
    rung: Rung | None = None
    words: str = ""
    # The code and the name of the state whose colour it has while it has no level of its own.
    drawn_with: str = ""
    state: str = ""
    is_home: bool = False


def by_name(rows: Iterable[Row]) -> list[Row]:
    """Return rows in the order of their partners' names in the active language."""
    return sorted(rows, key=lambda row: fold(str(row.name)))


def rungs(periods: Iterable[PartnershipPeriod]) -> dict[int, Rung]:
    """Return a rung for the level of each of `periods` by its key, the highest first."""
    levels = {period.level_id: period.level for period in periods}
    ladder = sorted(levels.values(), key=lambda level: -level.rank)
    return {level.pk: Rung(level, number) for number, level in enumerate(ladder)}


def patterns() -> dict[str, str]:
    """Return the sentences that tell of a country, with gaps: `{name}`, `{level}`, `{day}`, `{state}`."""
    return {
        "held": _("{name}: {level} since {day}"),
        "none": _("{name}: no level on this day"),
        "held_with": _("{name}, drawn with {state}: {level} since {day}"),
        "home": _("{name}: our own country"),
    }


def countries(
    partners: Iterable[Partner],
    held: Mapping[int, PartnershipPeriod],
    ladder: Mapping[int, Rung],
    home: str,
) -> list[Country]:
    """Return every country of the map by name, those with a marker last so that nothing covers it.

    `held` are the periods by the key of their partner, `ladder` the rungs by the key of their level, `home`
    is the code of our own country.
    """
    sentences, language = patterns(), get_language() or "en"
    own = {partner.code: partner for partner in partners if partner.kind == Partner.Kind.COUNTRY}
    found = []
    for code in world().codes:
        partner, state = own.get(code), own.get(PART_OF.get(code, ""))
        if not partner and code in PART_OF:
            # It is in the path of its state.
            continue
        country = Country(
            code=code,
            name=str(partner.name) if partner else country_name(code, language),
            codes=(code, *(part for part in PARTS.get(code, ()) if part not in own)),
            address=partner.get_absolute_url() if partner else "",
            drawn_with=state.code if state else "",
            state=str(state.name) if state else "",
            is_home=home in {code, PART_OF.get(code)},
        )
        level = held.get(partner.pk) if partner else None
        inherited = held.get(state.pk) if state and not level else None
        period = level or inherited
        if period and not country.is_home:
            country.rung = ladder[period.level_id]
        kind = "home" if country.is_home else "held" if level else "held_with" if inherited else "none"
        country.words = _words(sentences[kind], country, period)
        found.append(country)
    return sorted(found, key=lambda country: (country.code in world().markers, fold(country.name)))


def _words(sentence: str, country: Country, period: PartnershipPeriod | None) -> str:
    said = {"name": country.name, "state": country.state}
    if period:
        said["level"] = str(period.level.name)
        said["day"] = spoken_date(period.since, period.since_precision)
    for gap, words in said.items():
        sentence = sentence.replace(f"{{{gap}}}", words)
    return sentence
