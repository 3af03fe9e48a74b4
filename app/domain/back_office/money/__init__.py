"""Receipts and refunds in the console: what staff see, match, approve and export within their reach."""
