"""Where the files that travel with the program are: the shipped pages and the resources.

In a checkout they lie at its top level, in an installed package inside it
(the build copies them there), so both are tried.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = os.path.dirname(os.path.realpath(__file__))


def folder(name: str) -> str:
    """The path of ``resources`` or ``seeds``: as a string, since pathlib takes long to import."""
    inside = os.path.join(_PACKAGE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_PACKAGE), name)


def resource(*parts: str) -> Path:
    """The path of a file under ``resources/``."""
    from pathlib import Path

    return Path(folder("resources"), *parts)


def seeds() -> list[Path]:
    """The pages shipped with Heding, in the order of their names."""
    from pathlib import Path

    return sorted(Path(folder("seeds")).glob("*.txt"))
