"""An article looks as it did: drawn with Heding's own fonts, compared to pictures.

Stable only as far as Qt's own drawing is: on Linux, whose fonts are drawn by FreeType, and with
the Qt (major and minor) that made the pictures; skipped elsewhere.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from golden import PICTURES, ROOT
from PySide6.QtCore import qVersion
from PySide6.QtGui import QImage

#: Of the pixels so many may differ by more than so many of 256 shades: what another FreeType's
#: smoothing of edges makes of them.  A character more to the left by a pixel is more than that.
PART, SHADES = 0.004, 60


def differing(one: QImage, other: QImage) -> float:
    """The part of the pixels that differ."""
    assert one.size() == other.size()
    count = sum(
        abs(a - b) > SHADES
        for y in range(one.height())
        for a, b in zip(bytes(one.constScanLine(y)), bytes(other.constScanLine(y)), strict=True)
    )
    return count / (one.width() * one.height())


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are drawn otherwise here")
@pytest.mark.parametrize("name", [name for name, *_ in PICTURES])
def test_an_article_looks_as_it_did(name: str, tmp_path: Path) -> None:
    wanted = QImage(str(ROOT / "tests" / "golden" / f"{name}.png"))
    assert not wanted.isNull()
    if not qVersion().startswith(wanted.text("Qt") + "."):
        pytest.skip(f"the picture was made with Qt {wanted.text('Qt')}")
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "golden.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found = QImage(str(tmp_path / f"{name}.png"))
    assert differing(found, wanted) < PART
    moved = found.copy(1, 0, found.width(), found.height())
    assert differing(moved, wanted) > PART, "a picture in which this can't be seen"
