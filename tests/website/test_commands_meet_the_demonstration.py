import os

import pytest

from manage import follow_the_demonstration


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """What bin/demo noted, and an environment that says nothing."""
    for name in ("COMMUNIQUE_ENV", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "DATA_DIR", "DATABASE_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    note = tmp_path / ".env"
    note.write_text("COMMUNIQUE_ENV=demo\nDATA_DIR=/srv/newsroom\nDATABASE_URL=postgres://one/two?a=b\n")
    return note


def test_a_command_that_is_told_nothing_meets_the_demonstration(kept):
    follow_the_demonstration(kept, ["manage.py", "import_story", "story.txt"])
    assert os.environ["COMMUNIQUE_ENV"] == "demo"
    assert os.environ["DATABASE_URL"] == "postgres://one/two?a=b"


def test_what_the_environment_says_comes_first(kept, monkeypatch):
    monkeypatch.setenv("DATA_DIR", "/srv/other")
    follow_the_demonstration(kept, ["manage.py", "migrate"])
    assert os.environ["DATA_DIR"] == "/srv/other"


@pytest.mark.parametrize("own", ["COMMUNIQUE_ENV", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"])
def test_an_installation_of_ones_own_is_left_alone(kept, monkeypatch, own):
    monkeypatch.setenv(own, "")
    follow_the_demonstration(kept, ["manage.py", "migrate"])
    assert "DATABASE_URL" not in os.environ


def test_the_question_about_production_gets_no_help(kept):
    follow_the_demonstration(kept, ["manage.py", "check", "--deploy"])
    assert "COMMUNIQUE_ENV" not in os.environ


def test_without_a_demonstration_nothing_changes(kept):
    kept.unlink()
    follow_the_demonstration(kept, ["manage.py", "migrate"])
    assert "COMMUNIQUE_ENV" not in os.environ
