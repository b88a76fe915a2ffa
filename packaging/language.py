"""Bring the catalogues up to date with the code: ``python packaging/language.py``.

Extracts the strings into ``resources/language/*.pot``, merges them into each
language's ``.po``, compiles the ``.mo`` beside it, and names what has no
translation yet.  Two domains: ``heding`` has the interface's own strings,
``argparse`` those that Python's command line parser shows.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "language"
LANGUAGES = ("zh_CN", "zh_TW")
DOMAINS = ("heding", "argparse")

#: A date that changed with each run would be noise in the history.
_DATE = datetime(2000, 1, 1, tzinfo=timezone.utc)


def extracted(domain: str) -> Catalog:
    """The strings that the code has now, with the files that they are in."""
    catalog = Catalog(fuzzy=False)
    _head(catalog)
    found = _interface() if domain == "heding" else _command_line()
    for file, text, comments in found:
        catalog.add(text, locations=[(file, 0)] if file else [], auto_comments=comments)
    return catalog


def _head(catalog: Catalog) -> None:
    catalog.header_comment = "# Heding's strings, under the licence of Heding."
    catalog.project, catalog.version = "Heding", ""
    catalog.msgid_bugs_address = ""
    catalog.last_translator = catalog.language_team = "the Heding authors"
    catalog.creation_date = catalog.revision_date = _DATE


def _interface() -> Iterator[tuple[str, str | list[str] | tuple[str, ...], list[str]]]:
    keywords = {"tr": None, "trn": (1, 2)}
    rows = extract_from_dir(
        ROOT / "reader", [("**.py", "python")], keywords=keywords, comment_tags=("Translators:",)
    )
    for name, _line, text, comments, _context in sorted(rows, key=lambda row: (row[0], row[1])):
        yield f"reader/{name}", text, comments


def _command_line() -> Iterator[tuple[str, str | list[str] | tuple[str, ...], list[str]]]:
    """Those of the running Python; what other versions say stays in the template."""
    keywords = {"_": None, "ngettext": (1, 2)}
    for _line, text, _comments, _context in extract_from_file(
        "python", argparse.__file__, keywords=keywords
    ):
        yield "", text, []
    for message in template("argparse"):
        if message.id:
            yield "", message.id, []


def template(domain: str) -> Catalog:
    """The ``.pot`` as it is stored, empty if there is none yet."""
    return _read(FOLDER / f"{domain}.pot", None)


def translation(domain: str, name: str) -> Catalog:
    """The ``.po`` of a language as it is stored, empty if there is none yet."""
    return _read(po_path(domain, name), name)


def strings(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each plural form."""
    found = message.string
    return (found,) if isinstance(found, str) else tuple(found or ("",))


def po_path(domain: str, name: str) -> Path:
    """Where the ``.po`` of a language lies; the ``.mo`` has its own suffix."""
    return FOLDER / name / "LC_MESSAGES" / f"{domain}.po"


def _read(path: Path, name: str | None) -> Catalog:
    if not path.exists():
        return Catalog(locale=name, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=name)


def _write(catalog: Catalog, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=96, include_lineno=False, ignore_obsolete=True)


def main() -> int:
    missing = []
    for domain in DOMAINS:
        source = extracted(domain)
        _write(source, FOLDER / f"{domain}.pot")
        for name in LANGUAGES:
            catalog = translation(domain, name)
            catalog.update(source, no_fuzzy_matching=True)
            _head(catalog)
            _write(catalog, po_path(domain, name))
            with po_path(domain, name).with_suffix(".mo").open("wb") as file:
                write_mo(file, catalog)
            missing += [
                f"{name} {domain}: {message.id!r}"
                for message in catalog
                if message.id and not all(strings(message))
            ]
    print(*missing, sep="\n", file=sys.stderr, end="\n" if missing else "")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
