"""Searching here and in Recoll's index of the same texts: times, sizes and what is found.

    python tests/bench/against_recoll.py [ARTICLES]      (20,000 without a number)

Needs Recoll and its Python module (``apt-get install recollcmd python3-recoll``).
Recoll indexes each article as a file, as it does by default: Chinese in pairs
of characters.  Both are asked in one process, after some questions to warm up,
and both give the first screen.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from search import SCREEN, build, texts, told

from reader.library import Library
from reader.library.fold import fold

#: Recoll's settings: where the files are, no languages with stems, and nothing said.
_SETTINGS = "topdirs = {files}\nindexstemminglanguages =\nloglevel = 1\n"
QUERIES = 60
PYTHON = "/usr/bin/python3"


def indexed(found: list[str], folder: Path) -> tuple[Path, float]:
    """Recoll's settings folder for these texts, and the seconds that indexing took."""
    files, settings = folder / "texts", folder / "recoll"
    for number, text in enumerate(found):
        path = files / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    settings.mkdir()
    (settings / "recoll.conf").write_text(_SETTINGS.format(files=files), "utf-8")
    start = time.perf_counter()
    subprocess.run(["recollindex", "-c", str(settings)], check=True, stderr=subprocess.DEVNULL)
    return settings, time.perf_counter() - start


#: Asks Recoll's own Python module; run by the system's Python, for which it is installed.
_ASKS = """
import json, sys, time
from recoll import recoll
query = recoll.connect(confdir=sys.argv[1]).query()
answers = []
for word in sys.argv[3:]:
    start = time.perf_counter()
    count = query.execute('"' + word + '"', stemming=0)
    shown = query.fetchmany(int(sys.argv[2]))
    bare = time.perf_counter() - start
    snippets = [query.makedocabstract(doc) for doc in shown]
    answers.append((bare, time.perf_counter() - start, count))
print(json.dumps(answers))
"""


def asked(settings: Path, chosen: list[str]) -> list[tuple[float, float, int]]:
    """Seconds that Recoll takes for the first screen of each word without snippets and with them,
    and how many texts it finds."""
    command = [PYTHON, "-c", _ASKS, str(settings), str(SCREEN), *chosen]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return [(bare, took, count) for bare, took, count in json.loads(done.stdout)]


def words(found: list[str], chance: random.Random) -> list[str]:
    """Parts of texts of two characters and more: Recoll knows no single ones."""
    made = ["中国", "发展", "经济", "工会", "2022"]
    while len(made) < QUERIES:
        text = chance.choice(found).replace("\n", "")
        length = chance.choice((2, 2, 3, 4, 6, 8))
        at = chance.randrange(max(1, len(text) - length))
        word = text[at : at + length]
        if len(word) == length and word.isalnum():
            made.append(word)
    return made


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=20_000)
    given = parser.parse_args()
    able = [PYTHON, "-c", "from recoll import recoll"]
    if not shutil.which("recollindex") or subprocess.run(able, check=False).returncode:
        sys.exit("Recoll is not installed: apt-get install recollcmd python3-recoll")
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary) / "data"
        build(data, given.articles)
        found = texts(data)
        size = sum(len(text.encode()) for text in found)
        print(f"{len(found)} articles, {size / 1e6:.0f} MB")
        with Library(data) as library:
            start = time.perf_counter()
            library.rebuild()
            ours_took = time.perf_counter() - start
            settings, took = indexed(found, Path(temporary))
            print(f"indexing: ours {size / ours_took / 1e6:.1f} MB/s, "
                  f"Recoll {size / took / 1e6:.1f} MB/s")  # fmt: skip
            for name, folder in (("ours", data / "index"), ("Recoll", settings / "xapiandb")):
                kept = sum(p.stat().st_size for p in folder.iterdir())
                print(f"index of {name}: {kept / size:.2f} times the text")
            chosen = words(found, random.Random(5))
            folded = [fold(text) for text in found]
            wanted = [sum(fold(word) in text for text in folded) for word in chosen]
            ours = []
            for word in (*chosen[:10], *chosen):
                start = time.perf_counter()
                total = library.find(f'"{word}"', SCREEN).total
                took = time.perf_counter() - start
                start = time.perf_counter()
                library.find(f'"{word}"', 0)
                ours.append((time.perf_counter() - start, took, total))
            ours, theirs = ours[10:], asked(settings, [*chosen[:10], *chosen])[10:]
        medians = []
        for name, answers in (("ours", ours), ("Recoll", theirs)):
            # Recoll gives the hits without their snippets, ours the count alone.
            told(f"{name} without snippets, {len(chosen)} questions", [a[0] for a in answers])
            told(f"{name}, first {SCREEN} with snippets", [a[1] for a in answers])
            medians.append(statistics.median(a[1] for a in answers))
            right = sum(a[2] == want for a, want in zip(answers, wanted, strict=True))
            print(f"{name} finds exactly what a scan finds: {right} of {len(chosen)} questions")
        print(f"Recoll's median with snippets is {medians[1] / medians[0]:.1f} times ours")


if __name__ == "__main__":
    main()
