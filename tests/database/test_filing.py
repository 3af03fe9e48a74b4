"""Filing an application: once, by who may, with its date and its fee."""

import json
from decimal import Decimal
from functools import partial

from sqlalchemy import func, select

from app.container import Container
from app.domain.applications import applications
from app.domain.applications.applications import Application, Change
from app.domain.applying.filing import Filed, OpenApplication, SlotTaken
from app.domain.applying.subjects import read_subject
from app.domain.catalogue.models import Status
from app.domain.shared.errors import RuleViolation
from tests.database.applying import (
    FORM,
    FREE,
    SLOT,
    applied_for,
    child,
    file,
    found,
    taken,
)
from tests.database.holder import (
    PHONE,
    at_once,
    emails_to,
    hold_email,
    opened,
    sms_to,
)


def refused(work: partial[Filed]) -> type[RuleViolation] | None:
    try:
        work()
    except RuleViolation as refusal:
        return type(refusal)
    return None


def count_of(container: Container) -> int:
    with container.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Application)) or 0


def test_what_is_filed_is_kept_fixed_told_and_taken(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    hold_email(container, who, "wanjiku@example.com")
    filed = file(container, who, given=child())
    assert (filed.status, filed.total_kes) == (Status.AWAITING_PAYMENT, Decimal(7550))
    with container.database.reading() as session:
        kept = found(session, filed.reference)
        answered = container.keys.open_text(kept.answers_sealed or b"", kept.sealed_at("answers"))
        assert json.loads(answered) == child()
        assert read_subject(session, kept) == {"subject_first_name": "Amani"}
        assert (kept.form_digest, kept.slot_code, kept.account_id) == (FORM.digest, SLOT, who)
        assert (kept.base_fee_kes, kept.access_fee_kes) == (Decimal(7500), Decimal(50))
        assert applications.phone(session, kept) == PHONE
        assert [(each.status, each.actor) for each in session.scalars(select(Change))] == [
            (Status.AWAITING_PAYMENT, "citizen")
        ]
    first, second = sms_to(container, PHONE)
    shown = " ".join(filed.reference[place : place + 4] for place in (0, 4, 8))
    assert first.startswith(f"eCitizen {shown}: ")
    assert "KES 7,550" in first
    assert first.endswith("Keep this number.")
    assert second == f"eCitizen {shown}: Take your old passport to Nyayo House by 7 Dec 2026."
    (mail,) = emails_to(container, "wanjiku@example.com")
    assert "KES 7,550" in mail
    assert "Keep this number." in mail
    assert taken(container) == 1


def test_free_and_unpublished_are_submitted_at_once(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    free = file(container, who, fee=FREE)
    unknown = file(container, who, fee=None, again=True)
    assert [(each.status, each.total_kes) for each in (free, unknown)] == [
        (Status.SUBMITTED, Decimal(0)),
        (Status.SUBMITTED, None),
    ]
    assert not any("KES" in each for each in sms_to(container, PHONE))


def test_sixteen_filings_of_one_account_at_once_are_one(container: Container) -> None:
    applied_for(container)
    who = opened(container)
    works = [partial(refused, partial(file, container, who)) for _ in range(16)]
    came = at_once(works)
    assert came.count(None) == 1
    assert came.count(OpenApplication) == 15
    assert (count_of(container), taken(container)) == (1, 1)
    assert len(sms_to(container, PHONE)) == 2


def test_sixteen_takers_of_five_places_take_five(container: Container) -> None:
    applied_for(container, capacity=5)
    holders = [opened(container, str(29000100 + number), phone=f"+2547120001{number:02d}") for number in range(16)]
    works = [
        partial(refused, partial(file, container, who, phone=f"+2547120001{number:02d}"))
        for number, who in enumerate(holders)
    ]
    came = at_once(works)
    assert (came.count(None), came.count(SlotTaken)) == (5, 11)
    assert (count_of(container), taken(container)) == (5, 5)
    assert [len(sms_to(container, f"+2547120001{number:02d}")) for number in range(16)].count(0) == 11
