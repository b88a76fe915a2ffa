"""Twenty times killed, and nothing is lost; ``tests/kill.py`` tells what is done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_kill_at_random_moments_loses_nothing() -> None:
    command = [sys.executable, str(Path(__file__).parent / "kill.py"), "20", "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "20/20" in done.stderr
