"""Data about a page, in the page: a block that no browser runs (https://www.w3.org/TR/json-ld/#html)."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

# In a script nothing is escaped as in HTML: what could end it, or begin another, is written as JSON can.
_ENDS = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


@register.simple_tag
def structured_data(data: dict) -> SafeString:
    """Print `data` as a block of JSON-LD."""
    written = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_ENDS)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(written))
