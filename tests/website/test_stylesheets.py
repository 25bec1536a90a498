"""Stylesheets have no compiler that would refuse them: one lacking brace takes every rule after it away."""

import re

import pytest
from django.conf import settings

SHEETS = sorted((settings.BASE_DIR / "static").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_rule_is_closed(sheet):
    depth = 0
    for number, line in enumerate(_without_comments(sheet.read_text()).splitlines(), 1):
        depth += line.count("{") - line.count("}")
        # A rule in @supports in @media.
        assert 0 <= depth <= 3, f"{sheet.name}, line {number}: a brace is lacking before it"
    assert depth == 0


def _without_comments(text):
    """The rules alone, with as many lines as before."""
    return re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), text, flags=re.DOTALL)
