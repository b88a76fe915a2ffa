"""Widgets: paint and announce."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library import Place


def run(
    paths: list[Path],
    data_dir: Path | None = None,
    language: str = "",
    place: Place | None = None,
) -> int:
    """Open the window on the library in ``data_dir``, with ``paths`` added to it first.

    ``language``, if given, is that of the interface for this time; ``place``, if given, is gone
    to.  Returns the exit status.  Qt is loaded only here.
    """
    # Loading makes ten thousands of objects and hardly any garbage; looking for it again and
    # again takes a tenth of the time to the first paint.  ``app`` switches it on again.
    gc.disable()
    from reader.window.app import run as open_window

    return open_window(paths, data_dir, language, place)
