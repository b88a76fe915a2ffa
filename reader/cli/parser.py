"""The command line's grammar: argparse with help in the interface's language, well aligned.

argparse's own layout counts code points, and Chinese ones are two columns
wide.  Its messages are looked up by gettext in the domain ``argparse`` beside
Heding's own.
"""

from __future__ import annotations

import argparse
import gettext
import os
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

from reader.cli.text import pad, width
from reader.files import folder
from reader.language import LANGUAGES, language, tr

#: The status with which a shell reports a program that Ctrl+C has ended.
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser that writes its own help.

    name
        The command as it is typed, such as ``heding search``.
    usage
        What may follow it, one line for each form.
    about
        What the command does, one or more lines.
    examples
        Command lines to copy, each with what it does.
    """

    def __init__(
        self, name: str, usage: Sequence[str], about: str, examples: Sequence[tuple[str, str]] = ()
    ) -> None:
        # With a width given, argparse doesn't import shutil to ask the terminal for one.
        layout = partial(argparse.HelpFormatter, width=80)
        super().__init__(prog=name, add_help=False, allow_abbrev=False, formatter_class=layout)
        self._forms = usage
        self.about = about
        self._examples = examples
        self._options: list[tuple[str, str]] = []
        self._commands: list[tuple[str, str]] = []
        self._valued: set[str] = set()
        self._hyphens = False

    def argument(
        self,
        *names: str,
        about: str,
        metavar: str = "",
        group: argparse._ActionsContainer | None = None,
        **how: Any,
    ) -> None:
        """Take an argument or option, in a group if one is given, and explain it in the help."""
        if metavar:
            how["metavar"] = metavar
        (group or self).add_argument(*names, **how)
        left = ", ".join(names) if names[0].startswith("-") else ""
        if left and how.get("action", "append") == "append":
            self._valued.update(names)
        self._options.append((f"{left} {metavar}".strip(), about))

    def command(self, name: str, about: str) -> None:
        """Name a command in the help."""
        self._commands.append((name, about))

    def common(self) -> None:
        """The options that every command has."""
        self.argument(
            "--data-dir",
            metavar=tr("FOLDER"),
            about=tr("keep library and bookmarks in this folder"),
        )
        self.argument(
            "--lang", metavar="|".join(LANGUAGES), choices=tuple(LANGUAGES),
            about=tr("language of the interface"),
        )  # fmt: skip
        self.argument("-h", "--help", action="help", about=tr("show this help"))

    def take_hyphens(self) -> None:
        """Let words begin with one hyphen, as ``-word`` does in a query; only ``-h`` is help."""
        self._hyphens = True

    def parse_all(self, arguments: Sequence[str]) -> argparse.Namespace:
        """As ``parse_args``, options and words in any order, hyphens as ``take_hyphens`` says."""
        options: list[str] = []
        words: list[str] = []
        waiting = iter(arguments)
        for argument in waiting:
            if argument == "--":
                words += waiting
            elif self._is_option(argument):
                options.append(argument)
                if argument in self._valued:
                    options += [value for value in [next(waiting, None)] if value is not None]
            else:
                words.append(argument)
        dashed = ["--"] if any(word.startswith("-") for word in words) else []
        return self.parse_args([*options, *dashed, *words])

    def _is_option(self, argument: str) -> bool:
        if self._hyphens:
            return argument.startswith("--") or argument == "-h"
        return argument.startswith("-") and argument != "-"

    def format_usage(self) -> str:
        """The forms of the command, one a line."""
        head = tr("Usage:")
        head += "" if head.endswith("：") else " "
        lines = [f"{self.prog} {form}".rstrip() for form in self._forms]
        return head + ("\n" + " " * width(head)).join(lines) + "\n"

    def format_help(self) -> str:
        """Usage, what it does, what it takes, examples."""
        parts = [self.format_usage(), self.about + "\n"]
        for title, rows in (
            (tr("Commands:"), self._commands),
            (tr("Arguments and options:"), self._options),
            (tr("Examples:"), self._examples),
        ):
            if rows:
                left = max(width(row[0]) for row in rows)
                parts.append(
                    "".join([f"{title}\n", *(f"  {pad(a, left)}  {b}\n" for a, b in rows)])
                )
        return "\n".join(parts)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line, and end with status 2."""
        hint = tr("“{command} --help” tells more.", command=self.prog)
        self.exit(2, f"{self.format_usage()}{self.prog}: {message}\n{hint}\n")


def speak() -> None:
    """Let argparse find its messages in the interface's language.

    This is the way that the gettext module gives: a text domain for the
    program, and ``LANGUAGE`` for the choice of language.
    """
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("argparse", os.path.join(folder("resources"), "language"))
    gettext.textdomain("argparse")


def first_look(arguments: Sequence[str]) -> tuple[str, int]:
    """The language asked for, and where the command or first path stands, -1 if nowhere.

    Needed before there is a parser: the help depends on both.
    """
    wanted, first = "", -1
    at = 0
    while at < len(arguments) and arguments[at] != "--":
        option, is_given, value = arguments[at].partition("=")
        if option in ("--lang", "--data-dir"):
            if not is_given:
                at += 1
                value = arguments[at] if at < len(arguments) else ""
            wanted = value if option == "--lang" else wanted
        elif first < 0 and not option.startswith("-"):
            first = at
        at += 1
    return wanted, first


def means_article(word: str) -> bool:
    """Whether a word stands for an article: no file is called so, and an id may begin so."""
    digits = set("0123456789abcdef")
    id_ = article_id(word).lower()
    return len(id_) > 2 and set(id_) <= digits and not os.path.exists(word)


def article_id(word: str) -> str:
    """An article's id as it was typed; of the link to a place in it, the article's."""
    return word.removeprefix("heding:").partition("#")[0] if word.startswith("heding:") else word


def json_array(names: str) -> str:
    """What ``--json`` prints: an array of objects with these names."""
    return tr("JSON array: {names}", names=names)


def positive(text: str) -> int:
    """A number from 1 on, as argparse wants it."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(tr("{text} is no number from 1 on", text=text))
    return int(text)
