from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from website.environment import flag, kept_secret, language_codes, whole_number, word, words


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("AGENCY", "  ")
    assert word("AGENCY", "WVR") == "WVR"


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("On", True), ("no", False), ("0", False)])
def test_a_switch_is_read_as_people_write_it(monkeypatch, said, meant):
    monkeypatch.setenv("SWITCH", said)
    assert flag("SWITCH", default=not meant) is meant


def test_a_switch_is_never_guessed(monkeypatch):
    monkeypatch.setenv("SWITCH", "flase")
    with pytest.raises(ImproperlyConfigured, match="SWITCH='flase' is neither yes nor no"):
        flag("SWITCH")


def test_lists_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("HOSTS", "a.example, b.example,,")
    assert words("HOSTS") == ["a.example", "b.example"]


def test_a_language_that_no_browser_could_name_is_refused(monkeypatch):
    monkeypatch.setenv("LANGUAGES", "fr, zh-Hant, pt-BR")
    assert language_codes("LANGUAGES", "en") == ["fr", "zh-Hant", "pt-BR"]
    for said in ["fr_FR", "French", "fr, x", "zh-Hant-TW-x"]:
        monkeypatch.setenv("LANGUAGES", said)
        with pytest.raises(ImproperlyConfigured, match="is no code of a language"):
            language_codes("LANGUAGES", "en")


@pytest.mark.parametrize("said", ["eight", "-1", "8.5", "٨"])
def test_a_number_that_is_none_is_refused(monkeypatch, said):
    monkeypatch.setenv("PORT", said)
    with pytest.raises(ImproperlyConfigured, match="is not a whole number"):
        whole_number("PORT", 8000)


def test_first_starts_at_the_same_moment_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as starts:
        keys = set(starts.map(lambda _: kept_secret(tmp_path / "secret-key"), range(16)))
    assert len(keys) == 1
    assert [left.name for left in tmp_path.iterdir()] == ["secret-key"]
