"""Questions answered: the index asked, what it can't know verified in the texts.

A question's tree becomes one query of the index.  What single characters
can't tell, such as a regular expression or how far two words stand apart, is
looked for in the texts of those articles that may have it; the ids of those
that do are then a part of the query.  So the count is exact, whatever is asked.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Any

import tantivy

from reader.language import tr
from reader.library.fold import fold, has_variants
from reader.library.index import HEARD, Index, page_part, tokens, total
from reader.library.likeness import key_words, passages
from reader.library.operators import trait_names
from reader.library.question import (
    All,
    Complaint,
    Either,
    Like,
    Near,
    Node,
    Not,
    Pattern,
    Question,
    Trait,
    Words,
    parse,
)
from reader.library.search import Stopped, TooLong, is_near, pattern
from reader.library.sound import divisions, is_spelling
from reader.library.span import Dates
from reader.library.written import as_written

Must, Should, MustNot = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
Query = tantivy.Query

#: The orders of hits.
ORDERS = ("best", "newest", "oldest", "title", "longest")
#: For all but the first the field of the index by which they go, and whether it rises.
_FIELDS = {
    "newest": ("newest", False),
    "oldest": ("oldest", True),
    "title": ("title_order", True),
    "longest": ("length", False),
}
#: Tokens of a word that the index looks for; the rest of a longer one is looked for in the text.
_LONGEST = 60
#: Seconds for everything that has to be looked for in the texts.
_PATIENCE = 20.0
#: Articles whose texts are read at a time.
_BATCH = 100
#: What an article with the words in its headline is ahead, whatever else tells it from others.
_HEADLINE = 10_000.0

#: Texts of articles, by page and id, each with where its headline ends.
Texts = Callable[[list[tuple[str, str]]], list[tuple[str, str, int]]]


class Asking:
    """A question on its way through the index.

    texts
        Where the texts of articles come from.
    marked
        Ids of the articles with a trait that the user gave them, by the trait's name.
    variants
        Whether traditional and simplified characters are the same.
    stopped
        Asked from time to time; True ends it with ``Stopped``.

    ``shared`` are the words or passages by which articles are like another one,
    ``like`` is the text of that.
    ``complaints`` grows beyond those of the question by what can't be answered.
    """

    def __init__(
        self,
        index: Index,
        question: Question,
        texts: Texts,
        marked: Callable[[str], Collection[str] | None],
        variants: bool = True,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.index, self.texts, self._marked = index, texts, marked
        self._variants, self._stopped = variants, stopped
        self._end = time.monotonic() + _PATIENCE
        self.question = question
        self.complaints = list(question.complaints)
        self.searcher = index.searcher
        self.shared: tuple[str, ...] = ()
        self.like = ""
        self.query = self._compiled(question.tree) if question.tree else None

    # ---- answers

    def count(self) -> int:
        """How many articles there are."""
        return total(self.searcher.search(self.query, 1)) if self.query else 0

    def hits(
        self, limit: int, offset: int = 0, order: str = "best"
    ) -> tuple[list[tuple[str, str]], int]:
        """The page's key and the id of some articles, and how many there are in all."""
        if self.query is None or limit < 1:
            return [], self.count()
        limit = min(limit, max(self.searcher.num_docs, 1))  # for which Tantivy makes room
        if order == "best":
            found = self.searcher.search(self._ranked(), limit, offset=offset)
        else:
            field, rises = _FIELDS[order]
            way = tantivy.Order.Asc if rises else tantivy.Order.Desc
            found = self.searcher.search(
                self.query, limit, offset=offset, order_by_field=field, order=way
            )
        return self.index.places(address for _, address in found.hits), total(found)

    def count_with(self, word: str) -> int:
        """How many of them have this folded word, too."""
        if self.query is None:
            return 0
        return total(self.searcher.search(_all([self.query, self._phrase("text", word)]), 1))

    def again(self, query: str) -> Asking:
        """Another query, asked in the same way."""
        return Asking(
            self.index, parse(query), self.texts, self._marked, self._variants, self._stopped
        )

    def go_on(self) -> None:
        """Raises ``Stopped`` once nobody waits for the answer any more."""
        if self._stopped():
            raise Stopped

    def tally(self, wanted: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
        """The buckets of some aggregations, by their names, of the articles found."""
        if self.query is None:
            return {name: [] for name in wanted}
        found = self.searcher.aggregate(self.query, wanted)
        return {name: list(found[name]["buckets"]) for name in wanted}

    def _ranked(self) -> Query:
        """Headlines with all the words first, then those with some; then by Tantivy's BM25.

        Words of another part count there: letters that stand in it go before its sound.
        """
        tree = self.question.tree
        parts = tree.parts if isinstance(tree, All) else (tree,)
        words = [part for part in parts if isinstance(part, Words) and part.part != "page"]
        heads = [self._phrase(w.part or "title", w.text) for w in words if _is_text(w.text)]
        heads = heads[:20]
        assert self.query is not None
        if not heads:
            return self.query
        ranked = [(Must, self.query)]
        if len(heads) > 1:
            ranked += [(Should, Query.const_score_query(head, 100.0)) for head in heads]
        whole = heads[0] if len(heads) == 1 else _all(heads)
        return Query.boolean_query([*ranked, (Should, Query.const_score_query(whole, _HEADLINE))])

    # ---- the tree as a query

    def _compiled(self, node: Node) -> Query | None:
        """The query for a node; None for what can't be answered, which is complained of."""
        if isinstance(node, Words):
            return self._words(node)
        if isinstance(node, All):
            return self._all(node)
        if isinstance(node, Either):
            parts = [query for query in map(self._compiled, node.parts) if query]
            return _any(parts) if parts else None
        if isinstance(node, Not):
            query = self._compiled(node.part)
            return self._without([], [query]) if query else None
        if isinstance(node, Dates):
            kind = tantivy.FieldType.Integer
            first = max(node.first, 1)  # 0 is no date
            return Query.range_query(self.index.schema, "day", kind, first, node.last)
        if isinstance(node, Trait):
            return self._trait(node)
        if isinstance(node, Like):
            return self._like(node)
        if isinstance(node, Near):
            both = [self._compiled(node.left), self._compiled(node.right)]
            return self._verified(_all([q for q in both if q]), self._near(node))
        return self._pattern(node, self._everything())

    def _all(self, node: All) -> Query | None:
        wanted: list[Query] = []
        unwanted: list[Query] = []
        patterns = []
        for part in node.parts:
            if isinstance(part, Pattern):
                patterns.append(part)
                continue
            query = self._compiled(part.part if isinstance(part, Not) else part)
            if query:
                (unwanted if isinstance(part, Not) else wanted).append(query)
        query = self._without(wanted, unwanted) if wanted or unwanted else None
        for part in patterns:  # only in what the rest leaves
            query = self._pattern(part, query or self._everything()) or query
        return query

    def _without(self, wanted: list[Query], unwanted: list[Query]) -> Query:
        parts = [(Must, query) for query in wanted or [self._everything()]]
        return Query.boolean_query([*parts, *((MustNot, query) for query in unwanted)])

    def _everything(self) -> Query:
        return self.index.exactly("what", "article")

    def _words(self, node: Words) -> Query:
        if not _is_text(node.text):
            return Query.empty_query()
        if node.part == "page":
            return self.index.exactly("part", page_part(fold(node.text)))
        query = self._phrase(node.part or "text", node.text)
        if len(node.text) > _LONGEST:
            query = self._verified(query, self._literal(node))
        elif not self._variants and has_variants(node.text):
            sure, unsure = as_written(self.index, fold(node.text, variants=False))
            mixed = self._verified(_all([query, unsure]), self._literal(node))
            query = _any([_all([query, sure]), mixed])
        if not node.quoted and is_spelling(node.text):
            return _any([query, *self._sounding(node.text, node.part)])
        return query

    def _phrase(self, name: str, text: str) -> Query:
        return self.index.phrase(name, tokens(fold(text[:_LONGEST])))

    def _literal(self, node: Words) -> Callable[[str, int], bool]:
        word = fold(node.text, self._variants)
        head = node.part in ("title", "column")

        def holds(text: str, body: int) -> bool:
            return word in fold(text[:body] if head else text, self._variants)

        return holds

    def _near(self, node: Near) -> Callable[[str, int], bool]:
        left, right = (fold(w.text, self._variants) for w in (node.left, node.right))

        def holds(text: str, _: int) -> bool:
            return is_near(fold(text, self._variants), left, right, node.most)

        return holds

    def _pattern(self, node: Pattern, within: Query) -> Query | None:
        try:
            look = pattern(node.source)
        except ValueError:
            self._complain(tr("“{pattern}” is no regular expression.", pattern=node.source))
            return None
        return self._verified(within, lambda text, _: next(look(text), None) is not None)

    def _like(self, node: Like) -> Query | None:
        """Articles that share some of an article's telling words, or several of its passages."""
        found = self.searcher.search(self.index.exactly("id", node.article), 1).hits
        if not found and node.article.isalnum():
            # Some first characters will do where they are one article's alone, as everywhere.
            found = self.searcher.search(self.index.beginning("id", node.article), 2).hits
        texts = self.texts(self.index.places(address for _, address in found))
        if len(texts) != 1:
            self._complain(tr("There is no article {id}.", id=node.article))
            return None
        ((id_, text, body),) = texts
        self.like = text
        folded = fold(text)
        if node.how == "same":
            parts, least = passages(folded), 3
        else:
            parts = key_words(folded, folded[:body], self.searcher.num_docs, self._holding)
            least = 3
        self.shared = parts
        query = Query.boolean_query(
            [(Should, self._phrase("text", part)) for part in parts],
            minimum_number_should_match=max(1, min(least, len(parts))),
        )
        return self._without([query], [self.index.exactly("id", id_)]) if parts else None

    def _holding(self, word: str) -> int:
        return self.index.count("text", word)

    def _trait(self, node: Trait) -> Query | None:
        if node.name == "photo":
            return self.index.exactly("has", "photo")
        if node.name == "unread" and self._marked("read") is not None:
            read = self._trait(Trait("read"))
            return self._without([], [read]) if read else None
        if node.name.startswith("kind-"):
            return self.index.exactly("kind", node.name.removeprefix("kind-"))
        ids = self._marked(node.name)
        if ids is None:
            self._complain(
                tr("Nothing is kept of what is “{what}”.", what=trait_names()[node.name])
            )
            return None
        return self._ids(ids)

    def _ids(self, ids: Collection[str]) -> Query:
        if not ids:
            return Query.empty_query()
        return Query.term_set_query(self.index.schema, "id", list(ids))

    def _verified(self, query: Query, holds: Callable[[str, int], bool]) -> Query:
        """Those of the articles whose text passes the test."""
        most = max(self.searcher.num_docs, 1)
        found = [address for _, address in self.searcher.search(query, most, count=False).hits]
        kept = []
        for start in range(0, len(found), _BATCH):
            self.go_on()
            if time.monotonic() > self._end:
                self._complain(tr("This takes too long; not everything was looked through."))
                break
            places = self.index.places(found[start : start + _BATCH])
            try:
                kept += [id_ for id_, text, body in self.texts(places) if holds(text, body)]
            except TooLong:
                self._complain(tr("The expression takes too long and was given up."))
                break
        return self._ids(kept)

    def _complain(self, reason: str) -> None:
        complaint = Complaint(0, len(self.question.text), reason)
        if complaint not in self.complaints:
            self.complaints.append(complaint)

    # ---- by sound

    def _sounding(self, letters: str, part: str) -> list[Query]:
        """Queries for headlines, columns and names that are spelled so, wholly or by initials."""
        found: list[Query] = []
        ways = divisions(letters, self._is_syllable)
        for name in [part] if part else HEARD:
            found.append(self.index.phrase(f"{name}_initial", list(letters)))
            for syllables in ways:
                if len(syllables) == 1:
                    found.append(self.index.phrase(f"{name}_sound", syllables))
                else:  # the last one may still be being typed
                    prefix = Query.phrase_prefix_query
                    found.append(prefix(self.index.schema, f"{name}_sound", [*syllables]))
        return found

    def _is_syllable(self, text: str) -> bool:
        return len(text) > 1 and any(
            self.searcher.doc_freq(f"{part}_sound", text) > 0 for part in HEARD
        )


def _is_text(word: str) -> bool:
    # Half of a surrogate pair, as a command line may hold, stands in no text and in no index.
    return not any("\ud800" <= char <= "\udfff" for char in word)


def _all(queries: list[Query]) -> Query:
    return Query.boolean_query([(Must, query) for query in queries])


def _any(queries: list[Query]) -> Query:
    return (
        queries[0]
        if len(queries) == 1
        else Query.boolean_query([(Should, query) for query in queries])
    )
