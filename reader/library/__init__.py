"""Pages known, parsed pages kept, marks kept, questions answered.  No Qt.

``Library`` is the door; the rest are the values that it answers with,
``find_matches``, so that whoever shows an article marks what the search found,
``address`` and ``place_at``, which write a place down and read it,
``folded``, what search takes for the same text,
``best_names``, so that other names can stand among the library's,
``page_files``, ``read_page`` and ``prove_file``, which need no library, and ``prove_article``.
"""

from typing import TYPE_CHECKING

from reader.library.address import address, is_address, place_at
from reader.library.annotations import COLOURS, Annotation
from reader.library.fold import fold as folded
from reader.library.intake import WAITING
from reader.library.library import Library
from reader.library.names import Name, best_names
from reader.library.operators import operator_names
from reader.library.outline import Filter, Group, days, filtered, outline
from reader.library.plans import Task, Watched
from reader.library.proof import prove_article, prove_file
from reader.library.question import Complaint, is_thread, parse, quoted
from reader.library.reading import read_page
from reader.library.search import Stopped, find_matches
from reader.library.soundness import Finding
from reader.library.sources import ENDINGS, is_there, page_files
from reader.library.values import (
    Added,
    Answer,
    ArticleInfo,
    Bookmark,
    Completion,
    Facet,
    Facets,
    Found,
    Hit,
    Jump,
    PageInfo,
    Place,
)

if TYPE_CHECKING:
    from reader.library.dictionaries import Dictionaries, Entry, Word
    from reader.library.export import annotation_as_json, annotations_as_markdown, back_link
    from reader.library.statistics import Statistics, counted, days_of, missing, rule

__all__ = [
    "COLOURS",
    "ENDINGS",
    "WAITING",
    "Added",
    "Annotation",
    "Answer",
    "ArticleInfo",
    "Bookmark",
    "Complaint",
    "Completion",
    "Dictionaries",
    "Entry",
    "Facet",
    "Facets",
    "Filter",
    "Finding",
    "Found",
    "Group",
    "Hit",
    "Jump",
    "Library",
    "Name",
    "PageInfo",
    "Place",
    "Statistics",
    "Stopped",
    "Task",
    "Watched",
    "Word",
    "address",
    "annotation_as_json",
    "annotations_as_markdown",
    "back_link",
    "best_names",
    "counted",
    "days",
    "days_of",
    "filtered",
    "find_matches",
    "folded",
    "is_address",
    "is_there",
    "is_thread",
    "missing",
    "operator_names",
    "outline",
    "page_files",
    "parse",
    "place_at",
    "prove_article",
    "prove_file",
    "quoted",
    "read_page",
    "rule",
]


def __getattr__(name: str) -> object:
    """What a start and a search don't need is loaded when it's asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(name)
    from reader.library import dictionaries, export, statistics

    home = next(m for m in (dictionaries, export, statistics) if hasattr(m, name))
    return getattr(home, name)
