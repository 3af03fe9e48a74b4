"""An agency reads the messages about an application and their states: no text, no address, no sign of an account."""

from typing import Any

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications import agency_reads
from app.domain.applying import application_messages, payment_deadlines
from app.domain.audit.audit_log import AuditEvent
from app.domain.messaging import messages
from app.domain.messaging.messages import Message, MessageState
from tests.conftest import Clock
from tests.database.applying import FREE, applied_for, file
from tests.database.holder import do, hold_email, opened, prove
from tests.database.paying import DARAJA, Paying
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency, refusal, uncounted

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def read(agency: Agency, reference: str = REFERENCE) -> list[dict[str, Any]]:
    return list(agency.get(f"{APPLICATIONS}/{reference}/messages").get_json()["messages"])


def told(agency: Agency, reference: str = REFERENCE) -> list[tuple[str, int | None, str, str]]:
    """Each message: its topic, the version that it is about, its channel and its state."""
    return [(each["topic"], each["version"], each["channel"], each["state"]) for each in read(agency, reference)]


def become(container: Container, key: str, change: Any) -> None:
    """Apply `change` to the row of a message."""
    do(container, lambda session: change(session.scalars(select(Message).where(Message.key == key)).one()))


def test_each_change_with_its_messages_and_what_became_of_them(container: Container, clock: Clock, dis: Agency) -> None:
    dis.record(reference=REFERENCE, email="ann@example.com")
    clock.move(minutes=1)
    dis.move(REFERENCE, "processing", note="Notecanary.")
    dis.move(REFERENCE, "needs_action", note="Which hospital was it?")
    at = clock.time

    def arrived(message: Message) -> None:
        message.accept("ATXid_1", at)
        message.cost, message.parts = "KES 0.8000", 1
        message.settle(MessageState.DELIVERED, None, at)

    become(container, f"alert:{REFERENCE}:1:sms", arrived)
    become(container, f"alert:{REFERENCE}:1:email", lambda each: each.accept(None, at))
    become(container, f"alert:{REFERENCE}:2:sms", lambda each: each.settle(MessageState.FAILED, "UserInBlacklist", at))
    become(container, f"alert:{REFERENCE}:2:email", lambda each: each.wait(at, "SMTP 451"))
    answer = dis.get(f"{APPLICATIONS}/{REFERENCE}/messages")
    shown = [
        (each["version"], each["channel"], each["state"], each["accepted_at"], each["final_at"], each["error"])
        for each in answer.get_json()["messages"]
    ]
    moved = "2026-11-23T09:01:00Z"
    assert shown == [
        (1, "sms", "delivered", moved, moved, None),
        (1, "email", "accepted", moved, None, None),
        (2, "sms", "failed", None, moved, "UserInBlacklist"),
        (2, "email", "pending", None, None, "SMTP 451"),
        (3, "sms", "pending", None, None, None),
        (3, "email", "pending", None, None, None),
    ]
    first = answer.get_json()["messages"][0]
    assert (first["cost"], first["parts"], first["kind"], first["topic"]) == ("KES 0.8000", 1, "alert", "change")
    assert first["created_at"] == "2026-11-23T09:00:00Z"
    for canary in ("700000001", "29000001", "ann@", "Notecanary", "eCitizen", "ATXid_1"):
        assert canary not in answer.text


def test_what_was_withdrawn_says_why(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    do(container, messages.withdraw_alerts, NEW["phone"])
    assert [(each["state"], each["error"]) for each in read(dis)] == [("expired", "the phone said STOP")]


def test_what_to_bring_a_reminder_and_a_receipt_are_among_them(container: Container, clock: Clock, dis: Agency) -> None:
    paying = Paying(container, clock, DARAJA)
    clock.move(days=7)
    do(container, payment_deadlines.remind_unpaid, paying.contacts)
    paying.listed("SKL1234567")
    assert paying.status == "submitted"
    found = {(topic, version, channel) for topic, version, channel, _ in told(dis, paying.reference)}
    assert found >= {("hand_in", 1, "sms"), ("change", 1, "sms"), ("reminder", 1, "sms"), ("payment", None, "sms")}


def test_the_payers_own_message_is_not_among_them(container: Container, clock: Clock, dis: Agency) -> None:
    """A payer with another phone is not the applicant, so the agency does not read the payer's messages."""
    paying = Paying(container, clock, DARAJA)
    payment = paying.ask(payer="+254712000055")
    paying.send()
    paying.notice(payment, "SKL1234567")
    paying.listed("SKL1234567")
    with container.database.reading() as session:
        keys = session.scalars(select(Message.key).where(Message.key.like("paid:%")).order_by(Message.id)).all()
    assert [each.rpartition(":")[2] for each in keys] == ["sms", "sms1"]
    assert [each for each in told(dis, paying.reference) if each[0] == "payment"] == [
        ("payment", None, "sms", "pending")
    ]


def test_it_does_not_tell_that_somebody_has_an_account(container: Container, dis: Agency) -> None:
    """An e-mail goes to the address of the applicant's account; the agency, which gave no address, does not see it."""
    account_id = opened(container, phone=NEW["phone"])
    prove(container, account_id)
    hold_email(container, account_id, "ann@example.com")
    dis.record(reference=REFERENCE)
    with container.database.reading() as session:
        assert session.scalar(select(Message.id).where(Message.key == f"alert:{REFERENCE}:1:email")) is not None
    assert told(dis) == [("change", 1, "sms", "pending")]


def test_who_filed_through_lango_has_one_and_its_e_mails_are_told(container: Container, dis: Agency) -> None:
    applied_for(container)
    account_id = opened(container)
    hold_email(container, account_id, "ann@example.com")
    reference = file(container, account_id, fee=FREE).reference
    assert ("change", 1, "email", "pending") in told(dis, reference)


def test_of_another_application_of_the_same_phone_nothing_is_told(dis: Agency, ntsa: Agency) -> None:
    dis.record(reference=REFERENCE)
    dis.record()
    ntsa.record(service="dl-renew-3")
    assert len(told(dis)) == 1


def test_more_versions_than_one_statement_looks_for(
    container: Container, dis: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application_messages, "AT_ONCE", 4)
    dis.record(reference=REFERENCE)
    for stage in ("printed", "dispatched", "printed"):
        dis.move(REFERENCE, "processing", stage=stage)
    assert [version for _, version, _, _ in told(dis)] == [1, 2, 3, 4]


def test_what_a_newer_release_sends_is_left_out(container: Container, dis: Agency) -> None:
    dis.record(reference=REFERENCE)
    dis.move(REFERENCE, "processing")

    def newer(message: Message) -> None:
        message.state = "travelling"  # type: ignore[assignment]

    become(container, f"alert:{REFERENCE}:1:sms", newer)
    assert told(dis) == [("change", 2, "sms", "pending")]


def test_out_of_reach_it_is_not_there_and_each_reading_is_kept(container: Container, dis: Agency, ntsa: Agency) -> None:
    dis.record(reference=REFERENCE)
    read(dis)
    there, nowhere = (ntsa.get(f"{APPLICATIONS}/{each}/messages") for each in (REFERENCE, "EPP1-NOWHERE0"))
    refusal(there, 404)
    assert (there.data, uncounted(there)) == (nowhere.data, uncounted(nowhere))
    with container.database.reading() as session:
        [row] = session.scalars(select(AuditEvent).where(AuditEvent.action == agency_reads.READ))
        assert (row.actor, row.subject, row.details) == (dis.actor, REFERENCE, {"part": "messages"})


def test_a_reference_with_slashes_has_messages_too(client: Any, agency_key: Any) -> None:
    brs = Agency.of(client, agency_key, "brs")
    brs.record(service="business-name", reference="CPR/2020/1234")
    assert len(told(brs, "CPR/2020/1234")) == 1
    assert brs.get(f"{APPLICATIONS}/CPR/2020/1234/replies").get_json() == {"replies": []}
