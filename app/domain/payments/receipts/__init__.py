"""Receipts: money that came in is matched, counted once for its application, refunded, or shown to staff."""
