"""What the page of a release asks of its form."""

from django import template

register = template.Library()


@register.simple_tag
def note_field(form, key):
    """Return the form's field for the note of the member `key`, such as "story-12"; None when it has none."""
    name = key.replace("story-", "note-", 1)
    return form[name] if form and name in form.fields else None
