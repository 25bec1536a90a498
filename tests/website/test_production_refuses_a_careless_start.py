import os
import subprocess
import sys

import pytest
from django.conf import settings

from website.environment import production_refusals

GOOD = {
    "SECRET_KEY": "fYq2w8-Zr4Tn6_KcL0pVbXsJ1hGdMa3uEoWi5yNtRvQzCkBx7wHj9",
    "ALLOWED_HOSTS": "news.example.org",
}


def start(tmp_path, **said):
    """Load the settings in a process of its own with this environment and no other."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **said}
    return subprocess.run(
        [sys.executable, "-c", "from website import settings as s; print(s.MODE, s.DEBUG, s.SITE_URL)"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_what_runs_when_nobody_says_otherwise(tmp_path):
    started = start(tmp_path, **GOOD)
    assert started.stdout.split() == ["production", "False", "https://news.example.org"], started.stderr


def test_an_empty_environment_is_told_everything_at_once(tmp_path):
    refused = start(tmp_path)
    assert refused.returncode != 0
    assert "SECRET_KEY is missing. Set it to" in refused.stderr
    assert "ALLOWED_HOSTS is missing. Set it to" in refused.stderr


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"SECRET_KEY": "  "}, "SECRET_KEY is missing. Set it to"),
        ({"SECRET_KEY": "changeme"}, "SECRET_KEY is too easy to guess. Set it to"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too easy to guess. Set it to"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is missing. Set it to"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS lets every host in. Set it to"),
        ({"ALLOWED_HOSTS": "news.example.org,*"}, "ALLOWED_HOSTS lets every host in. Set it to"),
        ({"ALLOWED_HOSTS": "."}, "ALLOWED_HOSTS lets every host in. Set it to"),
        ({"DEBUG": "1"}, "DEBUG is on, which shows the site's insides to strangers. Set DEBUG=0"),
        ({"DEBUG": "maybe"}, "DEBUG='maybe' is neither yes nor no. Set it to 1 or 0."),
        ({"COMMUNIQUE_ENV": "staging"}, "Set it to production, demo or test."),
    ],
)
def test_production_refuses_in_words(tmp_path, said, sentence):
    refused = start(tmp_path, **{**GOOD, **said})
    assert refused.returncode != 0
    assert sentence in refused.stderr


def test_a_configured_production_has_nothing_against_it():
    assert (
        production_refusals(secret_key=GOOD["SECRET_KEY"], allowed_hosts=[".example.org"], debug=False) == []
    )


def test_the_demonstration_keeps_the_key_it_drew(tmp_path):
    assert start(tmp_path, COMMUNIQUE_ENV="demo").returncode == 0
    drawn = (tmp_path / "secret-key").read_text()
    assert start(tmp_path, COMMUNIQUE_ENV="demo").returncode == 0
    assert (tmp_path / "secret-key").read_text() == drawn
    assert len(drawn) >= 50
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
