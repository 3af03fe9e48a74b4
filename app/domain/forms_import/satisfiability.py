"""Whether any answers can make a condition hold: for each question by itself, every relevant value is tried.

A condition is split into cases (disjunctive normal form); a case is a list of comparisons that must all hold. Within a
case each question is independent: it needs one value that fulfils all comparisons with it. The relevant values are the
choices of a list; for a number or a date those that it is compared with, and their neighbours.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Final

from app.domain.forms.conditions import holds
from app.domain.forms.definition import (
    AGREED,
    ITSELF,
    SEEN,
    Comparison,
    Condition,
    FormQuestion,
    Group,
    Kind,
    Matches,
    Today,
)

TODAY: Final = date(2026, 1, 1)
"""The day that `today()` is here, so that a form is judged the same on every day that it is loaded."""
MOST_CASES: Final = 500
COUNTIES: Final = tuple(f"{number:03}" for number in range(1, 48))
Case = tuple[Comparison | Matches, ...]


class TooManyCases(Exception):
    """A condition has more than `MOST_CASES` cases."""


def can_be_asked(question: FormQuestion, earlier: Mapping[str, FormQuestion]) -> bool:
    """Whether some answers to the earlier questions lead to this one. Raises TooManyCases."""
    cases = _cases_to(question, earlier, {})
    return any(_agrees(case, earlier) for case in cases)


def can_be_fulfilled(question: FormQuestion) -> bool:
    """Whether some answer to a question fulfils its constraint, whatever was answered before. Raises TooManyCases."""
    return question.constraint is None or any(
        _is_possible([each for each in case if each.left == ITSELF], ITSELF, question)
        for case in _cases(question.constraint)
    )


def values_of(question: FormQuestion) -> tuple[str, ...]:
    """All possible answers to a question, where they are a fixed list; else none."""
    fixed = {
        Kind.CHOICE: tuple(choice.name for choice in question.choices),
        Kind.YES_NO: ("yes", "no"),
        Kind.AGREE: (AGREED,),
        Kind.NOTE: (SEEN,),
        Kind.COUNTY: COUNTIES,
    }
    return fixed.get(question.kind, ())


def _cases_to(question: FormQuestion, earlier: Mapping[str, FormQuestion], known: dict[str, list[Case]]) -> list[Case]:
    """The cases in which a question is asked: with the conditions of the questions whose answers it needs."""
    if question.relevant is None:
        return [()]
    if question.name not in known:
        found: list[Case] = []
        for case in _cases(question.relevant):
            needed = [earlier[each.left] for each in case if each.op != "!=" and each.left in earlier]
            behind = [_cases_to(each, earlier, known) for each in {each.name: each for each in needed}.values()]
            for ways in product(*behind):
                found.append(tuple(dict.fromkeys((*case, *(each for way in ways for each in way)))))
                _check_number(found)
        known[question.name] = list(dict.fromkeys(found))
    return known[question.name]


def _cases(condition: Condition) -> list[Case]:
    """The cases in which a condition holds."""
    if not isinstance(condition, Group):
        return [(condition,)]
    parts = [_cases(each) for each in condition.of]
    if condition.op == "or":
        found = [case for part in parts for case in part]
        _check_number(found)
        return found
    together: list[Case] = [()]
    for part in parts:
        together = [(*one, *other) for one in together for other in part]
        _check_number(together)
    return together


def _check_number(cases: Sequence[Case]) -> None:
    if len(cases) > MOST_CASES:
        raise TooManyCases


def _agrees(case: Case, earlier: Mapping[str, FormQuestion]) -> bool:
    """Whether the comparisons of a case can hold together."""
    names = {each.left for each in case} & earlier.keys()
    return all(_is_possible([each for each in case if each.left == name], name, earlier[name]) for name in names)


def _is_possible(compared: Sequence[Comparison | Matches], name: str, question: FormQuestion) -> bool:
    """Whether some value of a question, or no answer to it, fulfils all these comparisons."""
    may_be_unanswered = name != ITSELF and (question.relevant is not None or not question.required)
    if may_be_unanswered and all(each.op == "!=" for each in compared):
        return True
    constraint = [] if name == ITSELF else [each for each in _own(question) if each.left == ITSELF]
    every = (*compared, *constraint)
    if not every or (any(isinstance(each, Matches) for each in every) and not _texts(every)):
        return True
    return any(
        all(holds(each, {name: value}, today=TODAY, itself=value) for each in every)
        for value in values_of(question) or _values_beside(every, question)
    )


def _own(question: FormQuestion) -> Case:
    """The question's constraint, where it is one case; else nothing."""
    cases = _cases(question.constraint) if question.constraint else [()]
    return cases[0] if len(cases) == 1 else ()


def _texts(compared: Iterable[Comparison | Matches]) -> list[str]:
    return [
        each.right
        for each in compared
        if isinstance(each, Comparison) and isinstance(each.right, str) and each.op == "="
    ]


def _values_beside(compared: Iterable[Comparison | Matches], question: FormQuestion) -> Iterator[str]:
    """The values that a number, a date or a text is compared with, and their neighbours."""
    rights = [each.right for each in compared if isinstance(each, Comparison)]
    if question.kind == Kind.NUMBER:
        numbers = [right for right in rights if isinstance(right, int)]
        yield from (str(number + step) for number in numbers for step in (-1, 0, 1) if number + step >= 0)
    elif question.kind == Kind.DATE:
        for day in filter(None, map(_day, rights)):
            yield from ((day + timedelta(days=step)).isoformat() for step in (-1, 0, 1))
    else:
        yield from (right for right in rights if isinstance(right, str))
        yield "\0"  # a text that is none of these


def _day(right: str | int | Today) -> date | None:
    if isinstance(right, Today):
        return TODAY + timedelta(days=right.today)
    try:
        return date.fromisoformat(str(right))
    except ValueError:
        return None
