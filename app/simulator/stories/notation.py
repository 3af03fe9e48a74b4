"""The notation of stories: beats, what is seen after each, and comments. Read here, and written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

REMARK: Final = re.compile(r"(> .*?)\s+# (.+)")
STORY_DAY: Final = date(2026, 11, 23)
"""The day of all stories, until they let time pass: where one is recorded or played, today is written as this day."""


@dataclass
class Beat:
    """One action of a story, the lines that are seen after it, and the comments above it."""

    does: str
    sees: list[str]
    line: int = 0
    comments: tuple[str, ...] = ()


def beats(file: Path) -> list[Beat]:
    """The beats of a story; its first line is its title.

    Raises ValueError for lines that are seen before anything was done.
    """
    _title, *lines = file.read_text(encoding="utf-8").splitlines() or [""]
    found: list[Beat] = []
    comments: list[str] = []
    for number, line in enumerate(lines, 2):
        if line.startswith("  "):
            if not found:
                raise ValueError(f"{file}:{number}: something is seen before anything is done")
            found[-1].sees.append(line.strip())
        elif line.startswith("#"):
            comments.append(line.strip())
        elif line.strip():
            found.append(Beat(line.strip(), [], number, tuple(comments)))
            comments.clear()
    return found


def written(title: str, told: Iterable[Beat], *, comments: Iterable[str] = ()) -> str:
    """A story as its file holds it. `comments`: those after the last beat."""
    return "\n".join([title, "", *_lines(told), *comments]) + "\n"


def _lines(told: Iterable[Beat]) -> Iterator[str]:
    for beat in told:
        yield from beat.comments
        yield beat.does
        yield from (f"  {line}" for line in beat.sees)


def unremarked(does: str) -> str:
    """What a beat does, without the remark that it is intended."""
    found = REMARK.fullmatch(does)
    return found[1] if found else does


def is_meant(does: str) -> bool:
    """Whether the author says that this is typed on purpose."""
    return REMARK.fullmatch(does) is not None


def numbered(what: str, found: Iterable[str]) -> dict[str, str]:
    """Placeholders for values in their order: `{reference}`, `{reference 2}`."""
    return {f"{{{what}}}" if number == 1 else f"{{{what} {number}}}": each for number, each in enumerate(found, 1)}
