"""What search takes for the same character: widths, cases, traditional and simplified forms.

A folded text has a character for each of the original, so that what is found
in one stands at the same place in the other.  The table is made by
``packaging/variants.py``, from Unicode's NFKC and case folding and from
OpenCC's list of traditional characters (https://github.com/BYVoid/OpenCC,
Apache License 2.0).
"""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache

from reader.files import folder

#: Of the table and the rule.  An index folded by another one has to be made anew.
VERSION = 1


def fold(text: str, variants: bool = True) -> str:
    """The text as search compares it; as long as ``text``, and folding it again changes nothing.

    variants
        Whether traditional characters become simplified ones.
    """
    return text.translate(_table(variants))


def has_variants(text: str) -> bool:
    """Whether a character of the text has another form, traditional or simplified."""
    forms = _forms()
    return any(char in forms for char in fold(text, variants=False))


def told_apart(text: str) -> set[str]:
    """The characters by which one can tell how a text is written.

    They are those that ``fold`` makes others of, and of the others those that
    it makes of these; widths and cases don't count.
    """
    # Folding goes character by character, so each need be folded but once.
    here = set(fold("".join(set(text)), variants=False))
    to = _becomes()
    forms = here & to.keys()
    return forms | here & {to[char] for char in forms}


def forms(char: str) -> str:
    """All characters that search takes for this folded one, itself first; widths and cases not."""
    return char + _others().get(char, "")


@lru_cache(maxsize=256)
def expression(word: str, variants: bool = True) -> re.Pattern[str]:
    """What matches a text wherever the folded text has this folded word.

    For a word or two it takes a twentieth of the time of folding the text.
    """
    back = _back(variants)
    return re.compile("".join(f"[{re.escape(char + back.get(char, ''))}]" for char in word))


@cache
def _back(variants: bool) -> dict[str, str]:
    """For each folded character all others that become it."""
    found: dict[str, str] = {}
    for char, to in _table(variants).items():
        found[chr(to)] = found.get(chr(to), "") + chr(char)
    return found


@cache
def _becomes() -> dict[str, str]:
    return dict(zip(*_lines()[2:], strict=True))


@cache
def _others() -> dict[str, str]:
    found: dict[str, str] = {}
    for char, to in _becomes().items():
        found[to] = found.get(to, "") + char
    return found


@cache
def _table(variants: bool) -> dict[int, int]:
    widths, narrow, traditional, simplified = _lines()
    table = str.maketrans(widths, narrow)
    if variants:
        pairs = str.maketrans(traditional, simplified)
        table = {char: pairs.get(to, to) for char, to in table.items()} | pairs
    return table


@cache
def _forms() -> frozenset[str]:
    return frozenset("".join(_lines()[2:]))


def _lines() -> list[str]:
    path = os.path.join(folder("resources"), "fold.txt")
    with open(path, encoding="utf-8", newline="\n") as file:
        return file.read().split("\n")[:4]
