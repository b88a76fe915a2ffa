"""Where a library lies on the disk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def data_folder(folder: Path | str | None = None) -> str:
    """The folder for the library: the one named, else ``HEDING_DATA_DIR``, else the user's own."""
    named = folder or os.environ.get("HEDING_DATA_DIR")
    if named:
        return os.path.abspath(named)
    import platformdirs

    return platformdirs.user_data_dir("heding", appauthor=False)
