"""How Chinese characters sound: pinyin without tones, all readings of each character.

For headlines, columns and names only: over whole texts, two letters would
find nearly everything.  The readings are pypinyin's.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: So many of them make a number of 63 bits.
_SPELLED = 12


@lru_cache(maxsize=30_000)
def readings(char: str) -> tuple[str, ...]:
    """The syllables that a character may stand for, such as ``zhong`` and ``chong``; or none."""
    if char < "㐀":  # before the first Chinese character
        return ()
    sounds = _pypinyin()
    found = sounds.pinyin(
        char, style=sounds.Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False
    )
    return tuple(dict.fromkeys(s for s in found[0] if s.isascii())) if found else ()


def syllables(text: str) -> Iterator[tuple[int, str]]:
    """Every reading with the place of its character; letters and digits stand for themselves."""
    for place, char in enumerate(text):
        if char.isascii():
            if char.isalnum():
                yield place, char
        else:
            for syllable in readings(char):
                yield place, syllable


def initials(text: str) -> Iterator[tuple[int, str]]:
    """The first letters of ``syllables``, each once at its place."""
    yield from dict.fromkeys((place, syllable[0]) for place, syllable in syllables(text))


def is_spelling(word: str) -> bool:
    """Whether a word may be meant as pinyin or its initials: small Latin letters."""
    return 2 <= len(word) <= 40 and word.isascii() and word.isalpha() and word.islower()


def spelled(text: str, letters: str, whole: bool = True) -> Iterator[tuple[int, int]]:
    """The half-open ranges of a folded text that sound as they are spelled: ``gonghui``, ``gh``.

    Either by whole syllables, of which the last may be cut short, or by the
    initials of all of them.

    whole
        Whether a single syllable must be there to its end: ``gong``, but not ``gon``.
    """
    heard = [tuple(s for _, s in syllables(char)) for char in text]
    at = 0
    while at < len(heard):
        end = _syllables_end(heard, at, at, letters, whole) or _initials_end(heard, at, letters)
        if end:
            yield at, end
        at = end or at + 1


def _syllables_end(
    heard: list[tuple[str, ...]], start: int, at: int, letters: str, whole: bool
) -> int:
    """Where the letters end that begin at a character, 0 if it doesn't sound so."""
    for syllable in heard[at] if at < len(heard) else ():
        if syllable == letters or (syllable.startswith(letters) and (at > start or not whole)):
            return at + 1
        if letters.startswith(syllable):
            end = _syllables_end(heard, start, at + 1, letters[len(syllable) :], whole)
            if end:
                return end
    return 0


def _initials_end(heard: list[tuple[str, ...]], at: int, letters: str) -> int:
    end = at + len(letters)
    first = [{syllable[0] for syllable in all_} for all_ in heard[at:end]]
    fits = len(first) == len(letters) and all(a in b for a, b in zip(letters, first, strict=True))
    return end if fits else 0


def divisions(letters: str, is_syllable: Callable[[str], bool]) -> list[list[str]]:
    """The ways to divide letters into syllables, the last of which may be a beginning only."""
    ways: list[list[str]] = []

    def divide(at: int, before: list[str]) -> None:
        if len(ways) >= 12:
            return
        if at == len(letters):
            ways.append(before)
            return
        for end in range(min(at + 6, len(letters)), at, -1):
            part = letters[at:end]
            if is_syllable(part) or (end == len(letters) and before):
                divide(end, [*before, part])

    divide(0, [])
    return ways


def spelling_order(text: str) -> int:
    """A number that rises as the pinyin of texts does, by the first reading of each character.

    Of the first twelve letters and digits; what has none of them comes last.
    """
    letters: list[str] = []
    for char in text.lower():
        letters += char if char.isascii() else next(iter(readings(char)), "")
        if len(letters) >= _SPELLED:
            break
    found = [letter for letter in letters if letter in _LETTERS][:_SPELLED]
    number = 0
    for place in range(_SPELLED):
        digit = _LETTERS.index(found[place]) + 1 if place < len(found) else 0
        number = number * (len(_LETTERS) + 1) + digit
    return number or (len(_LETTERS) + 1) ** _SPELLED


def tones(text: str) -> str:
    """A word or phrase in pinyin with its tones; empty where there's nothing Chinese in it."""
    if not any(char >= "㐀" for char in text):
        return ""
    sounds = _with_phrases()
    found = sounds.pinyin(text, style=sounds.Style.TONE)
    return " ".join(row[0].strip() for row in found if row[0].strip())


@cache
def _pypinyin() -> Any:
    """The module without its phrases, which take 40 MiB: a character alone is in none of them."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    import pypinyin  # a tenth of a second, which a search doesn't need

    return pypinyin


@cache
def _with_phrases() -> Any:
    """The module with them: how a character is read may depend on its word."""
    from pypinyin.phrases_dict import phrases_dict

    sounds = _pypinyin()
    sounds.load_phrases_dict(phrases_dict)
    return sounds
