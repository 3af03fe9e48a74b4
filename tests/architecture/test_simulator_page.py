"""docs/simulator.md lists what the provider does not do, each with its test, and has the networks and numbers."""

import re
from pathlib import Path
from typing import Final

from app.simulator.networks import NETWORKS
from app.simulator.numbers import NUMBERS
from tests.architecture.test_reliability import TEST, exists

PAGE: Final = (Path(__file__).parents[2] / "docs" / "simulator.md").read_text()


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading."""
    part = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [re.split(r"\s*\|\s*", line)[1:-1] for line in part.splitlines() if line.startswith("|")][2:]


def test_what_the_provider_does_not_do_is_numbered_and_each_row_names_tests_that_exist() -> None:
    found = rows("What the provider does not do")
    assert [row[0] for row in found] == [f"S{number}" for number in range(1, len(found) + 1)]
    assert len(found) > 20
    for name, _what, shown in found:
        named = TEST.findall(shown)
        assert named, f"{name} names no test"
        assert [f"{file}::{test}" for file, test in named if not exists(file, test)] == [], name


def test_the_networks_are_those_of_the_code() -> None:
    assert [row[:4] for row in rows("Networks")] == [
        [each.name, each.code, f"{each.idle_seconds} s", f"{each.screen_septets} septets"] for each in NETWORKS
    ]


def test_the_numbers_are_those_of_the_code() -> None:
    assert rows("Numbers that always behave in one way") == [
        [f"`0{each.phone.removeprefix('+254')}`", each.name, each.behaviour] for each in NUMBERS
    ]
