"""Facets: what results can be narrowed by, how many there are of each, and the addresses that do it.

The choice is read and checked by django-filter. Of one facet several values may be chosen: a thing that has
one of them fits. Counts are of the results at hand (newsroom.search.finding), so no count reads the
archive.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, FilterSet, MultipleChoiceFilter

from newsroom.models import SearchEntry
from newsroom.models.kinds import StoryKind
from newsroom.search.finding import Candidate
from newsroom.search.known import Known
from newsroom.search.tokens import facet, facet_of
from partnerships.dates import FIRST_YEAR, LAST_YEAR
from partnerships.models import Partner

GROUPS = {
    "kind": gettext_lazy("Kind"),
    "language": gettext_lazy("Language"),
    "year": gettext_lazy("Year"),
    "section": gettext_lazy("Section"),
    "partner": gettext_lazy("Partner"),
    "region": gettext_lazy("Region"),
    "level": gettext_lazy("Level now"),
    "pillar": gettext_lazy("Pillar"),
    "event": gettext_lazy("Event"),
    "person": gettext_lazy("Person"),
}
# Of a group so many values are offered, those with the most results first.
OFFERED = 6
MOST_CHOSEN = 10
SORTS = {"": gettext_lazy("Best match"), "newest": gettext_lazy("Newest")}

KINDS = {
    **dict(StoryKind.choices),
    **{k.value: k.label for k in SearchEntry.Kind if k != SearchEntry.Kind.STORY},
}
# As tokens write them, without hyphens.
_KINDS = {facet_of(facet("kind", kind))[1]: kind for kind in KINDS}
_LANGUAGES = {facet_of(facet("language", code))[1]: code for code, _name in settings.LANGUAGES}


class SearchFilter(FilterSet):
    """What an address asks for. Its choices are what the public knows (`known`)."""

    sort = ChoiceFilter(choices=[(name, label) for name, label in SORTS.items() if name])
    kind = MultipleChoiceFilter(choices=list(KINDS.items()))
    language = MultipleChoiceFilter(choices=settings.LANGUAGES)
    year = MultipleChoiceFilter(choices=[(str(year), str(year)) for year in range(FIRST_YEAR, LAST_YEAR + 1)])
    section = MultipleChoiceFilter()
    partner = MultipleChoiceFilter()
    region = MultipleChoiceFilter(choices=Partner.Region.choices)
    level = MultipleChoiceFilter()
    pillar = MultipleChoiceFilter()
    event = MultipleChoiceFilter()
    person = MultipleChoiceFilter()

    class Meta:
        model = SearchEntry
        fields: list[str] = []

    def __init__(self, data: QueryDict, known: Known):
        super().__init__(data, SearchEntry.objects.none())
        self.known = known
        for name in ("section", "partner", "level", "pillar", "event", "person"):
            self.filters[name].extra["choices"] = [(slug, slug) for slug in known.by_slug(name)]

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The chosen values of each facet, as in the address; none when one of them cannot be chosen."""
        if not self.is_valid():
            return {}
        values = {name: list(self.form.cleaned_data[name])[:MOST_CHOSEN] for name in GROUPS}
        return {name: chosen for name, chosen in values.items() if chosen}

    @property
    def newest(self) -> bool:
        return self.is_valid() and self.form.cleaned_data["sort"] == "newest"

    @property
    def narrowed(self) -> list[frozenset[str]]:
        """The groups of tokens of which a result has one each."""
        return [frozenset(self._tokens(name, values)) for name, values in self.chosen.items()]

    def _tokens(self, name, values):
        partners = self.known.all("partner")
        if name == "region":
            return (facet("partner", one.pk) for one in partners if one.region in values)
        if name == "level":
            levels = {self.known.by_slug("level")[slug].pk for slug in values}
            return (facet("partner", one.pk) for one in partners if one.level in levels)
        if name in {"kind", "language", "year"}:
            return (facet(name, value) for value in values)
        return (facet(name, self.known.by_slug(name)[slug].pk) for slug in values)


@dataclass(frozen=True)
class Option:
    """One value of a facet: its `label` (in `lang`), its results, and the address with or without it."""

    value: str
    label: str
    count: int
    address: str
    is_chosen: bool = False
    lang: str = ""


@dataclass
class Group:
    name: str
    label: str
    options: list[Option] = field(default_factory=list)
    more: list[Option] = field(default_factory=list)


class Address:
    """The addresses of searches that differ from this one in one thing. They all begin with "?"."""

    def __init__(self, asked: QueryDict):
        self.asked = QueryDict(mutable=True)
        # In one order and without what changes nothing, so that one search has one address.
        for name in ("q", *GROUPS, "sort"):
            values = dict.fromkeys(value for value in asked.getlist(name)[: MOST_CHOSEN + 1] if value)
            if values:
                self.asked.setlist(name, list(values))

    def _written(self, changed):
        return f"?{changed.urlencode()}" if changed else "?"

    def __str__(self) -> str:
        return self._written(self.asked)

    def with_value(self, name: str, value: str) -> str:
        changed = self.asked.copy()
        changed.setlist(name, list(dict.fromkeys([*changed.getlist(name), value])))
        return self._written(changed)

    def without(self, name: str, value: str | None = None) -> str:
        changed = self.asked.copy()
        left = [one for one in changed.getlist(name) if value is not None and one != value]
        changed.setlist(name, left)
        if not left:
            del changed[name]
        return self._written(changed)

    def changed(self, name: str, value) -> str:
        changed = self.asked.copy()
        changed[name] = str(value)
        return self._written(changed)

    def only(self, *names: str) -> str:
        changed = self.asked.copy()
        for name in list(changed):
            if name not in names:
                del changed[name]
        return self._written(changed)


def count(candidates: Iterable[Candidate], known: Known) -> dict[str, Counter]:
    """Return how many of `candidates` have each value of each facet, by number or by name."""
    counted: dict[str, Counter] = {name: Counter() for name in GROUPS}
    for candidate in candidates:
        regions, levels = set(), set()
        for token in candidate.facets.split():
            name, value = facet_of(token)
            if name == "kind":
                counted[name][_KINDS.get(value, value)] += 1
            elif name == "language":
                counted[name][_LANGUAGES.get(value, value)] += 1
            elif name == "year":
                counted[name][value] += 1
            elif name in counted:
                counted[name][int(value)] += 1
                if name == "partner" and (partner := known.get("partner", int(value))):
                    regions.add(partner.region)
                    levels.add(partner.level)
        counted["region"].update(regions)
        counted["level"].update(levels - {None})
    return counted


def most_common(counted: dict[str, Counter], name: str) -> list[int]:
    """Return the numbers of the events or people of which there are the most results."""
    return [pk for pk, _number in counted[name].most_common(OFFERED)]


def groups(
    counted: dict[str, Counter], filters: SearchFilter, address: Address, language: str
) -> list[Group]:
    """Return the facets that tell results apart, each with its most common values, the chosen first."""
    found = []
    for name, label in GROUPS.items():
        chosen = filters.chosen.get(name, [])
        options = [
            _option(name, value, label_, counted[name][key], address, chosen)
            for key, value, label_ in _values(name, filters.known, language)
            if counted[name][key] or value in chosen
        ]
        if name == "year":
            options.sort(key=lambda one: one.value, reverse=True)
        else:
            options.sort(key=lambda one: (-one.count, one.label))
        options.sort(key=lambda one: not one.is_chosen)
        if len(options) > 1 or chosen:
            found.append(Group(name, str(label), options[:OFFERED], options[OFFERED : OFFERED * 5]))
    return found


def _values(name, known, language):
    """Yield the key by which a value is counted, the value as the address has it, and its label."""
    if name == "kind":
        yield from ((kind, kind, capfirst(str(label))) for kind, label in KINDS.items())
    elif name == "language":
        yield from ((code, code, name_) for code, name_ in settings.LANGUAGES)
    elif name == "year":
        yield from ((str(year), str(year), str(year)) for year in range(FIRST_YEAR, LAST_YEAR + 1))
    elif name == "region":
        yield from ((value, value, str(label)) for value, label in Partner.Region.choices)
    else:
        yield from ((one.pk, one.slug, one.name(language)) for one in known.all(name))


def _option(name, value, label, number, address, chosen):
    is_chosen = value in chosen
    there = address.without(name, value) if is_chosen else address.with_value(name, value)
    lang = value if name == "language" else getattr(label, "lang", "")
    return Option(value, str(label), number, there, is_chosen, lang)


def described(filters: SearchFilter, language: str) -> list[str]:
    """Return the chosen values in words, in the order of the facets."""
    words = []
    for name, chosen in filters.chosen.items():
        labels = {value: str(label) for _key, value, label in _values(name, filters.known, language)}
        words += [labels[value] for value in chosen]
    return words
