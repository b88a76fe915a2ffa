"""An archive of any size for the benches: pages made from real news, dated, four a day.

python tests/bench/archive.py FOLDER ARTICLES [CORPUS]
"""

from __future__ import annotations

import datetime
import gzip
import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "news.jsonl.gz"


def news(corpus: Path = CORPUS) -> list[dict[str, object]]:
    """The real articles; those of the shipped pages, over and over, where there is no corpus."""
    if corpus.is_file():
        with gzip.open(corpus, "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    from reader.files import seeds
    from reader.parser import parse

    return [
        {"title": article.heading(), "paragraphs": [p.text for p in article.paragraphs]}
        for path in seeds()
        for article in parse(path.read_bytes(), path.name).articles
        if article.paragraphs
    ]


def make(folder: Path, articles: int, corpus: Path = CORPUS) -> int:
    """Write pages with so many articles in all below ``folder``; returns their bytes.

    Paragraphs are recombined and numbered, so that no two articles are equal.
    """
    given = news(corpus)
    chance = random.Random(7)
    day, page, made, size = datetime.date(2005, 1, 1), 1, 0, 0
    while made < articles:
        parts = []
        for _ in range(min(chance.choice((2, 3, 4, 5)), articles - made)):
            made += 1
            story, other = chance.choice(given), chance.choice(given)
            text, more = list(story["paragraphs"]), list(other["paragraphs"])  # type: ignore[call-overload]
            half = chance.sample(text, min(len(text), 3)) + chance.sample(more, min(len(more), 2))
            parts.append(f"## {story['title']}\n\n本报讯 第{made}号消息。{half[0]}\n\n")
            parts.append("\n\n".join(half[1:]) + "\n\n")
        file = folder / f"{day:%Y}" / f"{day:%Y-%m-%d}" / f"A{page}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        data = "".join(parts).encode()
        file.write_bytes(data)
        size += len(data)
        page += 1
        if page > 4:
            page, day = 1, day + datetime.timedelta(days=1)
    return size


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2])), "bytes")
