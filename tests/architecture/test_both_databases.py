"""`make test` runs at least two tests of each file in `RULES` on PostgreSQL."""

from pathlib import Path

import pytest

from tests.conftest import RULES

DATABASE = Path(__file__).parents[1] / "database"
MARK = "\n@pytest.mark.both_databases\n"


@pytest.mark.parametrize("name", RULES)
def test_something_of_it_is_told_on_postgresql(name: str) -> None:
    assert (DATABASE / f"test_{name}.py").read_text().count(MARK) >= 2


def test_nothing_is_marked_where_all_is_told_on_both() -> None:
    marked = {file.stem.removeprefix("test_") for file in DATABASE.glob("*.py") if MARK in file.read_text()}
    assert marked == set(RULES)
