"""Build ``dist/heding``, a folder that runs without Python, and try it.

    .venv/bin/pip install -e '.[freeze]' && .venv/bin/python packaging/freeze.py

Prints what the folder takes and how long it needs to start.  PyInstaller makes
a folder for the system that it runs on; this was tried on Linux alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "heding"


def build() -> None:
    """Run PyInstaller.  Raises ``CalledProcessError`` if it fails."""
    recipe = ROOT / "packaging" / "heding.spec"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    subprocess.run([*command, str(recipe)], cwd=ROOT, check=True)


def size() -> float:
    """What the folder takes on the disk, in MB."""
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files) / 1e6


def try_it() -> None:
    """List the shipped pages, then see that the window stays open for three seconds."""
    program = str(FOLDER / "heding")
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "PATH": os.defpath,
            "HOME": folder,
            "HEDING_DATA_DIR": f"{folder}/data",
            "QT_QPA_PLATFORM": "offscreen",
        }
        for turn in ("first", "second"):
            start = time.perf_counter()
            done = subprocess.run(
                [program, "list"],
                cwd=folder,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                check=True,
            )
            print(f"heding list, {turn} time: {time.perf_counter() - start:.2f} s")
        pages = [line for line in done.stdout.splitlines() if line.endswith(".txt")]
        shipped = len(list((ROOT / "seeds").glob("*.txt")))
        assert len(pages) == shipped, f"{len(pages)} pages of {shipped} are listed"
        subprocess.run(
            [program, "search", "工会"],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=True,
        )
        # More files than one process reads: the program has to start itself again as its workers.
        many = Path(folder) / "many"
        many.mkdir()
        for number in range(60):
            text = f"## 题目{number}\n\n本报讯 第{number}号消息。\n"
            (many / f"{number}.txt").write_text(text, encoding="utf-8")
        added = subprocess.run(
            [program, "--lang", "en", "add", str(many)],
            cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        assert added.stdout.startswith("60 new"), added.stdout
        print("workers start")
        with subprocess.Popen(
            [program], cwd=folder, env=environment, stderr=subprocess.PIPE, encoding="utf-8"
        ) as window:
            try:
                _, said = window.communicate(timeout=3)
                sys.exit(f"the window closed with status {window.returncode}:\n{said}")
            except subprocess.TimeoutExpired:
                window.terminate()
                _, said = window.communicate()
        assert "Traceback" not in said, said
        print("the window opens")


if __name__ == "__main__":
    build()
    print(f"{FOLDER}: {size():.0f} MB")
    try_it()
