"""What the database does by itself: the times of an entry follow those of its edition or fact."""

ENTRIES = "newsroom_searchentry"
EDITIONS = "newsroom_edition"
# Their tables, and what entries call them.
FACTS = {
    "partnerships_event": "event",
    "partnerships_agreement": "agreement",
    "partnerships_person": "person",
}

_OF_THE_EDITION = f"UPDATE {ENTRIES} SET public_until = NEW.public_until WHERE edition_id = NEW.id"  # noqa: S608
_OF_THE_FACT = (
    f"UPDATE {ENTRIES} SET public_from = NEW.public_from "  # noqa: S608
    "WHERE kind = '{kind}' AND object_id = NEW.id"
)
_GONE = f"DELETE FROM {ENTRIES} WHERE kind = '{{kind}}' AND object_id = OLD.id"  # noqa: S608


def triggers() -> list[tuple[str, str, str, str]]:
    """Return each trigger: its name, when it fires, on which table, and what it does."""
    found = [("newsroom_search_edition", "AFTER UPDATE OF public_until", EDITIONS, _OF_THE_EDITION)]
    for table, kind in FACTS.items():
        changed = _OF_THE_FACT.format(kind=kind)
        found += [
            (f"newsroom_search_{kind}", "AFTER UPDATE OF public_from", table, changed),
            (f"newsroom_search_{kind}_gone", "AFTER DELETE", table, _GONE.format(kind=kind)),
        ]
    return found
