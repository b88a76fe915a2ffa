"""The commands: for each its grammar, and what it does with the library.

A command writes to standard output and yields what went wrong on the way, or
its exit status if that isn't 0.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from reader import __version__
from reader.cli.parser import Parser
from reader.language import tr
from reader.trouble import Trouble

#: The commands, in the order in which the help has them, each with the module that it is in.
COMMANDS = {
    "open": "window",
    "list": "listing",
    "show": "show",
    "search": "search",
    "stats": "statistics",
    "rebuild": "rebuild",
    "bookmark": "bookmark",
    "notes": "notes",
    "add": "add",
    "remove": "remove",
    "export": "export",
    "explain": "explain",
    "seal": "seal",
    "check": "check",
}


class Command(Protocol):
    """What the module of a command has."""

    def grammar(self) -> Parser:
        """What it may be followed by."""

    def run(self, values: Namespace, parser: Parser) -> Iterator[Trouble | int]:
        """Do it."""


def command(name: str) -> Command:
    """The command of this name.  Its module is loaded now: a search needs none of the others."""
    return cast("Command", import_module(f"reader.cli.{COMMANDS[name]}"))


def parser(name: str) -> Parser:
    """The grammar of a command, or of what opens the window if ``name`` is empty."""
    found = command(name).grammar() if name else _window_parser()
    found.common()
    return found


def check_command(name: str, parser: Parser) -> None:
    """End with status 2 and the nearest command if a word is neither a command nor a path."""
    if not name or name in COMMANDS or os.path.exists(name) or not name.replace("-", "").isalnum():
        return
    from difflib import get_close_matches

    said = tr("there is no command and no file “{name}”", name=name)
    near = get_close_matches(name.lower(), COMMANDS, 1)
    if name == "help":
        near = ["--help"]
    elif not name.isascii():
        near = [f"search {name}"]
    if near:
        said = tr("{said}; did you mean “{command}”?", said=said, command=f"heding {near[0]}")
    parser.error(said)


def _window_parser() -> Parser:
    made = Parser(
        "heding",
        (tr("[PATH …]"), tr("COMMAND …")),
        tr(
            "Read newspaper pages that survive as plain text: in a window, or with a COMMAND.\n"
            "A file or folder that is called like a command: heding ./list\n"
            "\n"
            "Ends with status 0: done. 1: nothing found, or something could not be done.\n"
            "2: the command line is wrong, or there is no display."
        ),
        (
            ("heding", tr("open the window")),
            (tr("heding 2025/"), tr("open it with all pages of a folder")),
            ("heding search 工会", tr("find a word in all articles")),
            ("heding list --help", tr("help for one command")),
        ),
    )
    made.argument("paths", nargs="*", metavar=tr("PATH"), about=tr("files and folders to add"))
    made.argument(
        "--version", action="version", version=f"Heding {__version__}", about=tr("show the version")
    )
    for name in COMMANDS:
        made.command(name, command(name).grammar().about.splitlines()[0])
    return made
