"""The figures of the report: put together as their names say."""

import json

import pytest

from tests.faults import results


def test_figures_are_put_together_as_their_names_say() -> None:
    told = [("Fuzz", {"inputs": 2, "longest_ms": 3.5, "seed": 7}), ("Fuzz", {"inputs": 3, "longest_ms": 1, "seed": 5})]
    told += [("Fuzz", {"least_room": 4}), ("Fuzz", {"least_room": 9})]
    found = results.together(json.dumps(line) for line in told)
    assert found["Fuzz"] == {"inputs": "5", "longest_ms": "3.50", "seed": "5 7", "least_room": "4"}
    assert found["Taint"] == {}


def test_a_part_that_the_report_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        results.tell("Luck", runs=1)
