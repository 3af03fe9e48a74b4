"""Importing a file of references and stages: parsed, checked row by row, and carried out as a bulk move."""
