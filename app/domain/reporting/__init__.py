"""Figures: where sessions end, how long hops take, what messages cost. No row names a citizen."""
