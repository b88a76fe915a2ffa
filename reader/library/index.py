"""``index/``: where each character stands, so that any part of any text is found at once.

Tantivy keeps, for each folded character, the articles and places that have it;
a word of any length is a phrase of single characters.  So what a plain scan
finds is found, without a dictionary that would have to know the words.

Everything in it can be made again from the cache, and it is in step with one
cache only: a document of its own tells which, and the number of the last
change that it has seen.  Damage, another version or any doubt: it is deleted
and begun anew.  One process at a time writes; any number reads.
"""

from __future__ import annotations

import json
import os
import shutil
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import tantivy

from reader.library import fold, sound
from reader.library.rows import day

if TYPE_CHECKING:
    from reader.page import Article, Page

#: The form of the documents.
FORMAT = 4
#: The parts of which it is known how they sound.
HEARD = ("title", "column", "person")
#: Bytes that the writer fills before it writes a segment.
_HEAP = 48_000_000
#: Behind all days.
_UNDATED = 99_999_999
#: White space can't be part of a token, so it gets tokens with names.
_SPACES = {" ": "sp", "\n": "nl", "\t": "ht", "\r": "cr", "\f": "ff"}


class Damaged(Exception):
    """The index can't be what was written; it has to be begun anew."""


class Busy(Exception):
    """Another process writes to the index."""


class State(NamedTuple):
    """Which cache the index follows, the last change seen, and how many articles it holds."""

    cache: str
    number: int
    articles: int


def tokens(text: str) -> list[str]:
    """A folded text as the index has it: one token a character."""
    named = _SPACES.get
    return [named(char, char) for char in text]


def _schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    # What is searched in: all pieces, and the parts that have an operator.
    for name in ("text", "title", "column", "person"):
        made.add_text_field(name, tokenizer_name="whitespace")
    # How headlines, columns and names sound, and the first letters of that.
    for part in HEARD:
        for name in ("sound", "initial"):
            made.add_text_field(f"{part}_{name}", tokenizer_name="whitespace")
    # Whole values: found as they are, and counted.
    for name in ("id", "page", "what", "part", "has", "form"):
        made.add_text_field(name, tokenizer_name="raw", stored=name in ("id", "page"))
    for name in ("kind", "column_name", "person_name"):
        made.add_text_field(name, tokenizer_name="raw", fast=True)
    made.add_integer_field("day", indexed=True, fast=True)
    for name in ("newest", "oldest", "title_order", "length"):
        made.add_integer_field(name, fast=True)
    made.add_text_field("state", tokenizer_name="raw", stored=True)
    return made.build()


class Index:
    """The open index.  Questions from any thread; one thread at a time writes.

    folder
        Where it lies; None for one in memory.
    """

    def __init__(self, folder: str | None) -> None:
        self.folder = folder
        self.schema = _schema()
        self._index = self._open()
        self._index.config_reader("manual")
        self.state = State("", 0, 0)
        self.reload()

    # ---- opening

    def _open(self) -> tantivy.Index:
        if self.folder is None:
            return tantivy.Index(self.schema)
        try:
            os.makedirs(self.folder, exist_ok=True)
            if any(_broken(self.folder)):
                raise Damaged
            return tantivy.Index(self.schema, path=self.folder)
        except ValueError as error:  # of another schema, or not to be read
            raise Damaged from error

    def reload(self) -> None:
        """See what was committed since, by any process.  Raises ``Damaged``."""
        try:
            self._index.reload()
            self.searcher = self._index.searcher()
            self.state = self._state()
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged from error
        # One document is the state itself.
        if self.searcher.num_docs != self.state.articles + bool(self.state.cache):
            raise Damaged

    def _state(self) -> State:
        found = self.searcher.search(self.exactly("what", "state"), 2).hits
        if not found:
            return State("", 0, 0)
        value = json.loads(self.searcher.doc(found[0][1])["state"][0])
        if value["versions"] != _versions():
            raise Damaged
        return State(value["cache"], value["number"], value["articles"])

    # ---- writing

    def follow(
        self,
        cache: str,
        changes: Callable[[], Iterable[tuple[int, str, Page | None]]],
        told: Callable[[int], bool],
        patience: float = 0.0,
    ) -> None:
        """Take in the changes of pages, in the order of their numbers.

        cache
            The identity of the cache that they come from.
        changes
            Gives what the index lacks, once nobody else can write to it: number,
            key, and the page itself, None if it was dropped.
        told
            Called after each page with the number of pages taken in; returning
            False ends it.  What was taken in stays.
        patience
            Seconds to wait for another process to end its writing.

        Raises ``Busy`` if another process is at it, ``Damaged`` if nothing can
        be written.
        """
        writer = self._writer(patience)
        try:
            self.reload()
            number, articles = self.state.number, self.state.articles
            if self.state.cache != cache:
                writer.delete_all_documents()
                number = articles = 0
            for done, (change, key, page) in enumerate(changes(), 1):
                number = change
                here = self.exactly("page", key)
                if self.state.cache == cache:
                    articles -= total(self.searcher.search(here, 1))
                writer.delete_documents_by_query(here)
                for place, article in enumerate(page.articles if page else ()):
                    writer.add_document(self._document(key, page, place, article))  # type: ignore[arg-type]
                    articles += 1
                if not told(done):
                    break
            state = State(cache, number, articles)
            writer.delete_documents_by_query(self.exactly("what", "state"))
            writer.add_document(self._state_document(state))
            writer.commit()
            writer.wait_merging_threads()
        except (ValueError, OSError) as error:
            raise Damaged from error
        finally:
            del writer  # and with it the lock, also while an exception is on its way
        self.reload()

    def _writer(self, patience: float) -> tantivy.IndexWriter:
        # Tantivy's lock can't be waited for, so it is tried again, as SQLite does with its own.
        end = time.monotonic() + patience
        while True:
            try:
                return self._index.writer(_HEAP, 1)
            except ValueError as error:
                if "Lock" not in str(error):
                    raise Damaged from error
                if time.monotonic() >= end:
                    raise Busy from error
            time.sleep(0.01)

    def _state_document(self, state: State) -> tantivy.Document:
        made = tantivy.Document()
        made.add_text("what", "state")
        made.add_text("state", json.dumps({"versions": _versions(), **state._asdict()}))
        return made

    def _document(self, key: str, page: Page, place: int, article: Article) -> tantivy.Document:
        made = tantivy.Document()
        pieces = list(article.pieces())

        def put(name: str, text: str) -> None:
            made.add_text(name, " ".join(tokens(fold.fold(text))))

        title = _joined(pieces, ("kicker", "title", "subtitle"))
        column = _joined(pieces, ("column",))
        names = tuple(dict.fromkeys(person.name for person in article.people))
        text = "\n".join(piece.text for _, piece in pieces)
        put("text", text)
        put("title", title)
        put("column", column)
        put("person", "\n".join((_joined(pieces, ("byline", "credit")), *names)))
        for part, words in zip(HEARD, (title, column, "\n".join(names)), strict=True):
            heard = fold.fold(words)
            made.add_pre_tokenized_text(f"{part}_sound", _heard(sound.syllables(heard)))
            made.add_pre_tokenized_text(f"{part}_initial", _heard(sound.initials(heard)))
        made.add_text("what", "article")
        made.add_text("id", article.id)
        made.add_text("page", key)
        for part in page_parts(page.file):
            made.add_text("part", part)
        for char in fold.told_apart(text):
            made.add_text("form", char)
        if article.captions or article.kind == "photo":
            made.add_text("has", "photo")
        made.add_text("kind", article.kind)
        if column:
            made.add_text("column_name", column.replace("\n", " "))
        for name in names:
            made.add_text("person_name", name)
        date = day(page.date.value if page.date else "")
        # Within a day pages come in their order, whether the days rise or fall.
        within = (_number(page.file) * 1000 + min(place, 999)) % 10**9
        made.add_integer("day", date)
        made.add_integer("oldest", (date or _UNDATED) * 10**9 + within)
        made.add_integer("newest", date * 10**9 + 10**9 - 1 - within)
        made.add_integer("title_order", sound.spelling_order(title))
        made.add_integer("length", len(text))
        return made

    # ---- asking

    def exactly(self, name: str, value: str) -> tantivy.Query:
        """Documents with this token or whole value in a field."""
        return tantivy.Query.term_query(self.schema, name, value)

    def beginning(self, name: str, start: str) -> tantivy.Query:
        """Documents whose whole value in a field begins with ``start``, letters and digits only."""
        return tantivy.Query.regex_query(self.schema, name, f"{start}.*")

    def phrase(self, name: str, parts: list[str]) -> tantivy.Query:
        """Documents with these tokens one behind the other in a field."""
        if len(parts) == 1:
            return self.exactly(name, parts[0])
        return tantivy.Query.phrase_query(self.schema, name, list(parts))

    def count(self, name: str, word: str) -> int:
        """How many articles have a folded word in a field."""
        return total(self.searcher.search(self.phrase(name, tokens(word)), 1))

    def places(self, hits: Iterable[tantivy.DocAddress]) -> list[tuple[str, str]]:
        """The page's key and the id of each article found."""
        found = (self.searcher.doc(hit) for hit in hits)
        return [(doc["page"][0], doc["id"][0]) for doc in found]


def total(found: tantivy.SearchResult) -> int:
    """How many documents were found; Tantivy's stub doesn't name it."""
    return int(found.count)  # type: ignore[attr-defined]


def remove(folder: str) -> None:
    """Delete an index, whatever is left of it.  Raises ``OSError`` if that is forbidden."""
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


def page_parts(file: str) -> tuple[str, ...]:
    """What ``page:`` finds a page by: its file's name, and the parts of it, without noughts."""
    name = fold.fold(os.path.splitext(os.path.basename(file))[0])
    parts = "".join(c if c.isalnum() else " " for c in name).split()
    return tuple(dict.fromkeys(page_part(part) for part in (name, *parts)))


def page_part(text: str) -> str:
    """``a03`` and ``a3`` are the same page."""
    head = text.rstrip("0123456789")
    return head + text[len(head) :].lstrip("0")


def _number(file: str) -> int:
    """Ranks a page within its day: by letter and number of its name, A02 before A10 before B01."""
    name = fold.fold(os.path.splitext(os.path.basename(file))[0])
    head = name.rstrip("0123456789")
    number = int(name[len(head) :][-4:] or 0)
    letter = ord(head[-1]) - ord("a") + 1 if head and "a" <= head[-1] <= "z" else 0
    return letter * 10_000 + number


def _joined(pieces: Iterable[tuple[str, object]], roles: tuple[str, ...]) -> str:
    return "\n".join(piece.text for role, piece in pieces if role in roles)  # type: ignore[attr-defined]


def _heard(found: Iterable[tuple[int, str]]) -> tantivy.PreTokenizedString:
    parts = [tantivy.Token(token, place, place, place + 1) for place, token in found]
    return tantivy.PreTokenizedString("", parts)


def _versions() -> list[int]:
    return [FORMAT, fold.VERSION]


def _broken(folder: str) -> Iterator[str]:
    """The files in use whose content isn't that of which Tantivy has written the checksum.

    Tantivy itself looks at it only when it is told to, and its Python door has
    no such word.  Behind the content stand a JSON object with the checksum
    (CRC-32), the object's length, and a magic number, of four bytes each.
    """
    try:
        with open(os.path.join(folder, "meta.json"), encoding="utf-8") as file:
            segments = [s["segment_id"].replace("-", "") for s in json.load(file)["segments"]]
    except FileNotFoundError:
        return
    except (ValueError, LookupError, TypeError, AttributeError):
        yield "meta.json"
        return
    for name in os.listdir(folder):
        # Another process may just be writing deletions anew, or be removing what it has merged.
        if name.partition(".")[0] in segments and not name.endswith(".del"):
            with suppress(FileNotFoundError):
                if not _is_whole(os.path.join(folder, name)):
                    yield name


def _is_whole(path: str) -> bool:
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 8))
        length = int.from_bytes(file.read(4), "little")
        left = size - 8 - length
        if not 0 < length < 1000 or left < 0:
            return False
        file.seek(left)
        try:
            wanted = json.loads(file.read(length))["crc"]
        except (ValueError, LookupError, TypeError):
            return False
        file.seek(0)
        seen = 0
        while left > 0:
            block = file.read(min(left, 1 << 20))
            seen = zlib.crc32(block, seen)
            left -= len(block)
        return bool(seen == wanted)
