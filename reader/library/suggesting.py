"""What else one may ask: facets of an answer, words that were meant, how a query may go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, product

import tantivy

from reader.library.finding import Asking, Texts
from reader.library.fold import fold
from reader.library.index import Index, tokens
from reader.library.question import (
    TRAITS,
    Words,
    operator_at,
    operator_names,
    quoted,
    sought,
    trait_names,
)
from reader.library.sound import readings
from reader.library.values import Completion, Facet, Facets

Query = tantivy.Query

#: Values of a facet that are told.
_VALUES = 15
#: Articles that are looked through for words that may have been meant.
_LOOKED = 200


def facets(asking: Asking) -> Facets:
    """Count the articles found by year, column, person and kind."""
    terms = {"size": _VALUES}
    found = asking.tally(
        {
            "year": {"histogram": {"field": "day", "interval": 10_000, "min_doc_count": 1}},
            "column": {"terms": {"field": "column_name", **terms}},
            "person": {"terms": {"field": "person_name", **terms}},
            "kind": {"terms": {"field": "kind", **terms}},
        }
    )
    name, trait = operator_names(), trait_names()

    def values(which: str) -> tuple[Facet, ...]:
        return tuple(
            Facet(b["key"], b["doc_count"], f"{name[which]}:{quoted(b['key'])}")
            for b in found[which]
        )

    years = [(int(b["key"]) // 10_000, b["doc_count"]) for b in found["year"]]
    kinds = [(f"kind-{b['key']}", b["doc_count"]) for b in found["kind"]]
    return Facets(
        tuple(Facet(str(y), n, f"{name['date']}:{y}") for y, n in sorted(years, reverse=True) if y),
        values("column"),
        values("person"),
        tuple(Facet(trait[k], n, f"{name['kind']}:{trait[k]}") for k, n in kinds if k in trait),
    )


def months(asking: Asking) -> tuple[tuple[str, int], ...]:
    """How many articles were found in each month that has any, as ``2025-07``, the oldest first."""
    how = {"histogram": {"field": "day", "interval": 100, "min_doc_count": 1}}
    found = asking.tally({"month": how})["month"]
    keys = sorted((int(b["key"]) // 100, int(b["doc_count"])) for b in found)
    return tuple((f"{k // 100:04}-{k % 100:02}", n) for k, n in keys if k % 100)


def meant(asking: Asking, texts: Texts) -> tuple[str, ...]:
    """Queries that find something, where one word of this one, which finds nothing, is another.

    The other word sounds the same or differs in one character, and does occur.
    """
    query = asking.question.text
    for node in sought(asking.question.tree):
        if not isinstance(node, Words) or node.part == "page" or not 2 <= len(node.text) <= 12:
            continue
        word = fold(node.text)
        if not all(c.isalnum() for c in word) or asking.occurs(word):
            continue
        found = islice(_alternatives(asking.index, texts, word), 3)
        return tuple(query.replace(node.text, other, 1) for other in found)
    return ()


def _alternatives(index: Index, texts: Texts, word: str) -> Iterator[str]:
    counted: Counter[str] = Counter()
    for other in _equal_in_sound(index, texts, word):
        counted[other] += 1000
    for place in range(len(word)):
        parts = [(at, char) for at, char in enumerate(tokens(word)) if at != place]
        query = (
            Query.phrase_query(index.schema, "text", [*parts])
            if len(parts) > 1
            else index.exactly("text", parts[0][1])
        )
        sounds = set(readings(word[place]))
        for text in _some(index, texts, query):
            for other in set(_between(text, word[:place], word[place + 1 :])):
                counted[other] += 100 if sounds & set(readings(other[place])) else 1
    del counted[word]
    for other, _ in counted.most_common():
        yield other


def _equal_in_sound(index: Index, texts: Texts, word: str) -> Iterator[str]:
    """Parts of headlines, columns and names."""
    heard = [readings(char) for char in word]
    if not all(heard):
        return
    for way in islice(product(*heard), 8):
        for text in _some(index, texts, index.phrase("sound", list(way))):
            for at in range(len(text) - len(word) + 1):
                part = text[at : at + len(word)]
                if all(set(readings(c)) & set(h) for c, h in zip(part, heard, strict=True)):
                    yield part


def _some(index: Index, texts: Texts, query: Query) -> Iterator[str]:
    found = index.searcher.search(query, _LOOKED, count=False).hits
    for _, text, _ in texts(index.places(address for _, address in found)):
        yield fold(text)


def _between(text: str, left: str, right: str) -> Iterator[str]:
    """What stands in the text between these two with one letter in between."""
    at = text.find(left) if left else 0
    while 0 <= at < len(text) - len(left) - len(right):
        part = text[at : at + len(left) + 1 + len(right)]
        if part.endswith(right) and part[len(left)].isalnum() and "\n" not in part:
            yield part
        at = text.find(left, at + 1) if left else at + 1


def completions(index: Index, query: str, cursor: int) -> tuple[Completion, ...]:
    """How the word before the cursor may go on: operators, and the values that they may have."""
    start = cursor
    while start > 0 and not query[start - 1].isspace():
        start -= 1
    typed = query[start:cursor].lstrip("-－")
    start = cursor - len(typed)
    if not typed:
        return ()
    name, behind = operator_at(typed)

    def completed(shown: str, text: str) -> Completion:
        head = query[:start] + text
        return Completion(shown, head + query[cursor:], len(head))

    if not name:
        wanted = fold(typed)
        return tuple(
            completed(f"{shown}:", f"{shown}:")
            for operator, shown in operator_names().items()
            if len(wanted) > 1 and any(s.startswith(wanted) for s in (fold(shown), operator))
        )
    head, value = typed[:behind], fold(typed[behind:].lstrip('"“'))
    if name in TRAITS:
        names = [trait_names()[trait] for trait in TRAITS[name]]
        return tuple(completed(n, f"{head}{n} ") for n in names if fold(n).startswith(value))
    if name not in ("column", "person"):
        return ()
    found = _values(index, f"{name}_name")
    return tuple(
        completed(f"{shown}  {count}", f"{head}{quoted(shown)} ")
        for shown, count in islice(((s, n) for s, n in found if value in fold(s)), 12)
    )


def _values(index: Index, field: str) -> list[tuple[str, int]]:
    """All columns, or all people, the commonest first."""
    how = {"values": {"terms": {"field": field, "size": 20_000}}}
    found = index.searcher.aggregate(index.exactly("what", "article"), how)["values"]["buckets"]
    return [(bucket["key"], bucket["doc_count"]) for bucket in found]


def browse(index: Index, what: str) -> tuple[tuple[str, int], ...]:
    """Every column (``column``) or person (``person``) with the number of its articles."""
    return tuple(_values(index, f"{what}_name"))
