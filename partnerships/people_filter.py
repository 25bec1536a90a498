"""The filter of the list of people."""

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter

from partnerships.filters import ListFilter
from partnerships.folding import fold
from partnerships.models import Partner, Person

# In an address: the people who hold a post of our own, and not of a partner.
OUR_SIDE = "own"


def ours() -> Q:
    """Return the condition for the partner that is our own country."""
    return Q(code=settings.NEWSROOM_COUNTRY)


class PersonFilter(ListFilter):
    """People by a part of their name, with or without its marks, and by whose posts they held."""

    q = CharFilter(
        label=_("Name"),
        method="named",
        max_length=80,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )
    partner = ChoiceFilter(label=_("Whose posts"), empty_label=_("Anybody’s"), method="in_posts_of")

    class Meta:
        model = Person
        fields = ["q", "partner"]

    def __init__(self, data, queryset, appointments, **choices):
        super().__init__(data, queryset, **choices)
        self.appointments = appointments

    def named(self, people, name, words):
        for word in fold(words).split():
            people = people.filter(folded__contains=word)
        return people

    def in_posts_of(self, people, name, slug):
        home = Partner.objects.filter(ours())
        own = Q(post__partner=None) | Q(post__partner__in=home)
        whose = own if slug == OUR_SIDE else Q(post__partner__slug=slug)
        return people.filter(Exists(self.appointments.filter(whose, person=OuterRef("pk"))))
