"""Pages as text fixtures: ``tests/pages/NAME.txt`` is parsed and compared with ``NAME.page``.

A new case is two new files, no code. The expectation holds one line a piece, ``role: text``,
with the roles banner, furniture, column, kicker, title, subtitle, byline, p (a paragraph),
caption and credit; a blank line parts articles, and ``kind: photo`` as an article's first
line makes it a picture story. Two lines more are looked at only where a case has them:
``date: 2023-06-15`` (or ``date: none``) for the page, and ``people: 记者 余翠平; 摄影 于佳``
for an article. White space and the width of punctuation don't count. These are the lines
of the pages in ``packaging/model/manners``, without their marks for setting type.

``KNOWN_FAILURES.txt`` lists what the parser can't do yet, one ``NAME: why`` a line. A listed
case that passes fails the suite: take its line out.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from reader.page import Page
from reader.parser import decode, parse

PAGES = Path(__file__).with_name("pages")
CASES = sorted(path.stem for path in PAGES.glob("*.txt") if path.stem != "KNOWN_FAILURES")
KNOWN_FAILURES = dict(
    line.split(": ", 1)
    for line in (PAGES / "KNOWN_FAILURES.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)
#: The order in which an article's pieces are shown, as ``Article.pieces`` has it.
ORDER = ("column", "kicker", "title", "subtitle", "byline", "p", "caption", "credit")
MARKUP = re.compile(r"^#{1,6}(?=\s)|!\[[^\]\n]*\]\([^)\n]*\)|^-{3,}$|^\*{3,}$", re.M)


def folded(text: str) -> str:
    """The text without what a typographic clean-up may change."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())


def expectation(name: str) -> list[str]:
    """The lines of the expectation in the order in which ``shown`` gives them."""
    page: list[str] = []
    articles: list[list[str]] = []
    for block in re.split(r"\n\s*\n", (PAGES / f"{name}.page").read_text(encoding="utf-8").strip()):
        article: list[tuple[int, str]] = []
        for line in filter(None, block.splitlines()):
            role, text = line.split(": ", 1)
            if role in ("banner", "furniture"):
                page.append(f"{role}: {folded(text)}")
            elif role == "date":
                page.append(line)
            elif role in ("kind", "people"):
                article.append((("kind", "people").index(role) - 2, line))
            else:
                article.append((ORDER.index(role), f"{role}: {folded(text)}"))
        if article:
            articles.append([line for _, line in sorted(article, key=lambda found: found[0])])
    page.sort(key=lambda line: ("date", "banner", "furniture").index(line.split(":")[0]))
    return [*page, *(line for article in articles for line in ["", *article])]


def shown(page: Page, asked: list[str]) -> list[str]:
    """A parsed page in the expectation's lines; date and people only where it asks for them."""
    lines = []
    if any(line.startswith("date: ") for line in asked):
        lines.append(f"date: {page.date.value if page.date else 'none'}")
    lines += [f"banner: {folded(piece.text)}" for piece in page.banner]
    lines += [f"furniture: {folded(piece.text)}" for piece in page.furniture]
    blocks = "\n".join(["", *asked]).split("\n\n")[1:]
    blocks += [""] * len(page.articles)
    for article, block in zip(page.articles, blocks, strict=False):
        lines.append("")
        if article.kind != "article":
            lines.append(f"kind: {article.kind}")
        if "people: " in block:
            people = (f"{person.role} {person.name}" for person in article.people)
            lines.append(f"people: {'; '.join(people)}")
        for role, piece in article.pieces():
            lines.append(f"{'p' if role == 'paragraph' else role}: {folded(piece.text)}")
    return lines


@pytest.mark.parametrize("name", CASES)
def test_page_is_rebuilt(name: str, request: pytest.FixtureRequest) -> None:
    if name in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason=KNOWN_FAILURES[name], strict=True))
    page = parse((PAGES / f"{name}.txt").read_bytes(), name=f"{name}.txt")
    want = expectation(name)
    have = shown(page, want)
    difference = difflib.unified_diff(want, have, "expected", "parsed", lineterm="", n=1)
    assert have == want, "\n".join(["", *difference])


@pytest.mark.parametrize("name", CASES)
def test_expectation_holds_every_character_of_its_page(name: str) -> None:
    text = decode((PAGES / f"{name}.txt").read_bytes()).text
    unprinted = re.compile(r"(?:kind|date|people): .*|\w+: |\s")
    want = "".join(unprinted.sub("", line) for line in expectation(name))
    assert Counter(want) == Counter(folded(MARKUP.sub("", text)))


def test_known_failures_are_cases() -> None:
    assert set(KNOWN_FAILURES) <= set(CASES)
