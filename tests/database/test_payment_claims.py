"""A citizen types the code of the M-PESA SMS: it settles nothing by itself."""

import pytest

from app.container import Container
from app.domain.payments import claims
from app.domain.payments.claims import ClaimOutcome, ClaimWish
from app.domain.payments.payment_states import ReceiptState
from tests.conftest import Clock
from tests.database.applying import file
from tests.database.holder import ON_SQLITE, PHONE, sms_to
from tests.database.paying import DARAJA, Paying

pytestmark = ON_SQLITE
CODE = "SJK1A2B3C4"


@pytest.fixture
def paying(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, DARAJA)


def typed(paying: Paying, code: str = CODE, reference: str = "") -> ClaimOutcome:
    return claimed(paying, ClaimWish(reference or paying.reference, code, PHONE, "en"))


def claimed(paying: Paying, wish: ClaimWish) -> ClaimOutcome:
    return ClaimOutcome(paying.do(claims.claim_payment, wish))


def look(paying: Paying, minutes: int) -> None:
    paying.clock.move(minutes=minutes)
    paying.do(claims.decide_claims, paying.contacts)


def test_a_code_settles_only_once_the_provider_lists_it_with_this_account(paying: Paying) -> None:
    assert typed(paying, " sjk1a 2b3c4 ") is ClaimOutcome.WAITING
    assert paying.status == "awaiting_payment"
    assert typed(paying) is ClaimOutcome.WAITING
    paying.listed(CODE)
    look(paying, 1)
    assert paying.status == "submitted"
    assert typed(paying) is ClaimOutcome.KNOWN
    assert not any("could not match" in each for each in sms_to(paying.container, PHONE))


def test_a_code_that_the_provider_does_not_know_goes_to_staff_and_the_citizen_is_told(paying: Paying) -> None:
    typed(paying)
    for minutes in (1, 4, 10, 30):
        look(paying, minutes)
    assert paying.status == "awaiting_payment"
    assert "we could not match M-PESA code SJK1A2B3C4" in sms_to(paying.container, PHONE)[-1]
    assert typed(paying) is ClaimOutcome.TO_STAFF


def test_a_code_of_another_application_pays_nothing_twice(paying: Paying) -> None:
    paying.listed(CODE)
    other = file(paying.container, paying.account, again=True).reference
    assert typed(paying, reference=other) is ClaimOutcome.TO_STAFF
    assert paying.receipts() == {CODE: ReceiptState.CREDITED}


def test_a_code_with_another_account_goes_to_staff(paying: Paying) -> None:
    typed(paying)
    paying.listed(CODE, account="55512")
    look(paying, 1)
    assert (paying.status, paying.receipts()) == ("awaiting_payment", {CODE: ReceiptState.UNMATCHED})
    assert "we could not match" in sms_to(paying.container, PHONE)[-1]


def test_what_is_no_code_is_told_so_and_too_many_are_refused(paying: Paying) -> None:
    assert typed(paying, "12345") is ClaimOutcome.NOT_A_CODE
    said = [typed(paying, f"SJK1A2B3C{number}") for number in range(6)]
    assert said == [ClaimOutcome.WAITING] * 5 + [ClaimOutcome.TOO_MANY]


def test_codes_texted_under_the_number_of_a_phone_use_up_nothing_of_its_own(paying: Paying) -> None:
    """The sender of an SMS can be forged."""
    texts = [ClaimWish(paying.reference, f"SJK1A2B3C{number}", PHONE, "en", by_sms=True) for number in range(6)]
    assert [claimed(paying, each) for each in texts] == [ClaimOutcome.WAITING] * 5 + [ClaimOutcome.TOO_MANY]
    assert typed(paying, "SJK1A2B3D4") is ClaimOutcome.WAITING


def test_made_up_senders_do_not_fill_the_list_of_the_staff_with_codes(paying: Paying) -> None:
    texts = [
        ClaimWish(paying.reference, f"SJK1A2B3{number}", f"+2547220000{number}", "en", by_sms=True)
        for number in range(10, 30)
    ]
    assert [claimed(paying, each) for each in texts].count(ClaimOutcome.WAITING) == claims.BY_SMS
    assert typed(paying) is ClaimOutcome.WAITING, "who has paid still types the code"


def test_a_code_that_the_list_does_not_have_is_asked_about_once(paying: Paying) -> None:
    typed(paying)
    assert paying.do(claims.claim_codes, 5) == []
    look(paying, 1)
    look(paying, 4)
    [asked] = paying.do(claims.claim_codes, 5)
    assert asked.code == CODE
    assert paying.do(claims.claim_codes, 5) == []
