"""Proving an account by a code to a phone that an agency recorded: right, wrong, late, another's, not sent."""

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.identity import accounts, otp, otp_budget
from app.domain.identity.accounts import Account, Login
from app.domain.identity.otp import Code, Purpose
from app.domain.messaging.messages import Message, MessageKind
from app.domain.self_service import identity_proof
from app.domain.shared.errors import NotAllowed, Revoked
from tests.conftest import Clock
from tests.database.holder import NUMBER, ON_SQLITE, PHONE, STRANGER, do, login, opened, sms_to, statements
from tests.database.proofs import ask, code_in, enter, filed, is_proven

OWNERS = "+254712000055"


@pytest.fixture
def account_id(container: Container) -> str:
    """The id of an account of somebody who knows the data of a document, on a phone of their own."""
    return opened(container)


def proof_codes(container: Container, phone: str = OWNERS) -> list[str]:
    """The codes that wait for a phone, oldest first."""
    return [code_in(each) for each in sms_to(container, phone) if "code is" in each]


def kept(container: Container, account_id: str) -> str:
    """The digits of the account's newest code, wherever it was sent."""
    with container.database.reading() as session:
        newest = session.scalars(select(Code).where(Code.account_id == account_id).order_by(Code.sent_at.desc()))
        return next(iter(newest)).digits


@pytest.mark.both_databases
def test_a_code_to_the_recorded_phone_proves_the_account_and_both_phones_are_told(
    container: Container, account_id: str
) -> None:
    filed(container, phone=OWNERS)
    who = login(container, account_id)
    assert ask(container, who)
    (code,) = proof_codes(container)
    assert not [each for each in sms_to(container, PHONE) if code in each]
    assert not is_proven(container, account_id)
    assert enter(container, who, code) == identity_proof.Tried(True, 0)
    assert is_proven(container, account_id)
    for phone in (PHONE, OWNERS):
        assert "a code proved that the account on phone +2547******01 is yours" in sms_to(container, phone)[-1]
    with container.database.reading() as session:
        notices = session.scalars(select(Message).where(Message.kind == MessageKind.SECURITY)).all()
        assert len(notices) == 2
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.proven")).all()
        assert [(row.actor, row.subject, row.details) for row in rows] == [("citizen", account_id, {"by": "code"})]


def test_the_sms_says_who_asks_and_what_to_do_and_fits(container: Container, account_id: str) -> None:
    filed(container, phone=OWNERS)
    ask(container, login(container, account_id))
    text = sms_to(container, OWNERS)[-1]
    assert f"..{PHONE[-4:]} " in text
    assert "Never tell anyone, even our staff" in text
    assert container.contacts.phone in text
    assert len(text) <= 160


def test_where_no_agency_has_recorded_another_phone_the_same_is_done_and_nothing_is_sent(container: Container) -> None:
    ids = opened(container), opened(container, "29000002", phone=STRANGER)
    filed(container, phone=OWNERS)
    filed(container, phone=STRANGER, number="29000002")
    work = []
    for account_id, phone in zip(ids, (PHONE, STRANGER), strict=True):
        who = login(container, account_id)
        with statements(container) as sent:
            assert ask(container, who, phone)
        assert do(container, identity_proof.code_waits, who, phone)
        wrong = f"{(int(kept(container, account_id)) + 1) % 10**6:06d}"
        assert [enter(container, who, wrong, phone).left for _ in range(4)] == [2, 1, 0, 0]
        work.append(sent)
    assert work[0] == work[1]
    with container.database.reading() as session:
        states = session.execute(select(Message.state).where(Message.kind == MessageKind.OTP).order_by(Message.id))
        assert list(states.scalars()) == ["pending", "expired"]


def test_no_code_that_was_sent_nowhere_proves_anything(container: Container, account_id: str) -> None:
    filed(container, phone=PHONE)
    who = login(container, account_id)
    ask(container, who)
    assert not enter(container, who, kept(container, account_id)).proven
    assert not is_proven(container, account_id)


def test_what_the_account_filed_itself_proves_nothing(container: Container, account_id: str) -> None:
    filed(container, phone=STRANGER, account_id=account_id)
    ask(container, login(container, account_id))
    assert proof_codes(container, STRANGER) == []


def test_three_wrong_ones_and_the_code_is_void(container: Container, account_id: str) -> None:
    filed(container, phone=OWNERS)
    who = login(container, account_id)
    ask(container, who)
    (code,) = proof_codes(container)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert [enter(container, who, wrong).left for _ in range(3)] == [2, 1, 0]
    assert not enter(container, who, code).proven
    assert not is_proven(container, account_id)


def test_a_code_lives_ten_minutes(container: Container, clock: Clock, account_id: str) -> None:
    filed(container, phone=OWNERS)
    ask(container, login(container, account_id))
    (code,) = proof_codes(container)
    clock.move(minutes=9, seconds=59)
    assert do(container, identity_proof.code_waits, login(container, account_id, password_given=False), PHONE)
    clock.move(seconds=1)
    assert not do(container, identity_proof.code_waits, login(container, account_id, password_given=False), PHONE)
    assert not enter(container, login(container, account_id), code).proven


def test_it_is_entered_on_the_phone_that_asked_by_the_account_that_asked(container: Container, account_id: str) -> None:
    filed(container, phone=OWNERS)
    other = opened(container, "29000002")
    who = login(container, account_id)
    ask(container, who)
    (code,) = proof_codes(container)
    assert do(container, identity_proof.code_waits, who, PHONE)
    assert not do(container, identity_proof.code_waits, login(container, other), PHONE)
    assert not enter(container, who, code, OWNERS).proven
    assert not enter(container, login(container, other), code).proven
    assert not is_proven(container, other)
    assert enter(container, who, code).proven


@pytest.mark.parametrize("stale", ["no password", "old", "ended"])
def test_it_takes_a_password_given_a_moment_ago(
    container: Container, clock: Clock, account_id: str, stale: str
) -> None:
    filed(container, phone=OWNERS)
    fresh = login(container, account_id)
    ask(container, fresh)
    (code,) = proof_codes(container)
    who = login(container, account_id, password_given=False) if stale == "no password" else fresh
    if stale == "old":
        clock.move(seconds=180)
    if stale == "ended":
        do(container, accounts.set_password, account_id, "none")
    with pytest.raises(Revoked):
        ask(container, who)
    with pytest.raises(Revoked):
        enter(container, who, code)
    assert not is_proven(container, account_id)


def test_what_ends_sign_ins_ends_the_code(container: Container, account_id: str) -> None:
    filed(container, phone=OWNERS)
    ask(container, login(container, account_id))
    (code,) = proof_codes(container)
    do(container, accounts.set_password, account_id, "none")
    assert not enter(container, login(container, account_id), code).proven


def test_a_code_of_an_epoch_that_is_over_proves_nothing(container: Container, account_id: str) -> None:
    filed(container, phone=OWNERS)
    ask(container, login(container, account_id))
    (code,) = proof_codes(container)
    with container.database.transaction() as session:
        session.get_one(Account, account_id).auth_epoch += 1
    assert not enter(container, login(container, account_id), code).proven


def test_codes_are_capped_for_the_phone_the_account_and_the_phone_they_go_to(
    container: Container, account_id: str
) -> None:
    filed(container, phone=OWNERS)
    who = login(container, account_id)
    assert [ask(container, who) for _ in range(4)] == [True] * 3 + [False]
    assert [ask(container, who, STRANGER), len(proof_codes(container))] == [False, 3]


@ON_SQLITE
def test_a_phone_that_asks_for_one_account_after_the_other_is_refused(container: Container) -> None:
    household = [opened(container, number) for number in (NUMBER, "29000002", "29000003", "29000004")]
    assert [ask(container, login(container, each)) for each in household] == [True] * 3 + [False]


def test_too_many_at_one_phone_are_withheld_in_silence(container: Container) -> None:
    numbers = [NUMBER, "29000002", "29000003", "29000004"]
    for place, number in enumerate(numbers):
        filed(container, phone=OWNERS, number=number)
        asker = f"+25471200011{place}"
        assert ask(container, login(container, opened(container, number, phone=asker)), asker)
    assert len(proof_codes(container)) == otp.AN_HOUR


def test_they_stay_within_the_budget_of_codes_that_others_ask_for(container: Container, account_id: str) -> None:
    filed(container, phone=OWNERS)
    while do(container, otp_budget.spend, OWNERS, own=False, real=True):
        pass
    assert ask(container, login(container, account_id))
    assert proof_codes(container) == []


@pytest.mark.both_databases
def test_ten_wrong_codes_in_a_month_and_only_a_desk_helps(container: Container, clock: Clock, account_id: str) -> None:
    filed(container, phone=OWNERS)
    for _ in range(4):
        who = login(container, account_id)
        ask(container, who)
        wrong = f"{(int(kept(container, account_id)) + 1) % 10**6:06d}"
        for _ in range(3):
            enter(container, who, wrong)
        clock.move(days=1)
    sent = len(proof_codes(container))
    who = login(container, account_id)
    assert ask(container, who)
    assert len(proof_codes(container)) == sent == 4
    assert not enter(container, who, kept(container, account_id)).proven


def at_desk(container: Container, account_id: str, said_phone: str) -> None:
    with container.database.transaction() as session:
        found = accounts.get(session, account_id)
        identity_proof.prove_at_desk(session, found, said_phone, actor="clerk", contacts=container.contacts)


def test_a_proven_account_asks_for_nothing(container: Container, account_id: str) -> None:
    filed(container, phone=OWNERS)
    at_desk(container, account_id, PHONE)
    assert ask(container, login(container, account_id))
    assert proof_codes(container) == []
    with pytest.raises(NotAllowed):
        at_desk(container, account_id, PHONE)


def test_the_phone_that_an_agency_recorded_is_told_of_a_desks_proof(container: Container, account_id: str) -> None:
    """A clerk may have been deceived, or paid: the person hears of it on the phone that the agency knows."""
    for phone in (OWNERS, STRANGER):
        filed(container, phone=phone)
    at_desk(container, account_id, PHONE)
    for phone in (PHONE, OWNERS, STRANGER):
        assert "a desk proved that the account on phone +2547******01 is yours" in sms_to(container, phone)[-1]


def test_only_the_phones_that_were_recorded_last_are_told(container: Container, account_id: str) -> None:
    """An agency's key can record any number of phones for a person."""
    phones = [f"+2547120007{number:02}" for number in range(identity_proof.MOST_TOLD + 3)]
    for phone in phones:
        filed(container, phone=phone)
    at_desk(container, account_id, PHONE)
    told = ["a desk proved" in sms_to(container, phone)[-1] for phone in phones]
    assert told == [False] * 3 + [True] * identity_proof.MOST_TOLD


def test_a_desk_proves_no_account_on_a_phone_that_the_person_does_not_know(
    container: Container, account_id: str
) -> None:
    with pytest.raises(NotAllowed, match="take-over"):
        at_desk(container, account_id, OWNERS)
    assert not is_proven(container, account_id)


def test_it_speaks_the_language_of_the_phone_that_gets_it(container: Container, account_id: str) -> None:
    filed(container, phone=OWNERS)
    who: Login = login(container, account_id)
    assert ask(container, who, language="sw")
    assert "msimbo wako ni" in sms_to(container, OWNERS)[-1]
    assert len(sms_to(container, OWNERS)[-1]) <= 160


def test_the_photo_and_the_desk_prove_once(container: Container, account_id: str) -> None:
    with container.database.transaction() as session:
        account = accounts.get(session, account_id)
        accounts.take_photo(session, account, actor="clerk")
        accounts.prove(session, account, actor="clerk", by="desk")
    assert is_proven(container, account_id)
    with container.database.reading() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.proven")).all()
        assert [(row.actor, row.details) for row in rows] == [("clerk", {"by": "photo"})]


@ON_SQLITE
def test_proof_is_wanted_of_who_is_signed_in_until_there_is_one(container: Container, account_id: str) -> None:
    assert do(container, identity_proof.needs_proof, login(container, account_id))
    assert not do(container, identity_proof.needs_proof, Login("", 0))
    at_desk(container, account_id, PHONE)
    assert not do(container, identity_proof.needs_proof, login(container, account_id))


@ON_SQLITE
def test_a_desk_that_proves_an_account_is_written_down(container: Container, account_id: str) -> None:
    at_desk(container, account_id, PHONE)
    with container.database.reading() as session:
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.proven")).one()
        assert (row.actor, row.subject, row.details) == ("clerk", account_id, {"by": "desk"})


def test_a_code_of_another_purpose_proves_nothing(container: Container, account_id: str) -> None:
    filed(container, phone=OWNERS)
    for purpose in set(Purpose) - {Purpose.PROOF}:
        issued = do(container, otp.issue_code, purpose, asker=PHONE, account_id=account_id, target=OWNERS)
        with container.database.reading() as session:
            digits = session.get_one(Code, issued.id).digits
        assert not enter(container, login(container, account_id), digits).proven
