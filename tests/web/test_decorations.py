"""A value is read whatever decorations stand around or within it, and never as another value (hypothesis).

Decorations are characters and words that are no part of the value. They are generated at random: what
`tests/payloads/pasted.txt` tries one by one is combined here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from app.domain.identity import identity_checks
from app.domain.identity.id_documents import DOCUMENTS, may_be, read_id_number
from app.domain.shared import emails, references
from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType
from app.platform import normalize
from app.platform.phone_numbers import read_kenyan_mobile, read_typed
from menus.flows import answers
from menus.notation import Rejected

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 26)
UNSEEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\u202a", "\u202c", "\u2066", "\u2069", "\ufeff", "\u00ad", "\ufe0f"]
UNSEEN += ["\u180b", "\u180f", "\u17b5", "\u2065", "\ufff0", "\ufffc", "\U000e0020", "\x02", "\x1b", "\x7f", "\x9c"]
BLANKS = [" ", "\u00a0", "\u2009", "\u202f", "\u3000", "\t", "\n", "\u2800"]
DASHES = ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uff0d"]
ZEROS = "0\u0660\u06f0\u0966\u09e6\uff10\U0001d7ce\U0001d7d8\U0001d7f6\U0001fbf0"
AROUND = ["{}", "\u201c{}\u201d", "'{}'", "({})", "[{}]", "<{}>", "\u00ab{}\u00bb", "{}.", "{},", "{}!", "{}?", ": {}"]
WORDS = ["{}", "my number is {}", "{} please", "nambari yangu ni {}", "it is {}, thanks", "No. {}"]
NUMBER_SIGNS = ["N\u00ba {}", "n\u00b0{}", "\u2116 {}"]


@dataclass(frozen=True)
class Kind:
    """One kind of value: a strategy for its values, the function that reads them, and the decorations they may get."""

    values: st.SearchStrategy[str]
    read: Callable[[str], str]
    digits: bool = True
    grouped: bool = False
    spoken: bool = True


def reference(typed: str) -> str:
    found = references.candidates(typed)
    return references.lookup_key(found[0] if found else typed)


def phone(typed: str) -> str:
    return read_kenyan_mobile(typed) or ""


def document(kind: AccountType) -> Kind:
    shapes = [st.from_regex(each.shape, fullmatch=True) for each in DOCUMENTS[kind]]

    def as_kept(number: str) -> bool:
        return may_be(kind, number) == number

    lettered = kind in (AccountType.DIPLOMAT, AccountType.FOREIGNER)
    return Kind(st.one_of(shapes).filter(as_kept), lambda typed: read_id_number(kind, typed), grouped=not lettered,
                spoken=not lettered)  # fmt: skip


def issued(body: str) -> str:
    return body + references.check_digit(body)


LOCAL = st.from_regex(r"[a-z0-9_]{1,8}([.+'-][a-z0-9_]{1,8})?", fullmatch=True)
HOSTS = st.sampled_from(["example.com", "mail.go.ke", "x-y.co.ke", "gmail.com"])
KINDS = {
    "reference": Kind(st.from_regex(r"[0-9]{11}", fullmatch=True).map(issued), reference, grouped=True),
    "agency's reference": Kind(
        st.from_regex(r"EPP[0-9][A-HJKMNP-Z0-9]{8}", fullmatch=True).filter(lambda key: not key.isdecimal()),
        references.lookup_key, spoken=False,
    ),
    "phone": Kind(st.from_regex(r"\+254[17][0-9]{8}", fullmatch=True), phone, grouped=False),
    "year": Kind(st.integers(1916, 2026).map(str), lambda typed: identity_checks.read_year(typed, today=TODAY)),
    "date": Kind(
        st.dates(date(1917, 1, 1), TODAY).map(date.isoformat),
        lambda typed: identity_checks.read_birth_date(typed, today=TODAY),
    ),
    "code": Kind(st.from_regex(r"[0-9]{6}", fullmatch=True), answers.code, grouped=True),
    "e-mail": Kind(st.builds("{}@{}".format, LOCAL, HOSTS), emails.find_address, digits=False),
    "service": Kind(
        st.sampled_from(["passport-new-34", "dl-renew-3", "good-conduct", "business-name"]),
        normalize.identifier, spoken=False,
    ),
    **{f"document of a {kind}": document(kind) for kind in AccountType},
}  # fmt: skip


def decorated(data: st.DataObject, kind: Kind, value: str) -> str:
    """The value with random decorations."""
    unseen = st.sampled_from(["", "", "", *UNSEEN]) if kind.digits else st.just("")
    letters = [another(data, letter) + data.draw(unseen) if kind.digits else letter for letter in value]
    gaps = ["", " ", "\u00a0", "\u2013", "-", *(["."] if sizes_of(value) else ())]
    gap = data.draw(st.sampled_from(gaps)) if kind.grouped else ""
    size = data.draw(st.sampled_from(sizes_of(value) if gap == "." else [2, 3, 4, 5]))
    written = gap.join("".join(letters[start : start + size]) for start in range(0, len(letters), size))
    written = data.draw(st.sampled_from(AROUND)).format(written)
    if kind.spoken:
        written = data.draw(st.sampled_from(WORDS + NUMBER_SIGNS if kind.digits else WORDS)).format(written)
    edges = st.lists(st.sampled_from(UNSEEN + BLANKS), max_size=3).map("".join)
    return data.draw(edges) + written + data.draw(edges)


def sizes_of(value: str) -> list[int]:
    """Sizes of groups between which a point cannot be a decimal point: groups of three or four, to the last one."""
    return [size for size in (3, 4) if len(value) % size in (0, 3)]


def another(data: st.DataObject, letter: str) -> str:
    """The same digit in a random script, perhaps as a keycap; for a dash, a random dash."""
    if letter == "-":
        return data.draw(st.sampled_from(DASHES))
    if not letter.isdecimal():
        return letter
    written = data.draw(st.sampled_from([letter] * 6 + [chr(ord(zero) + int(letter)) for zero in ZEROS]))
    return written + data.draw(st.sampled_from(["", "", "", "\ufe0f\u20e3"]))


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_decoration_of_a_value_is_read_as_the_value(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    value = data.draw(kind.values)
    typed = decorated(data, kind, value)
    note(ascii(typed))
    assert kind.read(typed) == kind.read(value) == value


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_no_decoration_makes_one_value_into_another(name: str, data: st.DataObject) -> None:
    """A letter of another script in place of a character is no decoration: then neither value is read."""
    kind = KINDS[name]
    one, other = data.draw(kind.values), data.draw(kind.values)
    assume(one != other)
    assert kind.read(decorated(data, kind, one)) != other
    letters = [place for place, letter in enumerate(one) if letter.isalnum()]
    place = data.draw(st.sampled_from(letters))
    strange = data.draw(st.sampled_from("\u0410\u0395\uff21\u00e9\u0131\u212a\u00b2\u2460\u017f\u00df\u00d8"))
    typed = f"{one[:place]}{strange}{one[place + 1 :]}"
    try:
        read = kind.read(typed)
    except (Invalid, Rejected):
        return
    assert not read or not (read.isascii() and read in {one, other}), (typed, read)
    assert not read.isascii() or not is_value(kind, read), (typed, read)


def is_value(kind: Kind, read: str) -> bool:
    """Whether a text is a value of this kind, in the form in which it is stored."""
    try:
        return bool(read) and kind.read(read) == read
    except (Invalid, Rejected):
        return False


@settings(max_examples=50, deadline=None)
@given(data=st.data(), number=st.from_regex(r"[17][0-9]{8}", fullmatch=True))
def test_a_phone_is_the_same_however_it_is_spelt(data: st.DataObject, number: str) -> None:
    kind = KINDS["phone"]
    for spelt in (f"+254{number}", f"254{number}", f"0{number}", f"00254{number}", number):
        written = decorated(data, kind, spelt)
        assert phone(written) == read_typed(written) == f"+254{number}", spelt
    grouped = f"0{number[:3]} {number[3:6]}-{number[6:]}"
    assert phone(grouped) == f"+254{number}"
    assert read_typed(grouped) == f"+254{number}"
