import pytest
from django.template import Context, Template
from django.utils import translation

from partnerships.texts import Texts


def shown(source, language="en", **context):
    with translation.override(language):
        return Template("{% load texts %}" + source).render(Context(context))


def test_a_text_is_shown_in_the_language_of_the_page():
    visit = Texts({"en": "Visit", "vi": "Chuyến thăm"})

    assert shown("{% text visit %}", "en", visit=visit) == "Visit"
    assert shown("{% text visit %}", "vi", visit=visit) == "Chuyến thăm"


def test_a_text_in_another_language_is_marked_with_that_language():
    assert shown("{% text visit %}", "vi", visit=Texts({"en": "Visit"})) == '<span lang="en">Visit</span>'


def test_a_text_is_escaped_in_both_forms():
    texts = Texts({"en": "<b>R&D</b>"})

    assert shown("{% text t %}", "en", t=texts) == "&lt;b&gt;R&amp;D&lt;/b&gt;"
    assert shown("{% text t %}", "vi", t=texts) == '<span lang="en">&lt;b&gt;R&amp;D&lt;/b&gt;</span>'


def test_a_text_can_be_kept_under_a_name():
    assert shown("{% text t as name %}[{{ name }}]", "en", t=Texts({"en": "A&B"})) == "[A&amp;B]"


@pytest.mark.parametrize("nothing", [None, "", Texts()])
def test_a_text_that_is_missing_everywhere_shows_nothing(nothing):
    assert shown("{% text t %}", "en", t=nothing) == ""


def test_a_plain_string_passes_through():
    assert shown("{% text t %}", "en", t="Oxford") == "Oxford"


def test_an_attribute_gets_the_text_without_mark_up():
    assert shown('<i title="{{ t|plain_text }}">', "vi", t=Texts({"en": 'a "b"'})) == (
        '<i title="a &quot;b&quot;">'
    )
