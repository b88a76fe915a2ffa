"""Widgets: paint and announce."""

from __future__ import annotations

from pathlib import Path


def run(paths: list[Path], data_dir: Path | None = None) -> int:
    """Open the window on the library in ``data_dir``, with ``paths`` added to it first.

    Returns the exit status.  Qt is loaded only here.
    """
    from reader.window.app import run as open_window

    return open_window(paths, data_dir)
