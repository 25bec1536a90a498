"""What the page of a release asks of its form."""

from django import template
from django.utils.timesince import timeuntil
from django.utils.translation import ngettext_lazy

register = template.Library()

# Django's own words for these have no Vietnamese.
SPANS = {
    "year": ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    "month": ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    "week": ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    "day": ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    "hour": ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    "minute": ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
}


@register.filter
def wait_until(moment):
    """Return how long it is until `moment`, in words: "1 week, 1 day"."""
    return timeuntil(moment, time_strings=SPANS)


@register.simple_tag
def note_field(form, key):
    """Return the form's field for the note of the member `key`, such as "story-12"; None when it has none."""
    name = key.replace("story-", "note-", 1)
    return form[name] if form and name in form.fields else None
