"""The seal of a page: proof that every visible character of its file stands in it once, unchanged.

The proof knows nothing of how the page was made.  It has only the file's bytes
and the finished page, reads the bytes anew, and counts.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from reader.language import tr, trn
from reader.page import Page, Piece

#: What marks up and carries no words: heading marks, image links, rules.
_MARKUP = re.compile(r"^#{1,6}(?=\s)|!\[[^\]\n]*\]\([^)\n]*\)|^-{3,}$|^\*{3,}$", re.MULTILINE)
#: Faults that are told one by one; more are only counted.
TOLD = 20
#: Code points that are quoted of each.
_QUOTED = 12
_MARKS = {"utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE}
_MARKS["utf-16-be"] = codecs.BOM_UTF16_BE


class Fault(NamedTuple):
    """A place where the page doesn't hold what the file holds.

    kind
        ``lost``: in no piece; ``doubled``: in more than one; ``altered``: a
        piece says something else than its place in the file; ``outside``: a
        piece's place isn't in the file; ``changed``: the file says something
        else now than when the page was read.
    start, end
        Half-open code points of the page's text.
    found
        What the piece (or the file) has there instead, for ``altered`` and ``changed``.
    """

    kind: str
    start: int
    end: int
    found: str = ""


class Seal(NamedTuple):
    """What was counted, in code points of the decoded file, and every fault.

    ``characters`` are all of them: ``space`` and ``markup``, and the visible
    ones, each counted where it stands: ``articles``, ``banner``, ``furniture``.
    Those that are lost are in none of these.
    ``digest`` is the SHA-256 of the file's bytes, in hexadecimal digits.
    """

    characters: int
    space: int
    markup: int
    articles: int
    banner: int
    furniture: int
    faults: tuple[Fault, ...]
    digest: str

    @property
    def holds(self) -> bool:
        """Whether nothing is lost, doubled, altered, or otherwise amiss."""
        return not self.faults and self.visible == self.articles + self.banner + self.furniture

    @property
    def visible(self) -> int:
        """Characters that are neither white space nor mark-up."""
        return self.characters - self.space - self.markup

    def count(self, kind: str) -> int:
        """Characters with a fault of this kind."""
        return sum(max(1, f.end - f.start) for f in self.faults if f.kind == kind)


class Proof(NamedTuple):
    """A seal, the file that it is for, and the page's text that its places point into."""

    path: str
    seal: Seal
    text: str


def prove(data: bytes, page: Page) -> Seal:
    """Compare the bytes of a file with the page that was read from it."""
    text = _decoded(data, page.encoding)
    faults = list(_changes(text, page.text))
    size = len(page.text)
    holder = bytearray(size)  # 1 for each code point that stands in a piece
    counts: dict[str, int] = {}
    visible = bytearray(not c.isspace() for c in page.text)
    markup = bytearray(size)
    for match in _MARKUP.finditer(page.text):
        for at in range(*match.span()):
            markup[at] = visible[at]
    for name, pieces in (
        ("articles", [p for article in page.articles for _, p in article.pieces()]),
        ("banner", page.banner),
        ("furniture", page.furniture),
    ):
        counts[name] = 0
        for piece in pieces:
            fresh, amiss = _hold(piece, page.text, holder, visible)
            counts[name] += fresh
            faults += amiss
            faults += _compare(piece, page.text)
    held_markup = sum(1 for m, h in zip(markup, holder, strict=True) if m and h)
    faults += _stretches(
        "lost", [at for at in range(size) if visible[at] and not markup[at] and not holder[at]]
    )
    return Seal(
        characters=size,
        space=size - sum(visible),
        markup=sum(markup) - held_markup,
        articles=counts["articles"],
        banner=counts["banner"],
        furniture=counts["furniture"],
        faults=tuple(sorted(faults, key=lambda f: f.start)),
        digest=hashlib.sha256(data).hexdigest(),
    )


def _decoded(data: bytes, encoding: str) -> str:
    """The text of the bytes by the rules of the page format; what can't be decoded is U+FFFD."""
    mark = _MARKS.get(encoding, codecs.BOM_UTF8 if encoding == "utf-8" else b"")
    data = data.removeprefix(mark) if mark else data
    text = data.decode(encoding.removesuffix("-sig"), errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _changes(now: str, then: str) -> Iterator[Fault]:
    """Where the file's text differs from the text that the page was made from, as one stretch."""
    if now == then:
        return
    least = min(len(now), len(then))
    head = next((n for n in range(least) if now[n] != then[n]), least)
    tail = 0
    while tail < least - head and now[-1 - tail] == then[-1 - tail]:
        tail += 1
    yield Fault("changed", head, len(then) - tail, now[head : len(now) - tail])


def _hold(
    piece: Piece, text: str, holder: bytearray, visible: bytearray
) -> tuple[int, list[Fault]]:
    """Mark the piece's places as held.

    Returns how many visible characters nobody held before, and as faults the
    places that are held already or aren't in the text.
    """
    fresh, faults = 0, []
    for start, end in piece.source:
        if not 0 <= start < end <= len(text):
            faults.append(Fault("outside", start, end, piece.text))
            continue
        twice = [at for at in range(start, end) if holder[at] and visible[at]]
        faults += _stretches("doubled", twice)
        fresh += sum(visible[start:end]) - len(twice)
        holder[start:end] = b"\1" * (end - start)
    return fresh, faults


def _stretches(kind: str, places: list[int]) -> Iterator[Fault]:
    start = 0
    for n in range(1, len(places) + 1):
        if n == len(places) or places[n] != places[n - 1] + 1:
            yield Fault(kind, places[start], places[n - 1] + 1)
            start = n


def _compare(piece: Piece, text: str) -> Iterator[Fault]:
    """Where a piece says something else than its source, white space and width aside."""
    size = len(text)
    places = [at for s, e in piece.source for at in range(max(0, s), min(e, size))]
    theirs = [at for at in places if not text[at].isspace()]
    ours = [c for c in piece.text if not c.isspace()]
    for at, char in zip(theirs, ours, strict=False):
        if char != text[at] and not _same_but_for_width(char, text[at]):
            yield Fault("altered", at, at + 1, char)
            return  # what follows is most likely shifted: the first place tells where to look
    if len(ours) > len(theirs):
        at = theirs[-1] + 1 if theirs else 0
        yield Fault("altered", at, at, "".join(ours[len(theirs) :]))
    elif len(theirs) > len(ours):
        yield Fault("altered", theirs[len(ours)], theirs[-1] + 1)


def _same_but_for_width(a: str, b: str) -> bool:
    """Whether two characters differ in their width only, as ， and , do."""
    narrow = {unicodedata.east_asian_width(c) for c in (a, b)} <= {"F", "Na", "H", "W"}
    return narrow and unicodedata.normalize("NFKC", a) == unicodedata.normalize("NFKC", b)


def verdict(seal: Seal) -> str:
    """What the seal says, in one sentence."""
    if seal.holds:
        return trn(
            "Nothing is lost: the file's only visible character stands in this page, once and"
            " unchanged.",
            "Nothing is lost: each of the file's {count} visible characters stands in this page"
            " once, unchanged.",
            seal.visible,
        )
    if seal.count("changed"):
        return tr("The file has changed since this page was read. Refresh (F5) and prove again.")
    return tr("This page does not hold just what the file holds. Please report this as a mistake.")


def counted(seal: Seal) -> tuple[tuple[str, int], ...]:
    """What was counted, each with its name: first the whole and its parts, then what is amiss."""
    return (
        (tr("Characters in the file"), seal.characters),
        (tr("White space"), seal.space),
        (tr("Mark-up"), seal.markup),
        (tr("In articles"), seal.articles),
        (tr("In the page's banner"), seal.banner),
        (tr("In folio and editors' lines"), seal.furniture),
        (tr("Lost"), seal.count("lost")),
        (tr("Doubled"), seal.count("doubled")),
        (tr("Altered"), seal.count("altered") + seal.count("outside") + seal.count("changed")),
    )


def told(proof: Proof) -> list[str]:
    """Where the seal doesn't hold, a line each, at most ``TOLD``."""
    return [_told(fault, proof.text) for fault in proof.seal.faults[:TOLD]]


def _told(fault: Fault, text: str) -> str:
    line = text.count("\n", 0, max(0, fault.start)) + 1
    end = min(fault.end, fault.start + _QUOTED)
    words = "".join(text[max(0, fault.start) : end].split())
    if fault.kind == "lost":
        return tr("line {line}: “{words}” is lost", line=line, words=words)
    if fault.kind == "doubled":
        return tr("line {line}: “{words}” stands there twice", line=line, words=words)
    if fault.kind == "outside":
        return tr("“{words}” is nowhere in the file", words=fault.found[:_QUOTED])
    return tr(
        "line {line}: “{words}” has become “{found}”",
        line=line,
        words=words,
        found="".join(fault.found[:_QUOTED].split()),
    )
