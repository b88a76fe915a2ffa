"""``heding stats``: what the library holds."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from reader.cli.parser import Parser
from reader.cli.rebuild import told
from reader.cli.text import is_watched, pad, progress, shown, width, wipe, write_json
from reader.language import tr
from reader.trouble import Trouble

#: Gaps and impossible dates that are listed; all of them with --json.
_LISTED = 20


def grammar() -> Parser:
    """The grammar of ``heding stats``."""
    made = Parser(
        "heding stats",
        (tr("[--json]"),),
        tr(
            "Count what the library holds.\n"
            "Issues, pages, articles, characters, columns, people; days without an issue, and dates\n"
            "that can't be."
        ),
        (("heding stats", tr("all counts")),),
    )
    made.argument("--json", action="store_true", about=tr("print a JSON object"))
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print the counts."""
    from reader.library import Library, counted

    with Library(values.data_dir) as library:
        troubles = (*library.unkept, *library.refresh(progress()).troubles)
        library.catch_up(told if is_watched() else None)
        wipe()
        found = library.statistics()
    if values.json:
        write_json(found._asdict())
    else:
        rows = counted(found)
        left = max(width(name) for name, _ in rows)
        for name, value in rows:
            print(f"{pad(name, left)}  {value}")
        for title, pairs in (
            (tr("Days without an issue"), [_run(*gap) for gap in found.gaps]),
            (tr("Dates that can't be"), [f"{day}  {path}" for path, day in found.impossible]),
        ):
            if pairs:
                print(f"\n{title}")
                for line in pairs[:_LISTED]:
                    print(shown(f"  {line}"))
                if len(pairs) > _LISTED:
                    print(f"  … {len(pairs) - _LISTED}")
    yield from troubles


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
