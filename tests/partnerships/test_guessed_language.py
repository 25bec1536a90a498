"""Words whose language nobody recorded are marked where it is plain."""

import pytest
from django.template import Context, Template
from django.utils import translation

from partnerships.guessed_language import guessed_language


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Vietnam News Agency: full text of the joint declaration", "en"),
        ("VietnamPlus: ties with Japan raised", "en"),
        ("Wikipedia (Vietnamese): Quan hệ ngoại giao của Việt Nam", "vi"),
        ("Đà Nẵng: the port of the future", "en"),
        ("L’été où la France s’est tournée à nouveau vers l’Asie", ""),
        ("În așteptarea unei păci după război", ""),
        ("The archive", ""),
        ("Reuters", ""),
        ("", ""),
    ],
)
def test_a_language_is_told_only_where_it_is_plain(words, language):
    assert guessed_language(words) == language


@pytest.mark.parametrize(("page", "mark"), [("vi", ' lang="en"'), ("en", "")])
def test_a_source_in_another_language_than_the_page_is_marked(page, mark):
    shown = Template('{% include "partnerships/_source.html" with source="Full text of the declaration" %}')
    with translation.override(page):
        assert shown.render(Context()).strip() == f"<span{mark}>Full text of the declaration</span>"
