"""Bring the catalogues up to date with the code: ``python packaging/language.py``.

Extracts the strings into ``resources/language/*.pot``, merges them into each
language's ``.po``, compiles the ``.mo`` beside it, and names what has no
translation yet.  Two domains: ``heding`` has the interface's own strings,
``argparse`` those that Python's command line parser shows.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from babel.messages import Catalog, Message
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
    if domain == "heding":
        for path in sorted((ROOT / "reader").rglob("*.py")):
            for text in _texts(path, {"tr": 1, "trn": 2}):
                catalog.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    else:
        # Those of the running Python, and what other versions say, from the template.
        for text in _texts(Path(argparse.__file__), {"_": 1, "ngettext": 2}):
            catalog.add(text)
        for message in template(domain):
            if message.id:
                catalog.add(message.id)
    return catalog


def _texts(path: Path, functions: dict[str, int]) -> Iterator[str | tuple[str, ...]]:
    """What is handed to these functions, each with its number of texts, in the file's order.

    From the syntax tree: Babel's own extractor sees what stands inside an
    f-string with some versions of Python only.
    """
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in functions
    ]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        texts = call.args[: functions[call.func.id]]  # type: ignore[attr-defined]
        found = tuple(
            text.value
            for text in texts
            if isinstance(text, ast.Constant) and isinstance(text.value, str)
        )
        if found:
            yield found[0] if len(found) == 1 else found


def _head(catalog: Catalog) -> None:
    catalog.header_comment = "# Heding's strings, under the licence of Heding."
    catalog.project, catalog.version = "Heding", ""
    catalog.msgid_bugs_address = ""
    catalog.last_translator = catalog.language_team = "the Heding authors"
    catalog.creation_date = catalog.revision_date = _DATE


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
