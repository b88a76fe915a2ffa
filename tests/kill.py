"""Kill Heding at random moments, again and again, and see that nothing is lost.

    python tests/kill.py [ROUNDS] [SEED]

In each round a process adds a folder, indexes it, sets bookmarks and notes, and says
each one that was kept; it is killed (SIGKILL) at a random moment.  Then the
library must open, have every mark that was said to be kept, and after the next
import hold each article once, in its pages and in its index.  ``test_kill.py``
does 20 rounds; do 200 by hand after a change of what is written and when.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.library import Library, Place

#: Pages that each round adds: enough for worker processes.
PAGES = 30


def write(top: Path, turn: int) -> Path:
    """The folder of a round."""
    folder = top / f"{turn:03}"
    folder.mkdir(parents=True)
    for number in range(PAGES):
        text = f"## 第{turn}轮的题目{number}\n\n本报讯 这是第{turn}轮第{number}号消息。\n"
        (folder / f"A{number}.txt").write_text(text, "utf-8")
    return folder


def work(data: Path, folder: Path) -> None:
    """Add, index and mark, and say what is kept; then all over again, until somebody kills us."""
    with Library(data) as library:
        print("ready", flush=True)
        while True:
            library.add([folder])
            library.catch_up()
            for hit in library.search(f"第{int(folder.name)}轮"):
                library.set_bookmark(hit.id, True)
                library.places.save(Place(hit.id, 1))
                annotate(library, hit.page, hit.id)
                print(hit.id, flush=True)
            for page in library.pages():
                if Path(page.path).name.startswith("A1"):
                    library.remove(page.key)


def annotate(library: Library, page: str, article: str) -> None:
    """Highlight an article's words with a note, unless that is done already."""
    text = library.page(page).text
    start = text.index("这是第")
    if not any(note.article == article for note in library.annotations.of_page(page)):
        library.annotations.add(page, text, [(start, start + 8)], article, note="注")


def one(top: Path, data: Path, turn: int, chance: random.Random) -> set[str]:
    """One round; the marks that were said to be kept."""
    folder = write(top, turn)
    command = [sys.executable, __file__, "--work", str(data), str(folder)]
    # multiprocessing's own tracker of semaphores says that it cleans up after the dead.
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore::UserWarning"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=quiet) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        lines = []
        if chance.random() < 0.5:  # in the midst of importing or indexing
            time.sleep(chance.random() ** 2 * 2)
        else:  # in the midst of marking, or when it starts all over again
            lines = [process.stdout.readline() for _ in range(chance.randrange(1, PAGES + 10))]
            time.sleep(chance.random() * 0.02)
        assert process.poll() is None, "it ended by itself"
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    return {line[:-1] for line in lines if line.endswith("\n")}  # the last may be cut short


def look(top: Path, data: Path, turns: int, said: set[str]) -> None:
    """Whether all is there.  Raises ``AssertionError`` if not."""
    with Library(data) as library:
        kept = {mark.article for mark in library.bookmarks()}
        assert said <= kept, f"lost: {sorted(said - kept)}"
        noted = [note.quote for note in library.annotations.all()]
        assert said <= set(noted), f"notes lost: {sorted(said - set(noted))}"
        assert len(noted) == len(set(noted)), "a note is there twice"
        assert library.add([top]).troubles == ()
        ids = [article.id for page in library.pages() for article in page.articles]
        assert len(ids) == len(set(ids)), "an article is there twice"
        library.catch_up()
        for turn in range(turns + 1):
            found = library.count(f"这是第{turn}轮第")
            assert found == PAGES, f"round {turn}: {found} articles are found"
        for number in range(PAGES):
            hits = library.search(f"这是第{turns}轮第{number}号消息")
            assert len(hits) == 1, f"{number}: found {len(hits)} times"
            assert hits[0].id in ids
        assert all(mark.present for mark in library.bookmarks())
        assert all(note.present for note in library.annotations.all())
        assert [finding for finding in library.check() if finding.kind != "unread"] == []


def main(rounds: int, seed: int) -> None:
    """As many rounds; says which moment it was that did harm."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        top, data = Path(folder) / "paper", Path(folder) / "data"
        said: set[str] = set()
        for turn in range(rounds):
            said |= one(top, data, turn, chance)
            try:
                look(top, data, turn, said)
            except BaseException:
                print(f"round {turn} of seed {seed}", file=sys.stderr)
                raise
            print(f"\r{turn + 1}/{rounds}  {len(said)} marks kept", end="", file=sys.stderr)
    print(file=sys.stderr)


if __name__ == "__main__":
    os.environ.setdefault("HEDING_LANG", "en")
    if sys.argv[1:2] == ["--work"]:
        work(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        given = [int(word) for word in sys.argv[1:]]
        main(*(given + [20, 1][len(given) :]))
