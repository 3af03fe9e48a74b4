"""Accounts: opened once for a person, on a phone that can change, and closed so that nothing personal is left."""

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.domain.applications import agency_notes, transitions
from app.domain.applications.applications import Applicant, Application
from app.domain.applications.moves import Transition
from app.domain.applications.status_messages import service_and_stage
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue.models import Status, service
from app.domain.identity import accounts, otp
from app.domain.identity.accounts import Account, Login, Photo, RememberedPhone
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import recovery_factors
from app.domain.identity.recovery.pending_changes import PendingChange, What
from app.domain.messaging.messages import Message
from app.domain.self_service import application_queries, contact_changes, phone_change
from app.domain.shared.errors import Conflict, NotFound, Revoked
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones
from app.platform.db import Base
from tests.conftest import Clock
from tests.database.holder import (
    CITIZEN,
    NUMBER,
    ON_SQLITE,
    PHONE,
    STRANGER,
    WANJIKU,
    at_once,
    begun_at,
    do,
    login,
    opened,
    prove,
    seen,
)

NEW_PHONE = "+254712000077"
EMAIL = "wanjiku@example.com"


def applied(container: Container, number: str = NUMBER, *, phone: str = PHONE, code: str = "passport-renew-34") -> str:
    """Record an application; its reference."""
    with container.database.transaction() as session:
        wanted = service(session, code)
        assert wanted is not None
        applicant = Applicant(CITIZEN, number, phone)
        return transitions.record_application(
            session, wanted, applicant, actor="test", contacts=container.contacts
        ).reference


def move(container: Container, reference: str, *statuses: Status) -> None:
    for status in statuses:
        do(
            container,
            transitions.apply_transition,
            reference,
            Transition(status),
            actor="test",
            contacts=container.contacts,
        )


def alerted(container: Container, reference: str) -> str | None:
    """The phone that is notified about an application."""
    with container.database.reading() as session:
        return transitions.find_application_of(session, reference, reach=None).phone_number


def phone_of(container: Container, account_id: str) -> str:
    with container.database.reading() as session:
        return accounts.get(session, account_id).phone_number


def number_of(container: Container, table: type[Base]) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_an_account_is_found_by_its_document_its_phone_and_its_address(container: Container) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    with container.database.reading() as session:
        account = accounts.get(session, account_id)
        assert accounts.by_document(session, CITIZEN, NUMBER) is account
        assert accounts.by_document(session, AccountType.RESIDENT, NUMBER) is None
        assert accounts.by_number(session, NUMBER) == [account]
        assert accounts.by_phone(session, PHONE) == [account]
        assert accounts.by_phone(session, STRANGER) == []
        assert accounts.by_email(session, "WANJIKU@example.com ") is account
        assert (account.number, account.phone_number) == (NUMBER, PHONE)
        assert (account.said, account.email_address) == (WANJIKU, EMAIL)
        assert account.photo == Photo.PENDING


def test_what_tells_who_the_person_is_is_sealed(container: Container) -> None:
    account_id = opened(container, said=DeclaredDetails("Wanjiku", "1990-04-12", "Ann", "Kamau", "F"))
    do(container, recovery_factors.set_email, account_id, EMAIL)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    do(container, accounts.remember, account_id, PHONE)
    secrets = (NUMBER, "Wanjiku", "Ann", "Kamau", "1990", PHONE[4:], NEW_PHONE[4:], "wanjiku@")
    with container.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(table.select()):
                kept = b" ".join(each if isinstance(each, bytes) else str(each).encode() for each in row)
                assert table.name == "services" or not any(secret.encode() in kept for secret in secrets), table.name


def test_a_person_has_one_account_for_each_kind_of_document(container: Container) -> None:
    opened(container)
    with pytest.raises(Conflict) as refused:
        opened(container, phone=STRANGER)
    assert NUMBER not in str(refused.value)
    opened(container, kind=AccountType.RESIDENT)
    opened(container, "29000002")
    assert number_of(container, Account) == 3


def test_a_refused_account_spoils_nothing_else_of_the_hop(container: Container) -> None:
    opened(container)
    with container.database.transaction() as session:
        phones.choose_language(session, STRANGER, "sw")
        with pytest.raises(Conflict):
            accounts.open_account(
                session, accounts.new_id(), CITIZEN, NUMBER, said=WANJIKU, phone=STRANGER, password_hash="none"
            )
    with container.database.reading() as session:
        assert phones.language_of(session, STRANGER) == "sw"


def test_of_eight_at_once_one_opens_the_account(container: Container) -> None:
    def attempt(phone: str) -> str:
        try:
            return opened(container, phone=phone)
        except Conflict:
            return "taken"

    answers = at_once([lambda number=number: attempt(f"+2547130000{number:02d}") for number in range(8)])  # type: ignore[misc]
    assert sorted(map(len, answers)) == [len("taken")] * 7 + [32]
    assert number_of(container, Account) == 1


def test_a_household_shares_a_phone_the_oldest_account_first(container: Container, clock: Clock) -> None:
    ids = []
    for number in ("29000002", NUMBER, "29000003"):
        ids.append(opened(container, number))
        clock.move(seconds=1)
    with container.database.reading() as session:
        assert [each.id for each in accounts.by_phone(session, PHONE)] == ids


@ON_SQLITE
@pytest.mark.parametrize("kinds", [(CITIZEN, AccountType.RESIDENT), (AccountType.RESIDENT, CITIZEN)])
@pytest.mark.parametrize(("ids", "later"), [("fa", 1), ("af", 1), ("fa", 0), ("af", 0)])
def test_accounts_come_the_oldest_first_and_those_of_one_moment_by_their_ids(
    container: Container, clock: Clock, kinds: tuple[AccountType, AccountType], ids: str, later: int
) -> None:
    named = [each * 32 for each in ids]
    for account_id, kind in zip(named, kinds, strict=True):
        do(
            container, accounts.open_account, account_id, kind, NUMBER, said=WANJIKU, phone=PHONE, password_hash="none"
        )  # fmt: skip
        clock.move(seconds=later)
    wanted = named if later else sorted(named)
    with container.database.reading() as session:
        assert [each.id for each in accounts.by_phone(session, PHONE)] == wanted
        assert [each.id for each in accounts.by_number(session, NUMBER)] == wanted


@ON_SQLITE
def test_each_change_ends_what_was_begun_before_it(container: Container) -> None:
    account_id = opened(container)
    for _ in range(3):
        begun = login(container, account_id)
        do(container, accounts.set_password, account_id, "none")
        with pytest.raises(Revoked):
            do(container, accounts.signed_in, begun)


@ON_SQLITE
def test_no_sign_in_opens_a_closed_account_not_one_of_its_last_epoch_either(container: Container) -> None:
    account_id = opened(container)
    do(container, accounts.close, account_id)
    with pytest.raises(Revoked):
        do(container, accounts.signed_in, login(container, account_id))


def test_closing_erases_what_was_kept_of_the_person(container: Container) -> None:
    account_id = opened(container)
    reference = applied(container)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    do(container, accounts.remember, account_id, PHONE)
    for purpose in Purpose:
        do(container, otp.issue_code, purpose, asker=PHONE, account_id=account_id, target=EMAIL)
    do(container, accounts.close, account_id)
    with container.database.reading() as session:
        row = session.get_one(Account, account_id)
        assert {row.number_sealed, row.said_sealed, row.phone_sealed} == {b""}
        assert {row.new_phone_sealed, row.new_phone_from, row.email, row.email_sealed, row.email_codes_from} == {None}
        assert row.password_hash == ""
        assert row.applicant == row.phone
        assert accounts.remembered(session, PHONE) is None
        assert accounts.by_phone(session, PHONE) == accounts.by_number(session, NUMBER) == []
        assert accounts.by_email(session, EMAIL) is None
        assert [otp.pending(session, purpose, PHONE) for purpose in Purpose] == [None] * len(Purpose)
        with pytest.raises(NotFound):
            accounts.get(session, account_id)
    assert [number_of(container, table) for table in (otp.Code, RememberedPhone, PendingChange)] == [0, 0, 0]
    assert alerted(container, reference) == PHONE


def test_who_closed_an_account_may_register_again(container: Container) -> None:
    first = opened(container)
    do(container, recovery_factors.set_email, first, EMAIL)
    do(container, accounts.close, first)
    again = opened(container, phone=STRANGER)
    do(container, recovery_factors.set_email, again, EMAIL)
    do(container, accounts.close, again)
    assert number_of(container, Account) == 2
    opened(container)


def test_a_closed_account_is_no_account(container: Container) -> None:
    account_id = opened(container)
    do(container, accounts.close, account_id)
    for work in (accounts.get, accounts.close):
        with pytest.raises(NotFound):
            do(container, work, account_id)
    with pytest.raises(NotFound):
        do(container, recovery_factors.stop_change, account_id, What.PHONE, counts=True)
    for change, value in ((accounts.set_password, "none"), (recovery_factors.set_email, EMAIL)):
        with pytest.raises(NotFound):
            do(container, change, account_id, value)


def test_a_phone_changes_after_a_day(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    prove(container, account_id)
    mine, another = applied(container), applied(container, "29000002")
    do(container, accounts.remember, account_id, PHONE)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    clock.move(hours=23, minutes=59, seconds=59)
    do(container, phone_change.due_phone_changes)
    assert phone_of(container, account_id) == PHONE
    clock.move(seconds=1)
    do(container, phone_change.due_phone_changes)
    assert phone_of(container, account_id) == NEW_PHONE
    assert (alerted(container, mine), alerted(container, another)) == (NEW_PHONE, PHONE)
    with container.database.reading() as session:
        assert accounts.remembered(session, PHONE) is None
        assert [each.id for each in accounts.by_phone(session, NEW_PHONE)] == [account_id]
        assert accounts.by_phone(session, PHONE) == []
    do(container, phone_change.due_phone_changes)
    assert actions(container) == [
        f"account.{what}" for what in ("opened", "proven", "phone_change_planned", "phone_changed")
    ]


def test_an_application_tells_the_new_phone_from_then_on(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    prove(container, account_id)
    reference = applied(container)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    clock.move(days=1)
    do(container, phone_change.due_phone_changes)
    move(container, reference, Status.PROCESSING)
    with container.database.reading() as session:
        told = session.scalars(select(Message.recipient).where(Message.key.like("alert:%")).order_by(Message.id))
        assert list(told) == [phones.phone_index(session, number) for number in (PHONE, NEW_PHONE)]
        assert agency_notes.latest(session, transitions.find_application_of(session, reference, reach=None)) is None


def stop_number(container: Container, account_id: str) -> None:
    """Stop a pending change of number from the account's own phone."""
    at = begun_at(container, account_id, What.PHONE)
    assert do(container, contact_changes.stop_contact_change, account_id, What.PHONE, "en", at=at, phone=PHONE)


@pytest.mark.parametrize("how", ["the owner", "a new password", "closing", "another plan"])
def test_a_phone_change_can_be_stopped(container: Container, clock: Clock, how: str) -> None:
    account_id = opened(container)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    clock.move(hours=20)
    if how == "the owner":
        stop_number(container, account_id)
    elif how == "a new password":
        do(container, accounts.set_password, account_id, "none")
    elif how == "closing":
        do(container, accounts.close, account_id)
    else:
        do(container, recovery_factors.plan_phone_change, account_id, STRANGER)
    clock.move(hours=20)
    do(container, phone_change.due_phone_changes)
    assert "account.phone_changed" not in actions(container)
    if how != "closing":
        assert phone_of(container, account_id) == PHONE


def test_two_workers_change_a_phone_once(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    clock.move(days=1)
    at_once([lambda: do(container, phone_change.due_phone_changes)] * 4)
    assert actions(container).count("account.phone_changed") == 1
    assert phone_of(container, account_id) == NEW_PHONE


def test_codes_that_were_on_their_way_to_the_old_phone_are_void(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    clock.move(days=1)
    do(container, otp.issue_code, Purpose.RESET, asker=STRANGER, account_id=account_id, target=PHONE)
    do(container, phone_change.due_phone_changes)
    with container.database.reading() as session:
        assert otp.pending(session, Purpose.RESET, STRANGER) is None


@ON_SQLITE
def test_a_phone_that_stays_signed_in_is_sealed_where_it_is_kept(container: Container) -> None:
    do(container, accounts.remember, opened(container), PHONE)
    with container.database.reading() as session:
        row = session.scalars(select(RememberedPhone)).one()
    assert row.number_sealed is not None
    assert container.keys.open_text(row.number_sealed, RememberedPhone.sealed_at("number")) == PHONE


def test_a_phone_stays_signed_in_for_thirty_days(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, accounts.remember, account_id, PHONE)
    do(container, accounts.remember, account_id, STRANGER)
    clock.move(days=29)
    do(container, accounts.remember, account_id, STRANGER)
    clock.move(hours=23, minutes=59)
    assert [is_remembered(container, phone) for phone in (PHONE, STRANGER)] == [account_id, account_id]
    clock.move(minutes=1)
    assert [is_remembered(container, phone) for phone in (PHONE, STRANGER)] == [None, account_id]


def test_a_phone_is_signed_in_to_one_account_and_can_be_signed_out(container: Container) -> None:
    first, second = opened(container), opened(container, "29000002")
    do(container, accounts.remember, first, PHONE)
    do(container, accounts.remember, second, PHONE)
    do(container, accounts.remember, first, STRANGER)
    assert is_remembered(container, PHONE) == second
    do(container, accounts.forget_phone, PHONE)
    do(container, accounts.forget_phone, PHONE)
    assert [is_remembered(container, phone) for phone in (PHONE, STRANGER)] == [None, first]


def test_a_new_password_signs_every_phone_out_of_this_account(container: Container) -> None:
    first, second = opened(container), opened(container, "29000002")
    for account_id, phone in ((first, PHONE), (first, STRANGER), (second, NEW_PHONE)):
        do(container, accounts.remember, account_id, phone)
    do(container, accounts.set_password, first, "none")
    assert [is_remembered(container, phone) for phone in (PHONE, STRANGER, NEW_PHONE)] == [None, None, second]


def test_an_address_belongs_to_one_account(container: Container) -> None:
    first, second = opened(container), opened(container, "29000002")
    do(container, recovery_factors.set_email, first, EMAIL)
    do(container, recovery_factors.set_email, first, EMAIL)
    with pytest.raises(Conflict):
        do(container, recovery_factors.set_email, second, EMAIL.upper())
    do(container, recovery_factors.set_email, first, "another@example.com")
    do(container, recovery_factors.set_email, second, EMAIL)


def test_live_applications_come_first_the_newest_of_them_first(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    references = []
    for _ in range(5):
        references.append(applied(container, phone=STRANGER))
        clock.move(hours=1)
    applied(container, "29000002")
    oldest, over, older, cancelled, newest = references
    move(container, over, Status.PROCESSING, Status.COMPLETED)
    clock.move(hours=1)
    move(container, cancelled, Status.CANCELLED)
    clock.move(hours=1)
    move(container, oldest, Status.PROCESSING)
    wanted = [oldest, newest, older, cancelled, over]
    prove(container, account_id)
    assert seen(container, account_id) == wanted
    with container.database.reading() as session:
        lines = application_queries.applications_of(session, login(container, account_id), "en", phone=PHONE)
        assert [reference for reference, _ in lines] == wanted
        live = application_queries.find_live(session, login(container, account_id), phone=PHONE)
        assert live is not None
        assert ": ".join(service_and_stage(session, live, "en")) == lines[0][1]


def test_of_the_same_moment_the_later_one_comes_first(container: Container) -> None:
    account_id = opened(container)
    first, second = applied(container), applied(container)
    assert seen(container, account_id) == [second, first]


def test_who_has_applied_for_nothing_is_shown_nothing(container: Container) -> None:
    account_id = opened(container)
    with container.database.reading() as session:
        assert application_queries.applications_of(session, login(container, account_id), "en", phone=PHONE) == []
        assert application_queries.find_live(session, login(container, account_id), phone=PHONE) is None
    reference = applied(container)
    move(container, reference, Status.CANCELLED)
    with container.database.reading() as session:
        assert application_queries.find_live(session, login(container, account_id), phone=PHONE) is None
        assert application_queries.applications_of(session, Login("", 0), "en", phone=PHONE) == []


def test_the_kinds_of_a_number_have_applications_of_their_own(container: Container) -> None:
    applied(container)
    resident = opened(container, kind=AccountType.RESIDENT)
    assert seen(container, resident) == []
    with container.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Application)) == 1


def test_everything_done_to_an_account_is_written_down_without_a_name(container: Container) -> None:
    account_id = opened(container)
    do(container, recovery_factors.set_email, account_id, EMAIL)
    do(container, accounts.set_password, account_id, "none")
    do(container, recovery_factors.plan_phone_change, account_id, NEW_PHONE)
    stop_number(container, account_id)
    do(container, lambda session: accounts.take_photo(session, accounts.get(session, account_id), actor="operator:a"))
    do(container, accounts.close, account_id)
    assert actions(container) == [
        f"account.{what}"
        for what in (
            "opened", "email_changed", "password_changed", "phone_change_planned", "phone_change_stopped",
            "photo_taken", "proven", "closed",
        )
    ]  # fmt: skip
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action.like("account.%"))).all()
        assert {(row.subject, row.actor) for row in rows} == {(account_id, "citizen"), (account_id, "operator:a")}
        assert [row.details for row in rows if row.details] == [{"by": "photo"}]


def actions(container: Container) -> list[str]:
    """The actions on accounts in the audit trail, in order."""
    with container.database.reading() as session:
        query = select(AuditEvent.action).where(AuditEvent.action.like("account.%")).order_by(AuditEvent.id)
        return list(session.scalars(query))


def is_remembered(container: Container, phone: str) -> str | None:
    with container.database.reading() as session:
        return accounts.remembered(session, phone)
