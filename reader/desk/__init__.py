"""What is open now, as values and signals.  QtCore only."""

from reader.desk.claims import Claim, Stretch
from reader.desk.contents import Contents
from reader.desk.desk import LISTED, Desk
from reader.desk.doubts import Unsure, next_unsure_article, unsure
from reader.desk.imports import Importing
from reader.desk.values import Match, Reading, Results
from reader.desk.view import LEADINGS, MEASURES, ZOOMS, View

__all__ = [
    "LEADINGS",
    "LISTED",
    "MEASURES",
    "ZOOMS",
    "Claim",
    "Contents",
    "Desk",
    "Importing",
    "Match",
    "Reading",
    "Results",
    "Stretch",
    "Unsure",
    "View",
    "next_unsure_article",
    "unsure",
]
