"""Chinese words and how common they are, for suggestions only: never a condition for being found.

The words are jieba's (https://github.com/fxsj/jieba, MIT).  jieba itself takes
a second and 90 MiB to make a table of them, stops all other threads meanwhile,
and leaves it in the shared temporary folder.  Here its list stays one text,
over which regular expressions run while other threads go on; and a text is cut
as jieba cuts it, the likeliest way, by the commoner of its words.
"""

from __future__ import annotations

import math
import os
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from typing import Any

from reader.library.fold import fold, forms
from reader.library.sound import readings

#: A text is cut by words that occur so often in jieba's corpus.
_COMMON = 50
#: Code points of the longest word by which a text is cut.
_LONGEST = 6
#: Words that are read at a time, about a millisecond.
_STEP = 2000
#: Readings of a character that count where others are looked for that sound like it.
_READINGS = 2
#: The likelihood, in natural logarithms, of a character that is no word.
_UNKNOWN = -18.0


@cache
def lexicon() -> Lexicon:
    """The one list of words, read when it's first asked for: some hundredths of a second."""
    return Lexicon()


class Lexicon:
    """See the module.  Words and texts that it is given are folded."""

    def __init__(self) -> None:
        found = find_spec("jieba")
        assert found and found.submodule_search_locations, "it is a dependency"
        path = os.path.join(found.submodule_search_locations[0], "dict.txt")
        with open(path, encoding="utf-8", newline="\n") as file:
            self._text = "\n" + file.read()

    def beginning(self, word: str, limit: int) -> list[str]:
        """The commonest words that begin so and go on."""
        return self._found(f"{_as_class(word)}[^ \n]+", limit)

    def sounding(self, word: str, limit: int) -> list[str]:
        """The commonest words each of whose characters sounds like the word's at its place."""
        return self._found("".join(f"[{self.alike(char)}]" for char in word), limit)

    def near(self, word: str, limit: int) -> list[str]:
        """The commonest words that are the word but for one character."""
        parts = [_as_class(char) for char in word]
        ways = ("".join([*parts[:n], "[^ \n]", *parts[n + 1 :]]) for n in range(len(parts)))
        return self._found(f"(?:{'|'.join(ways)})", limit)

    @lru_cache(maxsize=500)  # noqa: B019  # there is one lexicon, for as long as the program runs
    def alike(self, char: str) -> str:
        """All characters that may sound like this one, in their usual forms, and itself."""
        return "".join(dict.fromkeys([char, *(c for s in readings(char) for c in self._sounds[s])]))

    def cut(self, text: str) -> list[str]:
        """The words of a text in the likeliest division, characters that are none by themselves."""
        best: list[tuple[float, int]] = [(0.0, 0)] * (len(text) + 1)
        weights = self._weights
        for at in range(len(text) - 1, -1, -1):
            most = best[at + 1][0] + weights.get(text[at], _UNKNOWN)
            end = at + 1
            for to in range(at + 2, min(at + _LONGEST, len(text)) + 1):
                weight = weights.get(text[at:to])
                if weight is not None and weight + best[to][0] > most:
                    most, end = weight + best[to][0], to
            best[at] = most, end
        words, at = [], 0
        while at < len(text):
            words.append(text[at : best[at][1]])
            at = best[at][1]
        return words

    def rarity(self, word: str) -> float:
        """How seldom a word is anywhere, as the negative logarithm of its share; at most 18."""
        return -self._weights.get(word, _UNKNOWN)

    @cached_property
    def _weights(self) -> dict[str, float]:
        """The logarithm of the share that a common word has of all."""
        counts: dict[str, int] = {}
        lines = self._text.split("\n")
        for start in range(0, len(lines), _STEP):
            # As one text, since folding each word would take ten times as long.
            for line in fold("\n".join(lines[start : start + _STEP])).split("\n"):
                word, _, rest = line.partition(" ")
                count = int(rest.partition(" ")[0] or 0)
                if count >= _COMMON and len(word) <= _LONGEST:
                    counts[word] = counts.get(word, 0) + count
        whole = math.log(sum(counts.values()))
        return {word: math.log(count) - whole for word, count in counts.items()}

    @cached_property
    def _sounds(self) -> dict[str, str]:
        """For each syllable the characters that may be read so, the commonest first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        seen = set()
        for char in self._found("[^ \n]", 100_000):
            if fold(char) not in seen:  # else it is a rarer form of one that was there
                seen.add(fold(char))
                for syllable in readings(char)[:_READINGS]:
                    found[syllable].append(char)
        return {syllable: "".join(chars) for syllable, chars in found.items()}

    def _found(self, expression: str, limit: int) -> list[str]:
        words = list(self._matches(f"\n({expression}) ([0-9]+)"))
        words.sort(key=lambda found: -found[0])
        return [word for _, word in words[:limit]]

    def _matches(self, expression: str) -> Iterator[tuple[int, str]]:
        # Python's own module keeps all other threads from running.
        import regex

        found: Any
        for found in regex.finditer(expression, self._text, concurrent=True):
            yield int(found[2]), found[1]


def _as_class(word: str) -> str:
    """An expression for a folded word in whatever form."""
    import regex

    return "".join(f"[{regex.escape(forms(char), literal_spaces=True)}]" for char in word)
