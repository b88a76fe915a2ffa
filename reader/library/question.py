"""What a query asks for: text in, a tree out, and what of it wasn't understood.

Words between spaces must all be there; ``OR`` between two takes either and
binds more closely than the space; ``-`` before a word forbids it; quotation
marks hold words together; ``title:`` and the like look in one part of the
article only.  Every operator has Chinese names and may be typed in full width.

Pure functions.  No text is a wrong query: what isn't understood becomes a
complaint, and the rest is the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.language import tr
from reader.library.fold import fold
from reader.library.operators import OPERATORS, TRAITS, trait_names
from reader.library.span import Dates, parse_dates


class Words(NamedTuple):
    """``text`` stands somewhere in the article, or in its ``part``.

    part
        ``title``, ``column``, ``person``, ``page`` or, for anywhere, ``""``.
    quoted
        Whether it stood in quotation marks: then it means these letters only, not a sound.
    """

    text: str
    part: str = ""
    quoted: bool = False


class Pattern(NamedTuple):
    """A regular expression matches somewhere within one piece of the article."""

    source: str


class Near(NamedTuple):
    """Both stand in the article with at most ``most`` code points between them, in any order."""

    left: Words
    right: Words
    most: int


class Trait(NamedTuple):
    """What the article is or has: ``bookmarked``, ``unread``, ``read``, ``note``, ``photo``..."""

    name: str


class Like(NamedTuple):
    """It shares telling words (``how`` is ``similar``) or passages (``same``) with an article."""

    article: str
    how: str


class Not(NamedTuple):
    """The node doesn't hold."""

    part: Node


class All(NamedTuple):
    """Every node holds."""

    parts: tuple[Node, ...]


class Either(NamedTuple):
    """One of the nodes holds, or more."""

    parts: tuple[Node, ...]


Node = Words | Pattern | Near | Dates | Trait | Like | Not | All | Either


class Complaint(NamedTuple):
    """What isn't understood, at code points ``start`` to ``end`` of the query, and why."""

    start: int
    end: int
    reason: str


class Question(NamedTuple):
    """A query as it was understood; ``tree`` is None if it asks for nothing."""

    text: str
    tree: Node | None
    complaints: tuple[Complaint, ...] = ()


#: Words of one query that are looked at.
MOST_WORDS = 200
#: Code points between two words that ``NEAR`` alone allows, and the most it may be given.
NEAR, FARTHEST = 20, 1000

_OPERATORS = {spelling: name for name, all_ in OPERATORS.items() for spelling in all_}
_LONGEST = max(map(len, _OPERATORS))
_QUOTES = {'"': '"', "“": '”"', "”": '”"', "„": "“”", "＂": '＂"', "「": "」", "『": "』", "«": "»"}
_MINUS = "-－−"
_EITHER = ("OR", "ＯＲ", "|", "｜", "或", "或者")
_NEAR = ("near", "邻近", "附近")


def parse(query: str) -> Question:
    """The question that a query asks.  Never raises."""
    complaints: list[Complaint] = []
    tokens = list(_tokens(query, complaints))
    words = sum(not isinstance(t.node, str) for t in tokens)
    if words > MOST_WORDS:
        seen = 0
        for number, token in enumerate(tokens):
            seen += not isinstance(token.node, str)
            if seen > MOST_WORDS:
                reason = tr("Only the first {most} words are looked for.", most=MOST_WORDS)
                complaints.append(Complaint(token.start, len(query), reason))
                del tokens[number:]
                break
    parts = list(dict.fromkeys(_joined(query, tokens, complaints)))
    tree = None if not parts else parts[0] if len(parts) == 1 else All(tuple(parts))
    return Question(query, tree, tuple(sorted(complaints)))


def sought(tree: Node | None) -> Iterator[Words | Pattern]:
    """What is to be marked where it's found: all that isn't forbidden."""
    if isinstance(tree, (Words, Pattern)):
        yield tree
    elif isinstance(tree, Near):
        yield from (tree.left, tree.right)
    elif isinstance(tree, (All, Either)):
        for part in tree.parts:
            yield from sought(part)


def is_thread(tree: Node | None) -> bool:
    """Whether a question follows a column or a person through the issues."""
    parts = tree.parts if isinstance(tree, All) else (tree,)
    return any(isinstance(part, Words) and part.part in ("column", "person") for part in parts)


def operator_at(word: str) -> tuple[str, int]:
    """The operator that a word begins with and where its value begins; ``""`` and 0 if none."""
    return _operator(word, 0)


def quoted(text: str) -> str:
    """A word as it is written behind an operator: in quotation marks if need be."""
    plain = text and not any(c.isspace() or c in _QUOTES for c in text)
    return text if plain else '"' + text.replace('"', " ") + '"'


class _Token(NamedTuple):
    """A part of the query: a node, or what joins nodes, ``OR`` or ``NEAR/20``."""

    start: int
    end: int
    node: Node | str


def _tokens(query: str, complaints: list[Complaint]) -> Iterator[_Token]:
    at, forbidden = 0, -1
    while at < len(query):
        if query[at].isspace():
            at += 1
            forbidden = -1
            continue
        start = at
        if (
            forbidden < 0
            and query[at] in _MINUS
            and at + 1 < len(query)
            and not query[at + 1].isspace()
            and query[at + 1] not in _MINUS  # --lang is a word
        ):
            at, forbidden = at + 1, at
            continue
        name, behind = _operator(query, at)
        value, end, in_quotes = _value(query, behind, complaints)
        if not name and not in_quotes and forbidden < 0:
            joint = _joint(value)
            if joint:
                yield _Token(start, end, joint)
                at = end
                continue
        whole = query[start:end]
        node = _node(name, value, in_quotes, whole)
        if isinstance(node, str):
            complaints.append(Complaint(start, end, node))
        elif node is not None:
            first = start if forbidden < 0 else forbidden
            yield _Token(first, end, node if forbidden < 0 else Not(node))
        at, forbidden = end, -1


def _operator(query: str, at: int) -> tuple[str, int]:
    """The operator that stands here and where its value begins; ``""`` and ``at`` if none does."""
    for end in range(at + 1, min(len(query), at + _LONGEST + 1)):
        if query[end] in ":：":
            name = _OPERATORS.get(fold(query[at:end]), "")
            return (name, end + 1) if name else ("", at)
    return "", at


def _value(query: str, at: int, complaints: list[Complaint]) -> tuple[str, int, bool]:
    """The word or the quoted words that begin here, where they end, whether they are quoted."""
    if at < len(query) and query[at] in _QUOTES:
        closing = _QUOTES[query[at]]
        for end in range(at + 1, len(query)):
            if query[end] in closing:
                return query[at + 1 : end], end + 1, True
        rest = query[at + 1 :]
        if rest.strip():
            complaints.append(Complaint(at, at + 1, tr("This quotation mark isn't closed.")))
            return rest.strip(), len(query), True
    end = at
    while end < len(query) and not query[end].isspace():
        end += 1
    return query[at:end], end, False


def _joint(value: str) -> str:
    if value in _EITHER:
        return "OR"
    if value in ("AND", "ＡＮＤ"):
        return "AND"
    name, slash, number = fold(value).partition("/")
    if name not in _NEAR or (name == "near" and not value.startswith(("NEAR", "ＮＥＡＲ"))):
        return ""
    if not slash:
        return f"NEAR/{NEAR}"
    if number.isascii() and number.isdecimal() and len(number) < 6:
        return f"NEAR/{min(int(number), FARTHEST)}"
    return ""


def _node(name: str, value: str, in_quotes: bool, whole: str) -> Node | str | None:
    """The node of an operator with its value; a complaint if it has none; None for nothing."""
    if not value.strip():
        return tr("There is nothing behind “{operator}”.", operator=whole) if name else None
    if name in TRAITS:
        wanted = fold(value)
        for trait, spellings in TRAITS[name].items():
            if wanted in spellings:
                return Trait(trait)
        known = " / ".join(trait_names()[trait] for trait in TRAITS[name])
        return tr("“{what}” isn't understood; it may be {known}.", what=whole, known=known)
    if name == "date":
        dates = parse_dates(value)
        if dates is not None and dates.first > dates.last:
            return tr("“{what}” ends before it begins.", what=whole)
        return dates or tr(
            "“{what}” is no date; write 2025, 2025-07, 2025-07-18 or 2025-07..2025-08.", what=whole
        )
    if name == "re":
        return Pattern(value)
    if name in ("similar", "same"):
        return Like(value, name)
    return Words(value, name, in_quotes)


def _joined(query: str, tokens: list[_Token], complaints: list[Complaint]) -> Iterator[Node]:
    """The parts that all must hold, with those joined that ``OR`` and ``NEAR`` join."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if isinstance(token.node, str):
            at += 1
            said = query[token.start : token.end]
            if len(tokens) == 1 or not said.isupper():
                yield Words(said)  # 或 may well be what somebody looks for
            if not said.isupper():
                continue
            reason = tr("“{word}” needs a word on both sides.", word=said)
            complaints.append(Complaint(token.start, token.end, reason))
            continue
        node, at = token.node, at + 1
        either = [node]
        while at + 1 < len(tokens) and isinstance(tokens[at].node, str):
            joint, right = tokens[at].node, tokens[at + 1].node
            if isinstance(right, str):
                break
            if joint == "OR":
                either.append(right)
            elif joint == "AND":
                break
            else:
                left = either[-1]
                if not (isinstance(left, Words) and isinstance(right, Words)) or (
                    left.part or right.part
                ):
                    reason = tr("NEAR takes two plain words.")
                    complaints.append(Complaint(tokens[at].start, tokens[at].end, reason))
                    at += 1
                    break
                either[-1] = Near(left, right, int(str(joint).partition("/")[2]))
            at += 2
        if at < len(tokens) and tokens[at].node == "AND":
            at += 1
        yield either[0] if len(either) == 1 else Either(tuple(either))
