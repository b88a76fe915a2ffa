"""Dictionaries that the reader has added: StarDict and MDict files, looked up where they lie.

StarDict is read here, after its format's description (StarDictFileFormat,
2.4.2 and 3.0.0): the libraries for it are either under the GPL or no longer kept
up.  MDict is read by ``mdict-utils``, an optional extra.
"""

from __future__ import annotations

import gzip
import html
import os
import re
import struct
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from reader.language import tr
from reader.library.sound import tones
from reader.trouble import Trouble, reason

#: The endings of the files that can be added.
ENDINGS = (".ifo", ".mdx")
#: Code points of an entry that are shown.
_LONGEST = 20_000
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/li|/h\d|/tr|p|div)\b[^<>]*>")


class Entry(NamedTuple):
    """What a dictionary says of a word, as plain text."""

    dictionary: str
    text: str


class Word(NamedTuple):
    """A word with its pinyin, the entries found, and what went wrong on the way."""

    word: str
    pinyin: str
    entries: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]


class Dictionary(Protocol):
    """A dictionary that is open: its own ``name``, and ``entries`` for a word."""

    name: str

    def entries(self, word: str) -> list[str]:
        """The texts of the entries for exactly this word."""
        ...


class Dictionaries:
    """Those that were looked into stay open.  One thread at a time."""

    def __init__(self) -> None:
        self._open: dict[str, Dictionary] = {}

    def look_up(self, word: str, paths: Iterable[str]) -> Word:
        """What the dictionaries say of a word, in their order, and how it's read."""
        word = word.strip()
        entries: list[Entry] = []
        troubles: list[Trouble] = []
        for path in paths:
            try:
                found = self._dictionary(path)
                entries += [Entry(found.name, text) for text in found.entries(word)]
            except Trouble as trouble:
                troubles.append(trouble)
        return Word(word, tones(word), tuple(entries), tuple(troubles))

    def _dictionary(self, path: str) -> Dictionary:
        if path not in self._open:
            self._open[path] = open_dictionary(path)
        return self._open[path]


def open_dictionary(path: str) -> Dictionary:
    """Open a dictionary by its ``.ifo`` or ``.mdx``.  Raises ``Trouble`` if it can't be read."""
    try:
        if path.lower().endswith(".mdx"):
            return _MDict(path)
        return _StarDict(path)
    except (OSError, ValueError, LookupError, struct.error, EOFError) as error:
        raise Trouble(
            tr(
                "This dictionary can't be read: {reason}.",
                reason=str(error) if isinstance(error, _Wrong) else reason(error),
            ),
            tr("A StarDict dictionary needs its .ifo, .idx and .dict files side by side."),
            path,
        ) from error


class _Wrong(ValueError):
    """What is wrong with a dictionary, in the interface's language."""


class _StarDict:
    """Index and text in memory: a lookup is one step then."""

    def __init__(self, path: str) -> None:
        facts = _facts(path)
        base = os.path.splitext(path)[0]
        self.name = facts.get("bookname", os.path.basename(base))
        self._types = facts.get("sametypesequence", "")
        wide = facts.get("idxoffsetbits") == "64"
        self._places = _index(_content(base, ".idx"), ">QI" if wide else ">II")
        words = list(self._places)
        self._text = _content(base, ".dict")
        if os.path.exists(base + ".syn"):
            for word, number in _synonyms(_content(base, ".syn")):
                if number < len(words):
                    self._places.setdefault(word, []).extend(self._places[words[number]])

    def entries(self, word: str) -> list[str]:
        found = []
        for start, length in self._places.get(word, ()):
            data = self._text[start : start + length]
            found.append("\n".join(_texts(data, self._types))[:_LONGEST])
        return [text for text in found if text]


def _facts(path: str) -> dict[str, str]:
    with open(path, encoding="utf-8-sig") as file:
        lines = file.read().splitlines()
    if not lines or not lines[0].startswith("StarDict's dict ifo file"):
        raise _Wrong(tr("it is no StarDict dictionary"))
    return dict(line.split("=", 1) for line in lines[1:] if "=" in line)


def _content(base: str, ending: str) -> bytes:
    """A file of the dictionary, which may be packed: dictzip is gzip to those who read it all."""
    for name in (base + ending, f"{base}{ending}.gz", f"{base}{ending}.dz"):
        if os.path.exists(name):
            opened = open(name, "rb") if name.endswith(ending) else gzip.open(name)  # noqa: SIM115
            with opened as file:
                return file.read()
    raise _Wrong(tr("{name} is missing", name=os.path.basename(base) + ending))


def _index(data: bytes, form: str) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    size, at = struct.calcsize(form), 0
    while at < len(data):
        end = data.index(b"\0", at)
        place = struct.unpack(form, data[end + 1 : end + 1 + size])
        found.setdefault(data[at:end].decode("utf-8", "replace"), []).append(place)
        at = end + 1 + size
    return found


def _synonyms(data: bytes) -> Iterable[tuple[str, int]]:
    at = 0
    while at < len(data):
        end = data.index(b"\0", at)
        yield (
            data[at:end].decode("utf-8", "replace"),
            struct.unpack(">I", data[end + 1 : end + 5])[0],
        )
        at = end + 5


def _texts(data: bytes, types: str) -> Iterable[str]:
    """The texts of an entry: each has its type before it, unless all entries have the same."""
    at = 0
    for number in range(len(types) or len(data)):
        if at >= len(data):
            return
        kind = types[number] if types else chr(data[at])
        at += not types
        last = bool(types) and number == len(types) - 1
        if kind.isupper():  # a picture or sound, with its size before it
            size = len(data) - at if last else struct.unpack(">I", data[at : at + 4])[0] + 4
            at += size
            continue
        end = len(data) if last else data.find(b"\0", at)
        end = len(data) if end < 0 else end
        yield _plain(data[at:end].decode("utf-8", "replace"), kind in "hxgk")
        at = end + 1


class _MDict:
    def __init__(self, path: str) -> None:
        try:
            from mdict_utils.reader import MDX, get_record
        except ImportError as error:
            raise Trouble(
                tr("For MDict dictionaries Heding needs the package mdict-utils."),
                tr("Install it by: pip install mdict-utils"),
                path,
            ) from error
        with open(path, "rb") as file:  # the library would leave it open if it's no dictionary
            if b"<\0D\0i\0c\0t\0" not in file.read(64):
                raise _Wrong(tr("it is no MDict dictionary"))
        self._file = MDX(path, "", False, None)
        self._record = get_record
        title = self._file.header.get(b"Title", b"").decode("utf-8", "replace")
        generic = not title or title.startswith("Title (No HTML")
        self.name = os.path.splitext(os.path.basename(path))[0] if generic else title
        self._numbers: dict[str, list[int]] = {}
        for number, (_, key) in enumerate(self._file._key_list):
            self._numbers.setdefault(key.decode("utf-8", "replace"), []).append(number)

    def entries(self, word: str, followed: bool = False) -> list[str]:
        found: list[str] = []
        keys: Sequence[tuple[int, bytes]] = self._file._key_list
        for number in self._numbers.get(word, ()):
            start, key = keys[number]
            length = keys[number + 1][0] - start if number + 1 < len(keys) else -1
            text = str(self._record(self._file, key, start, length)).rstrip("\0\r\n")
            if text.startswith("@@@LINK=") and not followed:
                found += self.entries(text[8:].strip(), followed=True)
            else:
                found.append(_plain(text, True)[:_LONGEST])
        return [text for text in found if text]


def _plain(text: str, marked: bool) -> str:
    """Without mark-up: what a dictionary says is data."""
    if marked:
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", text)))
    return re.sub(r"\n\s*\n+", "\n", text.replace("\r", "")).strip()
