"""Data flows one way, and so do imports: page ← parser ← library ← desk ← window."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "reader").rglob("*.py"))

#: What each part may import of ``reader``, besides itself.
BELOW_ALL = {"files", "language", "trouble"}
MAY_IMPORT = {
    "__init__": set(),
    "trouble": {"language"},
    "files": set(),
    "language": {"files"},
    "system": {"language", "trouble"},
    "page": set(),
    "seal": {"page", "language"},
    "parser": {"page"} | BELOW_ALL,
    "library": {"page", "parser", "seal"} | BELOW_ALL,
    "desk": {"page", "parser", "seal", "library"} | BELOW_ALL,
    "window": {"page", "parser", "seal", "library", "desk"} | BELOW_ALL,
    # the desk and the window only for ``heding [PATH]``
    "cli": {"page", "parser", "seal", "library", "desk", "window", "system"} | BELOW_ALL,
    "__main__": {"cli"},
}
#: The only parts that may import a module of others.
ONLY_IN = {
    "sqlite3": {"library"},
    "jieba": {"library"},
    "opencc": {"desk"},
    "platformdirs": {"library"},
    "pypinyin": {"library"},
    "mdict_utils": {"library"},
    "regex": {"library"},
    "tantivy": {"library"},
    "PySide6.QtCore": {"desk", "window"},
    "PySide6.QtGui": {"window"},
    "PySide6.QtWidgets": {"window"},
    "PySide6.QtSvg": {"window"},
    "PySide6.QtPrintSupport": {"window"},
    "PySide6.QtTextToSpeech": {"window"},
}


def part_of(path: Path) -> str:
    """The layer that a file belongs to: ``library`` for ``reader/library/cache.py``."""
    return path.relative_to(ROOT / "reader").parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            if module in ("reader", "PySide6"):
                yield from (f"{module}.{name.name}" for name in node.names)
            else:
                yield module


def test_modules_are_found() -> None:
    assert {part_of(path) for path in MODULES} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    for name in imports(path):
        if name.startswith("reader.") and name != "reader.__version__":
            other = name.split(".")[1]
            if other != part:
                assert other in MAY_IMPORT[part], f"{part} imports {name}"
                assert name.count(".") == 1, f"{name}: not by its door, reader.{other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_other_peoples_modules_stay_in_their_layer(path: Path) -> None:
    part = part_of(path)
    for name in imports(path):
        top = name.split(".")[0]
        if top == "reader" or (top in sys.stdlib_module_names and top != "sqlite3"):
            continue
        module = ".".join(name.split(".")[:2]) if top == "PySide6" else top
        assert part in ONLY_IN.get(module, ()), f"{part} imports {name}"


def loaded(code: str, folder: Path) -> set[str]:
    """The top names of all modules in a fresh interpreter that has run this."""
    script = f"{code}\nimport json, sys\nprint(json.dumps([m.split('.')[0] for m in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "HEDING_DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import reader.page", {"PySide6", "sqlite3", "jieba", "platformdirs"}),
        ("import reader.parser", {"PySide6", "sqlite3", "jieba", "platformdirs"}),
        ("import reader.library", {"PySide6", "jieba", "tantivy", "pypinyin", "regex"}),
        ("import reader.cli", {"PySide6", "sqlite3", "jieba"}),
        ("from reader.cli import main; main(['--version'])", {"PySide6", "sqlite3", "jieba"}),
        ("from reader.cli import main; main(['list'])", {"PySide6", "tantivy", "pypinyin"}),
        ("from reader.cli import main; main(['search', '工会'])", {"PySide6", "jieba", "regex"}),
    ],
)
def test_an_import_does_not_load_what_it_does_not_need(
    code: str, absent: set[str], tmp_path: Path
) -> None:
    modules = loaded(code, tmp_path)
    assert "reader" in modules
    assert not modules & absent
