"""The subset of XPath that forms may use: writing and parsing are inverse, and no text of a cell breaks the parser."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.forms.conditions import holds
from app.domain.forms.definition import ITSELF, Comparison, Condition, Filter, Group, Matches, Today
from app.domain.forms_import import expressions
from app.domain.forms_import.expressions import (
    DEEPEST,
    LONGEST,
    ExpressionRefused,
    parse_condition,
    parse_filter,
    write_condition,
)

TODAY = date(2026, 11, 23)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_characters="'\u2018\u2019\u201c\u201d", exclude_categories=["Cs"]), max_size=8)
RIGHT = TEXTS | st.integers(-(10**9), 10**9) | st.integers(-9999, 9999).map(lambda days: Today(today=days))
COMPARISONS = st.builds(
    Comparison, op=st.sampled_from(expressions.OPERATORS), left=NAMES | st.just(ITSELF), right=RIGHT
)
PATTERNS = st.builds(Matches, pattern=TEXTS)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    COMPARISONS | PATTERNS,
    lambda parts: st.builds(
        Group, op=st.sampled_from(["and", "or"]), of=st.lists(parts, min_size=2, max_size=3).map(tuple)
    ),
    max_leaves=6,
)


@given(CONDITIONS)
def test_what_is_written_is_read_as_the_same(condition: Condition) -> None:
    written = write_condition(condition)
    if len(written) <= LONGEST:
        assert parse_condition(written) == condition


@given(st.text() | st.text(alphabet="().,=<>!+- '\"${}aqtodyselcrgx0123456789"))
def test_no_text_breaks_it(written: str) -> None:
    for parse in (parse_condition, parse_filter):
        with suppress(ExpressionRefused):
            parse(written)


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("${dog} = 'big'", Comparison(op="=", left="dog", right="big")),
        ('${ dog }!="big"', Comparison(op="!=", left="dog", right="big")),
        ("${dog} = ‘big’", Comparison(op="=", left="dog", right="big")),
        ("selected(${dog}, 'big')", Comparison(op="=", left="dog", right="big")),
        (". >= 18", Comparison(op=">=", left=".", right=18)),
        (".<-5", Comparison(op="<", left=".", right=-5)),
        (". <= today()", Comparison(op="<=", left=".", right=Today())),
        (". < today() - 6574", Comparison(op="<", left=".", right=Today(today=-6574))),
        ("${day}>today()+30", Comparison(op=">", left="day", right=Today(today=30))),
        ("regex(., '[0-9]{4}')", Matches(pattern="[0-9]{4}")),
    ],
)
def test_what_authors_write(written: str, condition: Condition) -> None:
    assert parse_condition(written) == condition


def test_and_binds_closer_than_or_and_parentheses_closest() -> None:
    one, two, three = (Comparison(op="=", left=name, right="x") for name in "abc")
    assert parse_condition("${a} = 'x' or ${b} = 'x' and ${c} = 'x'") == Group(
        op="or", of=(one, Group(op="and", of=(two, three)))
    )
    assert parse_condition("(${a} = 'x' or ${b} = 'x') and ${c} = 'x'") == Group(
        op="and", of=(Group(op="or", of=(one, two)), three)
    )


def test_a_condition_holds_as_it_reads() -> None:
    condition = parse_condition("(${dog} = 'big' or ${dog} = 'huge') and ${born} < today() - 365 and ${dogs} > 2")
    answers = {"dog": "big", "born": "2020-01-01", "dogs": "3"}
    assert holds(condition, answers, today=TODAY)
    for name, value in (("dog", "small"), ("born", "2026-01-01"), ("dogs", "2")):
        assert not holds(condition, answers | {name: value}, today=TODAY), name


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ("", ". or ${question} is wanted at the beginning"),
        ("${dog}", "= or != or < or <= or > or >= is wanted after ${dog}"),
        ("${dog} = big", "a whole number, a text in quotes or today() is wanted after ="),
        ("${dog} = 'big", "this is not understood: 'big"),
        ("${dog} = 'big' 'small'", "nothing more is wanted after 'big'"),
        ("(${dog} = 'big'", ") is wanted after 'big'"),
        (". < 3.5", "a whole number of at most 1000000000 is wanted: 3.5"),
        (". < today() + 99999999", "so many days are no date"),
        ("regex(${dog}, 'x')", "regex() is about the answer itself: regex(., '...')"),
        ("selected(., 'x')", "selected() is about an earlier question: selected(${q}, 'x')"),
        ("count-selected(.) = 2", "count-selected is not taken here; there are selected(), regex(), today(), and, or"),
        ("(" * (DEEPEST + 1) + ". = 1" + ")" * (DEEPEST + 1), "at most 10 parentheses within each other are wanted"),
        (f". = '{'x' * LONGEST}'", "at most 500 letters are wanted"),
    ],
)
def test_what_is_refused_says_what_is_wanted(written: str, refusal: str) -> None:
    with pytest.raises(ExpressionRefused) as refused:
        parse_condition(written)
    assert str(refused.value) == refusal


def test_a_filter_is_one_equality() -> None:
    assert parse_filter(" county = ${county} ") == Filter(attribute="county", question="county")
    for written in ("county", "county = 'x'", "county = ${a} and x = ${b}", "${a} = county", "county != ${a}"):
        with pytest.raises(ExpressionRefused, match="one equality"):
            parse_filter(written)
