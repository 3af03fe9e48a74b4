"""docs/reliability.md names for each threat and fault the test that shows what Lango does, and that test exists."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Final

TESTS: Final = Path(__file__).parents[1]
PAGE: Final = TESTS.parent / "docs" / "reliability.md"
ROWS: Final = [f"T{number}" for number in range(1, 36)] + [f"F{number}" for number in range(1, 45)]
WITHOUT: Final = ("does not apply: ", "not shown: ")
"""What a row has in the place of a test; the reason follows it."""
TEST: Final = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def rows() -> dict[str, tuple[str, str]]:
    """For each threat and fault: what Lango does, and which test shows it."""
    lines = [line for line in PAGE.read_text().splitlines() if re.match(r"\| [TF]\d+ ", line)]
    cells = [re.split(r"\s*\|\s*", line)[1:-1] for line in lines]
    return {first: (does, shown) for first, _, does, shown in cells}


def exists(file: str, name: str) -> bool:
    """Whether there is such a test."""
    return name in functions_of(TESTS / file)


@cache
def functions_of(path: Path) -> frozenset[str]:
    """The functions of a module, read once; none if there is no such file."""
    nodes = ast.walk(ast.parse(path.read_text())) if path.is_file() else []
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef))


def test_every_threat_and_every_fault_has_one_row_in_its_order() -> None:
    first = re.findall(r"^\| ([TF]\d+) ", PAGE.read_text(), re.MULTILINE)
    assert first == ROWS


def test_every_row_names_a_test_or_says_why_not() -> None:
    bare = [name for name, (_, shown) in rows().items() if not TEST.search(shown) and not shown.startswith(WITHOUT)]
    assert bare == []


def test_every_test_that_is_named_exists() -> None:
    named = {pair for _, shown in rows().values() for pair in TEST.findall(shown)}
    assert len(named) > 50
    assert {f"{file}::{name}" for file, name in named if not exists(file, name)} == set()


def test_a_test_that_is_not_there_would_be_found() -> None:
    assert exists("architecture/test_reliability.py", "test_a_test_that_is_not_there_would_be_found")
    assert not exists("architecture/test_reliability.py", "test_that_nobody_wrote")
    assert not exists("architecture/test_nothing.py", "test_that_nobody_wrote")
