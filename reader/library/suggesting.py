"""What else one may ask: facets of an answer, months, how a query may go on."""

from __future__ import annotations

from itertools import islice

from reader.library.finding import Asking
from reader.library.fold import fold
from reader.library.index import Index
from reader.library.lexicon import lexicon
from reader.library.operators import TRAITS, operator_names, trait_names
from reader.library.question import operator_at, quoted
from reader.library.values import Completion, Facet, Facets

#: Values of a facet that are told.
_VALUES = 15
#: Words by which one may go on, and the commonest of the language that are tried for them.
_WORDS, _TRIED = 12, 40


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


def completions(
    index: Index, query: str, cursor: int, words: bool = False
) -> tuple[Completion, ...]:
    """How the word before the cursor may go on: operators, and the values that they may have.

    words
        Whether also by words of the language that begin so, and stand somewhere.
    """
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

    head, value = typed[:behind], fold(typed[behind:].lstrip('"“'))
    going_on = (
        completed(f"{word}  {count}", f"{head}{word} ")
        for word, count in (_words(index, name or "text", value) if words else ())
    )
    if not name:
        return (
            *(
                completed(f"{shown}:", f"{shown}:")
                for operator, shown in operator_names().items()
                if len(value) > 1 and any(s.startswith(value) for s in (fold(shown), operator))
            ),
            *going_on,
        )
    if name == "title":
        return tuple(going_on)
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


def _words(index: Index, field: str, start: str) -> list[tuple[str, int]]:
    """The words that begin so with the number of articles that have them, the commonest first."""
    if not start or start.isascii():
        return []
    tried = lexicon().beginning(start, _TRIED)
    counted = [(word, index.count(field, fold(word))) for word in tried]
    return sorted((w for w in counted if w[1]), key=lambda w: -w[1])[:_WORDS]


def _values(index: Index, field: str) -> list[tuple[str, int]]:
    """All columns, or all people, the commonest first."""
    how = {"values": {"terms": {"field": field, "size": 20_000}}}
    found = index.searcher.aggregate(index.exactly("what", "article"), how)["values"]["buckets"]
    return [(bucket["key"], bucket["doc_count"]) for bucket in found]


def browse(index: Index, what: str) -> tuple[tuple[str, int], ...]:
    """Every column (``column``) or person (``person``) with the number of its articles."""
    return tuple(_values(index, f"{what}_name"))
