"""Which address is e-mailed about an application, where the agency sent none: every case, against the rule."""

from itertools import product

import pytest
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import WITHHELD
from app.domain.applications.moves import Transition
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.identity.recovery import recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.self_service import contact_changes, phone_change
from tests.conftest import Clock
from tests.database.holder import PHONE, STRANGER, begun_at, do, emails_to, hold_email, opened, prove, sms_to, waiting
from tests.database.proofs import filed

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
MAIL = "wanjiku@example.com"
NOTE = "The certificate of your marriage is missing."
CASES = list(product([True, False], [True, False], ["agency", "itself", "another", "withheld"]))


def moved(container: Container, reference: str, status: Status = Status.NEEDS_ACTION) -> None:
    do(
        container,
        transitions.apply_transition,
        reference,
        Transition(status, note=NOTE),
        actor="test",
        contacts=container.contacts,
    )


def holder(container: Container, *, proven: bool = True) -> str:
    """Open an account whose address has been its own for long enough; its id."""
    account_id = opened(container)
    hold_email(container, account_id, MAIL)
    if proven:
        prove(container, account_id)
    return account_id


def mails(container: Container) -> list[str]:
    """The addresses of the pending e-mails about an application."""
    return [to for _channel, to, body in waiting(container) if "@" in to and "Passport renewal" in body]


@pytest.mark.parametrize(("proven", "own_phone", "by"), CASES)
def test_the_accounts_address_hears_what_the_account_sees(
    container: Container, proven: bool, own_phone: bool, by: str
) -> None:
    account_id = holder(container, proven=proven)
    who = {"agency": None, "itself": account_id, "another": accounts.new_id(), "withheld": WITHHELD + account_id}[by]
    reference = filed(container, phone=PHONE if own_phone else STRANGER, account_id=who)
    moved(container, reference)
    may = by != "withheld" and (proven or own_phone)
    assert mails(container) == [MAIL, MAIL] * may
    told = [body for body in emails_to(container, MAIL) if "Passport renewal" in body]
    assert [NOTE in body for body in told] == [False, proven] * may
    assert all(reference in body.replace(" ", "") for body in told)


def test_the_address_that_the_agency_sent_goes_before_and_alone(container: Container) -> None:
    holder(container)
    filed(container, phone=PHONE, email="office@example.com")
    assert mails(container) == ["office@example.com"]


def test_nobody_elses_account_hears_of_it_though_the_phone_is_the_same(container: Container) -> None:
    holder(container)
    filed(container, phone=PHONE, number="29000002")
    assert mails(container) == []


def test_an_address_hears_nothing_before_its_72_hours_are_over(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    prove(container, account_id)
    do(container, recovery_factors.set_email, account_id, MAIL)
    reference = filed(container, phone=PHONE)
    clock.move(hours=71, minutes=59)
    moved(container, reference)
    assert mails(container) == []
    assert NOTE in sms_to(container, PHONE)[-1]
    clock.move(minutes=1)
    moved(container, reference, Status.PROCESSING)
    assert mails(container) == [MAIL]


def test_a_thiefs_new_address_hears_nothing_nor_when_it_is_stopped(container: Container, clock: Clock) -> None:
    account_id = holder(container)
    reference = filed(container, phone=PHONE)
    do(container, recovery_factors.set_email, account_id, "thief@example.com")
    moved(container, reference)
    assert mails(container) == [MAIL]
    begun = begun_at(container, account_id, What.EMAIL)
    assert do(container, contact_changes.stop_contact_change, account_id, What.EMAIL, "en", at=begun, phone=PHONE)
    clock.move(hours=100)
    moved(container, reference, Status.PROCESSING)
    assert mails(container) == [MAIL, MAIL]


def test_an_unproven_account_that_moves_away_takes_no_mail_along(container: Container) -> None:
    account_id = holder(container, proven=False)
    reference = filed(container, phone=PHONE)

    def change(session: Session) -> None:
        account = accounts.get(session, account_id)
        phone_change.change_phone(session, account, STRANGER, actor="test", codes_from=None)

    do(container, change)
    moved(container, reference)
    assert mails(container) == [MAIL]


def test_what_its_holder_had_forgotten_is_told_to_nobody(container: Container) -> None:
    reference = filed(container, phone=PHONE)
    holder(container)

    def forget(session: Session) -> None:
        transitions.find_application_of(session, reference, reach=None).phone_sealed = b""

    do(container, forget)
    moved(container, reference)
    assert mails(container) == []


def test_a_closed_account_hears_nothing(container: Container) -> None:
    do(container, accounts.close, holder(container))
    filed(container, phone=PHONE)
    assert mails(container) == []
