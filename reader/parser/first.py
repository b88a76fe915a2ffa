"""A stand-in until the real steps are here: one article a Markdown heading, one piece a line."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from reader.page import Article, Page, Piece, Range


def parse_text(text: str, *, name: str = "", encoding: str = "utf-8", key: str = "") -> Page:
    """The page in decoded text; see ``reader.parser.parse``."""
    key = key or "/".join(PurePath(name).parts[-2:])
    banner: list[Piece] = []
    articles: list[Article] = []
    title: Piece | None = None
    body: list[Piece] = []

    def close() -> None:
        if title or body:
            first = title or body[0]
            digest = hashlib.blake2b(f"{key}\0{first.text}\0{len(articles)}".encode(errors="replace"), digest_size=6)
            articles.append(Article(id=digest.hexdigest(), title=title, paragraphs=tuple(body)))

    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        mark = re.match(r"#+\s+", text[start:end])
        piece = Piece(text[start + mark.end() : end] if mark else text[start:end], (Range(start + mark.end() if mark else start, end),))
        if mark and len(mark.group().strip()) == 1 and not articles and not title:
            banner.append(piece)
        elif mark:
            close()
            title, body = piece, []
        else:
            body.append(piece)
    close()
    return Page(file=name, encoding=encoding, text=text, banner=tuple(banner), articles=tuple(articles))
