"""What citizens type, and what they mean by it."""

from fnmatch import filter as matching

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.catalogue.search.index import Index
from app.domain.catalogue.search.keypad import pressed
from app.domain.catalogue.search.tokens import SAYS_NOTHING
from tests.finding.asking import TABLES, rates, table

QUERIES = [query for name in TABLES for query in table(name)]


def codes(index: Index, typed: str, most: int = 5) -> list[str]:
    return [each.code for each in index.find(typed, most)]


@pytest.mark.parametrize("name", TABLES)
def test_the_right_service_is_first_as_a_rule_and_nearly_always_among_the_first_five(index: Index, name: str) -> None:
    first_five, first = TABLES[name]
    answered = rates(index, table(name))
    assert answered.first_five >= first_five, answered.missed
    assert answered.first >= first


def test_the_tables_are_long_and_of_every_kind() -> None:
    assert len(table("queries")) >= 150
    assert len(table("queries_kept_back")) >= 75
    assert len(table("queries_everyday")) >= 150
    for name in ("queries", "queries_kept_back"):
        kinds = {query.kind for query in table(name)}
        assert kinds >= {"en", "sw", "typo", "digits", "chat", "agency", "prefix"}
    assert {query.kind for query in table("queries_everyday")} == {"sentence", "sheng", "sounds", "keys", "en", "sw"}
    assert len({query.typed for query in QUERIES}) == len(QUERIES)


def test_every_pattern_of_the_tables_means_a_service(index: Index) -> None:
    known = [each.code for kind in index.categories() for each in index.of("category", kind.code)]
    assert [pattern for query in QUERIES for pattern in query.right if not matching(known, pattern)] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("pasport", "passport-new-34"),
        ("lisense", "dl-renew-3"),
        ("birth certficate", "birth-certificate"),
        ("PASSPORT!!", "passport-new-34"),
        ("good  conduct", "good-conduct"),
        ("goodconduct", "good-conduct"),
        ("goodconductcertificate", "good-conduct"),
        ("leseniyaudereva", "dl-renew-3"),
        ("chetichakuzaliwa", "birth-certificate"),
        ("K.R.A. pin", "kra-pin"),
        ("p s v badge", "psv-badge"),
        ("get a d l", "dl-renew-3"),
        ("conduct good", "good-conduct"),
        ("leseni ya udereva", "dl-renew-3"),
        ("cheti cha kuzaliwa", "birth-certificate"),
        ("NTSA badge", "psv-badge"),
        ("log book", "duplicate-logbook"),
        ("Ng'ang'a passport", "passport-new-34"),
        ("1500cc transfer", "transfer-1201-1500"),
    ],
)
def test_spelling_order_and_language_do_not_matter(index: Index, typed: str, code: str) -> None:
    assert codes(index, typed, 1) == [code]


def test_the_digits_of_a_keypad_mean_the_letters_on_them(index: Index) -> None:
    assert codes(index, "7277", 2) == ["passport-new-34", "passport-renew-34"]
    assert codes(index, "24784 237843", 1) == codes(index, "247840237843", 1) == ["birth-certificate"]
    assert codes(index, "2478402378*", 1) == ["birth-certificate"]
    assert codes(index, "7277678", 1) == ["passport-new-34"], "pasport"


def test_what_is_found_by_letters_is_found_by_their_digits(index: Index) -> None:
    typed = [query.typed.casefold() for query in QUERIES if query.kind in ("en", "sw", "order")]
    words = {word for each in typed for word in each.split() if len(word) > 4 and word.isalpha()}
    for word in sorted(words - SAYS_NOTHING):
        spelt = codes(index, word, 1)
        assert not spelt or spelt[0] in codes(index, pressed(word), 20), word


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=200), most=st.integers(1, 9))
def test_whatever_is_typed_is_answered(index: Index, typed: str, most: int) -> None:
    found = index.find(typed, most)
    assert len(found) <= most
    assert len({each.code for each in found}) == len(found)
    assert len(index.nearest(typed, most)) <= most


def test_where_nothing_is_meant_there_is_something_near(index: Index) -> None:
    assert codes(index, "pqqsqort") == []
    assert index.nearest("pqqsqort")[0].code.startswith("passport")
    assert index.nearest("") == index.nearest("?!") == []


def test_nearly_every_service_is_found_by_its_own_name(index: Index) -> None:
    every = [each for group in index.categories() for each in index.of("category", group.code)][::20]
    missed = [each.name for each in every if each.name not in {found.name for found in index.find(each.name.english)}]
    assert len(missed) <= len(every) * 0.03, missed


def test_the_popular_ones_come_first(index: Index) -> None:
    assert [each.popular for each in index.find("passport", 3)] == [2, 3, 23]
    assert [each.popular for each in index.of("category", "driving")[:2]] == [1, 8]


def test_a_service_is_known_by_its_code_in_any_case(index: Index) -> None:
    for code in ("passport-lost", " PASSPORT-Lost "):
        found = index.by_code(code)
        assert found is not None
        assert found.label.english == "Lost passport replacement"
    assert index.by_code("no-such-service") is None
