"""The overview: what happened, as charts, each with the table of its numbers beside it."""
