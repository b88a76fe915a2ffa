"""How the window was left: size, zoom, what was unfolded.  One small JSON file.

Nothing in it is precious.  What is damaged or of the wrong kind is as if it
had never been set; the reader's place and bookmarks are the library's.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from reader.desk.scripts import SCRIPTS
from reader.language import tr
from reader.trouble import Trouble, reason

#: What the reader may choose of: size in per cent, characters in a line, and from line to line
#: in hundredths of the size.
ZOOMS = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
MEASURES = tuple(range(20, 45, 2))
LEADINGS = tuple(range(150, 201, 5))
_THEMES = ("system", "light", "white", "sepia", "dark")
_FACES = ("song", "hei", "kai")


@dataclass
class View:
    """What the window remembers; the defaults are those of the first start.

    geometry
        Qt's own, in Base64.
    split
        Widths of the tree and of the article, in pixels.
    zoom
        Per cent, one of ``ZOOMS``.
    expanded
        Keys of the pages that are unfolded in the tree; None before the first start.
    theme
        ``system``, ``light``, ``white``, ``sepia`` or ``dark``.
    day
        The one of them that comes back when the night is over.
    language
        A key of ``reader.language.LANGUAGES``, or ``""`` for the machine's.
    smooth, numbers
        Whether reading on glides, and whether paragraphs have numbers.
    keys
        The reader's own keys, by the commands' ids; they replace the usual ones.
    dictionaries
        The files of the dictionaries that the reader has added, in their order.
    latest
        Whether the tree begins with the newest issue.
    order, variants, grouped
        How hits are ordered, whether traditional and simplified characters are the same, and
        whether hits stand below their issues.
    raw, raw_split
        Whether the file's own text stands beside the article, and the widths of the two.
    sheet
        Whether the whole page is shown rather than one article.
    face, bold, measure, leading, justify, script
        How the text is set; see ``reader.window.styles.Setting``.  ``leading`` in per cent.
    """

    geometry: str = ""
    split: list[int] = field(default_factory=list)
    zoom: int = 100
    tree: bool = True
    expanded: list[str] | None = None
    theme: str = "system"
    language: str = ""
    smooth: bool = True
    numbers: bool = False
    keys: dict[str, list[str]] = field(default_factory=dict)
    dictionaries: list[str] = field(default_factory=list)
    latest: bool = False
    order: str = "best"
    variants: bool = True
    grouped: bool = False
    raw: bool = False
    raw_split: list[int] = field(default_factory=list)
    day: str = "light"
    face: str = "song"
    bold: bool = False
    measure: int = 34
    leading: int = 175
    justify: bool = True
    script: str = ""
    sheet: bool = False

    @staticmethod
    def load(path: Path) -> View:
        """The view kept in ``path``; the defaults for whatever can't be read from it."""
        try:
            found = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return View()
        if not isinstance(found, dict):
            return View()
        return View(**{f.name: found[f.name] for f in fields(View) if _sound(f.name, found)})

    def save(self, path: Path) -> None:
        """Write to ``path``, wholly or not at all.  Raises ``Trouble`` if that fails."""
        import tempfile  # 5 ms that the start of the program need not wait for

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
            try:
                with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123 (a descriptor)
                    json.dump(asdict(self), file, ensure_ascii=False, indent=1)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise Trouble(
                tr("The window's settings could not be saved: {reason}.", reason=reason(error)),
                tr("Make the folder writable."),
                str(path),
            ) from error


def _sound(name: str, found: dict[str, Any]) -> bool:
    value = found.get(name)
    numbers = {"zoom": ZOOMS, "measure": MEASURES, "leading": LEADINGS}
    if name in numbers:
        return value in numbers[name] and type(value) is int
    if name == "order":
        return value in ("best", "newest", "oldest", "title", "longest")
    if isinstance(getattr(View, name, None), bool):  # the default
        return isinstance(value, bool)
    if name in ("theme", "day"):
        return value in (_THEMES if name == "theme" else _THEMES[1:4])
    if name == "script":
        return value in SCRIPTS
    if name == "face":
        return value in _FACES
    if name in ("split", "raw_split"):
        return isinstance(value, list) and all(type(v) is int and 0 <= v < 100_000 for v in value)
    if name in ("expanded", "dictionaries"):
        return _texts(value)
    if name == "keys":
        return isinstance(value, dict) and all(_texts(keys) for keys in value.values())
    return isinstance(value, str)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)
