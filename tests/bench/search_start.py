"""How long ``heding search`` takes from a shell, against a Python that does nothing.

    python tests/bench/search_start.py [--rounds N]

Both are measured in turn within one run, on a library with the shipped pages,
all cached; the figure is the ratio of the medians.  Compiled modules are
written first, as an installation has them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BASE = "python -c pass"
ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # What the command that an installation makes does, without its "-m".
        script = "import sys; from reader.cli import main; sys.exit(main())"
        heding = [sys.executable, "-c", script, "--data-dir", str(Path(folder) / "data")]
        kinds = {
            BASE: [sys.executable, "-c", "pass"],
            "heding search 工会": [*heding, "search", "工会"],
            "heding list": [*heding, "list"],
            "heding --version": [*heding, "--version"],
        }
        times: dict[str, list[float]] = {kind: [] for kind in kinds}
        for number in range(given.rounds + 2):
            for kind, command in kinds.items():
                start = time.perf_counter()
                subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
                if number > 1:  # the first ones parse the pages and compile the modules
                    times[kind].append(time.perf_counter() - start)
        base = statistics.median(times[BASE])
        for kind, taken in times.items():
            median, best = statistics.median(taken), min(taken)
            ratio = f"{median / base:5.2f} × (best against best {best / min(times[BASE]):.2f} ×)"
            print(f"{kind:22} {median * 1000:6.1f} ms  {ratio}")


if __name__ == "__main__":
    main()
