"""Has feeds judged by the code of the W3C Feed Validation Service: a program for a Python of its own.

    .tools/feeds/bin/python tests/audit/feed_validator.py CHECKOUT

CHECKOUT is a checkout of https://github.com/w3c/feedvalidator. It reads addresses of feeds, one a line, and
writes for each what is to be said of the answer as a line of JSON: [[name, words, namespace], …].
"""

import json
import sys
import urllib.request  # noqa: F401  the validator uses it, and leaves importing it to others

# What the service shows: errors, warnings, and what is merely worth knowing.
LEVEL = "AAA"


def said_of(address: str) -> list[tuple[str, str, str]]:
    """Return what the service would say of the feed at `address`, each once."""
    import feedvalidator
    from feedvalidator import compatibility
    from feedvalidator.formatter.text_plain import Formatter

    try:
        events = feedvalidator.validateURL(address, firstOccurrenceOnly=1)["loggedEvents"]
    except feedvalidator.logging.ValidationFailure as failure:
        events = [failure.event]
    told = getattr(compatibility, LEVEL)(events)
    return [
        (type(event).__name__, " ".join(Formatter([event])).strip(), event.params.get("namespace", ""))
        for event in told
    ]


def main() -> None:
    sys.path.insert(0, f"{sys.argv[1]}/src")
    for address in sys.stdin:
        print(json.dumps(said_of(address.strip())), flush=True)


if __name__ == "__main__":
    main()
