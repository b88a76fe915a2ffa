"""What a page, an article and a piece of text are: frozen values that all layers share.

Positions are code points into the decoded text of the page (no byte order
mark, every line ending a single line feed).  A range is half-open.  The JSON
is the page format of the project's evaluation set, with a few keys more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

#: The roles of an article's pieces, in the order in which they are shown.
ROLES = ("column", "kicker", "title", "subtitle", "byline", "paragraph", "caption", "credit")
#: A joint or role that is less sure than this is worth a look: on papers that the parser wasn't
#: trained on, two of three articles with such a joint or role are not wholly right.
SURE = 0.8


class Range(NamedTuple):
    """Half-open code points ``start`` to ``end`` of the decoded page."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Joint:
    """A place where the parser joined two fragments that stand apart in the file.

    left, right
        Where the left fragment ends and the right one starts, in code points of the page.
    confidence
        The share of joints with this score that are right, 0 to 1.
    """

    left: int
    right: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A role that the parser is unsure of.

    start
        Where the text in doubt begins, in code points of the page.
    certainty
        The probability of the role that it was given, 0 to 1.
    other
        The role that would be the next: one of ``ROLES``, ``banner``,
        ``furniture``, ``photo`` (begins a picture story), ``torn`` (goes on
        from elsewhere) or ``more`` (goes on from the line above).
    role
        ``photo``, ``torn`` or ``more`` if that is what it was given within
        its piece, else empty: its role is the piece's.
    """

    start: int
    certainty: float
    other: str
    role: str = ""

    def as_json(self) -> list[Any]:
        """Its values in their order, the last one only if there is one."""
        found = [self.start, self.certainty, self.other]
        return [*found, self.role] if self.role else found


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as a reader sees it, and the ranges of the page that it was made from.

    ``text`` is the ranges joined; only white space and the width of
    punctuation may differ.  ``joints`` lists the tears mended in it,
    ``doubts`` where its role is less sure than ``SURE``.
    """

    text: str
    source: tuple[Range, ...]
    joints: tuple[Joint, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The piece in the page format."""
        found: dict[str, Any] = {"text": self.text, "source": [list(r) for r in self.source]}
        if self.joints:
            found["joints"] = [[j.left, j.right, j.confidence] for j in self.joints]
        if self.doubts:
            found["doubts"] = [d.as_json() for d in self.doubts]
        return found

    @staticmethod
    def from_json(value: dict[str, Any]) -> Piece:
        """The piece that ``as_json`` wrote."""
        return Piece(
            value["text"],
            tuple(Range(*pair) for pair in value["source"]),
            tuple(Joint(*triple) for triple in value.get("joints", ())),
            tuple(Doubt(*values) for values in value.get("doubts", ())),
        )


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a byline or credit: ``role`` such as 记者, 通讯员, 摄影."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class PageDate:
    """The page's date: ``value`` is YYYY-MM-DD, YYYY-MM or YYYY; ``evidence`` is where it stands.

    ``origin`` is ``text``, ``file`` or ``folder``: where the evidence was found.
    """

    value: str
    certain: bool
    evidence: tuple[Piece, ...] = ()
    origin: str = "text"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where a loose fragment may belong.

    article
        The id of an article of the same page.
    at
        Where the paragraph breaks off that it may continue, in code points of the page.
    chance
        The probability, 0 to 1; what is missing to 1 is that it stands alone.
    """

    article: str
    at: int
    chance: float


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was printed; the fields are the page format's keys.

    ``kind`` is ``article``, ``photo`` (a picture story whose text is its
    caption) or ``loose`` (a fragment that no article claims with confidence;
    ``suggestions`` are where it may belong, the likeliest first).  ``id`` stays the same when other articles or files change.
    ``confidence`` is the lowest confidence of its joints and roles, 0 to 1.
    """

    id: str
    kind: str = "article"
    column: tuple[Piece, ...] = ()
    kicker: tuple[Piece, ...] = ()
    title: Piece | None = None
    subtitle: tuple[Piece, ...] = ()
    byline: Piece | None = None
    people: tuple[Person, ...] = ()
    paragraphs: tuple[Piece, ...] = ()
    captions: tuple[Piece, ...] = ()
    credit: tuple[Piece, ...] = ()
    confidence: float = 1.0
    suggestions: tuple[Suggestion, ...] = ()

    def pieces(self) -> Iterator[tuple[str, Piece]]:
        """Every piece with its role (one of ``ROLES``), in the order of reading."""
        for piece in self.column:
            yield "column", piece
        for piece in self.kicker:
            yield "kicker", piece
        if self.title:
            yield "title", self.title
        for piece in self.subtitle:
            yield "subtitle", piece
        if self.byline:
            yield "byline", self.byline
        for piece in self.paragraphs:
            yield "paragraph", piece
        for piece in self.captions:
            yield "caption", piece
        for piece in self.credit:
            yield "credit", piece

    def heading(self, length: int = 24) -> str:
        """A line to show for the article: its title, else how its first piece begins."""
        if self.title:
            return self.title.text
        for _, piece in (*(("", p) for p in self.paragraphs + self.captions), *self.pieces()):
            return piece.text if len(piece.text) <= length else piece.text[:length] + "…"
        return ""

    def as_json(self) -> dict[str, Any]:
        """The article in the page format."""
        found: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind,
            "column": [p.as_json() for p in self.column],
            "kicker": [p.as_json() for p in self.kicker],
            "title": self.title.as_json() if self.title else None,
            "subtitle": [p.as_json() for p in self.subtitle],
            "byline": self.byline.as_json() if self.byline else None,
            "people": [{"role": p.role, "name": p.name} for p in self.people],
            "paragraphs": [p.as_json() for p in self.paragraphs],
            "captions": [p.as_json() for p in self.captions],
            "credit": [p.as_json() for p in self.credit],
            "confidence": self.confidence,
        }
        if self.suggestions:
            found["suggestions"] = [[s.article, s.at, s.chance] for s in self.suggestions]
        return found

    @staticmethod
    def from_json(value: dict[str, Any]) -> Article:
        """The article that ``as_json`` wrote."""

        def many(key: str) -> tuple[Piece, ...]:
            return tuple(Piece.from_json(v) for v in value[key])

        def one(key: str) -> Piece | None:
            return Piece.from_json(value[key]) if value[key] else None

        return Article(
            id=value["id"],
            kind=value["kind"],
            column=many("column"),
            kicker=many("kicker"),
            title=one("title"),
            subtitle=many("subtitle"),
            byline=one("byline"),
            people=tuple(Person(p["role"], p["name"]) for p in value["people"]),
            paragraphs=many("paragraphs"),
            captions=many("captions"),
            credit=many("credit"),
            confidence=value["confidence"],
            suggestions=tuple(Suggestion(*triple) for triple in value.get("suggestions", ())),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """One parsed page.  Every visible character of its file stands in exactly one piece.

    file
        The name under which it was read.
    encoding
        The encoding that it was read with, such as ``utf-8`` or ``gb18030``.
    text
        The decoded text that all ranges point into.
    """

    file: str
    encoding: str
    text: str = field(repr=False)
    banner: tuple[Piece, ...] = ()
    furniture: tuple[Piece, ...] = ()
    date: PageDate | None = None
    articles: tuple[Article, ...] = ()

    def pieces(self) -> Iterator[tuple[str, Piece]]:
        """Every piece of the page with its role, the page's own pieces first."""
        for piece in self.banner:
            yield "banner", piece
        for piece in self.furniture:
            yield "furniture", piece
        for article in self.articles:
            yield from article.pieces()

    def as_json(self) -> dict[str, Any]:
        """The page in the page format.  ``text`` is not part of it."""
        date = None
        if self.date:
            date = {
                "value": self.date.value,
                "certain": self.date.certain,
                "evidence": [p.as_json() for p in self.date.evidence],
                "origin": self.date.origin,
            }
        return {
            "file": self.file,
            "encoding": self.encoding,
            "banner": [p.as_json() for p in self.banner],
            "furniture": [p.as_json() for p in self.furniture],
            "date": date,
            "articles": [a.as_json() for a in self.articles],
        }

    @staticmethod
    def from_json(value: dict[str, Any], text: str) -> Page:
        """The page that ``as_json`` wrote, over the decoded text that it was parsed from."""
        date = value["date"]
        return Page(
            file=value["file"],
            encoding=value["encoding"],
            text=text,
            banner=tuple(Piece.from_json(v) for v in value["banner"]),
            furniture=tuple(Piece.from_json(v) for v in value["furniture"]),
            date=PageDate(
                date["value"],
                date["certain"],
                tuple(Piece.from_json(v) for v in date["evidence"]),
                date["origin"],
            )
            if date
            else None,
            articles=tuple(Article.from_json(v) for v in value["articles"]),
        )
