"""What is open now, as values and signals.  QtCore only."""

from reader.desk.claims import Claim, Stretch
from reader.desk.contents import Contents
from reader.desk.copies import (
    Part,
    Spot,
    citation,
    link,
    markdown,
    page_number,
    parts,
    plain,
    source,
    unbroken,
)
from reader.desk.desk import Desk
from reader.desk.doubts import Unsure, next_unsure_article, unsure
from reader.desk.imports import Importing, Imports
from reader.desk.notes import Notes, Shown, places_in
from reader.desk.questions import LISTED, Questions
from reader.desk.scripts import SCRIPTS, convert
from reader.desk.sentences import Sentence, sentences
from reader.desk.values import HEADLINES, Match, Reading, Results, Saved
from reader.desk.view import LEADINGS, MEASURES, ZOOMS, View

__all__ = [
    "HEADLINES",
    "LEADINGS",
    "LISTED",
    "MEASURES",
    "SCRIPTS",
    "ZOOMS",
    "Claim",
    "Contents",
    "Desk",
    "Importing",
    "Imports",
    "Match",
    "Notes",
    "Part",
    "Questions",
    "Reading",
    "Results",
    "Saved",
    "Sentence",
    "Shown",
    "Spot",
    "Stretch",
    "Unsure",
    "View",
    "citation",
    "convert",
    "link",
    "markdown",
    "next_unsure_article",
    "page_number",
    "parts",
    "places_in",
    "plain",
    "sentences",
    "source",
    "unbroken",
    "unsure",
]
