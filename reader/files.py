"""Where the files that travel with the program are: the shipped pages and the resources.

In a checkout they lie at its top level, in an installed package inside it
(the build copies them there), so both are tried.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """The path of a file under ``resources/``."""
    return _folder("resources").joinpath(*parts)


def seeds() -> list[Path]:
    """The pages shipped with Heding, in the order of their names."""
    return sorted(_folder("seeds").glob("*.txt"))
