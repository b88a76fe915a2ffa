"""A search finds what a plain look through all text finds: nothing less, nothing more."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library import Hit, Library, find_matches
from reader.library.fold import fold
from reader.library.question import (
    All,
    Either,
    Near,
    Node,
    Not,
    Words,
    parse,
    quoted,
    sought,
)
from reader.page import Article

#: Few characters, so that matches are common; some that SQL, LIKE or C strings would trip over.
LETTERS = "工会會员北aAａ%_'\"*?\\\x00𠮷é，,。 　\n"
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


def scan(library: Library, query: str) -> set[str]:
    """The ids that a plain scan finds."""
    tree = parse(query).tree
    return {a.id for a in articles(library) if tree is not None and holds(tree, a)}


def holds(node: Node, article: Article) -> bool:
    """Whether an article is what a question asks for, by looking at all of it."""
    texts = [fold(piece.text) for _, piece in article.pieces()]
    if isinstance(node, Words):
        return any(fold(node.text) in text for text in texts)
    if isinstance(node, Near):
        pattern = f"{{}}.{{{{0,{node.most}}}}}{{}}"
        left, right = re.escape(fold(node.left.text)), re.escape(fold(node.right.text))
        ways = [pattern.format(left, right), pattern.format(right, left)]
        return any(re.search(way, text, re.DOTALL) for way in ways for text in ["\n".join(texts)])
    if isinstance(node, Not):
        return not holds(node.part, article)
    if isinstance(node, All):
        return all(holds(part, article) for part in node.parts)
    assert isinstance(node, Either)
    return any(holds(part, article) for part in node.parts)


def check(library: Library, query: str) -> None:
    hits = library.search(query)
    assert len({hit.id for hit in hits}) == len(hits)
    assert {hit.id for hit in hits} == scan(library, query)
    assert library.count(query) == len(hits)
    by_id = {article.id: article for article in articles(library)}
    for hit in hits:
        check_snippet(hit, by_id[hit.id], query)


def check_snippet(hit: Hit, article: Article, query: str) -> None:
    words = {fold(node.text) for node in sought(parse(query).tree) if isinstance(node, Words)}
    shown = hit.snippet
    assert all(0 <= start < end <= len(shown) for start, end in hit.marked)
    marked = [fold(shown[start:end]) for start, end in hit.marked]
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
    for query in (*asked, " OR ".join(asked), f"{asked[0]} -{asked[-1]}", " NEAR/3 ".join(asked)):
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
            check(seeds, quoted(query))


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


def test_of_a_pasted_page_the_first_words_are_looked_for(seeds: Library) -> None:
    answer = seeds.find(" ".join(f"字{n}" for n in range(5000)))
    assert (answer.total, answer.hits) == (0, ())
    assert "200" in answer.complaints[0].reason
    assert seeds.search("长" * 100_000) == ()
    text = max((p.text for a in articles(seeds) for _, p in a.pieces()), key=len)
    assert seeds.count(text) == 1
    assert seeds.count(text[:-1] + "鑫") == 0


@given(TEXTS, QUERIES)
def test_matches_are_ordered_and_are_words_of_the_query(text: str, query: str) -> None:
    matches = find_matches(text, query)
    assert list(matches) == sorted(matches)
    assert all(a[1] <= b[0] for a, b in pairwise(matches))
    covered = {at for start, end in matches for at in range(start, end)}
    folded = fold(text)
    for node in sought(parse(query).tree):
        assert isinstance(node, Words)
        word = fold(node.text)
        at = folded.find(word)
        assert at < 0 or {at, at + len(word) - 1} <= covered
    assert all(fold(text[s:e]) for s, e in matches)


def test_every_length_is_found_across_mended_tears(seeds: Library) -> None:
    """Words of the lengths that people type, half of them on either side of a tear."""
    looked = 0
    for info in seeds.pages():
        page = seeds.page(info.key)
        for article in page.articles:
            for _, piece in article.pieces():
                for joint in piece.joints[:2]:
                    for length in (2, 3, 4, 6, 8):
                        left = page.text[joint.left - length // 2 : joint.left]
                        right = page.text[joint.right : joint.right + length - length // 2]
                        if left + right in piece.text:
                            looked += 1
                            found = {hit.id for hit in seeds.search(quoted(left + right))}
                            assert article.id in found
                            assert found == scan(seeds, quoted(left + right))
    assert looked > 50


def test_traditional_and_simplified_widths_and_cases_are_the_same(
    tmp_path: Path, data_dir: Path
) -> None:
    pages = {
        "A1.txt": "## 工會來了\n\n臺北的ＷＴＯ會議昨天開幕。\n",
        "A2.txt": "## 工会来了\n\n台北的wto会议昨天开幕。\n",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, "utf-8")
    with Library(data_dir) as library:
        keys = library.add([tmp_path / name for name in pages]).pages
        for query in ("工会来了", "工會來了", "台北的WTO", "臺北的ｗｔｏ会議"):
            hits = library.search(query)
            assert {hit.page for hit in hits} == set(keys)
            assert all(fold(h.snippet[s:e]) == fold(query) for h in hits for s, e in h.marked)
        # Without the folding of characters, that of widths and cases stays.
        for query, found in (("工会来", keys[1]), ("工會來", keys[0]), ("臺北的WTO會", keys[0])):
            answer = library.find(query, variants=False)
            assert [hit.page for hit in answer.hits] == [found]
            assert answer.total == 1
            assert answer.hits[0].marked


def test_a_word_as_it_is_written_is_found_as_a_scan_finds_it(
    tmp_path: Path, data_dir: Path
) -> None:
    """Also in texts that mix the forms of a character, and for words that do."""
    texts = (
        "发展了",
        "發展了",
        "头髮和发展",
        "髮髮发发",
        "發展着发",
        "看著着",
        "展开",
        "瞭解了Ａ发",
    )
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(f"## 题目{number}\n\n本报讯 {text}。\n", "utf-8")
    with Library(data_dir) as library:
        library.add([tmp_path])
        library.catch_up()
        here = [page for page in library.pages() if page.path.startswith(str(tmp_path))]
        written = {
            article.id: fold("\n".join(piece.text for _, piece in article.pieces()), False)
            for page in here
            for article in library.page(page.key).articles
        }
        letters = "发發髮展着著了瞭头a"
        words = [*letters, *(a + b for a in letters for b in letters), "发展了", "發展了", "髮发发"]
        found = 0
        for word in words:
            ids = {hit.id for hit in library.find(word, 500, variants=False).hits} & written.keys()
            assert ids == {id_ for id_, text in written.items() if word in text}, word
            found += len(ids)
        assert found > 30
        assert {
            library.find(f"标题:{word}", variants=False).total for word in ("题目1", "題目1")
        } == {0, 1}
