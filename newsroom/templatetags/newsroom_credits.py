"""A photo's credit in templates: `{{ photo.credit|shown_credit }}`, in its brackets."""

from django import template

from newsroom.credits import bare_credit, shown_credit

register = template.Library()
register.filter("shown_credit", shown_credit)
register.filter("bare_credit", bare_credit)
