"""What the desk announces: frozen values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.desk.alignment import Run, align, to_page, to_piece
from reader.desk.boundaries import names_in, word_at, word_starts
from reader.desk.claims import Claim, Stretch, claim_at, claims, stretches

if TYPE_CHECKING:
    from reader.library import Complaint, Found, Hit, Library
    from reader.page import Page, Piece

#: Longer ones are no headlines.
LONG = 200
HEADLINES = ("kicker", "title", "subtitle")

#: Characters that a practised reader reads in a minute: some 260 words of 1.5 characters
#: (M. Brysbaert, “How many words do we read per minute?”, 2019, on Chinese).
PER_MINUTE = 400


class Reading(NamedTuple):
    """The article that is open, with what it takes to place it in its page.

    pieces
        Its pieces with their roles, in the order of reading.
    runs
        For each piece, where its characters stand in ``text``.
    text
        The page's decoded text.
    claims
        To whom each part of the page belongs, in its order.
    own
        What of them is the article's.
    stretches
        Where the article stands in the file, in the order of reading.
    words
        For each piece, if it's a headline, where its words begin: it breaks at these code points
        only.
    names
        Of those who are named beside their titles; with the article's people they stay whole.
    own_pieces
        With the page's first article those in doubt of the pieces that are in no article.
    """

    found: Found
    pieces: tuple[tuple[str, Piece], ...]
    runs: tuple[tuple[Run, ...], ...]
    text: str
    claims: tuple[Claim, ...] = ()
    own: tuple[Claim, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    words: tuple[tuple[int, ...], ...] = ()
    names: tuple[str, ...] = ()
    own_pieces: tuple[tuple[str, Piece], ...] = ()

    def owner(self, offset: int) -> Claim | None:
        """Who has the page's ``offset``; None for white space and mark-up."""
        return claim_at(self.claims, offset)

    def offset(self, piece: int, at: int) -> int:
        """The page's code point for code point ``at`` of a piece."""
        return to_page(self.runs[piece], at)

    def spot(self, offset: int) -> tuple[int, int]:
        """The piece, and the code point in it, that stand at the page's ``offset``.

        Where the article has nothing at ``offset``, its piece that starts
        next before it in the page; the first piece if there is none.
        """
        best, start = 0, -1
        for number, runs in enumerate(self.runs):
            at = to_piece(runs, offset)
            if at is not None:
                return number, at
            if runs and start < runs[0].start <= offset:
                best, start = number, runs[0].start
        return best, 0

    def word(self, piece: int, at: int) -> tuple[int, int] | None:
        """The half-open code points of the Chinese word at a code point of a piece; None where
        there is none."""
        people = (person.name for person in self.found.article.people)
        return word_at(self.pieces[piece][1].text, at, (*self.names, *people))

    def share_before(self, piece: int, at: int) -> float:
        """The share of the article's characters that stand before a code point of a piece."""
        whole = sum(len(p.text) for _, p in self.pieces)
        before = sum(len(p.text) for _, p in self.pieces[:piece]) + at
        return min(1.0, before / whole) if whole else 1.0

    def minutes_after(self, piece: int, at: int) -> int:
        """Minutes that the rest takes, rounded; 0 if less than half a minute is left."""
        whole = sum(len(p.text) for _, p in self.pieces)
        return round(whole * (1 - self.share_before(piece, at)) / PER_MINUTE)


class Match(NamedTuple):
    """Half-open code points ``start`` to ``end`` in the text of a piece of the open article."""

    piece: int
    start: int
    end: int


class Results(NamedTuple):
    """The answer to ``query``: the first hits, and how many there are in all.

    complaints
        What of the query isn't understood; the rest was asked.
    behind
        Pages that aren't indexed yet and were left out.
    shared
        Words or passages by which the articles are like another one, where that was asked.
    asked
        Whether anything of the query could be looked for.
    meant
        Queries that may have been meant where this one finds nothing.
    renewed
        Whether the same was asked again, because pages have come or gone meanwhile.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int
    complaints: tuple[Complaint, ...] = ()
    behind: int = 0
    shared: tuple[str, ...] = ()
    asked: bool = True
    meant: tuple[str, ...] = ()
    renewed: bool = False

    def beside(self, article: str, step: int) -> int:
        """The number of the hit behind (1) or before (-1) an article's, round and round.

        If the article is no hit, of the first or the last one.
        """
        ids = [hit.id for hit in self.hits]
        if article not in ids:
            return 0 if step > 0 else len(ids) - 1
        return (ids.index(article) + step) % len(ids)


class Saved(NamedTuple):
    """A question that is kept, and how many articles it finds now."""

    query: str
    total: int


def read(library: Library, article: str) -> Reading:
    """Fetch an article and align it with its page.  Raises ``Trouble`` if it's gone."""
    found = library.article(article)
    page: Page = library.page(found.page.key)
    pieces = tuple(found.article.pieces())
    owners = claims(page)
    people = (person.name for person in found.article.people)
    names = tuple(dict.fromkeys((*people, *names_in(piece.text for _, piece in pieces))))
    return Reading(
        found,
        pieces,
        tuple(align(p, page.text) for _, p in pieces),
        page.text,
        owners,
        tuple(c for c in owners if c.article == found.article.id),
        stretches((r for _, p in pieces for r in p.source), owners, found.article.id),
        tuple(_words(role, piece, names) for role, piece in pieces),
        names,
        _doubtful(page) if found.article.id == page.articles[0].id else (),
    )


def read_at(library: Library, article: str, offset: int | None) -> tuple[Reading, int]:
    """An article and the page's code point to begin at: ``offset``, or where it was left, or -1."""
    reading = read(library, article)
    if offset is not None:
        return reading, offset
    place = library.places.of(article)
    return reading, place.offset if place else -1


def read_page(library: Library, key: str) -> tuple[Reading, ...]:
    """All articles of a page, in their order.  Raises ``Trouble`` if it's gone."""
    page = library.page(key)
    return tuple(read(library, article.id) for article in page.articles)


def _doubtful(page: Page) -> tuple[tuple[str, Piece], ...]:
    own = [("banner", piece) for piece in page.banner]
    own += [("furniture", piece) for piece in page.furniture]
    return tuple((role, piece) for role, piece in own if piece.doubts)


def _words(role: str, piece: Piece, names: tuple[str, ...]) -> tuple[int, ...]:
    if role not in HEADLINES or len(piece.text) > LONG:
        return ()
    return word_starts(piece.text, names)
