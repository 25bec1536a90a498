"""Where an agreement stands, in words."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerships.dates import Precision, spoken_date

register = template.Library()


@register.simple_tag
def signing_date(agreement) -> str:
    """When it was signed or agreed, no more exactly than that is known."""
    return spoken_date(agreement.signed_on, agreement.signed_precision)


@register.simple_tag
def agreement_standing(agreement) -> str:
    """Its status with the day that matters for it, such as "in force since 1 May 2021"."""
    status = agreement.Status
    signed = signing_date(agreement)
    signed_in = {
        Precision.DAY: _("Signed on %(day)s"),
        Precision.MONTH: _("Signed in %(day)s"),
        # A year on its own: some languages put the word before it.
        Precision.YEAR: pgettext("a year", "Signed in %(day)s"),
    }
    agreed_in = {
        Precision.DAY: _("Agreed on %(day)s"),
        Precision.MONTH: _("Agreed in %(day)s"),
        Precision.YEAR: pgettext("a year", "Agreed in %(day)s"),
    }
    words = {
        status.IN_FORCE: (
            _("In force since %(day)s"),
            agreement.in_force_on and date_format(agreement.in_force_on),
        ),
        status.EXPIRED: (_("Expired on %(day)s"), agreement.expires_on and date_format(agreement.expires_on)),
        status.SIGNED: (signed_in[agreement.signed_precision], signed),
        status.AGREED: (agreed_in[agreement.signed_precision], signed),
    }
    sentence, day = words.get(agreement.status, ("", ""))
    return sentence % {"day": day} if day else str(agreement.get_status_display()).capitalize()
