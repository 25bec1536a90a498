"""Structured data: what a page is about, in the words of schema.org, for machines (JSON-LD 1.1)."""

import json

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# What would end the element or begin another, as JSON may also write it (HTML §4.12.1.3).
_ESCAPED = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def script(data: dict) -> SafeString:
    """Return `data` (what JSON can hold) as the `<script>` of a page; nothing in it can end the element.

    It is data and no program: the content security policy of the site lets it stand.
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))
