"""Paging: every page fits a phone, and all that a screen says is on some page, in its order."""

from hypothesis import given
from hypothesis import strategies as st

from app.platform import gsm0338
from menus.paging import OPTIONS_ALONE, Keys, pages

KEYS = Keys(always=(), back="0. Back", more="98. More")
ALL_KEYS = Keys(always=("00. Mwanzo", "99. Msaada"), back="0. Rudi", more="98. Zaidi")
BODIES = st.text(st.characters(exclude_characters="\r"), max_size=600) | st.text("W €[]\n", max_size=600)
LABELS = st.lists(st.text(st.characters(exclude_characters="\r\n"), min_size=1, max_size=200), max_size=15)


def numbered(labels: list[str]) -> list[str]:
    return [f"{number}. {label}" for number, label in enumerate(labels, 1)]


def navigation(keys: Keys, *, first: bool, last: bool, top_back: bool) -> list[str]:
    more = [] if last else [keys.more]
    back = [keys.back] if top_back or not first else []
    return [*more, *back, *keys.always]


def said(drawn: list[str], keys: Keys, *, top_back: bool) -> list[str]:
    """The text of each page without the lines of its keys. Asserts that these are there."""
    found = []
    for number, page in enumerate(drawn):
        expected = navigation(keys, first=number == 0, last=number == len(drawn) - 1, top_back=top_back)
        lines = page.split("\n")
        assert lines[len(lines) - len(expected) :] == expected
        found.append("\n".join(lines[: len(lines) - len(expected)]))
    return found


def squeezed(text: str) -> str:
    return "".join(gsm0338.fold(text).split())


@given(BODIES, LABELS, st.sampled_from([KEYS, ALL_KEYS]), st.booleans())
def test_every_page_fits_and_nothing_is_cut(body: str, labels: list[str], keys: Keys, top_back: bool) -> None:
    drawn = pages(body, numbered(labels), keys, top_back=top_back)
    assert all(gsm0338.fits(f"CON {page}") for page in drawn)
    spoken = said(drawn, keys, top_back=top_back)
    assert squeezed("".join(spoken)) == squeezed("\n".join([body, *numbered(labels)]))


@given(LABELS)
def test_no_page_has_more_than_six_numbered_lines(labels: list[str]) -> None:
    drawn = pages("Choose", numbered(["x" for _ in labels]), KEYS, top_back=True)
    lines = [sum(line.endswith(". x") for line in page.split("\n")) for page in drawn]
    assert max(lines) <= OPTIONS_ALONE
    assert sum(lines) == len(labels)


def test_what_fits_stays_on_one_page() -> None:
    assert pages("Welcome", ["1. Help"], KEYS, top_back=False) == ["Welcome\n1. Help"]
    assert pages("Welcome", ["1. Help"], KEYS, top_back=True) == ["Welcome\n1. Help\n0. Back"]


def test_a_page_is_full_at_160_septets_with_its_prefix_and_its_keys() -> None:
    (full,) = pages("x " * 73 + "xx", [], KEYS, top_back=True)
    assert gsm0338.septets(f"CON {full}") == 160
    assert len(pages("x " * 73 + "xxx", [], KEYS, top_back=True)) == 2


def test_the_first_page_has_no_back_where_there_is_nothing_behind_it() -> None:
    first, last = pages("W" * 100, ["1. " + "x" * 60], KEYS, top_back=False)
    assert first.endswith("W\n98. More")
    assert last.endswith("x\n0. Back")


def test_a_seventh_option_opens_a_page() -> None:
    drawn = pages("Choose", [f"{number}. x" for number in range(1, 8)], KEYS, top_back=False)
    assert drawn == ["Choose\n1. x\n2. x\n3. x\n4. x\n5. x\n98. More", "6. x\n7. x\n0. Back"]


def test_a_line_stays_whole_where_a_page_holds_it() -> None:
    drawn = pages("a " * 60 + "\n" + "b " * 30, [], KEYS, top_back=True)
    assert [page.split("\n")[0].strip()[:1] for page in drawn] == ["a", "b"]


def test_a_longer_line_is_divided_between_words() -> None:
    words = [f"word{number}" for number in range(60)]
    drawn = pages(" ".join(words), [], KEYS, top_back=True)
    assert len(drawn) > 1
    assert [word for page in drawn for word in page.split("\n")[0].split()] == words


def test_an_endless_word_is_divided_between_letters() -> None:
    drawn = pages("x" * 500, [], KEYS, top_back=True)
    assert "".join(page.split("\n")[0] for page in drawn) == "x" * 500


def test_lines_left_empty_are_dropped() -> None:
    assert pages("\n\nWelcome\n  \n", [], KEYS, top_back=False) == ["Welcome"]


def test_a_screen_without_words_has_its_keys() -> None:
    assert pages("", [], KEYS, top_back=True) == ["0. Back"]
