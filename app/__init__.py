"""Lango but its screens and its store of sessions: platform, domain, providers, ways in, worker, commands.

Nothing but packages belongs here, and the container that they are handed.
"""
