"""What is open now, as values and signals.  QtCore only."""

from reader.desk.desk import Desk

__all__ = ["Desk"]
