"""Pages known, parsed pages kept, marks kept, questions answered.  No Qt."""
