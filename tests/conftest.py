"""What all tests share: no screen, Simplified Chinese, and a machine that can run Qt at all."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HEDING_LANG"] = "zh_CN"


def pytest_configure() -> None:
    """Say which system library is missing, before pytest-qt fails to load Qt."""
    from reader.language import choose_language
    from reader.system import check_display
    from reader.trouble import Trouble

    choose_language()
    try:
        check_display()
    except Trouble as trouble:
        pytest.exit(str(trouble), returncode=2)
