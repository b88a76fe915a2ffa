"""Tear invented newspaper pages as an extractor would, and say what belonged together.

    python packaging/model/tear.py OUT_DIR [--seed N] [--copies K] [--pages DIR]

reads every ``manners/*.page`` and writes K differently torn copies of it to OUT_DIR,
each a ``NAME.txt`` with its ``NAME.gold.json``: the parsed page with exact source
ranges that `train` learns roles from. The copies take the tiers in turn:

* plain: one article after another, paragraphs torn where a column ended, now and then
  a story's tail behind the next story;
* hard: also the tail behind the next story's headline, captions inside a torn paragraph,
  column headings behind their article, headlines broken over two lines, and more often
  half-width punctuation;
* wrapped: one line a printed column line.

The same seed gives the same pages.

A ``.page`` file holds one printed page, one piece a line in the order of printing::

    manner: metropolitan daily, the fourth page
    date: 2024-11-19

    banner: 都市新闻
    furniture: 2024年11月19日 星期二

    column: 百姓茶座
    kicker: 打了两年“游击”
    title: 老槐树下的便民市场⏎昨天开张
    subtitle: ——记红星里的一块空地
    byline+: 本报讯（记者 葛晓彤）
    p: 昨天一大早……
    sub: 一块空地三家争
    p+: ……
    credit: （作者单位：某某）

A blank line parts articles. Roles: banner, furniture (either may also stand inside an
article, as a jump line does), column 栏目, kicker 引题, title 主题, subtitle 副题, byline,
p (a paragraph), sub (a paragraph that is a sub-heading 小标题), v (a paragraph without a
blank line above it: the second and later lines of a verse or a table), caption, credit.
``role+`` says that the next piece follows on the same printed line, as text follows 本报讯.
``⏎`` breaks a headline that was printed over two lines; it stands for no character.
``kind: photo`` as an article's first line makes it a picture story, whose text is its ``p``.

The first block is about the page: ``manner`` says whose manner it is in, ``date`` (as
2024-11-19) what its text tells, ``marks: yes`` or ``no`` whether headings carry the
Markdown marks that some extractors write, ``punctuation: keep`` that the page's
punctuation, digits and spaces between names are part of its manner. What it leaves out
is tossed for each copy. A copy may lack some of the page's banner and furniture, and
with it the date.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

MANNERS = Path(__file__).with_name("manners")
TIERS = ("plain", "hard", "wrapped")
HEADING = ("column", "kicker", "title", "subtitle", "byline")
ROLES = (*HEADING, "banner", "furniture", "p", "sub", "v", "caption", "credit")
OF_ARTICLES = [role for role in ROLES if role not in ("banner", "furniture")]
SETTINGS = ("manner", "date", "marks", "punctuation")

HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")
FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
#: Characters that Chinese typesetting keeps off a line's start and off its end.
NOT_FIRST = "，。、；：？！）》」』】〕”’…—％,.;:?!)%／·"
NOT_LAST = "（《「『【〔“‘("
#: A tear after a sentence, with or without these behind it, could not be told from a paragraph's end.
ENDINGS = "。！？!?…"
CLOSERS = "）)”’」』》】"


@dataclass
class Piece:
    """What was printed in one go: its role, its text, and where that text came to lie."""

    role: str
    text: str
    source: list[list[int]] = field(default_factory=list)

    def gold(self) -> dict[str, object]:
        return {"text": self.text.replace("⏎", ""), "source": self.source}


#: A printed line: parts of one piece or of several.
Line = list[tuple[Piece, str]]


@dataclass
class Strip:
    """Lines that no blank line parts: a whole paragraph or heading, or a torn end of it."""

    lines: list[Line]
    continues: bool = False

    @property
    def role(self) -> str:
        return self.lines[0][0][0].role

    @property
    def last_role(self) -> str:
        return self.lines[-1][-1][0].role


@dataclass
class Article:
    kind: str = "article"
    rows: list[list[Piece]] = field(default_factory=list)

    def pieces(self, *roles: str) -> list[Piece]:
        return [piece for row in self.rows for piece in row if piece.role in roles]


@dataclass
class Page:
    settings: dict[str, str]
    articles: list[Article]


def read_page(text: str) -> Page:
    """Read the ``.page`` format; ValueError names the line that isn't of it."""
    settings: dict[str, str] = {}
    articles: list[Article] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        article = Article()
        row: list[Piece] = []
        for line in block.splitlines():
            match = re.match(r"(\w+)(\+?): *(.*\S)", line)
            if not match:
                raise ValueError(f"not `role: text`: {line}")
            role, runs_on, words = match.groups()
            if role in SETTINGS:
                settings[role] = words
            elif role == "kind":
                article.kind = words
            elif role in ROLES:
                row.append(Piece(role, words))
                if not runs_on:
                    article.rows.append(row)
                    row = []
            else:
                raise ValueError(f"no such role: {line}")
        if row:
            raise ValueError(f"nothing follows on the line of: {row[-1].text}")
        if article.rows:
            articles.append(article)
    return Page(settings, articles)


def restyle(page: Page, tier: str, toss: Random) -> None:
    """Give the page the punctuation and spacing that some extractors leave."""
    if page.settings.get("punctuation") == "keep":
        return
    half = toss.random() < (0.4 if tier == "hard" else 0.06)
    digits = toss.random() < 0.06
    close_names = toss.random() < 0.3
    for article in page.articles:
        for piece in (piece for row in article.rows for piece in row):
            if close_names and piece.role == "byline":
                piece.text = re.sub(r"(?<=[者员]) (?=[^（）()]*[）)])", "", piece.text)
            if half:
                piece.text = piece.text.translate(HALF_WIDTH)
            if digits and piece.role in ("p", "title", "kicker"):
                piece.text = piece.text.translate(FULL_DIGITS)


def crop(page: Page, toss: Random) -> None:
    """Leave out some of the banner and furniture, as extractors do; the date goes with them."""
    kept = []
    for article in page.articles:
        whole = len(article.rows)
        if not article.pieces(*OF_ARTICLES):
            article.rows = [row for row in article.rows if toss.random() < 0.75]
        if len(article.rows) < whole:
            page.settings.pop("date", None)
        if article.rows:
            kept.append(article)
    page.articles = kept


def break_headline(text: str, tier: str, toss: Random) -> list[str]:
    """The printed lines of a headline."""
    if "⏎" in text:
        return text.split("⏎") if toss.random() < 0.8 else [text.replace("⏎", "")]
    if tier == "hard" and len(text) > 13 and toss.random() < 0.25:
        space = text.find(" ")
        middle = space + 1 if 0 < space < len(text) - 1 else len(text) // 2 + toss.randint(-2, 2)
        while text[middle] in NOT_FIRST or text[middle - 1] in NOT_LAST:
            middle -= 1
        return [text[:middle], text[middle:]]
    return [text]


def width_of(word: str) -> float:
    """How many Chinese characters' width a word takes."""
    return sum(0.5 if c < "\u0100" else 1.0 for c in word)


def wrapped(row: list[Piece], width: int, indent: int) -> list[Line]:
    """Set a paragraph in lines of so many Chinese characters; Latin ones take half."""
    atoms: list[tuple[Piece, str]] = []
    for piece in row:
        atoms += [(piece, word) for word in re.findall(r"[0-9A-Za-z.%\-]+|.", piece.text)]
    lines: list[Line] = [[]]
    used: float = indent
    for at, (piece, word) in enumerate(atoms):
        size = width_of(word)
        following = width_of(atoms[at + 1][1]) if at + 1 < len(atoms) else 0
        full = used + size > width and word not in NOT_FIRST
        stranded = word in NOT_LAST and used + size + following > width
        if lines[-1] and (full or stranded):
            lines.append([])
            used = 0
        lines[-1].append((piece, word))
        used += size
    return lines


def finished(text: str) -> bool:
    """Whether text ends as a paragraph may."""
    return text.rstrip(CLOSERS)[-1:] in ENDINGS


def tear_points(row: list[Piece], column: int, toss: Random) -> list[int]:
    """Where column ends tore a paragraph, a column holding so many characters."""
    if row[-1].role not in ("p", "credit"):
        return []
    text = "".join(piece.text for piece in row)
    # The byline before the paragraph and the credit behind it stay whole.
    first = len(row[0].text) + 2 if row[0].role == "byline" else 8
    last = len(text) - (len(row[-1].text) if row[-1].role == "credit" else 0) - 1
    points = set()
    for _ in range(1 + last // 150):
        if last - first < 20 or toss.random() > len(text) / column:
            continue
        point = toss.randrange(first, last)
        comma = text.find("，", point, last - 3)
        if toss.random() < 0.2 and comma > 0:
            point = comma + 1
        if (
            not finished(text[:point])
            and text[point - 1] not in NOT_LAST
            and text[point] not in NOT_FIRST
        ):
            points.add(point)
    return sorted(points)


def torn(row: list[Piece], points: list[int]) -> list[Line]:
    """The parts of a row of pieces between those points of its text."""
    lines: list[Line] = [[]]
    at = 0
    for piece in row:
        left = piece.text
        while left:
            ahead = [p - at for p in points if p > at]
            part = left[: ahead[0]] if ahead else left
            lines[-1].append((piece, part))
            left = left[len(part) :]
            at += len(part)
            if at in points:
                lines.append([])
    return lines


@dataclass
class Setting:
    """How this copy of the page is set: widths of lines and room of a column in characters."""

    tier: str
    marks: bool
    mark_sub: bool
    stray: str
    indent: bool
    widths: tuple[int, int]
    column: int
    toss: Random

    def strips(self, number: int, article: Article) -> Iterator[Strip]:
        """An article's strips in the order of printing."""
        width = self.widths[number > 0]
        for row in article.rows:
            text = "".join(piece.text for piece in row)
            body = any(piece.role in ("p", "sub", "v") for piece in row)
            if row[0].role == "title":
                parts = break_headline(text, self.tier, self.toss)
                yield Strip([[(row[0], part)] for part in parts])
            elif self.tier == "wrapped" and body:
                lines = wrapped(row, width, 0 if row[-1].role == "v" else 2)
                cut = self.column_end(lines)
                yield Strip(lines[:cut])
                if cut < len(lines):
                    yield Strip(lines[cut:], continues=True)
            else:
                points = tear_points(row, self.column, self.toss) if body else []
                for part, line in enumerate(torn(row, points)):
                    yield Strip([line], continues=part > 0)

    def column_end(self, lines: list[Line]) -> int:
        """How many of a paragraph's lines stood in its first column: mostly all."""
        size = sum(len(part) for line in lines for _, part in line)
        if len(lines) < 3 or self.toss.random() > size / self.column:
            return len(lines)
        cut = self.toss.randrange(1, len(lines))
        end = "".join(part for _, part in lines[cut - 1])
        seen = not finished(end) and lines[cut][0][0].role == "p"
        return cut if seen else len(lines)

    def gap(self, before: Strip | None, after: Strip, beyond: Strip | None) -> str:
        """The line breaks, mark and indent between two strips; beyond is the one after them."""
        toss = self.toss
        if before is None:
            breaks = toss.choice(("\n\n", "\n\n", "\n\n\n\n\n"))
        elif after.role == "v" and before.role in ("p", "v"):
            return "\n"
        elif after.continues:
            breaks = "\n\n" if toss.random() < 0.6 else self.stray
        elif self.indent and before.last_role in ("p", "sub") and after.role in ("p", "sub"):
            breaks = "\n" if toss.random() < 0.93 else self.stray
        else:
            breaks = "\n\n" if toss.random() < 0.9 else self.stray
        if self.marks and not after.continues:
            mark = {"banner": "# ", "title": "## "}.get(after.role, "")
            if after.role in ("sub", "subtitle") and self.mark_sub:
                mark = "### "
            if mark:
                return breaks + mark
        # A verse stands without the indent of prose; text behind 本报讯 has it.
        verse = beyond is not None and beyond.role == "v"
        runs_on = after.role == "byline" and after.last_role != "byline"
        prose = after.role in ("p", "sub") and not verse
        if self.indent and not after.continues and (prose or runs_on):
            return breaks + "\u3000\u3000"
        return breaks


def set_page(page: Page, tier: str, toss: Random) -> Setting:
    marks = page.settings.get("marks")
    wide = toss.random() < 0.7
    narrow = toss.randint(11, 18)
    return Setting(
        tier=tier,
        marks=marks == "yes" or (marks is None and toss.random() < 0.45),
        mark_sub=toss.random() < 0.5,
        stray=toss.choice(("\n\n\n", "\n\n\n\n")),
        indent=tier == "wrapped" and toss.random() < 0.55,
        widths=(toss.randint(17, 23) if wide else narrow, narrow),
        column=toss.randint(100, 220),
        toss=toss,
    )


def scatter(stories: list[list[Strip]], toss: Random) -> None:
    """Put captions inside torn paragraphs and column headings behind their articles."""
    for story in stories:
        cuts = [at for at, strip in enumerate(story) if strip.continues]
        pictures = [at for at, strip in enumerate(story) if strip.role == "caption"]
        if cuts and pictures and toss.random() < 0.6:
            story.insert(toss.choice(cuts), story.pop(pictures[0]))
        titled = any(strip.role == "title" for strip in story)
        if titled and story[0].role == "column" and toss.random() < 0.06:
            story.append(story.pop(0))


def displace(stories: list[list[Strip]], hard: bool, toss: Random) -> None:
    """Move the tail of a torn story behind the next one; if hard, maybe into it."""
    torn_stories = [
        (story, after)
        for story, after in pairwise(stories)
        if any(strip.continues for strip in story) and after[0].role in HEADING
    ]
    if not torn_stories:
        return
    story, after = toss.choice(torn_stories)
    cut = toss.choice([at for at, strip in enumerate(story) if strip.continues])
    tail = story[cut:]
    del story[cut:]
    heading = next((at for at, s in enumerate(after) if s.role not in HEADING), len(after))
    place = heading if hard and toss.random() < 0.15 else len(after)
    after[place:place] = tail


def interleave(stories: list[list[Strip]], toss: Random) -> None:
    """Print two neighbours' columns in turn: a piece of the one, a piece of the other, by their tears."""
    pairs = [
        at
        for at in range(len(stories) - 1)
        if all(
            any(strip.continues for strip in story) and story[0].role in HEADING
            for story in stories[at : at + 2]
        )
    ]
    if not pairs:
        return
    at = toss.choice(pairs)
    columns: list[list[list[Strip]]] = []
    for story in stories[at : at + 2]:
        parts: list[list[Strip]] = [[]]
        for strip in story:
            if strip.continues and parts[-1]:
                parts.append([])
            parts[-1].append(strip)
        columns.append(parts)
    mixed: list[Strip] = []
    for turn in range(max(map(len, columns))):
        for parts in columns:
            mixed += parts[turn] if turn < len(parts) else []
    stories[at : at + 2] = [mixed]


def lay_out(setting: Setting, page: Page) -> str:
    """Print the page and note in every piece where its text lies."""
    toss = setting.toss
    stories = [list(setting.strips(n, article)) for n, article in enumerate(page.articles)]
    if setting.tier == "hard":
        scatter(stories, toss)
    if setting.tier == "hard" and toss.random() < 0.3:
        interleave(stories, toss)
    elif setting.tier != "wrapped" and toss.random() < 0.5:
        displace(stories, setting.tier == "hard", toss)
    printed: list[str] = []
    at = 0

    def put(text: str) -> None:
        nonlocal at
        printed.append(text)
        at += len(text)

    strips = [strip for story in stories for strip in story]
    neighbours = zip([None, *strips[:-1]], strips, [*strips[1:], None], strict=True)
    for before, strip, beyond in neighbours:
        put(setting.gap(before, strip, beyond))
        for number, line in enumerate(strip.lines):
            if number:
                put("\n")
            for place, (piece, part) in enumerate(line):
                if place and line[place - 1][0] is not piece:
                    # What doesn't end like a bracket needs a space to be told from the text.
                    closed = line[place - 1][1][-1] in "）)】〕：:。”"
                    put(toss.choice(("", "", " ") if closed else (" ", " ", "\u3000")))
                if piece.source and piece.source[-1][1] == at:
                    piece.source[-1][1] += len(part)
                else:
                    piece.source.append([at, at + len(part)])
                put(part)
    put("\n")
    return "".join(printed)


def gold_article(article: Article) -> dict[str, object]:
    """The article as FORMAT.md has it, with the readings that count as right, too."""

    def all_of(*roles: str) -> list[dict[str, object]]:
        return [piece.gold() for piece in article.pieces(*roles)]

    def one_of(role: str) -> dict[str, object] | None:
        found = all_of(role)
        if len(found) > 1:
            raise ValueError(f"two pieces are {role}: {found}")
        return found[0] if found else None

    gold: dict[str, object] = {
        "kind": article.kind,
        "column": all_of("column"),
        "kicker": all_of("kicker"),
        "title": one_of("title"),
        "subtitle": all_of("subtitle"),
        "byline": one_of("byline"),
        "paragraphs": all_of("p", "sub", "v"),
        "captions": all_of("caption"),
        "credit": all_of("credit"),
    }
    alternatives: list[dict[str, object]] = []
    if gold["title"] is None and gold["column"]:
        alternatives.append({"title": all_of("column")[0]})
    if gold["credit"]:
        alternatives.append({"paragraphs": all_of("p", "sub", "v") + all_of("credit")})
    if alternatives:
        gold["alternatives"] = alternatives
    return gold


def tear(page: Page, tier: str, toss: Random) -> tuple[str, dict[str, object]]:
    """A torn copy of the page and its gold; marks the pieces, so read the page anew for each."""
    crop(page, toss)
    restyle(page, tier, toss)
    text = lay_out(set_page(page, tier, toss), page)
    gold: dict[str, object] = {"tier": tier}
    if "date" in page.settings:
        gold["date"] = page.settings["date"]
    for role in ("banner", "furniture"):
        gold[role] = [piece.gold() for article in page.articles for piece in article.pieces(role)]
    # A block without any other role is no article.
    gold["articles"] = [gold_article(a) for a in page.articles if a.pieces(*OF_ARTICLES)]
    return text, gold


def main() -> None:
    parser = argparse.ArgumentParser(description="Tear the invented pages.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--pages", type=Path, default=MANNERS)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(options.pages.glob("*.page"))):
        for copy in range(options.copies):
            toss = Random(f"{options.seed} {path.stem} {copy}")
            tier = TIERS[(number + copy) % len(TIERS)]
            try:
                text, gold = tear(read_page(path.read_text(encoding="utf-8")), tier, toss)
            except ValueError as problem:
                raise SystemExit(f"{path}: {problem}") from problem
            name = path.stem if options.copies == 1 else f"{path.stem}-{copy}"
            (options.out / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
            told = json.dumps(gold, ensure_ascii=False)
            (options.out / f"{name}.gold.json").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    main()
