"""``heding check``: whether what the library keeps is whole and fits the files."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reader.cli.parser import Parser, json_array
from reader.cli.text import pad, progress, shown, width, wipe
from reader.language import tr, trn
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.library import Finding


def grammar() -> Parser:
    """The grammar of ``heding check``."""
    made = Parser(
        "heding check",
        ("[--json]",),
        tr(
            "Compare library and bookmarks with the files, byte by byte.\n"
            "Changes nothing. Ends with status 1 if anything is damaged, missing or left over."
        ),
        (("heding check", tr("look at everything")),),
    )
    made.argument("--json", action="store_true", about=json_array("kind, where, what"))
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print what is found, line by line as it is found, and how much of each kind."""
    from reader.cli.text import write_json
    from reader.library import Library

    found: list[Finding] = []
    names = _kinds()
    left = max(width(name) for name in names.values())
    with Library(values.data_dir) as library:
        yield from library.unkept
        for finding in library.check(progress()):
            wipe()
            found.append(finding)
            if not values.json:
                print(shown(f"{pad(names[finding.kind], left)}  {finding.where}"))
                print(shown(f"{' ' * left}  {finding.what}"))
        wipe()
        count = len(library.sources())
    if values.json:
        rows: list[dict[str, Any]] = [finding._asdict() for finding in found]
        write_json(rows)
    else:
        kinds = Counter(finding.kind for finding in found)
        print(trn("{count} file looked at", "{count} files looked at", count))
        for kind, name in names.items():
            if kinds[kind]:
                print(f"{pad(name, left)}  {kinds[kind]}")
        if not found:
            print(tr("All is whole."))
    # What has still to be read is no fault: opening the library reads it.
    yield int(any(finding.kind != "unread" for finding in found))


def _kinds() -> dict[str, str]:
    return {
        "damage": tr("damaged"),
        "missing": tr("missing"),
        "changed": tr("changed"),
        "unread": tr("to be read"),
        "orphan": tr("left over"),
    }
