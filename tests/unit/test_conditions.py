"""Conditions of forms: for which answers they hold, and for which they do not."""

from datetime import date

import pytest

from app.domain.forms.conditions import holds, named_in
from app.domain.forms.definition import Comparison, Condition, Group, Matches, Today

TODAY = date(2026, 11, 23)
KIND = Comparison(op="=", left="kind", right="lost")
CHILD = Comparison(op="<", left="age", right=18)


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        (KIND, {"kind": "lost"}, True),
        (KIND, {"kind": "worn"}, False),
        (KIND, {"kind": "LOST"}, False),
        (Comparison(op="!=", left="kind", right="lost"), {"kind": "worn"}, True),
        (Comparison(op="!=", left="kind", right="lost"), {"kind": "lost"}, False),
        (CHILD, {"age": "9"}, True),
        (CHILD, {"age": "18"}, False),
        (CHILD, {"age": "100"}, False),
        (Comparison(op=">=", left="age", right=18), {"age": "100"}, True),
        (Comparison(op="<=", left="age", right=18), {"age": "18"}, True),
        (Comparison(op=">", left="age", right=18), {"age": "18"}, False),
        (Comparison(op="=", left="age", right=18), {"age": "18"}, True),
        (Comparison(op="!=", left="age", right=18), {"age": "19"}, True),
        (Comparison(op="<=", left="born", right=Today()), {"born": "2026-11-23"}, True),
        (Comparison(op="<=", left="born", right=Today()), {"born": "2026-11-24"}, False),
        (Comparison(op="<", left="born", right=Today()), {"born": "2026-11-23"}, False),
        (Comparison(op=">=", left="wedding", right=Today(today=21)), {"wedding": "2026-12-14"}, True),
        (Comparison(op=">=", left="wedding", right=Today(today=21)), {"wedding": "2026-12-13"}, False),
        (Comparison(op=">", left="lost_on", right=Today(today=-30)), {"lost_on": "2026-10-24"}, False),
        (Comparison(op=">", left="lost_on", right=Today(today=-30)), {"lost_on": "2026-10-25"}, True),
        (Matches(left="pin", pattern="[AP][0-9]{9}[A-Z]"), {"pin": "A001234567Z"}, True),
        (Matches(left="pin", pattern="[AP][0-9]{9}[A-Z]"), {"pin": "A001234567Z1"}, False),
        (Matches(left="pin", pattern="a|b"), {"pin": "ab"}, False),
    ],
)
def test_an_answer_is_compared_as_what_it_is(condition: Condition, answers: dict[str, str], expected: bool) -> None:
    assert holds(condition, answers, today=TODAY) is expected


@pytest.mark.parametrize("op", ["=", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("right", ["x", 3, Today()])
@pytest.mark.parametrize("answers", [{}, {"q": ""}, {"q": "three"}])
def test_what_is_no_number_no_date_or_no_answer_is_only_unequal(
    op: str, right: str | int | Today, answers: dict[str, str]
) -> None:
    if answers and isinstance(right, str):
        return  # words are compared as words
    condition = Comparison.model_validate({"op": op, "left": "q", "right": right})
    assert holds(condition, answers, today=TODAY) is (op == "!=")


def test_a_pattern_holds_of_no_answer_that_is_not_there() -> None:
    assert not holds(Matches(left="q", pattern=".*"), {}, today=TODAY)
    assert holds(Matches(left="q", pattern=".*"), {"q": ""}, today=TODAY)


def test_a_constraint_looks_at_the_answer_that_is_checked_and_at_others() -> None:
    both = Group(op="and", of=(Comparison(op=">", left=".", right=0), KIND))
    assert holds(both, {"kind": "lost"}, today=TODAY, itself="2")
    assert not holds(both, {"kind": "lost"}, today=TODAY, itself="0")
    assert not holds(both, {"kind": "worn"}, today=TODAY, itself="2")
    assert holds(Matches(pattern="[0-9]+"), {}, today=TODAY, itself="77")
    assert not holds(Matches(pattern="[0-9]+"), {}, today=TODAY)


@pytest.mark.parametrize(
    ("kind", "age", "every", "some"),
    [("lost", "9", True, True), ("lost", "40", False, True), ("worn", "9", False, True), ("worn", "40", False, False)],
)
def test_groups_want_every_part_or_one(kind: str, age: str, every: bool, some: bool) -> None:
    answers = {"kind": kind, "age": age}
    assert holds(Group(op="and", of=(KIND, CHILD)), answers, today=TODAY) is every
    assert holds(Group(op="or", of=(KIND, CHILD)), answers, today=TODAY) is some
    assert holds(Group(op="or", of=(Group(op="and", of=(KIND, CHILD)), CHILD)), answers, today=TODAY) is (age == "9")


def test_the_questions_of_a_condition_are_named_and_itself_is_none() -> None:
    of = (KIND, Group(op="or", of=(CHILD, Matches(pattern="x"), Comparison(op="=", left=".", right=1))))
    assert named_in(Group(op="and", of=of)) == {"kind", "age"}
    assert named_in(None) == set()
