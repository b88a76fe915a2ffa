"""What is open now, as values and signals.  QtCore only."""

from reader.desk.desk import LISTED, Desk
from reader.desk.values import Match, Reading, Results
from reader.desk.view import ZOOMS, View

__all__ = ["LISTED", "ZOOMS", "Desk", "Match", "Reading", "Results", "View"]
