"""Numbers on documents: each kind of account has its own, and a refusal never repeats what was typed."""

import re

import pytest

from app.domain.applications import AccountType
from app.domain.errors import Invalid
from app.domain.identity import DOCUMENTS, read_id_number

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
        (C, "٢٩٠٠٠٠٠١"),
        (R, "90001"),
        (R, "9000000001"),
        (F, "70001"),
        (F, "70000000001"),
        (D, "DIP"),
        (D, "DIP/000000000001"),
        (D, "DIP_0001"),
        (P, "X0001"),
        (P, "X000000001"),
        (P, "X-000001"),
        (P, "ß00001"),
    ],
)
def test_a_number_of_another_shape_is_refused_without_repeating_it(kind: AccountType, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_id_number(kind, typed)
    assert str(refused.value).startswith("id_number: ")
    assert not typed or typed not in str(refused.value)


def test_each_kind_of_account_has_a_document_with_a_true_example_and_a_source() -> None:
    assert set(DOCUMENTS) == set(AccountType)
    for document in (each for documents in DOCUMENTS.values() for each in documents):
        assert re.fullmatch(document.shape, document.example)
        assert document.source
