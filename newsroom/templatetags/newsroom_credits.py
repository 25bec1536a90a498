"""A photo's credit in templates: `{{ photo.credit|shown_credit }}`, in its brackets."""

from django import template

from newsroom import credits

register = template.Library()
register.filter("shown_credit", credits.shown_credit)
register.filter("bare_credit", credits.bare_credit)
