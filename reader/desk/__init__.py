"""What is open now, as values and signals.  QtCore only."""
