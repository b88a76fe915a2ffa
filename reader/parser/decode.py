"""Bytes to text: which encoding a page file is in, and its line endings made one."""

from __future__ import annotations

import codecs
from typing import NamedTuple


class Undecodable(ValueError):
    """The bytes are not text in any encoding that Heding knows."""


class Decoded(NamedTuple):
    """Text without byte order mark and with ``\\n`` for every line ending, and its encoding."""

    text: str
    encoding: str


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> Decoded:
    """Decode a page file: by its byte order mark, else as UTF-8, else as GB18030.

    Raises ``Undecodable`` for what is none of these, and for bytes full of
    control characters, as programs and pictures are, whatever they decode to.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_text(data[len(mark) :], encoding.removesuffix("-sig")), encoding)
    if b"\0" in data and data.count(b"\0") * 10 > len(data):
        raise Undecodable("binary")
    try:
        return Decoded(_text(data, "utf-8"), "utf-8")
    except Undecodable:
        text = _text(data, "gb18030")
        _refuse_noise(text)
        return Decoded(text, "gb18030")


def _text(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(f"{encoding}: byte {error.start}") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_noise(text: str) -> None:
    """GB18030 accepts nearly any bytes; text has hardly any control or private characters."""
    sample = text[:20_000]
    odd = sum(
        (c < " " and c not in "\n\t\f") or "\x7f" <= c < "\xa0" or "\ue000" <= c <= "\uf8ff"
        for c in sample
    )
    if odd * 50 > len(sample):
        raise Undecodable("no text")
