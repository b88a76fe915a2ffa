"""How a library of any size answers: speed, recall, size and memory, against a scan and ripgrep.

    python tests/bench/search.py [ARTICLES] [--keep FOLDER]

The articles are recombined from real news and put into the cache as parsed
pages, for what is measured here begins behind the parser.  With --keep the
library stays in the folder and is used again the next time.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from archive import news

from reader.library import Library
from reader.library.cache import Cache
from reader.library.fold import fold
from reader.library.marks import Marks, Source
from reader.library.question import quoted
from reader.library.rows import Stamp, page_rows
from reader.page import Article, Page, PageDate, Person, Piece, Range

COLUMNS = ("要闻", "国际", "经济", "读者之声", "体育", "文化")
NAMES = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋", "文国志建小晓明春海红"
PAGE = 4
#: Hits of the first screen: as many as the window fetches at a time.
SCREEN = 30


def articles(count: int) -> Iterator[tuple[str, list[str]]]:
    """Headlines and paragraphs, no two articles alike."""
    given, chance = news(), random.Random(7)
    for number in range(count):
        story, other = chance.choice(given), chance.choice(given)
        text, more = list(story["paragraphs"]), list(other["paragraphs"])  # type: ignore[call-overload]
        half = chance.sample(text, min(len(text), 5)) + chance.sample(more, min(len(more), 3))
        yield str(story["title"]), [f"第{number}号消息。{half[0]}", *half[1:]]


def pages(count: int) -> Iterator[tuple[str, Page]]:
    """Pages of four articles each, dated, with columns and reporters."""
    chance, waiting, day = random.Random(8), [], datetime.date(2005, 1, 1)
    number = 0
    for title, paragraphs in articles(count):
        waiting.append((title, paragraphs))
        if len(waiting) < PAGE:
            continue
        parts: list[str] = []
        length = 0

        def piece(text: str, parts: list[str] = parts) -> Piece:
            nonlocal length
            start = length
            parts.append(text)
            length += len(text) + 1
            return Piece(text, (Range(start, start + len(text)),))

        found = []
        for place, (head, text) in enumerate(waiting):
            name = "".join(chance.choice(part) for part in NAMES)
            found.append(
                Article(
                    f"{number * PAGE + place:010x}",
                    column=(piece(chance.choice(COLUMNS)),),
                    title=piece(head),
                    byline=piece(f"本报记者 {name}"),
                    people=(Person("记者", name),),
                    paragraphs=tuple(piece(t) for t in text),
                )
            )
        date = day + datetime.timedelta(days=number // 4)
        path = f"/archive/{date:%Y/%m-%d}/A{number % 4 + 1:02}.txt"
        text = "\n".join(parts)
        yield (
            path,
            Page(path, "utf-8", text, date=PageDate(date.isoformat(), True), articles=tuple(found)),
        )
        waiting, number = [], number + 1


def build(folder: Path, count: int) -> None:
    """Fill a data folder's marks and cache."""
    marks, cache = Marks(str(folder)), Cache(str(folder))
    version = cache.version()
    rows, sources = [], []
    for number, (path, page) in enumerate(pages(count)):
        key, digest = f"p{number:07}", number.to_bytes(32, "big")
        sources.append(Source(key, path, digest))
        rows.append(page_rows(key, Stamp(path, digest, len(page.text), 0, version), page))
        if len(rows) == 500:
            cache.store(rows, {}, lambda: None)
            rows = []
    cache.store(rows, {}, lambda: None)
    marks.keep_sources(sources, ())
    cache.close()
    marks.close()


def texts(folder: Path) -> list[str]:
    """The texts of all articles."""
    import sqlite3

    with sqlite3.connect(folder / "cache.db") as cache:
        return [row[0] for row in cache.execute("SELECT text FROM article")]


def queries(found: list[str], count: int, chance: random.Random) -> list[str]:
    """A mixture: parts of texts in all lengths, common words, operators, pinyin."""
    made = [
        "的",
        "一",
        "中",
        "2022",
        "covid",
        "中国",
        "发展",
        "经济 发展",
        "北京 OR 上海",
        "gonghui",
        "zg",
    ]
    while len(made) < count:
        text = chance.choice(found).replace("\n", "")
        length = chance.choice((1, 2, 2, 3, 4, 6, 8))
        at = chance.randrange(max(1, len(text) - 16))
        word, other = text[at : at + length].strip(), text[at + 8 : at + 10].strip()
        if not word or not other:
            continue
        made.append(
            chance.choice(
                [quoted(word)] * 6
                + [f"{quoted(word)} {quoted(other)}", f"标题:{quoted(other)}", f"{quoted(word)} -{quoted(other)}",
                   f"{quoted(word)} date:2006..2008"]
            )
        )  # fmt: skip
    return made


def told(name: str, times: list[float]) -> None:
    """Print median, 95 % and slowest in milliseconds."""
    ranked = sorted(t * 1000 for t in times)
    print(
        f"{name:44} {statistics.median(ranked):8.1f} /{ranked[int(len(ranked) * 0.95)]:8.1f} "
        f"/{ranked[-1]:8.1f} ms"
    )


def timed(library: Library, asked: list[str], **how: object) -> list[float]:
    """Seconds for the first screen of each."""
    times = []
    for query in asked:
        start = time.perf_counter()
        library.find(query, SCREEN, **how)  # type: ignore[arg-type]
        times.append(time.perf_counter() - start)
    return times


def memory(folder: Path) -> float:
    """MiB resident after a hundred searches in a fresh process."""
    code = (
        "import sys; from reader.library import Library\n"
        "with Library(sys.argv[1]) as l:\n"
        "    for q in sys.argv[2:]: l.find(q, 50)\n"
        "    print([s for s in open('/proc/self/status') if s.startswith('VmRSS')][0].split()[1])"
    )
    asked = queries(texts(folder), 100, random.Random(3))
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), *asked],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout) / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=20_000)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary) / "data"
        if not (folder / "cache.db").exists():
            build(folder, given.articles)
        found = texts(folder)
        size = sum(len(text.encode()) for text in found)
        print(f"{len(found)} articles, {size / 1e6:.0f} MB")
        with Library(folder) as library:
            marks: list[tuple[float, int]] = []
            start = time.perf_counter()
            library.rebuild(lambda done, total: marks.append((time.perf_counter(), done)))
            took = time.perf_counter() - start
            tenth = [m for m in marks if m[1] >= marks[-1][1] * 0.9]
            last = (tenth[-1][1] - tenth[0][1]) / (tenth[-1][0] - tenth[0][0])
            print(f"indexing: {size / took / 1e6:.1f} MB/s; the last tenth at "
                  f"{last / (marks[-1][1] / took):.2f} of that rate")  # fmt: skip
            kept = sum(p.stat().st_size for p in (folder / "index").iterdir())
            print(f"index: {kept / size:.2f} times the text")
            chance = random.Random(5)
            asked = queries(found, 300, chance)
            timed(library, asked[:20])
            told("first screen, median / 95 % / slowest of 300", timed(library, asked))
            told("the same, newest first", timed(library, asked, order="newest"))
            told("the same, as written", timed(library, asked[:60], variants=False))
            folded = [fold(text) for text in found]
            scans, right, wrong = [], 0, 0
            for length in (1, 2, 3, 4, 6, 8):
                for _ in range(8):
                    text = chance.choice(found).replace("\n", "")
                    at = chance.randrange(max(1, len(text) - length))
                    word = text[at : at + length]
                    if word.strip() != word or not word or '"' in word:
                        continue
                    start = time.perf_counter()
                    want = sum(fold(word) in text for text in folded)
                    scans.append(time.perf_counter() - start)
                    equal = library.find(f'"{word}"', 1).total == want
                    right, wrong = right + equal, wrong + (not equal)
            print(
                f"recall: {right} of {right + wrong} queries with exactly the hits of a plain scan"
            )
            told("a plain scan of folded texts in memory", scans)
            plain = statistics.median(timed(library, asked))
        print(f"memory after a hundred searches: {memory(folder):.0f} MiB")
        print(
            f"(this process at its highest {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB)"
        )
        if shutil.which("rg"):
            files = Path(temporary) / "texts"
            for number, text in enumerate(found):
                path = files / f"{number // 1000:03}" / f"{number:06}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
            times = []
            for query in [
                q for q in asked if " " not in q and ":" not in q and not q.startswith("-")
            ][:30]:
                start = time.perf_counter()
                subprocess.run(["rg", "-l", "-F", "--", query.strip('"'), str(files)],
                               stdout=subprocess.DEVNULL, check=False)  # fmt: skip
                times.append(time.perf_counter() - start)
            told("rg -l over the same texts as files, warm", times)
            print(f"ours against rg: {statistics.median(times) / plain:.0f} times faster (medians)")
        else:
            print("rg is not installed")


if __name__ == "__main__":
    main()
