"""For operators: alive, ready, counters."""
