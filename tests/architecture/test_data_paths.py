"""docs/data-paths.md: each function is in the file that it names, and no path is longer than three files."""

import ast
import re
from typing import Final

import pytest

from tests.architecture.prose import DOCS, ROOT

PAGE: Final = DOCS / "data-paths.md"
MOST_FILES: Final = 3
ROW: Final = re.compile(r"^\| .+ \| `([\w/]+\.py)` \| `(\w+)` \|$", re.MULTILINE)


def paths(page: str) -> dict[str, list[tuple[str, str]]]:
    """Each path of the page: its files and functions, in their order."""
    parts = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0]: ROW.findall(part) for part in parts}


def functions(file: str) -> set[str]:
    """The functions and methods of a file; none if it does not exist."""
    place = ROOT / file
    tree = ast.parse(place.read_text()) if place.exists() else ast.Module([], [])
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


def wrong(page: str) -> list[str]:
    """The functions that a page names and that do not exist, and paths of too many files."""
    found = [f"{file}: {name}" for steps in paths(page).values() for file, name in steps if name not in functions(file)]
    return found + [title for title, steps in paths(page).items() if len({file for file, _ in steps}) > MOST_FILES]


def test_each_path_is_as_the_page_says() -> None:
    page = PAGE.read_text()
    assert wrong(page) == []
    assert set(paths(page)) == {
        "One hop", "One inbound SMS", "One status change", "One application filed",
        "One event for an agency's system", "One payment", "One word about a payment",
    }  # fmt: skip
    assert sum(line.startswith("| ") for line in page.splitlines()) == sum(map(len, paths(page).values())) + 7


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("| lost | `app/ussd/turn.py` | `nothing` |", ["app/ussd/turn.py: nothing"]),
        ("| gone | `app/ussd/hops.py` | `answer` |", ["app/ussd/hops.py: answer", "One hop"]),
        ("| far | `menus/engine.py` | `step` |", ["One hop"]),
    ],
)
def test_what_is_wrong_would_be_found(line: str, found: list[str]) -> None:
    page = PAGE.read_text().replace("| restore: ", f"{line}\n| restore: ")
    assert wrong(page) == found
