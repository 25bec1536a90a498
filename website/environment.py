"""What the environment says about this installation, and what production refuses to start with."""

import contextlib
import os
import re
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LEAST_SECRET = 50
# A language, and where it matters its script and its region.
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
LONGEST_CODE = 10


def word(name: str, default: str = "") -> str:
    """The variable's text; an empty variable counts as one that is not set."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """Yes or no. Anything that is neither is refused: a switch must never be guessed."""
    said = word(name).lower()
    if not said:
        return default
    if said in {"1", "true", "yes", "on"}:
        return True
    if said in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={said!r} is neither yes nor no. Set it to 1 or 0.")


def words(name: str, default: str = "") -> list[str]:
    """The variable's entries, separated by commas."""
    return [entry.strip() for entry in word(name, default).split(",") if entry.strip()]


def language_codes(name: str, default: str) -> list[str]:
    """The variable's codes of languages, as short as our columns and as browsers take them (BCP 47)."""
    codes = words(name, default)
    for code in codes:
        if len(code) > LONGEST_CODE or not _LANGUAGE_CODE.fullmatch(code):
            raise ImproperlyConfigured(
                f"{name}: {code!r} is no code of a language. Write fr or zh-Hant, separated by commas."
            )
    return codes


def whole_number(name: str, default: int) -> int:
    said = word(name, str(default))
    if not said.isascii() or not said.isdigit():
        raise ImproperlyConfigured(f"{name}={said!r} is not a whole number.")
    return int(said)


def kept_secret(path: Path) -> str:
    """The key in `path`, drawn and written there (for its owner only) by whoever comes first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, own = tempfile.mkstemp(prefix=path.name, dir=path.parent)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        # A link is made whole or not at all, so that two first starts agree on one key.
        with contextlib.suppress(FileExistsError):
            os.link(own, path)
        Path(own).unlink()
    return path.read_text(encoding="ascii").strip()


def production_refusals(*, secret_key: str, allowed_hosts: list[str], debug: bool) -> list[str]:
    """Why production must not start like this: one sentence each, saying what to set."""
    reasons = []
    if not secret_key:
        reasons.append(
            "SECRET_KEY is missing. Set it to a long random text that only this installation knows, "
            "such as the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    elif len(secret_key) < LEAST_SECRET or len(set(secret_key)) < 5:
        reasons.append(
            f"SECRET_KEY is too easy to guess. Set it to a random text of {LEAST_SECRET} characters or more."
        )
    if not allowed_hosts:
        reasons.append(
            "ALLOWED_HOSTS is missing. Set it to the names under which this site is reached, "
            "separated by commas: ALLOWED_HOSTS=news.example.org"
        )
    elif any("*" in host or host.strip(".") == "" for host in allowed_hosts):
        reasons.append(
            "ALLOWED_HOSTS lets every host in. Set it to the site's own names, without wildcards: "
            "ALLOWED_HOSTS=news.example.org"
        )
    if debug:
        reasons.append(
            "DEBUG is on, which shows the site's insides to strangers. Set DEBUG=0 or leave it out."
        )
    return reasons
