"""A fault of the menu book: what it is about, what is wrong, and in which line of which file that stands."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
SHOWN_OF_A_TEXT: Final = 60
"""How many characters of a text a fault shows."""


@dataclass(frozen=True, order=True)
class SourcePlace:
    """A line of a file, as an editor opens it: `menus/flows/help.py:41`."""

    file: Path
    line: int

    def __str__(self) -> str:
        inside = self.file.is_relative_to(ROOT)
        return f"{self.file.relative_to(ROOT) if inside else self.file}:{self.line}"


@dataclass(frozen=True)
class MenuFault:
    """What is wrong with a screen, or with a text; printed as one line. The place is not compared."""

    about: str
    what: str
    place: SourcePlace = field(compare=False)

    def __str__(self) -> str:
        return f"{self.place}: {self.about}: {self.what}"


def place_of(function: Callable[..., Any], line: int = 1) -> SourcePlace:
    """Where a function is defined, from its first decorator on; `line`: one of its own lines, counted from there."""
    own = inspect.unwrap(function)
    return SourcePlace(Path(own.__code__.co_filename).resolve(), own.__code__.co_firstlineno + line - 1)


def quote(text: str) -> str:
    """A text as a fault names it: on one line, and shortened."""
    return repr(text if len(text) <= SHOWN_OF_A_TEXT else f"{text[: SHOWN_OF_A_TEXT - 3]}...")
