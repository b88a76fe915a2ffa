"""``heding explain``: why a page or an article was read as it was."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.cli.parser import Parser, article_id, means_article
from reader.cli.text import clip, shown
from reader.language import tr
from reader.trouble import Trouble

if TYPE_CHECKING:
    from reader.parser import Reason


#: Code points of the file that are quoted.
_QUOTED = 8


def grammar() -> Parser:
    """The grammar of ``heding explain``."""
    made = Parser(
        "heding explain",
        (tr("PAGE|ID"),),
        tr(
            "Tell why a page or an article was read as it was.\n"
            "For each piece: its role, what it was joined to, and the second best choice."
        ),
        (
            (tr("heding explain A03.txt"), tr("a file; a folder or ZIP archive, too")),
            ("heding explain dd7959", tr("an article of the library")),
        ),
    )
    made.argument(
        "what",
        metavar=tr("PAGE|ID"),
        about=tr("text file, folder, ZIP archive, or an article's id"),
    )
    return made


def run(values: Namespace, _: Parser) -> Iterator[Trouble | int]:
    """Print the reasons; for an article those of its own pieces."""
    from reader.library import Library, page_files, read_page

    if means_article(values.what):
        with Library(values.data_dir) as library:
            found = library.article(article_id(values.what))
            text = library.page(found.page.key).text
        _print(text, [r for _, piece in found.article.pieces() for r in piece.source])
        return
    apart = ""
    for path in page_files(values.what):
        try:
            if isinstance(path, Trouble):
                raise path
            text = read_page(path).text
        except Trouble as trouble:
            yield trouble
            continue
        if path != values.what:
            print(apart + shown(path))
            apart = "\n"
        _print(text)


def _print(text: str, places: Sequence[tuple[int, int]] | None = None) -> None:
    """The reasons of a page's pieces, or of those of them that have to do with these places."""
    from reader.parser import explain

    for reason in explain(text):
        if places is None or any(
            low < reason.source.end and reason.source.start < high for low, high in places
        ):
            for line in _lines(reason, text):
                print(line)


def _lines(reason: Reason, text: str) -> Iterator[str]:
    from reader.parser import joint_evidence, role_evidence, role_name

    first, last = _line(text, reason.source.start + 1), _line(text, reason.source.end)
    where = (
        tr("line {line}", line=first)
        if first == last
        else tr("lines {first}–{last}", first=first, last=last)
    )
    yield f"{where}  {shown(clip(_flat(reason.text), 60))}"
    yield "    " + tr(
        "role: {role}, certainty {percent} %; the next would be: {other}",
        role=role_name(reason.role),
        other=role_name(reason.other),
        percent=round(100 * reason.certainty),
    )
    if reason.evidence:
        yield "    " + tr(
            "evidence: {evidence}", evidence=_evidence(reason.evidence, role_evidence)
        )
    if reason.confidence is None:
        return
    if reason.joint is None:
        yield "    " + tr("joined to nothing: {confidence}", confidence=_percent(reason.confidence))
    else:
        yield "    " + tr(
            "goes on from line {line}, “…{words}”: {confidence}",
            line=_line(text, reason.joint),
            words=_before(text, reason.joint),
            confidence=_percent(reason.confidence),
        )
    for place, chance in reason.options:
        if place is None:
            yield "      " + tr("or joined to nothing: {confidence}", confidence=_percent(chance))
        else:
            yield "      " + tr(
                "or from line {line}, “…{words}”: {confidence}",
                line=_line(text, place),
                words=_before(text, place),
                confidence=_percent(chance),
            )
    if reason.joint_evidence:
        yield "    " + tr(
            "evidence: {evidence}", evidence=_evidence(reason.joint_evidence, joint_evidence)
        )


def _line(text: str, end: int) -> int:
    """The number of the line with the character before a code point."""
    return text.count("\n", 0, max(0, end - 1)) + 1


def _before(text: str, end: int) -> str:
    return shown(_flat(text[max(0, end - _QUOTED) : end]))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _percent(chance: float) -> str:
    return f"{100 * chance:.3g} %"


def _evidence(pairs: tuple[tuple[str, float], ...], words: Callable[[str], str]) -> str:
    from reader.parser import summed

    return "  ".join(f"{name} {weight:+}" for name, weight in summed(pairs, words))
