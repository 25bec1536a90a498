"""The catalogues of translated words, one for each language but the one that the code is written in.

The strings are found with Babel, so that neither a colleague nor the tests need GNU gettext.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_javascript, extract_python
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE_LANGUAGE = "en"
# Django keeps what scripts say apart from what pages say.
DOMAINS = ("django", "djangojs")
PLACES = ("newsroom", "partnerships", "templates", "website")
SAID_BY_SCRIPTS = "website/borrowed_by_scripts.py"
SCRIPTS = "static/desk"
# A demonstration's own texts are stories and facts: they are written in each language, not translated.
LEFT_OUT = ("newsroom/demonstration/register", "newsroom/demonstration/stories")

_SINGLE = ["_", "gettext", "gettext_lazy", "gettext_noop"]
_PLURAL = ["ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"]
_IN_CONTEXT = ["pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"]

_HEADER = """\
# The words of Communiqué in another language. How to add to them: docs/translating.md
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def translated_languages() -> list[str]:
    """The languages of the site that need a catalogue."""
    return [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]


def path(language: str, domain: str) -> Path:
    """Where the catalogue of `language` is kept."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"{domain}.po"


def sources(domain: str) -> Iterator[tuple[str, str]]:
    """Yield (path under the project, text) of every file that may speak to people, templates as Python.

    What scripts say is marked in them by `gettext`; what libraries' scripts say stands in a list of its own.
    """
    root = Path(settings.BASE_DIR)
    for place in PLACES:
        for file in sorted((root / place).rglob("*")):
            name = file.relative_to(root).as_posix()
            if name.startswith(LEFT_OUT) or file.suffix not in {".py", ".html", ".txt", ".xml"}:
                continue
            if (name == SAID_BY_SCRIPTS) != (domain == "djangojs"):
                continue
            text = file.read_text("utf-8")
            if file.suffix != ".py":
                # Django blots out all but the calls; the indents that are left are no Python's.
                text = "\n".join(line.strip() for line in templatize(text, origin=name).splitlines())
            yield name, text
    if domain == "djangojs":
        for file in sorted((root / SCRIPTS).glob("*.js")):
            yield file.relative_to(root).as_posix(), file.read_text("utf-8")


def found(domain: str) -> Catalog:
    """Return a catalogue of every string that is marked for translation, without translations."""
    catalog = Catalog()
    for name, text in sources(domain):
        extract: Any = extract_javascript if name.endswith(".js") else extract_python
        calls: Any = extract(
            BytesIO(text.encode()),
            dict.fromkeys([*_SINGLE, *_PLURAL, *_IN_CONTEXT]),
            ["Translators:"],
            {"encoding": "utf-8"},
        )
        for line, function, said, notes in calls:
            words = [word for word in (said if isinstance(said, tuple) else (said,)) if isinstance(word, str)]
            if not words:
                continue
            context = words.pop(0) if function in _IN_CONTEXT else None
            identity: Any = tuple(words[:2]) if function in _PLURAL else words[0]
            known = catalog.get(words[0], context)
            if known and known.pluralizable and isinstance(identity, str):
                identity = known.id  # alone here and counted elsewhere: one entry serves both
            catalog.add(identity, locations=[(name, line)], auto_comments=notes, context=context)
    return catalog


def kept(language: str, domain: str) -> Catalog:
    """Return the catalogue of `language` as it is kept, an empty one when there is none yet."""
    if not path(language, domain).exists():
        return Catalog(locale=language)
    with path(language, domain).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def update(language: str, domain: str) -> list[str]:
    """Bring the catalogue of `language` up to date with the code. Return what has no translation yet."""
    catalog = kept(language, domain)
    catalog.update(found(domain), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    written = BytesIO()
    write_po(written, catalog, width=110, omit_header=True, include_lineno=False, ignore_obsolete=True)
    header = _HEADER.format(language=language, plurals=get_plural(language).plural_forms)
    path(language, domain).parent.mkdir(parents=True, exist_ok=True)
    path(language, domain).write_bytes(header.encode() + written.getvalue().lstrip(b"\n"))
    return untranslated(catalog)


def untranslated(catalog: Catalog) -> list[str]:
    """Return the strings of `catalog` that lack a translation, or have one that is only a guess."""
    lacking = []
    for message in catalog:
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(said)):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
    return lacking
