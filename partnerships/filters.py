"""The filters of the register's lists. Each is part of the page's address, so that it can be shared.

What may be chosen is told by the view, from what the public may know: a choice must not give away
an event that is not announced.
"""

import re
from urllib.parse import urlencode

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from partnerships.days_asked import DayFilter, DaysForm
from partnerships.due import ends_within, over, still_open
from partnerships.folding import fold
from partnerships.models import Agreement, Commitment, CommitmentEntry, Event, Partner, Pillar


def as_choices(values):
    """Return the choices of an enumeration with labels that begin as lines of a list do."""
    return [(value, capfirst(label)) for value, label in values.choices]


def with_partners(condition: Q, through, column: str) -> Q:
    """Return the condition that a partner in the table `through`, tied by `column`, meets `condition`."""
    partners = Partner.objects.filter(condition).values("pk")
    return Q(Exists(through.objects.filter(**{column: OuterRef("pk"), "partner__in": partners})))


def on_pillar(slug: str, through, column: str) -> Q:
    """Return the condition that the pillar `slug` is in the table `through`, tied by `column`."""
    pillars = Pillar.objects.filter(slug=slug).values("pk")
    return Q(Exists(through.objects.filter(**{column: OuterRef("pk"), "pillar__in": pillars})))


def involving(condition: Q) -> Q:
    """Return the condition for events with a partner, or at the home of one, that meets `condition`.

    They are found from the partners' side: it is for a condition that few partners meet, such as one.
    """
    partners = Partner.objects.filter(condition).values("pk")
    through = Event.partners.through.objects.filter(partner__in=partners).values("event")
    hosted = Event.objects.filter(host__in=partners).order_by().values("pk")
    return Q(pk__in=through.union(hosted, all=True))


def involving_many(condition: Q) -> Q:
    """Return the same as `involving`, for a condition that many partners meet: each event is asked."""
    hosts = Partner.objects.filter(condition).values("pk")
    return Q(host__in=hosts) | with_partners(condition, Event.partners.through, "event")


class ListFilter(FilterSet):
    """A filter whose choices are given with it: `{"year": [("2025", "2025")]}`."""

    def __init__(self, data, queryset, **choices):
        super().__init__(data, queryset)
        for name, options in choices.items():
            self.filters[name].extra["choices"] = options

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, by the name in the address."""
        return {name: value for name in self.filters if (value := self.data.get(name, ""))}

    def address_query(self, **key) -> str:
        """The end of the address of a page of the list: what was chosen, and the key of the page if any."""
        said = {**self.chosen, **{name: value for name, value in key.items() if value}}
        return f"?{urlencode(said)}" if said else ""

    @property
    def found(self):
        """The rows that were asked for; none when something was asked for that cannot be chosen."""
        return self.qs if self.is_valid() else self.queryset.none()


class DatedListFilter(ListFilter):
    """A filter that also asks for the days from one to another, in the column `day_column`."""

    day_column = "starts_on"

    class Meta:
        form = DaysForm

    def __init__(self, data, queryset, **choices):
        super().__init__(data, queryset, **choices)
        # "from" is no name that Python allows for an attribute.
        self.filters["from"] = self._bound(_("From"), "gte")
        self.filters["until"] = self._bound(_("Until"), "lte")

    def _bound(self, label, comparison):
        bound = DayFilter(label=label, field_name=self.day_column, lookup_expr=comparison)
        bound.parent, bound.model = self, self.queryset.model
        return bound


class PartnerFilter(ListFilter):
    """Partners by name, at a level, in a region, of a kind, in a grouping.

    `periods` are the levels that they hold (rows) and `memberships` what they belong to (a queryset), on the
    day and as the public knows it.
    """

    q = CharFilter(
        label=_("Name"),
        method="named",
        max_length=80,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )
    level = ChoiceFilter(label=_("Level"), empty_label=_("Any level"), method="at_level")
    region = ChoiceFilter(label=_("Region"), empty_label=_("Any region"))
    kind = ChoiceFilter(label=_("Kind"), empty_label=_("Any kind"), choices=as_choices(Partner.Kind))
    grouping = ChoiceFilter(label=_("Member of"), empty_label=_("Any grouping"), method="in_grouping")

    class Meta:
        model = Partner
        fields = ["q", "level", "region", "kind", "grouping"]

    def __init__(self, data, queryset, periods, memberships, **choices):
        super().__init__(data, queryset, **choices)
        self.periods = periods
        self.memberships = memberships

    def named(self, partners, name, typed):
        """Those that have, for each word typed, a word that begins with it, whatever its marks."""
        for word in re.findall(r"\w+", fold(typed)):
            partners = partners.filter(folded__regex=rf"(^|\W){word}")
        return partners

    def in_grouping(self, partners, name, slug):
        members = self.memberships.order_by().filter(grouping__slug=slug)
        return partners.filter(pk__in=members.values("member"))

    def at_level(self, partners, name, slug):
        return partners.filter(pk__in=[held.partner_id for held in self.periods if held.level.slug == slug])


# Where an event stands, as its page says it.
STANDING = {
    "not-cancelled": (_("Not cancelled"), ~Q(status=Event.Status.CANCELLED)),
    "confirmed": (_("Confirmed"), Q(status=Event.Status.PLANNED, confirmed=True)),
    "expected": (_("Expected, not confirmed"), Q(status=Event.Status.PLANNED, confirmed=False)),
    "postponed": (_("Postponed"), Q(status=Event.Status.POSTPONED)),
    "cancelled": (_("Cancelled"), Q(status=Event.Status.CANCELLED)),
}


class EventFilter(DatedListFilter):
    """Events of a kind, with a partner, in a region of the world, on a pillar, in a year, as they stand."""

    kind = ChoiceFilter(label=_("Kind"), empty_label=_("Any kind"), choices=as_choices(Event.Kind))
    partner = ChoiceFilter(label=_("Partner"), empty_label=_("Any partner"), method="with_partner")
    region = ChoiceFilter(label=_("Region"), empty_label=_("Any region"), method="in_region")
    pillar = ChoiceFilter(label=_("Pillar"), empty_label=_("Any pillar"), method="on_pillar")
    year = ChoiceFilter(
        label=_("Year"), empty_label=_("Any year"), field_name="starts_on", lookup_expr="year"
    )
    status = ChoiceFilter(
        label=_("Status"),
        empty_label=_("Any status"),
        choices=[(name, label) for name, (label, _condition) in STANDING.items()],
        method="that_stand",
    )

    class Meta(DatedListFilter.Meta):
        model = Event
        fields = ["kind", "partner", "region", "pillar", "year", "status"]

    def with_partner(self, events, name, slug):
        return events.filter(involving(Q(slug=slug)))

    def in_region(self, events, name, region):
        return events.filter(involving_many(Q(region=region)))

    def on_pillar(self, events, name, slug):
        return events.filter(pillars__slug=slug)

    def that_stand(self, events, name, standing):
        return events.filter(STANDING[standing][1])


class AgreementFilter(DatedListFilter):
    """Agreements of a kind, with a partner, on a pillar, by where they stand and when a step was taken.

    `steps` are those that the public knows, and the agreements came `dated`.
    """

    day_column = "listed_on"

    kind = ChoiceFilter(label=_("Kind"), empty_label=_("Any kind"), choices=as_choices(Agreement.Kind))
    partner = ChoiceFilter(label=_("Partner"), empty_label=_("Any partner"), method="with_partner")
    status = ChoiceFilter(
        label=_("Status"),
        empty_label=_("Any status"),
        choices=as_choices(Agreement.Status),
        method="with_status",
    )
    pillar = ChoiceFilter(label=_("Pillar"), empty_label=_("Any pillar"), method="on_pillar")
    year = ChoiceFilter(label=_("Year"), empty_label=_("Any year"), method="in_year")

    class Meta(DatedListFilter.Meta):
        model = Agreement
        fields = ["kind", "partner", "status", "pillar", "year"]

    def __init__(self, data, queryset, steps, **choices):
        super().__init__(data, queryset, **choices)
        self.steps = steps

    def with_status(self, agreements, name, status):
        # Of agreements that came `with_standing`.
        return agreements.filter(status=status)

    def with_partner(self, agreements, name, slug):
        return agreements.filter(with_partners(Q(slug=slug), Agreement.partners.through, "agreement"))

    def on_pillar(self, agreements, name, slug):
        return agreements.filter(on_pillar(slug, Agreement.pillars.through, "agreement"))

    def in_year(self, agreements, name, year):
        return agreements.filter(Exists(self.steps.filter(agreement=OuterRef("pk"), on__year=year)))


class CommitmentFilter(ListFilter):
    """Commitments by their state, with a partner, on a pillar, by the year or the days in which they are due.

    They came `with_state` on `day`. Asked how they stood until a day, it has those of the `agreements`
    (which came `dated`) that there were by then.
    """

    OPEN = "open"
    OVERDUE = "overdue"
    SOON = 90  # days

    state = ChoiceFilter(
        label=_("State"),
        empty_label=_("Any state"),
        choices=[(OPEN, _("Open: neither done nor dropped")), *as_choices(CommitmentEntry.Status)],
        method="in_state",
    )
    partner = ChoiceFilter(label=_("Partner"), empty_label=_("Any partner"), method="with_partner")
    pillar = ChoiceFilter(label=_("Pillar"), empty_label=_("Any pillar"), method="on_pillar")
    year = ChoiceFilter(label=_("Due in"), empty_label=_("Any year"), field_name="due_on", lookup_expr="year")
    due = ChoiceFilter(
        label=_("Due"),
        empty_label=_("At any time"),
        choices=[(OVERDUE, _("Overdue")), ("soon", _("In the next 90 days"))],
        method="due_then",
    )

    until = DayFilter(label=_("As they stood on"), method="as_of")

    class Meta:
        model = Commitment
        fields = ["state", "partner", "pillar", "year", "due"]

    def __init__(self, data, queryset, day, agreements, **choices):
        super().__init__(data, queryset, **choices)
        self.day = day
        self.agreements = agreements

    def as_of(self, commitments, name, day):
        made = self.agreements.filter(listed_on__lte=day).order_by()
        return commitments.filter(agreement__in=made.values("pk"))

    def in_state(self, commitments, name, state):
        return commitments.filter(still_open() if state == self.OPEN else Q(state=state))

    def with_partner(self, commitments, name, slug):
        partners = Partner.objects.filter(slug=slug).values("pk")
        tied = Agreement.partners.through.objects.filter(
            agreement=OuterRef("agreement"), partner__in=partners
        )
        return commitments.filter(Exists(tied))

    def on_pillar(self, commitments, name, slug):
        return commitments.filter(on_pillar(slug, Commitment.pillars.through, "commitment"))

    def due_then(self, commitments, name, when):
        due = over(self.day) if when == self.OVERDUE else ends_within(self.day, self.SOON)
        return commitments.filter(still_open(), due)
