#!/usr/bin/env python3
"""Django's commands for Communiqué."""

import os
import sys
from pathlib import Path


def follow_the_demonstration() -> None:
    """Take what `bin/demo` wrote in `.env` for everything that the environment leaves unsaid."""
    kept = Path(__file__).resolve().parent / ".env"
    if not kept.is_file():
        return
    for line in kept.read_text(encoding="utf-8").splitlines():
        name, said, value = line.partition("=")
        if said and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "website.settings")
    follow_the_demonstration()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
