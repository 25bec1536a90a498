#!/usr/bin/env python3
"""Django's commands for Communiqué."""

import os
import sys
from pathlib import Path

# Who says one of these speaks of an installation of one's own, not of the demonstration.
OWN_WORDS = {"COMMUNIQUE_ENV", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"}


def follow_the_demonstration(kept: Path, arguments: list[str]) -> None:
    """Let a command that was told nothing meet the newsroom which `bin/demo` made and noted in `kept`.

    `check --deploy` asks about production and gets no such help.
    """
    if OWN_WORDS & os.environ.keys() or "--deploy" in arguments or not kept.is_file():
        return
    for line in kept.read_text(encoding="utf-8").splitlines():
        name, said, value = line.partition("=")
        if said:
            os.environ.setdefault(name, value)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings")
    follow_the_demonstration(Path(__file__).resolve().with_name(".env"), sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
