"""Pages known, parsed pages kept, marks kept, questions answered.  No Qt.

``Library`` is the door; the rest are the values that it answers with,
``find_matches``, so that whoever shows an article marks what the search found,
``read_page`` and ``prove_file``, which need no library, and ``prove_article``.
"""

from reader.library.library import Library
from reader.library.outline import Filter, Group, days, filtered, outline
from reader.library.plans import Task, Watched
from reader.library.proof import prove_article, prove_file
from reader.library.question import Complaint
from reader.library.reading import read_page
from reader.library.search import Stopped, find_matches
from reader.library.soundness import Finding
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
    PageInfo,
    Place,
)

__all__ = [
    "Added",
    "Answer",
    "ArticleInfo",
    "Bookmark",
    "Complaint",
    "Completion",
    "Facet",
    "Facets",
    "Filter",
    "Finding",
    "Found",
    "Group",
    "Hit",
    "Library",
    "PageInfo",
    "Place",
    "Stopped",
    "Task",
    "Watched",
    "days",
    "filtered",
    "find_matches",
    "outline",
    "prove_article",
    "prove_file",
    "read_page",
]
