"""The figures of the report: put together as their names say, over tests and over runs."""

import pytest

from tests.faults import results


def test_figures_are_put_together_as_their_names_say() -> None:
    told: list[results.Figures] = [
        {"Fuzz": {"inputs": [2], "longest_ms": [3.5], "seed": [2027]}},
        {"Fuzz": {"inputs": [3], "longest_ms": [1], "seed": [5], "least_room": [4]}},
        {"Fuzz": {"seed": [2027, 2], "least_room": [9]}, "Taint": {"leaks": [0]}},
    ]
    found = results.together(told)
    assert found == {
        "Fuzz": {"inputs": [5], "longest_ms": [3.5], "seed": [2, 5, 2027], "least_room": [4]},
        "Taint": {"leaks": [0]},
    }
    assert results.together([found, {}]) == found
    assert [results.in_words(*each) for each in found["Fuzz"].items()] == ["5", "3.50", "2 5 2027", "4"]
    assert results.in_words("inputs", [12_345]) == "12,345"


def test_a_part_that_the_report_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        results.tell("Luck", runs=1)
