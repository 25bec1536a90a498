"""Where an agreement stands, in words."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

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
    signed, to_the_day = signing_date(agreement), agreement.signed_precision == Precision.DAY
    words = {
        status.IN_FORCE: (
            _("In force since %(day)s"),
            agreement.in_force_on and date_format(agreement.in_force_on),
        ),
        status.EXPIRED: (_("Expired on %(day)s"), agreement.expires_on and date_format(agreement.expires_on)),
        status.SIGNED: (_("Signed on %(day)s") if to_the_day else _("Signed in %(day)s"), signed),
        status.AGREED: (_("Agreed on %(day)s") if to_the_day else _("Agreed in %(day)s"), signed),
    }
    sentence, day = words.get(agreement.status, ("", ""))
    return sentence % {"day": day} if day else str(agreement.get_status_display()).capitalize()
