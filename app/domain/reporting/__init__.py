"""What happened, counted: where sessions end and how long hops take. No row names a citizen."""
