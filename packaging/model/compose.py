"""Compose torn newspaper pages with gold from a corpus of news, as `tear` does from written pages.

    python packaging/model/compose.py NEWS.jsonl.gz OUT_DIR [--pages N] [--seed N]

The corpus has one JSON object a line with ``date``, ``title`` and ``paragraphs``. A page takes
stories of a few days around one date, so that neighbours share topics and names; that makes it
hard to tell whose tail is whose. Headlines, columns and subtitles are those of the corpus;
bylines, credits, banners and folio lines are made up from the words of ``compose.txt``, one
manner a page. Nothing of the corpus
is kept in the project: the pages serve to learn weights from.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from tear import TIERS, Article, Page, Piece, tear

WORDS = {
    key: words.split(" | ")
    for key, words in (
        line.split(": ", 1)
        for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines()
    )
}
WEEK = "一二三四五六日"


def name(toss: Random, spaced: bool = False) -> str:
    """An invented name; ``spaced`` sets two characters apart, as some papers do."""
    given = "".join(toss.choice(WORDS["given"][0]) for _ in range(toss.choice((1, 2, 2))))
    return toss.choice(WORDS["surnames"][0]) + (" " if spaced and len(given) == 1 else "") + given


def byline_manner(toss: Random) -> tuple[Callable[[], str], bool]:
    """How a page writes its bylines, and whether the text runs on behind them."""
    gap = toss.choice(("", " "))
    before = toss.choice(("", "", " "))
    spaced = toss.random() < 0.15
    second = toss.choice(("通讯员", "通讯员", "实习生", "见习记者"))

    def one() -> str:
        return name(toss, spaced)

    def names() -> str:
        return one() if toss.random() < 0.6 else f"{one()}{toss.choice(('、', ' '))}{one()}"

    def staff() -> str:
        other = f"{toss.choice(('', ' '))}{second}{gap}{names()}" if toss.random() < 0.45 else ""
        return f"记者{gap}{names()}{other}"

    def local() -> str:
        words = staff() if toss.random() < 0.85 else f"通讯员{gap}{one()}"
        return f"本报讯{before}（{words}）"

    def wire() -> str:
        agency = toss.choice(("新华社", "本报", "据新华社", "本报"))
        day = f"{toss.randint(1, 12)}月{toss.randint(1, 28)}日"
        return f"{agency}{toss.choice(WORDS['places'])}{day}电{before}（记者{gap}{names()}）"

    def bare() -> str:
        return f"本报记者 {one()}" + (f" {one()}" if toss.random() < 0.3 else "")

    mark = toss.choice("□■●◎")
    ways: list[tuple[Callable[[], str], bool]] = [
        (local, True),
        (local, True),
        (wire, True),
        (bare, False),
        (lambda: f"{mark} 本报记者 {one()}", False),
        (lambda: f"{mark} {one()}", False),
        (lambda: f"文/本报记者 {one()}", False),
        (lambda: f"本报记者 {one()} 通讯员 {one()}", False),
    ]
    return toss.choice(ways)


def credit_line(toss: Random) -> str:
    """Who took a picture."""
    return toss.choice(
        (
            f"本报记者 {name(toss)} 摄",
            f"新华社记者 {name(toss)} 摄",
            f"{name(toss)} 摄",
            f"{name(toss)} {name(toss)} 摄影报道",
            f"本报记者 {name(toss)} 通讯员 {name(toss)} 摄影报道",
        )
    )


def heading(title: str, toss: Random) -> list[Piece]:
    """A headline's pieces: 【column】, kicker …强调, title, ——subtitle."""
    found: list[Piece] = []
    match = re.fullmatch(r"【([^】—]{2,24})】(.+)", title)
    if match:
        found.append(Piece("column", match.group(1)))
        title = match.group(2)
    elif toss.random() < 0.08:
        found.append(Piece("column", toss.choice(WORDS["columns"])))
    match = re.fullmatch(r"(.{6,40}(?:强调|指出|表示|发布会|文章)) (.{6,})", title)
    if match:
        found.append(Piece("kicker", match.group(1)))
        title = match.group(2)
    main, dash, rest = title.partition("——")
    found.append(Piece("title", main.strip() or title))
    if dash and main.strip() and rest:
        found.append(Piece("subtitle", dash + rest))
    return found


def set_article(
    item: dict[str, Any], byline: tuple[Callable[[], str], bool], toss: Random
) -> Article:
    """One story of the corpus as it might be printed."""
    paragraphs = ["".join(p.split("\n")).strip() for p in item["paragraphs"]]
    paragraphs = [p for p in paragraphs if p]
    if len(paragraphs) == 1 and len(paragraphs[0]) < 260 and toss.random() < 0.55:
        rows = [[Piece("p", paragraphs[0])], [Piece("credit", credit_line(toss))]]
        if toss.random() < 0.7:
            rows[:0] = [[p] for p in heading(item["title"], toss) if p.role == "title"]
        return Article("photo", rows)
    rows = [[piece] for piece in heading(item["title"], toss)]
    body = [[Piece("p", p)] for p in paragraphs]
    write, runs_on = byline
    if toss.random() < 0.88:
        made = Piece("byline", write())
        if runs_on:
            body[0].insert(0, made)
        else:
            rows.append([made])
    rows += body
    if toss.random() < 0.06:
        place = len(rows) - toss.randrange(len(body))
        caption = [Piece("caption", toss.choice(WORDS["scenes"]))]
        if toss.random() < 0.6:
            caption.append(Piece("credit", credit_line(toss)))
        rows.insert(place, caption)
    return Article("article", rows)


def furniture(toss: Random) -> list[Article]:
    """A page's folio, its editors or its hotline, each by chance."""
    year, month, day = toss.randint(2006, 2025), toss.randint(1, 12), toss.randint(1, 28)
    lines = [
        f"{year}年{month}月{day}日 星期{toss.choice(WEEK)}",
        f"{year}年{month}月{day}日　第{toss.randint(1, 12):02}版　{toss.choice(WORDS['banners'][:12])}",
        f"责任编辑 {name(toss)} 美编 {name(toss)} 校对 {name(toss)}",
        f"■责编/{name(toss)}　■版式/{name(toss)}",
        f"{toss.randint(2, 16)}版 {toss.choice(WORDS['banners'][:12])} 责编：{name(toss)}",
        "热线电话：88001234　邮箱：paper@example.com",
    ]
    chosen = toss.sample(lines, toss.choice((0, 0, 1, 1, 2)))
    return [Article(rows=[[Piece("furniture", line)]]) for line in chosen]


def compose(corpus: list[dict[str, Any]], toss: Random) -> Page:
    """A page of stories from the days around one of the corpus."""
    start = toss.randrange(len(corpus) - 40)
    items = toss.sample(corpus[start : start + 40], toss.randint(4, 11))
    byline = byline_manner(toss)
    other = byline_manner(toss)
    stories = [
        set_article(item, byline if toss.random() < 0.85 else other, toss)
        for item in items
        if item["paragraphs"] and sum(map(len, item["paragraphs"])) < 2600
    ]
    lines = furniture(toss)
    toss.shuffle(lines)
    if toss.random() < 0.6:
        lines.insert(0, Article(rows=[[Piece("banner", toss.choice(WORDS["banners"]))]]))
    foot = [line for line in lines if toss.random() < 0.35]
    head = [line for line in lines if line not in foot]
    return Page({}, [*head, *stories, *foot])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("news", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with gzip.open(options.news, "rt", encoding="utf-8") as lines:
        corpus = sorted((json.loads(line) for line in lines), key=lambda item: item["date"])
    for number in range(options.pages):
        toss = Random(f"{options.seed} {number}")
        tier = TIERS[number % len(TIERS)]
        text, gold = tear(compose(corpus, toss), tier, toss)
        stem = options.out / f"n{number:03}"
        stem.with_suffix(".txt").write_text(text, encoding="utf-8", newline="\n")
        told = json.dumps(gold, ensure_ascii=False)
        stem.with_suffix(".gold.json").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
