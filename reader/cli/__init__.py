"""``heding``: the library on the command line, and the door to the window.

Only the branch that opens the window imports Qt.
"""

from __future__ import annotations

import codecs
import gc
import os
import sys
from collections.abc import Sequence

from reader.cli.parser import INTERRUPTED, first_look, speak
from reader.language import LANGUAGES, choose_language, tr
from reader.trouble import Trouble, reason

#: As a shell reports a program that SIGPIPE ended.
_BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    0: done.  1: nothing found, or something could not be done, as said on
    standard error.  2: the command line is wrong, or there is no display.
    """
    # Starting makes many objects and hardly any garbage: looking for it every 700 objects
    # would take a tenth of the time of a search.
    gc.set_threshold(20_000)
    try:
        status = _run(list(sys.argv[1:] if arguments is None else arguments))
        if sys.stdout is not None:
            sys.stdout.flush()  # now, while a full disk or a closed pipe can still be told of
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _mute()
        return _BROKEN_PIPE
    except OSError as error:
        if error.filename is not None:
            raise
        _mute()  # it names no file, so it's standard output
        _report(
            Trouble(
                tr("The output can't be written: {reason}.", reason=reason(error)),
                tr("Make room where it goes to, and try again."),
            )
        )
        return 1
    except Trouble as trouble:
        _report(trouble)
        return 1


def _run(arguments: list[str]) -> int:
    from reader.cli import commands

    _prepare_output()
    wanted, first = first_look(arguments)
    choose_language(wanted if wanted in LANGUAGES else "")
    name = arguments[first] if first >= 0 else ""
    if name in commands.COMMANDS:
        del arguments[first]
    else:
        name = ""
    parser = commands.parser(name)
    speak()  # not before: argparse would look up headings that our help doesn't use
    status = 0
    try:
        values = parser.parse_all(arguments)
        if name:
            outcomes = commands.command(name).run(values, parser)
        else:
            from reader.cli.window import opened

            commands.check_command((values.paths or [""])[0], parser)
            outcomes = opened(values.paths, values.data_dir, values.lang or "")
        for outcome in outcomes:
            if isinstance(outcome, Trouble):
                _report(outcome)
                status = 1
            else:
                status = outcome
    except SystemExit as end:  # help, version, or a wrong command line: all said already
        status = int(end.code or 0)
    return status


def _prepare_output() -> None:
    """Any text can be written: what the encoding lacks as an escape; ASCII alone is no choice."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # not there if something replaced it
        if reconfigure:
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            reconfigure(encoding="utf-8" if is_ascii else None, errors="backslashreplace")


def _mute() -> None:
    """Nobody reads any more: let Python's own flush at the end go nowhere."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _report(trouble: Trouble) -> None:
    if sys.stderr is not None:
        print(f"heding: {trouble}", file=sys.stderr)
