"""Refunds: approved by two persons, sent once by the worker, closed by the provider's result or by staff."""
