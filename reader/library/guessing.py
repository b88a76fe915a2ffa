"""Queries that may have been meant by one that finds nothing: every one of them finds something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, product

import tantivy

from reader.library.finding import Asking
from reader.library.fold import fold
from reader.library.index import HEARD, tokens
from reader.library.lexicon import lexicon
from reader.library.question import Words, sought
from reader.library.sound import readings

Query = tantivy.Query

#: Queries that are told.
_TOLD = 3
#: Code points of the longest word for which another one is looked for.
_LONGEST = 12
#: In a word no longer than this, one more or less is another word.
_SHORT = 3
#: Articles that are looked through for words that differ in a character.
_LOOKED = 200
#: Words of the language that are tried: equal in sound, and with another character.
_HEARD, _NEAR = 30, 60
#: Characters that are tried in the places of a word, in all.
_TRIED = 240


def meant(asking: Asking) -> tuple[str, ...]:
    """Queries that find something, where a word of this one, which finds nothing, is another.

    The other word sounds the same or differs in one character, also by having it or not; or it is the
    words of which it is made, one by one.  Raises ``Stopped``.
    """
    query = asking.question.text
    for node in sought(asking.question.tree):
        if not isinstance(node, Words) or node.part == "page" or len(node.text) < 2:
            continue
        word, field = fold(node.text), node.part or "text"
        if not all(c.isalnum() for c in word) or asking.index.count(field, word):
            continue
        found: dict[str, None] = {}
        for other in _alternatives(asking, field, word, node.quoted):
            another = query.replace(node.text, other, 1)
            if another not in found and asking.again(another).count():
                found[another] = None
            if len(found) == _TOLD:
                break
        return tuple(found)
    return ()


def _alternatives(asking: Asking, field: str, word: str, quoted: bool) -> Iterator[str]:
    """Words that occur, the likeliest first; each way is gone only if those before found too few."""
    short = len(word) <= _LONGEST
    if short:
        yield from _by_count(asking, field, _equal_in_sound(asking, word))
        yield from _by_count(asking, field, _one_sound_alike(word))
    parts = lexicon().cut(word)
    if len(parts) > 1 and min(map(len, parts)) > 1 and not quoted and field == "text":
        yield " ".join(parts)
    if short:
        yield from _one_off(asking, field, word)


def _by_count(asking: Asking, field: str, words: Iterable[str]) -> Iterator[str]:
    """Those that occur, the commonest first."""
    counted: Counter[str] = Counter()
    for word in dict.fromkeys(words):
        asking.go_on()
        counted[word] = asking.index.count(field, fold(word))
    for word, count in counted.most_common():
        if count:
            yield word


def _equal_in_sound(asking: Asking, word: str) -> Iterator[str]:
    """Words of the language, and parts of headlines, columns and names."""
    heard = [readings(char) for char in word]
    if not all(heard):
        return
    yield from lexicon().sounding(word, _HEARD)
    for way in islice(product(*heard), 8):
        spoken = [
            (tantivy.Occur.Should, asking.index.phrase(f"{part}_sound", list(way)))
            for part in HEARD
        ]
        for text in _some(asking, Query.boolean_query(spoken)):
            for at in range(len(text) - len(word) + 1):
                part = text[at : at + len(word)]
                if all(set(readings(c)) & set(h) for c, h in zip(part, heard, strict=True)):
                    yield part


def _one_sound_alike(word: str) -> Iterator[str]:
    """The word with one of its characters, at each place, for another that sounds the same."""
    for place, char in enumerate(word):
        for other in lexicon().alike(char)[: _TRIED // len(word)]:
            if other != char:
                yield word[:place] + other + word[place + 1 :]


def _one_off(asking: Asking, field: str, word: str) -> Iterator[str]:
    """Words with another character at some place, or with one more or less."""
    yield from _by_count(asking, field, lexicon().near(word, _NEAR))
    places = range(len(word))
    yield from _in_texts(asking, field, [(word[:place], word[place + 1 :]) for place in places])
    if len(word) > _SHORT:
        yield from _in_texts(asking, field, [(word[:place], word[place:]) for place in places[1:]])
        yield from _by_count(asking, field, (word[:place] + word[place + 1 :] for place in places))


def _in_texts(asking: Asking, field: str, parts: list[tuple[str, str]]) -> Iterator[str]:
    """What stands in articles with some letter between two parts of a word, the commonest first."""
    index, counted = asking.index, Counter[str]()
    for left, right in parts:
        behind = len(left) + 1
        letters = [
            *enumerate(tokens(left)),
            *((behind + n, c) for n, c in enumerate(tokens(right))),
        ]
        query = (
            Query.phrase_query(index.schema, field, [*letters])
            if len(letters) > 1
            else index.exactly(field, letters[0][1])
        )
        for text in _some(asking, query):
            counted.update(set(_between(text, left, right)))
    for other, _ in counted.most_common():
        yield other


def _some(asking: Asking, query: Query) -> Iterator[str]:
    asking.go_on()
    found = asking.searcher.search(query, _LOOKED, count=False).hits
    for _, text, _ in asking.texts(asking.index.places(address for _, address in found)):
        yield fold(text)


def _between(text: str, left: str, right: str) -> Iterator[str]:
    """What stands in the text between these two with one letter in between."""
    at = text.find(left) if left else 0
    while 0 <= at < len(text) - len(left) - len(right):
        part = text[at : at + len(left) + 1 + len(right)]
        if part.endswith(right) and part[len(left)].isalnum() and "\n" not in part:
            yield part
        at = text.find(left, at + 1) if left else at + 1
