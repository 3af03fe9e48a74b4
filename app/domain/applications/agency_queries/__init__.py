"""Queries of an agency's system over many applications. No sealed column is read here."""
