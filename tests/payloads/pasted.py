"""`pasted.txt`: what people and systems type and paste, row by row, and what must come of each."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ITSELF: Final = "="
"""The row is read as the kind's own value."""


@dataclass(frozen=True)
class Row:
    """One way to type one kind of value, the ways in that it is tried by, and what must come of it."""

    kind: str
    decoration: str
    typed: str
    entries: frozenset[str]
    comes: str


def rows() -> list[Row]:
    """Every row, in the order of the file."""
    text = (Path(__file__).parent / "pasted.txt").read_text(encoding="utf-8")
    return [_row(line) for line in text.splitlines() if line and not line.startswith("#")]


def _row(line: str) -> Row:
    kind, decoration, rest = line.split("|", 2)
    typed, entries, comes = rest.rsplit("|", 2)
    return Row(kind.strip(), decoration.strip(), json.loads(typed), frozenset(entries.split()), comes.strip())
