"""Install Heding as a user would and try it: ``python packaging/check_wheel.py``.

Makes the source archive, lets pip build the wheel from that in a fresh virtual
environment, and lists the shipped pages from another folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "venv", with_pip=True)
        scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        python = str(scripts / "python")
        pip = [python, "-m", "pip", "install", "-q"]
        subprocess.run([*pip, "hatchling"], check=True)
        build = [python, "-m", "hatchling", "build", "-t", "sdist", "-d", name]
        subprocess.run(build, cwd=ROOT, check=True)
        (archive,) = folder.glob("heding-*.tar.gz")
        subprocess.run([*pip, str(archive)], check=True)
        done = subprocess.run(
            [str(scripts / "heding"), "list", "--data-dir", str(folder / "data")],
            cwd=folder,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        print(done.stdout)
        pages = [line for line in done.stdout.splitlines() if line.endswith(".txt")]
        ours = all(str(folder / "venv") in page for page in pages)
        shipped = len(list((ROOT / "seeds").glob("*.txt")))
        print(f"{archive.name}: {archive.stat().st_size / 1e6:.1f} MB, {len(pages)} pages")
        return 0 if len(pages) == shipped and ours else 1


if __name__ == "__main__":
    sys.exit(main())
