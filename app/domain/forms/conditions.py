"""Whether a condition of a form holds for the answers given so far."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

from app.domain.forms.definition import ITSELF, Comparison, Condition, Group, Matches, Today

OPERATORS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


def holds(condition: Condition, answers: Mapping[str, str], *, today: date, itself: str = "") -> bool:
    """Whether a condition holds. `itself`: the answer that is being checked, where it is a constraint."""
    if isinstance(condition, Group):
        each = (holds(part, answers, today=today, itself=itself) for part in condition.of)
        return all(each) if condition.op == "and" else any(each)
    answer = itself if condition.left == ITSELF else answers.get(condition.left)
    if answer is None:
        return condition.op == "!="
    if isinstance(condition, Matches):
        return re.fullmatch(condition.pattern, answer) is not None
    return _compare(condition, answer, today)


def named_in(condition: Condition | None) -> set[str]:
    """The questions that a condition asks about."""
    if condition is None:
        return set()
    if isinstance(condition, Group):
        return set().union(*map(named_in, condition.of))
    return {condition.left} - {ITSELF}


def _compare(condition: Comparison, answer: str, today: date) -> bool:
    right = condition.right
    try:
        if isinstance(right, Today):
            left: Any = date.fromisoformat(answer)
            wanted: Any = today + timedelta(days=right.today)
        elif isinstance(right, int):
            left, wanted = int(answer), right
        else:
            left, wanted = answer, right
    except ValueError:  # neither a date nor a number, so it equals none
        return condition.op == "!="
    return OPERATORS[condition.op](left, wanted)
