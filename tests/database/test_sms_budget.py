"""The one gate for every SMS: where none may go, whose budget it uses up, and that nobody uses up another's."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.applications.moves import Transition
from app.domain.catalogue.models import Status, service
from app.domain.identity import accounts
from app.domain.identity.recovery import security_notices
from app.domain.messaging import inbound_sms, messages, outbox, sms_budget
from app.domain.messaging.dead_letters import requeue
from app.domain.messaging.messages import Message, MessageKind
from app.domain.messaging.sms_budget import BudgetSpent, KeyBudget, Purse
from app.domain.shared.errors import NotAllowed
from app.domain.shared.persons import AccountType
from app.worker.main import Worker
from tests.conftest import Clock
from tests.database.holder import NUMBER, PHONE, STRANGER, do, emails_to, opened, sms_to, statements
from tests.database.test_spraying import alarms, far_apart, phones

ELSEWHERE = [
    "+254203000001", "+254900123456", "+254000000001", "+254722", "+256700100104", "+447911123456", "+88213123456",
    "+8816123456", "+17005550100", "+2547123456789",
]  # fmt: skip
"""A landline, a premium number, one of no network, a short one, Uganda, Britain, two satellite phones, North America,
and one with a digit too many."""
KEYS = iter(range(10**6))


def sent(
    container: Container, phone: str, kind: MessageKind = MessageKind.REPLY, times: int = 1, purse: Purse | None = None
) -> int:
    """Queue so many SMS; how many the gate admits."""
    with container.database.transaction() as session:
        return sum(
            messages.queue_sms(session, key=f"k{next(KEYS)}", kind=kind, phone=phone, body="b", purse=purse)
            for _ in range(times)
        )


def rows(container: Container) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Message)) or 0


# Where it may go


@pytest.mark.parametrize("phone", ELSEWHERE)
def test_no_sms_of_any_kind_goes_to_what_is_no_kenyan_mobile(container: Container, phone: str) -> None:
    assert [sent(container, phone, kind) for kind in MessageKind] == [0] * len(MessageKind)
    assert rows(container) == 0


@pytest.mark.parametrize("phone", ["+254712000001", "+254799999999", "+254110000001", "+254100000001"])
def test_it_goes_to_kenyan_mobiles(container: Container, phone: str) -> None:
    assert [sent(container, phone, kind) for kind in MessageKind] == [1] * len(MessageKind)


@pytest.mark.parametrize("phone", ELSEWHERE[:1] + ELSEWHERE[4:7])
def test_an_sms_from_elsewhere_is_kept_and_not_answered(container: Container, phone: str) -> None:
    took = {"provider_id": "in-1", "sender": phone, "text": "HELP", "sent_at": None, "answer": lambda *_: "Help"}
    assert do(container, inbound_sms.receive, **took)
    assert not do(container, inbound_sms.receive, **took), "it is there"
    assert rows(container) == 0


def test_what_waits_from_before_is_not_sent_again_elsewhere(container: Container) -> None:
    sent(container, PHONE)
    with container.database.transaction() as session:
        old = session.scalars(select(Message)).one()
        old.address_sealed = container.keys.seal_text("+447911123456", old.sealed_at("address"))
        old.settle(messages.MessageState.FAILED, "refused", container.database.clock())
        key = old.key
    with pytest.raises(NotAllowed):
        do(container, requeue, key, actor="test")


# What citizens cause


@pytest.mark.both_databases
def test_a_phone_gets_forty_replies_in_any_hour(container: Container, clock: Clock) -> None:
    clock.move(minutes=55)  # just before the end of an hour
    assert sent(container, PHONE, times=30) == 30
    clock.move(minutes=10)
    assert sent(container, PHONE, times=30) == 10
    assert sent(container, PHONE, MessageKind.RECEIPT) == 0
    clock.move(minutes=50)
    assert sent(container, PHONE, times=40) == 30


def test_what_others_cause_towards_a_phone_uses_up_nothing_of_its_own(container: Container) -> None:
    assert sent(container, PHONE, times=60, purse=Purse.OTHERS) == 40
    assert sent(container, PHONE, times=41) == 40
    assert sent(container, PHONE, MessageKind.OTP, times=41) == 40


def test_no_flood_of_replies_holds_up_codes_or_security_notices(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms_budget, "IN_ALL", 20)
    strangers = far_apart()
    assert sum(sent(container, next(strangers)) for _ in range(120)) == 20
    assert (
        sent(container, PHONE),
        sent(container, PHONE, MessageKind.OTP),
        sent(container, PHONE, MessageKind.SECURITY),
    ) == (
        0,
        1,
        1,
    )
    assert sent(container, PHONE, MessageKind.ALERT, times=50) == 50


@pytest.mark.both_databases
def test_a_block_of_numbers_has_a_budget_and_somebody_is_told(
    container: Container, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms_budget, "TO_A_BLOCK", 50)
    before, neighbours = alarms("sms of a block capped"), phones()
    assert sum(sent(container, next(neighbours)) for _ in range(70)) == 50
    assert alarms("sms of a block capped") == before + 1, "once an hour"
    assert sent(container, PHONE) == 1, "elsewhere"


@pytest.mark.parametrize("first", [True, False])
def test_the_alarm_of_a_block_sounds_once_for_sms_and_for_what_only_looks_like_one(
    container: Container, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    """Otherwise whoever has used up the one could detect which of the two it is."""
    monkeypatch.setattr(sms_budget, "TO_A_BLOCK", 2)
    before, neighbours = alarms("sms of a block capped"), phones()
    for real in (first, not first):
        for _ in range(4):
            do(container, sms_budget.admits, next(neighbours), Purse.CODE, real=real)
        assert alarms("sms of a block capped") == before + 1


def test_the_country_has_a_budget_a_day_and_somebody_is_told(
    container: Container, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms_budget, "IN_ALL", 8)
    before, strangers = alarms("sms of a day capped"), far_apart()
    let_out = sum(sent(container, next(strangers)) for _ in range(60))
    clock.move(hours=23)
    let_out += sum(sent(container, next(strangers)) for _ in range(20))
    assert let_out == 8
    assert before < alarms("sms of a day capped") <= before + 16, "an hour's once for each row"
    clock.move(hours=1)
    assert sent(container, next(strangers)) == 1


def test_a_refusal_uses_up_nothing_and_writes_no_message(container: Container) -> None:
    assert sent(container, PHONE, times=45) == 40
    assert rows(container) == 40
    assert do(container, sms_budget.admits, PHONE[:-1] + "2", Purse.REPLY)


def test_what_is_not_really_sent_does_the_same_work_and_uses_up_nothing(container: Container) -> None:
    """So that nobody can detect whether there is an account (threat T12)."""
    seen = []
    for nowhere in (True, False):
        with statements(container) as told:
            do(
                container,
                messages.queue_sms,
                key=f"n{nowhere}",
                kind=MessageKind.OTP,
                phone=PHONE,
                body="b",
                nowhere=nowhere,
            )
        seen.append(told)
    assert seen[0] == seen[1]
    for number in range(60):
        do(container, messages.queue_sms, key=f"n{number}", kind=MessageKind.OTP, phone=PHONE, body="b", nowhere=True)
    assert sent(container, PHONE, MessageKind.OTP, times=40) == 39


# Too many SMS from a phone


def text(container: Container, phone: str = PHONE, times: int = 1) -> None:
    for _ in range(times):
        name = f"in-{next(KEYS)}"
        do(
            container,
            inbound_sms.receive,
            provider_id=name,
            sender=phone,
            text="HELP",
            sent_at=None,
            answer=lambda *_: "Help",
        )


def test_a_flood_of_texts_is_answered_forty_times_then_told_so_once_an_hour(container: Container, clock: Clock) -> None:
    text(container, times=60)
    answers = sms_to(container, PHONE)
    assert (answers.count("Help"), len(answers)) == (40, 41)
    assert answers[-1] == inbound_sms.TOO_MANY
    clock.move(minutes=59)
    text(container, times=2)
    assert len(sms_to(container, PHONE)) == 41
    clock.move(minutes=1)
    text(container)
    assert sms_to(container, PHONE)[-1] == "Help"


def test_texts_under_the_number_of_a_phone_use_up_no_sms_that_it_dials_for(container: Container) -> None:
    """The sender of an SMS can be forged: who files an application gets the SMS with its reference all the same."""
    text(container, times=60)
    assert sent(container, PHONE) == 1
    assert sent(container, PHONE, MessageKind.RECEIPT) == 1


def test_where_the_block_is_used_up_nothing_is_said(container: Container, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sms_budget, "TO_A_BLOCK", 3)
    neighbours = phones()
    for _ in range(10):
        text(container, next(neighbours))
    assert rows(container) == 3


# What agencies cause


def recorded(container: Container, phone: str = PHONE, paid_by: KeyBudget | None = None) -> str:
    with container.database.transaction() as session:
        wanted = service(session, "passport-renew-34")
        assert wanted is not None
        applicant = Applicant(AccountType.CITIZEN, NUMBER, phone, "w@example.com")
        made = transitions.record_application(
            session, wanted, applicant, actor="test", contacts=container.contacts, paid_by=paid_by
        )
        return made.reference


def move(container: Container, reference: str, status: Status, paid_by: KeyBudget | None) -> None:
    do(
        container,
        transitions.apply_transition,
        reference,
        Transition(status),
        actor="test",
        contacts=container.contacts,
        paid_by=paid_by,
    )


def test_a_key_has_twenty_thousand_an_hour(container: Container, clock: Clock) -> None:
    budget = KeyBudget("dis")
    do(container, sms_budget.reserve_for_key, budget, 19_999)
    do(container, sms_budget.reserve_for_key, budget)
    clock.move(minutes=10)
    with pytest.raises(BudgetSpent) as refused:
        do(container, sms_budget.reserve_for_key, budget)
    assert refused.value.retry_after == 3000
    do(container, sms_budget.reserve_for_key, KeyBudget("ntsa"))
    clock.move(minutes=50)
    do(container, sms_budget.reserve_for_key, budget)


def test_beyond_it_a_change_is_refused_and_nothing_has_changed(container: Container) -> None:
    budget = KeyBudget("key 1", an_hour=2)
    reference = recorded(container, paid_by=budget)
    move(container, reference, Status.PROCESSING, budget)
    before = rows(container)
    with pytest.raises(BudgetSpent):
        move(container, reference, Status.READY, budget)
    with pytest.raises(BudgetSpent):
        recorded(container, STRANGER, paid_by=budget)
    assert rows(container) == before
    with container.database.reading() as session:
        stands = transitions.find_application_of(session, reference, reach=None)
        assert (stands.status, stands.version, len(stands.history)) == (Status.PROCESSING, 2, 2)
    move(container, reference, Status.READY, KeyBudget("key 2", an_hour=1))


def test_what_sends_no_sms_uses_up_nothing(container: Container) -> None:
    """An SMS to a landline is not sent, and the e-mail is."""
    budget = KeyBudget("key", an_hour=0)
    recorded(container, "+254203000001", paid_by=budget)
    assert (rows(container), len(emails_to(container, "w@example.com"))) == (1, 1)


@pytest.mark.both_databases
def test_alerts_use_no_budget_of_citizens_and_none_that_was_accepted_is_dropped(container: Container) -> None:
    budget = KeyBudget("key", an_hour=60)
    assert sent(container, PHONE, times=41) == 40
    with container.database.transaction() as session:
        for number in range(60):
            assert messages.queue_sms(
                session, key=f"a{number}", kind=MessageKind.ALERT, phone=PHONE, body="moved", paid_by=budget
            )
    with container.database.reading() as session:
        waiting = select(func.count()).where(
            Message.kind == MessageKind.ALERT, Message.state == messages.MessageState.PENDING
        )
        assert session.scalar(waiting) == 60


def test_somebody_is_told_when_alerts_wait_and_not_of_what_waited_for_the_morning(
    container: Container, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, before = Worker(container), alarms("alerts wait")
    sent(container, PHONE, MessageKind.ALERT)
    clock.move(minutes=9)
    worker.sweep()
    assert alarms("alerts wait") == before
    clock.move(minutes=1)
    worker.sweep()
    worker.sweep()
    assert alarms("alerts wait") == before + 1, "once an hour"
    assert sms_to(container, PHONE) == ["b"], "and none is dropped"
    clock.move(hours=2)
    night = {timedelta(0): False, outbox.LATE: True}
    monkeypatch.setattr(type(container), "is_quiet", lambda _self, *, ago=timedelta(0): night[ago])
    worker.sweep()
    assert alarms("alerts wait") == before + 1
    worker.finish()


# Notices about a sign-in


def test_the_owner_is_told_once_of_each_unknown_phone(container: Container, clock: Clock) -> None:
    account_id = opened(container)

    def signed_in(phone: str) -> list[str]:
        do(container, security_notices.tell_of_sign_in, account_id, phone, "en", container.contacts)
        return sms_to(container, PHONE)

    assert signed_in(PHONE) == []
    [told] = signed_in(STRANGER)
    assert "opened on phone ...0099 at 12:00" in told
    clock.move(days=29)
    assert len(signed_in(STRANGER)) == 1
    clock.move(days=29)
    assert len(signed_in(STRANGER)) == 1, "seen within 30 days"
    clock.move(days=30)
    assert len(signed_in(STRANGER)) <= 2
    with container.database.reading() as session:
        newest = session.scalars(select(Message).order_by(Message.id.desc()).limit(1)).one()
    assert (newest.kind, newest.created_at) == (MessageKind.SECURITY, clock())


def test_an_owner_for_whom_there_was_no_sms_is_told_at_the_next_sign_in(container: Container, clock: Clock) -> None:
    """Whoever uses up the SMS of a phone does not become known to its account unseen."""
    account_id = opened(container)
    assert sent(container, PHONE, MessageKind.SECURITY, times=41) == 40
    for number in (40, 41, 41):
        do(container, security_notices.tell_of_sign_in, account_id, STRANGER, "en", container.contacts)
        assert len(sms_to(container, PHONE)) == number
        clock.move(hours=1)


def test_after_a_new_password_a_phone_is_unknown_again(container: Container) -> None:
    """The owner was notified about the thief's phone before; when it is back, the owner must be notified again."""
    account_id = opened(container)
    for kept in ("none", "none", "another"):
        with container.database.transaction() as session:
            accounts.set_password(session, account_id, kept)
            security_notices.tell_of_sign_in(session, account_id, STRANGER, "en", container.contacts)
    assert len(sms_to(container, PHONE)) == 2
