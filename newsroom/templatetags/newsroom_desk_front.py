"""What the layout's form asks of its rows."""

from django import template

register = template.Library()


@register.filter
def told_of(row, told: dict):
    """What there is to say of the story that a row named when opened; nothing once another is typed."""
    uid = row["uid"].value()
    named = next((one for key, one in told.items() if str(key) == str(uid)), None)
    shown = row["story"].value()
    return named if named and (not row.is_bound or shown == row.initial.get("story")) else None
