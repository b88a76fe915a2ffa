"""Plain text for a terminal: widths as East Asian characters have them, and articles to read."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any
from unicodedata import combining, east_asian_width

#: Lines longer than this many columns are hard to read.
_WIDEST = 76
#: Characters that must not begin a line (GB/T 15834 and JLREQ, the common ones).
_NOT_FIRST = frozenset("，。、；：？！”’）》〉】〕」』…—～·,.;:?!)]}%％℃")
#: Characters that must not end a line.
_NOT_LAST = frozenset("“‘（《〈【〔「『([{")
#: What a terminal would obey rather than show, and the pictures of it.
_CONTROLS = {c: 0x2400 + c for c in range(32) if c not in (9, 10)} | {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


def width(text: str) -> int:
    """Columns that the text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, columns: int) -> str:
    """The text, filled up with blanks to so many columns."""
    return text + " " * (columns - width(text))


def clip(text: str, columns: int) -> str:
    """The text, or its beginning and ``…`` if it takes more columns."""
    if width(text) <= columns:
        return text
    kept = 0
    for at, char in enumerate(text):
        kept += width(char)
        if kept > columns - 1:
            return text[:at] + "…"
    return text


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Lines of at most so many columns, the first one indented.

    A line breaks between Chinese characters or at a blank, never before a
    closing mark or after an opening one, unless a piece has no other place.
    """
    lines: list[str] = []
    line = indent
    for word in _unbreakable(text):
        if width(line) + width(word.rstrip()) > columns and line.strip():
            lines.append(line.rstrip(" "))
            line = word.lstrip(" ")
        else:
            line += word
    return [*lines, line.rstrip(" ")]


def _unbreakable(text: str) -> Iterable[str]:
    start = 0
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
            continue
        if before == " " or width(before) == 2 or width(after) == 2:
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def terminal() -> int:
    """Columns of the terminal that standard output goes to, 0 if it goes elsewhere."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 0
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def is_watched() -> bool:
    """Whether somebody looks at standard error."""
    return sys.stderr is not None and sys.stderr.isatty()


def progress(after: float = 0.5) -> Callable[[int, int, str], bool] | None:
    """What shows on standard error how many files are done, and which is the next.

    Once it takes longer than ``after`` seconds; None if nobody looks.
    """
    if not is_watched():
        return None
    begun = time.monotonic()

    def told(done: int, total: int, name: str) -> bool:
        if done % 10 == 0 and time.monotonic() - begun >= after:
            said = f"{done}/{total}  {name}" if total > 0 else name
            print("\r\x1b[K" + clip(shown(said), 70), end="", file=sys.stderr, flush=True)
        return True

    return told


def wipe() -> None:
    """Take away the line of progress that stands on standard error."""
    if is_watched():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def shown(text: str) -> str:
    """The text as it is; on a terminal with pictures of control characters, lest it obeys them."""
    return text.translate(_CONTROLS) if terminal() else text


def block(text: str, margin: str, marked: Iterable[tuple[int, int]] = ()) -> str:
    """The text with a margin on its left; on a terminal wrapped, and with its ``marked`` ranges bold.

    No bold where the user wants none (https://no-color.org).
    """
    columns = min(terminal(), _WIDEST)
    if not columns:
        return margin + text
    lines = wrap(text, columns - width(margin))
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        marked = ()
    return "\n".join(margin + line for line in _bold(text, lines, list(marked)))


def _bold(text: str, lines: list[str], marked: list[tuple[int, int]]) -> Iterable[str]:
    """The lines that the text was wrapped into, with what of them is marked in bold."""
    end = 0
    for line in lines:
        begin = text.index(line, end)  # blanks were left out between lines, if anything
        end = begin + len(line)
        said, at = "", begin
        for left, right in marked:
            left, right = max(left, begin), min(right, end)
            if left < right:
                said += f"{text[at:left]}\x1b[1m{text[left:right]}\x1b[0m"
                at = right
        yield said + text[at:end]


def paragraphs(texts: Iterable[str], indent: str = "") -> list[str]:
    """The texts as lines: one each, or as many as a terminal needs."""
    columns = min(terminal(), _WIDEST)
    if not columns:
        return [indent + text for text in texts]
    return [line for text in texts for line in wrap(text, columns, indent)]


def row(left: str, text: str, right: str = "") -> str:
    """One line, its middle cut so that the whole fits on a terminal; two on a narrow one."""
    columns = terminal()
    if not columns:
        return left + text + right
    room = columns - width(left) - width(right)
    if room > 10:
        return left + clip(text, room) + right
    return f"{left}{clip(text, max(10, columns - width(left)))}\n    {right.strip()}".rstrip()


def write_json(value: Any, indent: int | None = 2) -> None:
    """Print a value as JSON; without an indent in one line."""
    import json

    # JSON is UTF-8 (RFC 8259), whatever the terminal speaks.
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")
    print(json.dumps(value, ensure_ascii=False, indent=indent))
