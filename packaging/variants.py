"""Make the table that search folds characters with, ``resources/fold.txt``.

    python packaging/variants.py TSCharacters.txt

The file that is named comes from OpenCC, https://github.com/BYVoid/OpenCC,
``data/dictionary``, under the Apache License 2.0.  It lists for each
traditional character the simplified ones that it may stand for.  Characters
that are bound together by any line of it become one: 著 and 着, 後 and 后.

The widths and cases of letters come from Unicode: NFKC and case folding, where
what comes out is one character.  They are written down, too, so that the same
text is folded in the same way by every Python, whatever its Unicode version.

The table is four lines: characters and what each becomes; then the same for
traditional and simplified ones.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections import Counter
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "resources" / "fold.txt"
#: What OpenCC tells apart by the words that the characters stand in.
MORE = ("著\t着", "牠\t它")


def width_and_case(char: str) -> str:
    """The character in its usual width and lower case; itself if that is no single character."""
    seen = char
    for _ in range(3):  # folding may lead to what has a narrower form yet
        found = unicodedata.normalize("NFKC", seen).casefold()
        if len(found) != 1 or found == seen:
            break
        seen = found
    return seen


def variants(lines: list[str]) -> dict[str, str]:
    """For each character that has a variant the one that stands for them all."""
    group: dict[str, set[str]] = {}
    votes: Counter[str] = Counter()
    for line in lines:
        head, _, rest = line.strip().partition("\t")
        together = {head, *rest.split(" ")}
        if not rest or any(len(char) != 1 for char in together):
            continue
        votes[rest.split(" ")[0]] += 1
        for char in tuple(together):
            together |= group.get(char, set())
        for char in together:
            group[char] = together
    # The commonest simplified form; among equals the first in Unicode.
    chosen = {id(g): min(g, key=lambda char: (-votes[char], char)) for g in group.values()}
    return {char: chosen[id(g)] for char, g in group.items() if chosen[id(g)] != char}


def main() -> int:
    """Write the table, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("characters", type=Path, help="OpenCC's TSCharacters.txt")
    given = parser.parse_args()
    points = [chr(p) for p in range(sys.maxunicode + 1) if not 0xD800 <= p < 0xE000]
    widths = {char: width_and_case(char) for char in points}
    widths = {char: to for char, to in widths.items() if char != to}
    pairs = variants(given.characters.read_text("utf-8").splitlines() + list(MORE))
    # A form of another width may be a variant, too; a table that is used once must lead all the way.
    pairs = {c: widths.get(to, to) for c, to in pairs.items() if c not in widths}
    lines = ["".join(part) for pair in (widths, pairs) for part in (pair.keys(), pair.values())]
    OUTPUT.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    print(f"{len(widths)} widths and cases, {len(pairs)} variants, {OUTPUT.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
