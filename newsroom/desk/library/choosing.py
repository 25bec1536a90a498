"""The admin's autocompletes in pages of our own, which an address or a post may ask for anything."""

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple


class _Unmoved:
    """What is no key is chosen nowhere: the form's field says so, and Django's widget does not stumble."""

    def optgroups(self, name, value, attr=None):
        keys = [key for key in value if str(key).isascii() and str(key).isdecimal() and len(str(key)) < 19]
        return super().optgroups(name, keys, attr)


class ChooseOne(_Unmoved, AutocompleteSelect):
    """One thing, by a part of its name."""


class ChooseSeveral(_Unmoved, AutocompleteSelectMultiple):
    """Several things, each by a part of its name."""


def chooser(source, field, several=False):
    """Return the autocomplete for what `field` of the model `source` points at."""
    widget = ChooseSeveral if several else ChooseOne
    return widget(source._meta.get_field(field), admin.site)
