"""Structured data in the head of a page."""

from django import template

from partnerships.structured import script

register = template.Library()
register.simple_tag(script, name="structured_data")
