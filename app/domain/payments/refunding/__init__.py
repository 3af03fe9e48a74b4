"""Giving money back: agreed on by two persons, sent once by the worker, told by the provider or settled by hand."""
