"""Every string that the code marks for translation stands in each language's catalogue, translated."""

import re
import unicodedata

import pytest

from website.catalogues import DOMAINS, found, kept, translated_languages, untranslated

UPDATE = "run `manage.py update_catalogues`, then translate them (docs/translating.md)"
PLACEHOLDER = re.compile(r"%\(\w+\)[-#0 +]*\d*[a-zA-Z]|%[ds%]|\{\w*\}")

pytestmark = [
    pytest.mark.parametrize("language", translated_languages()),
    pytest.mark.parametrize("domain", DOMAINS),
]


@pytest.fixture(scope="module")
def marked():
    return {domain: found(domain) for domain in DOMAINS}


def _texts(said):
    return [said] if isinstance(said, str) else list(said)


def test_every_marked_string_is_in_the_catalogue(language, domain, marked):
    catalogue = kept(language, domain)
    missing = [
        message.id
        for message in marked[domain]
        if message.id and catalogue.get(_texts(message.id)[0], message.context) is None
    ]
    assert not missing, f"{language} lacks these strings; {UPDATE}: {missing}"


def test_every_string_of_the_catalogue_is_translated_and_none_is_a_guess(language, domain):
    lacking = untranslated(kept(language, domain))
    assert not lacking, f"{language} has no translation of these, or only a fuzzy one; {UPDATE}: {lacking}"


def test_no_string_of_the_catalogue_is_gone_from_the_code(language, domain, marked):
    gone = [
        message.id
        for message in kept(language, domain)
        if message.id and marked[domain].get(_texts(message.id)[0], message.context) is None
    ]
    assert not gone, f"{language} translates what no page says any more; {UPDATE}: {gone}"


def test_a_translation_keeps_every_placeholder(language, domain):
    wrong = []
    for message in kept(language, domain):
        if not message.id:
            continue
        # The last form of a plural is the one that counts: the first may say "one" in words.
        wanted = sorted(PLACEHOLDER.findall(_texts(message.id)[-1]))
        wrong += [text for text in _texts(message.string) if sorted(PLACEHOLDER.findall(text)) != wanted]
    assert not wrong, f"{language} loses or invents placeholders: {wrong}"


def test_a_translation_is_composed_and_ends_as_its_original_does(language, domain):
    wrong = []
    for message in kept(language, domain):
        for text in _texts(message.string) if message.id else []:
            original = _texts(message.id)[0]
            ends = {sign for sign in ".?:…" if original.endswith(sign)}
            if unicodedata.normalize("NFC", text) != text or any(not text.endswith(sign) for sign in ends):
                wrong.append(text)
    assert not wrong, f"{language} differs in its last sign, or is not in NFC: {wrong}"
