"""Which articles have a word in its very characters, traditional or simplified.

The index knows words by their folded characters, and of each article by which
forms of a character it is written.  Nearly all articles use one form of a
character; only in those that use several it has to be looked for in the text.
"""

from __future__ import annotations

import tantivy

from reader.library.fold import fold, forms
from reader.library.index import Index

Must, Should, MustNot = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
Query = tantivy.Query


def as_written(index: Index, word: str) -> tuple[Query, Query]:
    """What articles that have a word in any form must fulfil to have it as it is written.

    word
        Its widths and cases are folded, its traditional characters are not.

    Those that fulfil the first have it, those that fulfil the second may have it.
    """
    sure = [(Must, index.exactly("what", "article"))]
    maybe = list(sure)
    mixed: list[Query] = []
    for char in dict.fromkeys(word):
        others = [_has(index, other) for other in forms(fold(char)) if other != char]
        if not others:
            continue
        mixed += others
        sure += [(MustNot, other) for other in others]
        if char != fold(char):  # such a form is always noted
            sure.append((Must, _has(index, char)))
            maybe.append((Must, _has(index, char)))
        else:  # it is noted where another form is, too
            only_others = [(Must, _any(others)), (MustNot, _has(index, char))]
            maybe.append((MustNot, Query.boolean_query(only_others)))
    maybe.append((Must, _any(mixed) if mixed else Query.empty_query()))
    return Query.boolean_query(sure), Query.boolean_query(maybe)


def _has(index: Index, char: str) -> Query:
    return index.exactly("form", char)


def _any(queries: list[Query]) -> Query:
    return Query.boolean_query([(Should, query) for query in queries])
