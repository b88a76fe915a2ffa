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

    yield f"{reason.source.start}–{reason.source.end}  {shown(clip(reason.text, 60))}"
    yield "    " + tr(
        "role: {role}, certainty {percent} %; second best: {other}, worse by {margin}",
        role=role_name(reason.role),
        other=role_name(reason.other),
        margin=reason.margin,
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
            "goes on from {place} “{words}”: {confidence}",
            place=str(reason.joint),
            words=shown(text[max(0, reason.joint - 8) : reason.joint]),
            confidence=_percent(reason.confidence),
        )
    for place, chance in reason.options:
        if place is None:
            yield "      " + tr("or joined to nothing: {confidence}", confidence=_percent(chance))
        else:
            yield "      " + tr(
                "or from {place} “{words}”: {confidence}",
                place=str(place),
                words=shown(text[max(0, place - 8) : place]),
                confidence=_percent(chance),
            )
    if reason.joint_evidence:
        yield "    " + tr(
            "evidence: {evidence}", evidence=_evidence(reason.joint_evidence, joint_evidence)
        )


def _percent(chance: float) -> str:
    return f"{100 * chance:.3g} %"


def _evidence(pairs: tuple[tuple[str, float], ...], words: Callable[[str], str]) -> str:
    from reader.parser import summed

    return "  ".join(f"{name} {weight:+}" for name, weight in summed(pairs, words))
