"""Where an agreement stands, in words."""

from django import template
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from partnerships.dates import Precision, spoken_date
from partnerships.language_names import language_name
from partnerships.models import Agreement

register = template.Library()


@register.simple_tag
def signing_date(agreement) -> str:
    """When it was signed or agreed, no more exactly than that is known."""
    return spoken_date(agreement.signed_on, agreement.signed_precision)


@register.simple_tag
def language_of(code: str, own: bool = False) -> str:
    """What a language is called in the page's language, or in its `own`."""
    name = language_name(code, code if own else get_language())
    return name[:1].upper() + name[1:]


@register.simple_tag
def agreement_standing(agreement) -> str:
    """Its status with the day since which it stands so, such as "in force since 1 May 2021"."""
    sentences = _SINCE.get(agreement.status)
    if sentences is None or agreement.status_on is None:
        return str(agreement.get_status_display()).capitalize()
    precision = agreement.status_precision or Precision.DAY
    return sentences()[precision] % {"day": spoken_date(agreement.status_on, precision)}


def _in_words(on_a_day, in_a_month, in_a_year):
    return {Precision.DAY: on_a_day, Precision.MONTH: in_a_month, Precision.YEAR: in_a_year}


# A year on its own has words of its own: some languages put one before it.
_SINCE = {
    Agreement.Status.AGREED: lambda: _in_words(
        _("Agreed on %(day)s"), _("Agreed in %(day)s"), pgettext("a year", "Agreed in %(day)s")
    ),
    Agreement.Status.SIGNED: lambda: _in_words(
        _("Signed on %(day)s"), _("Signed in %(day)s"), pgettext("a year", "Signed in %(day)s")
    ),
    Agreement.Status.RATIFIED: lambda: _in_words(
        _("Ratified on %(day)s"), _("Ratified in %(day)s"), pgettext("a year", "Ratified in %(day)s")
    ),
    Agreement.Status.IN_FORCE: lambda: _in_words(
        _("In force since %(day)s"), _("In force since %(day)s"), pgettext("a year", "In force since %(day)s")
    ),
    Agreement.Status.EXPIRED: lambda: _in_words(
        _("Expired on %(day)s"), _("Expired in %(day)s"), pgettext("a year", "Expired in %(day)s")
    ),
    Agreement.Status.TERMINATED: lambda: _in_words(
        _("Terminated on %(day)s"), _("Terminated in %(day)s"), pgettext("a year", "Terminated in %(day)s")
    ),
    Agreement.Status.SUCCEEDED: lambda: _in_words(
        _("Succeeded by another on %(day)s"),
        _("Succeeded by another in %(day)s"),
        pgettext("a year", "Succeeded by another in %(day)s"),
    ),
}
