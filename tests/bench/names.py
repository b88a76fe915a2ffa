"""How fast the palette finds names among 100,000 articles: ``python tests/bench/names.py [N]``.

Ratios are to a plain scan of the same headlines for one in-place substring.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from reader.library.cache import Cache
from reader.library.names import Names
from reader.library.rows import Stamp, page_rows
from reader.page import Article, Page, Person, Piece, Range

WORDS = "工会职工服务举办开展街道暖心高考劳模竞赛通州大兴丰台海淀企业调研会议社区学校医院春节"


def page(number: int, chance: random.Random) -> Page:
    """Twenty articles with headlines of 8 to 24 characters."""
    articles = []
    for place in range(20):
        title = "".join(chance.choices(WORDS, k=chance.randint(8, 24)))
        name = "".join(chance.choices(WORDS, k=3))
        articles.append(
            Article(
                f"{number:06x}{place:04x}",
                title=Piece(title, (Range(0, 1),)),
                column=(Piece(title[:4], (Range(0, 1),)),) if place % 7 == 0 else (),
                people=(Person("记者", name),),
            )
        )
    return Page(f"{number}.txt", "utf-8", "", articles=tuple(articles))


def measured(work: Callable[[], object], times: int = 5) -> float:
    """The shortest time, in milliseconds."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def longest_wait(work: Callable[[], object]) -> float:
    """How long another thread had to wait for its turn at most, in milliseconds."""
    waits: list[float] = []
    over = threading.Event()

    def tick() -> None:
        last = time.perf_counter()
        while not over.wait(0.001):
            now = time.perf_counter()
            waits.append(now - last)
            last = now

    other = threading.Thread(target=tick)
    other.start()
    work()
    over.set()
    other.join()
    return max(waits, default=0) * 1000


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chance = random.Random(6)
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(folder)
        pages = [page(number, chance) for number in range(count // 20)]
        cache.store(
            [
                page_rows(f"k{number}", Stamp(f"/{number}.txt", b"", 0, 0, "1"), one)
                for number, one in enumerate(pages)
            ],
            {},
            lambda: None,
        )
        gc.collect()
        gc.freeze()  # as the window does: what is loaded isn't looked at again
        names = Names()

        def learn() -> None:
            while names.catch_up(cache):
                pass

        start = time.perf_counter()
        wait = longest_wait(learn)
        print(f"{count} articles: learned in {(time.perf_counter() - start) * 1000:.0f} ms")
        print(f"  longest wait of another thread meanwhile {wait:.1f} ms")
        titles = [a.title.text for one in pages for a in one.articles if a.title]
        plain = measured(lambda: [t for t in titles if "暖心高" in t])
        names.find("工", 60, lambda: True)
        for wanted in ("工", "工会", "暖心高", "工暖社院", "没有的字"):
            taken = measured(lambda wanted=wanted: names.find(wanted, 60, lambda: True))  # type: ignore[misc]
            wait = longest_wait(lambda wanted=wanted: names.find(wanted, 60, lambda: True))  # type: ignore[misc]
            print(
                f"{wanted}: {taken:.1f} ms, {taken / plain:.1f} × a plain scan; wait {wait:.1f} ms"
            )
        cache.close()


if __name__ == "__main__":
    main()
