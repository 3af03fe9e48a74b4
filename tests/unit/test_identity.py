"""Numbers of identity documents: each kind of account has its formats, and a refusal never repeats what was typed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.identity.id_documents import DOCUMENTS, may_be, meant_by, name_key, read_id_number
from app.domain.shared.errors import Invalid
from app.domain.shared.persons import AccountType

C, R, F, D, P = (
    AccountType.CITIZEN,
    AccountType.RESIDENT,
    AccountType.REFUGEE,
    AccountType.DIPLOMAT,
    AccountType.FOREIGNER,
)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (C, "2900001", "2900001"),
        (C, " 29 000 001 ", "29000001"),
        (C, "00000000000001", "00000000000001"),
        (R, "900001", "900001"),
        (R, "900000001", "900000001"),
        (F, "7000001", "7000001"),
        (F, "7000000001", "7000000001"),
        (D, "dip/0001", "DIP/0001"),
        (D, "ke-12", "KE-12"),
        (P, "x 000 0001", "X0000001"),
        (P, "AK0000001", "AK0000001"),
        (P, "X-000001", "X000001"),
        (P, "passport no. X0000001", "X0000001"),
        (P, "Passport: 12345678", "12345678"),
        (P, "A1234567", "A1234567"),
        (P, "Passport A1234567", "A1234567"),
        (P, "passport no. I1234567", "I1234567"),
        (P, "NO 123456", "NO123456"),
        (P, "my passport is AK0000001, thanks", "AK0000001"),
        (C, "29,000,137", "29000137"),
        (C, "29.000.137.", "29000137"),
        (C, "29-000-137", "29000137"),
        (C, "ID 29000138", "29000138"),
        (C, "ID29000138", "29000138"),
        (C, "ID No: 29000138", "29000138"),
        (C, "my id number is 29000138 please", "29000138"),
        (C, "Kitambulisho changu ni 29000138", "29000138"),
        (C, "029000139", "29000139"),
        (C, "0029000139", "29000139"),
        (C, "02900013", "02900013"),
        (C, "\u0662\u0669\u0660\u0660\u0660\u0660\u0660\u0661", "29000001"),
        (C, "\u200b29000137\u202c", "29000137"),
        (R, "0900000001", "900000001"),
        (R, "Alien ID 900001", "900001"),
        (F, "07000000001", "7000000001"),
        (D, "dip0001", "DIP/0001"),
        (D, "DIP 0001", "DIP/0001"),
        (D, "dip. 0001", "DIP/0001"),
        (D, "DIP\u22150001", "DIP/0001"),
        (D, "ID DIP/0001", "DIP/0001"),
        (D, "my number is DIP0001", "DIP/0001"),
        (D, "DIP/0001 please", "DIP/0001"),
        (D, "NO 1234", "NO/1234"),
        (D, "DIP\u20130001", "DIP-0001"),
        (C, "2900001.0", "2900001"),
        (C, "29000001.00", "29000001"),
        (C, "ID 2900001.0 please", "2900001"),
        (R, "900001.0", "900001"),
        (R, "900,001.00", "900001"),
        (F, "700001.00", "700001"),
        (P, "1234567.0", "1234567"),
    ],
)
def test_a_number_is_kept_in_one_spelling(kind: AccountType, typed: str, kept: str) -> None:
    assert read_id_number(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (C, ""),
        (C, "290001"),
        (C, "290000011"),
        (C, "0000000000001"),
        (C, "2900000A"),
        (C, "29000001\n29000001"),
        (C, "002900013"),
        (C, "000000029000139"),
        (C, "29000001, 29000002"),
        (C, "29000001 29000002"),
        (C, "29000001/1"),
        (C, "29O00001"),
        (C, "2900000l"),
        (C, "ID 29 is 000138"),
        (C, "\u00b29000001"),
        (C, "\uff21 29000001"),
        (R, "0090000001"),
        (R, "90001"),
        (R, "9000000001"),
        (F, "70001"),
        (F, "70000000001"),
        (D, "DIP"),
        (D, "DIP/000000000001"),
        (D, "DIP_0001"),
        (P, "X0001"),
        (P, "X000000001"),
        (P, "passport X0001"),
        (P, "\uff38000001"),
        (C, "2900001.5"),
        (C, "2900001,0"),
        (C, "2900001 .0"),
        (C, "29.00001"),
        (R, "900001.000"),
        (F, "700001.001"),
        (P, "1234567.1"),
        (P, "X12345.6"),
        (D, "DIP/0001.5"),
        (P, "ß00001"),
    ],
)
def test_a_number_of_another_shape_is_refused_without_repeating_it(kind: AccountType, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_id_number(kind, typed)
    assert str(refused.value).startswith("id_number: ")
    assert not typed or typed not in str(refused.value)


def issued(kind: AccountType) -> st.SearchStrategy[str]:
    """Numbers that a document of this kind may have, as they are kept: a Diplomat ID of letters and then digits has a
    separator between them, one of digits alone has none."""
    drawn = st.one_of(*(st.from_regex(each.shape, fullmatch=True) for each in DOCUMENTS[kind]))
    return drawn.filter(lambda number: not (kind == D and re.fullmatch("[A-Z]+[0-9]+|[0-9]*[/-][0-9/-]*", number)))


@pytest.mark.parametrize("kind", list(AccountType))
@settings(max_examples=60)
@given(data=st.data())
def test_a_number_is_read_as_itself_and_never_as_another(kind: AccountType, data: st.DataObject) -> None:
    number = data.draw(issued(kind))
    assert read_id_number(kind, number) == number
    assert read_id_number(kind, number.lower()) == number
    seen = [data.draw(st.sampled_from(["", "\u200b", "\ufeff", "\u00ad"])) for _ in number]
    assert read_id_number(kind, "".join(map("".join, zip(number, seen, strict=True)))) == number
    digits = data.draw(st.sampled_from("0\u0660\u0966\uff10\U0001d7d8"))
    script = "".join(chr(ord(digits) + int(each)) if each.isdecimal() else each for each in number)
    assert read_id_number(kind, script) == number
    nought = f"0{number}"
    assert may_be(kind, nought) in (number, None) or any(re.fullmatch(each.shape, nought) for each in DOCUMENTS[kind])


@pytest.mark.parametrize("kind", [C, R, F])
@settings(max_examples=60)
@given(data=st.data())
def test_groups_and_words_do_not_count(kind: AccountType, data: st.DataObject) -> None:
    number = data.draw(issued(kind))
    gap = data.draw(st.sampled_from(" -\u2013\u00a0/"))
    assert read_id_number(kind, gap.join(number)) == number
    around = data.draw(st.sampled_from(["ID {}", "id no. {}", "my ID is {}.", "({})", "\u201c{}\u201d", "{} please"]))
    assert read_id_number(kind, around.format(number)) == number


@pytest.mark.parametrize("kind", list(AccountType))
@settings(max_examples=60)
@given(data=st.data())
def test_a_number_with_decimals_is_read_as_itself_or_not_at_all(kind: AccountType, data: st.DataObject) -> None:
    number = data.draw(issued(kind).filter(re.compile("[0-9][A-Z]*$").search))
    decimals = data.draw(st.sampled_from([".0", ".00", ".000000", ",0", ".5", " .0", ". 0"]))
    assert may_be(kind, f"{number}{decimals}") in (number, None)
    key = name_key(f"{number}{decimals}")
    assert key == name_key(number) or not meant_by(key)


@pytest.mark.parametrize("kind", list(AccountType))
@given(st.text("0123456789.,- ", max_size=16))
def test_a_point_gives_a_number_digits_only_where_it_separates_groups(kind: AccountType, typed: str) -> None:
    number = may_be(kind, typed)
    behind = re.findall(r"(?<=[0-9])[ -]*[.,][ .,-]*([0-9]+)", typed)
    if number is not None and not {len(each) for each in behind} <= {3, 4}:
        before = re.sub("[^0-9]", "", re.split(r"\.0", typed)[0])
        assert before.endswith(re.sub("[^0-9]", "", number))


def test_each_kind_of_account_has_a_document_with_a_true_example_and_a_source() -> None:
    assert set(DOCUMENTS) == set(AccountType)
    for document in (each for documents in DOCUMENTS.values() for each in documents):
        assert re.fullmatch(document.shape, document.example)
        assert document.source
