"""Pass the tests on each Python that the metadata names: ``python packaging/pythons.py [3.10 …]``.

For each version a clone of what is committed, in it a fresh virtual
environment, then the README's command.  The Pythons are those of pyenv, or
``python3.10`` and so on, whichever is found.  Takes some minutes for each.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def versions() -> list[str]:
    """The versions that ``pyproject.toml`` names."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return re.findall(r"Python :: (3\.\d+)", text)


def python(version: str) -> str | None:
    """The path of an interpreter of this version, if there is one."""
    pyenv = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    return str(pyenv[-1]) if pyenv else shutil.which(f"python{version}")


def try_with(interpreter: str) -> tuple[bool, str]:
    """Whether all went well, and the last line that was printed."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # some tests are run as a user who may do nothing
        clone = Path(name) / "heding"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        shared = ROOT.parent / "shared"
        if shared.is_dir():  # the tests that use it look beside the repository
            (Path(name) / "shared").symlink_to(shared)
        command = (clone / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
        done = subprocess.run(
            ["bash", "-c", command.replace("python3", interpreter, 1)],
            cwd=clone,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        if done.returncode:
            print(done.stdout)
        return done.returncode == 0, done.stdout.strip().splitlines()[-1]


def main() -> int:
    failed = 0
    for version in sys.argv[1:] or versions():
        interpreter = python(version)
        if interpreter is None:
            print(f"{version}: not found", flush=True)
            failed = 1
            continue
        start = time.perf_counter()
        passed, last = try_with(interpreter)
        seconds = time.perf_counter() - start
        print(
            f"{version}: {'passed' if passed else 'FAILED'} in {seconds:.0f} s: {last}", flush=True
        )
        failed |= not passed
    return failed


if __name__ == "__main__":
    sys.exit(main())
