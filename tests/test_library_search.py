"""A search finds what a plain look through all text finds: nothing less, nothing more."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Hit, Library, find_matches
from reader.page import Article
from reader.trouble import Trouble

#: Few characters, so that matches are common; some that SQL, LIKE or C strings would trip over.
LETTERS = "工会员北aA%_'\"*?\\\x00𠮷é，。 　\n"
TEXTS = st.text(LETTERS, max_size=60)
QUERIES = st.text(LETTERS, min_size=1, max_size=6)


@pytest.fixture(scope="module")
def library(shipped_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library(tmp_path_factory.mktemp("search") / "data") as library:
        for page in library.pages():
            library.remove(page.key)
        yield library


@pytest.fixture(scope="module")
def seeds(shipped_library: Path) -> Iterator[Library]:
    with Library(shipped_library) as library:
        yield library


def articles(library: Library) -> list[Article]:
    return [article for info in library.pages() for article in library.page(info.key).articles]


def scan(library: Library, query: str) -> list[str]:
    """The ids that a plain scan finds."""
    words = query.split()
    return [
        article.id
        for article in articles(library)
        if words and all(any(w in p.text for _, p in article.pieces()) for w in words)
    ]


def check(library: Library, query: str) -> None:
    hits = library.search(query)
    assert [hit.id for hit in hits] == scan(library, query)
    assert library.count(query) == len(hits)
    by_id = {article.id: article for article in articles(library)}
    for hit in hits:
        check_snippet(hit, by_id[hit.id], query)


def check_snippet(hit: Hit, article: Article, query: str) -> None:
    words = set(query.split())
    shown = hit.snippet
    assert hit.marked
    assert all(0 <= start < end <= len(shown) for start, end in hit.marked)
    marked = [shown[start:end] for start, end in hit.marked]
    if len(words) == 1:
        assert set(marked) == words
    assert all(any(word in text for word in words) for text in marked)
    inner = shown.removeprefix("…").removesuffix("…")
    pieces = [piece.text for _, piece in article.pieces()]
    assert any(inner in piece for piece in pieces)
    assert hit.count == sum(len(find_matches(piece, query)) for piece in pieces)


@settings(max_examples=60)
@given(TEXTS, TEXTS, st.lists(QUERIES, min_size=1, max_size=4))
def test_search_is_a_plain_scan(
    library: Library, tmp_path_factory: pytest.TempPathFactory, one: str, two: str, asked: list[str]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "pages"
    folder.mkdir(exist_ok=True)
    for name, text in (("A1.txt", one), ("A2.txt", two)):
        (folder / name).write_text(f"## 题目{name}\n\n{text}。", "utf-8", newline="")
    library.add([folder])
    for query in asked:
        check(library, query)


def test_every_length_and_place_in_the_shipped_pages(seeds: Library) -> None:
    chance = random.Random(5)
    texts = [piece.text for article in articles(seeds) for _, piece in article.pieces()]
    for length in (1, 1, 2, 2, 3, 4, 8, 20, 100, 400):
        text = chance.choice([t for t in texts if len(t) >= length])
        at = chance.randrange(len(text) - length + 1)
        query = text[at : at + length]
        if query.strip():
            check(seeds, query)


def test_words_must_all_be_there_in_any_order(seeds: Library) -> None:
    both = {hit.id for hit in seeds.search("高温 工会")}
    assert both
    assert both == {hit.id for hit in seeds.search("　工会  高温 ")}
    assert both == {h.id for h in seeds.search("工会")} & {h.id for h in seeds.search("高温")}


def test_the_snippet_has_as_many_words_as_stand_together(seeds: Library) -> None:
    """Two words that stand far apart and once close together: shown where they are close."""
    text = next(
        piece.text
        for article in articles(seeds)
        for _, piece in article.pieces()
        if len(piece.text) > 150
    )
    far, near = text[140:144], text[146:150]
    (hit,) = seeds.search(f"{far} {near}")
    shown = {hit.snippet[start:end] for start, end in hit.marked}
    assert {far, near} <= shown


def test_nothing_is_found_for_nothing(seeds: Library) -> None:
    for query in ("", "  ", "　", "\n"):
        assert seeds.search(query) == ()
        assert seeds.count(query) == 0


def test_half_a_surrogate_pair_is_found_nowhere(seeds: Library) -> None:
    assert seeds.search("工会\udc80") == ()
    assert seeds.count("\ud842") == 0


def test_a_limit_cuts_the_list_and_not_the_count(seeds: Library) -> None:
    everything = seeds.search("工会")
    assert len(everything) > 3
    assert seeds.search("工会", 3) == everything[:3]
    assert seeds.search("工会", 0) == ()
    assert seeds.count("工会") == len(everything)


def test_a_pasted_page_is_no_query_and_says_so(seeds: Library) -> None:
    assert seeds.search(" ".join(f"字{n}" for n in range(500))) == ()
    with pytest.raises(Trouble) as caught:
        seeds.search(" ".join(f"字{n}" for n in range(501)))
    assert caught.value.cure
    assert seeds.search("长" * 100_000) == ()


@given(TEXTS, QUERIES)
def test_matches_are_ordered_and_are_words_of_the_query(text: str, query: str) -> None:
    matches = find_matches(text, query)
    assert list(matches) == sorted(matches)
    assert all(a[1] <= b[0] for a, b in pairwise(matches))
    covered = {at for start, end in matches for at in range(start, end)}
    for word in query.split():
        assert (word in text) <= bool(matches)
        at = text.find(word)
        assert at < 0 or {at, at + len(word) - 1} <= covered
