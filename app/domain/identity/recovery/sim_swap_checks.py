"""Whether a SIM was changed lately: asked before a code for a new password goes to it by SMS (threat T9).

    TO_ASK -> ASKED -> FINE | SWAPPED
         `-------`---> UNKNOWN: refused, or nobody told within a minute

The provider tells later, perhaps before its own answer is written down, and perhaps twice: what it tells is kept
under its name for the question, the first word counts, and each round looks for it. A check says nothing of a
person: the phone is that of its code. An account that does not exist has one too, of which nobody is asked.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.domain.identity.otp import Code
from app.domain.shared.purge import delete_until
from app.platform.db import Base, ensure, now
from app.platform.encryption import DecryptionError

LATELY: Final = timedelta(hours=72)
"""A SIM changed within this time gets no code (source 25)."""
PATIENCE: Final = timedelta(seconds=60)
"""For how long the provider's word is waited for, of the five minutes that a code lives."""
LEASE: Final = timedelta(seconds=15)
"""Longer than asking takes: connecting (3 times 2 s) and waiting for the answer (5 s)."""
LATER: Final = timedelta(seconds=5)
"""Until the next try after an answer that nobody understands."""
KEPT: Final = timedelta(days=1)
AT_ONCE: Final = 100


class CheckState(StrEnum):
    """Where a check stands. The last three are verdicts."""

    TO_ASK = "to ask"
    ASKED = "asked"
    FINE = "fine"
    SWAPPED = "swapped"
    UNKNOWN = "unknown"


TENS: Final = 10
FOUND: Final = (CheckState.FINE, CheckState.SWAPPED)
"""What holds for as long as the code lives; an unknown is asked anew when the code is to be sent again."""


class SimCheck(Base):
    """The check before a code: `granted` says whether it may cost anything, `until` for how long it is waited for.

    `next_at` is when it may be asked (again), `told_at` when its verdict was acted on: empty, it is still to be.
    """

    __tablename__ = "sim_checks"

    code_id: Mapped[str] = mapped_column(primary_key=True)
    language: Mapped[str]
    granted: Mapped[bool]
    state: Mapped[CheckState]
    request_id: Mapped[str | None]
    next_at: Mapped[datetime]
    until: Mapped[datetime]
    told_at: Mapped[datetime | None] = mapped_column(index=True)


class SimAnswer(Base):
    """What the provider found out, under its own name for the question."""

    __tablename__ = "sim_answers"

    request_id: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[CheckState]
    at: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True)
class ClaimedCheck:
    """A question that this worker asks."""

    code_id: str
    phone: str = field(repr=False)


def begin_check(session: Session, code: Code, language: str, *, granted: bool) -> None:
    """Have the SIM looked at before this code is sent, or sent again; what was found out is not asked twice."""
    moment = now(session)
    check = session.get(SimCheck, code.id, with_for_update=True)
    if check is None:
        check = SimCheck(code_id=code.id, state=CheckState.TO_ASK)
        session.add(check)
    elif check.state not in FOUND:
        check.state, check.request_id = CheckState.TO_ASK, None
    check.language, check.granted, check.told_at = language, granted, None
    check.next_at, check.until = moment, moment + PATIENCE
    session.flush()


def claim(session: Session, most: int) -> list[ClaimedCheck]:
    """Lease the next questions. One whose worker dies is asked again: that costs a shilling."""
    moment = now(session)
    due = (
        select(SimCheck, Code)
        .join(Code, Code.id == SimCheck.code_id)
        .where(SimCheck.told_at.is_(None), SimCheck.state == CheckState.TO_ASK, SimCheck.granted.is_(True))
        .where(SimCheck.next_at <= moment, SimCheck.until > moment, Code.used_at.is_(None), Code.expires_at > moment)
        .order_by(SimCheck.next_at)
        .limit(most)
        .with_for_update(skip_locked=True, of=SimCheck)
    )
    claimed = []
    for check, code in session.execute(due).all():
        check.next_at = moment + LEASE
        try:
            claimed.append(ClaimedCheck(code.id, code.target))
        except DecryptionError:
            check.state = CheckState.UNKNOWN
    return claimed


def asked(session: Session, claimed: ClaimedCheck, request_id: str) -> None:
    """The provider took the question, under this name."""
    _change(session, claimed, state=CheckState.ASKED, request_id=request_id)


def refused(session: Session, claimed: ClaimedCheck) -> None:
    """The provider does not take the question."""
    _change(session, claimed, state=CheckState.UNKNOWN)


def retry_later(session: Session, claimed: ClaimedCheck) -> None:
    """The provider's answer did not come, or cannot be understood: it is asked again soon."""
    _change(session, claimed, next_at=now(session) + LATER)


def hear(session: Session, request_id: str, *, swapped: bool | None, last_swap: date | None, at: datetime) -> bool:
    """Keep what the provider found out; False when it had told before. `at` is when it told."""
    said = verdict(at, swapped=swapped, last_swap=last_swap)
    return ensure(session, SimAnswer, request_id=request_id, verdict=said, at=at)


def verdict(at: datetime, *, swapped: bool | None, last_swap: date | None) -> CheckState:
    """What the provider's words mean. The day of the last swap counts more than its word, and counts to its very end:
    of never, and of more than three months ago, it says 1 January 1900."""
    if swapped is None:
        return CheckState.UNKNOWN
    if last_swap is None:
        return CheckState.SWAPPED if swapped else CheckState.FINE
    latest = datetime.combine(last_swap, time.max, UTC)  # the day ends in Nairobi before it ends in UTC
    return CheckState.FINE if at - latest >= LATELY else CheckState.SWAPPED


def decide(session: Session) -> list[SimCheck]:
    """The checks whose verdict is there, or is waited for no longer: each once, for whoever acts on it."""
    moment = now(session)
    in_time = (SimAnswer.request_id == SimCheck.request_id) & (SimAnswer.at <= SimCheck.until)
    over = (
        (SimCheck.until <= moment) | SimCheck.state.in_((*FOUND, CheckState.UNKNOWN)) | SimAnswer.verdict.is_not(None)
    )
    query = select(SimCheck, SimAnswer.verdict).outerjoin(SimAnswer, in_time).where(SimCheck.told_at.is_(None), over)
    rows = session.execute(query.limit(AT_ONCE).with_for_update(skip_locked=True, of=SimCheck)).all()
    for check, told in rows:
        if check.state in (CheckState.TO_ASK, CheckState.ASKED):
            check.state = told or CheckState.UNKNOWN
        check.told_at = moment
    return [check for check, _ in rows]


def verdicts(session: Session) -> dict[CheckState, int]:
    """How many verdicts of each kind there were within a day, in whole tens: no single one can be seen.

    Only those of which somebody was asked. A check of nobody's account is unknown for another reason.
    """
    asked = SimCheck.granted.is_(True) & (SimCheck.told_at > now(session) - KEPT)
    counted = select(SimCheck.state, func.count().label("number")).where(asked).group_by(SimCheck.state)
    found = Counter({row.state: row.number for row in session.execute(counted)})
    return {each: found[each] // TENS * TENS for each in (CheckState.FINE, CheckState.SWAPPED, CheckState.UNKNOWN)}


def purge_checks(session: Session) -> int:
    """Delete the checks and the answers of a day ago; how many."""
    old = now(session) - KEPT
    checks = delete_until(session, SimCheck.code_id, SimCheck.told_at, old)
    return checks + delete_until(session, SimAnswer.request_id, SimAnswer.at, old)


def _change(session: Session, claimed: ClaimedCheck, **values: object) -> None:
    waits = (SimCheck.code_id == claimed.code_id) & (SimCheck.state == CheckState.TO_ASK) & SimCheck.told_at.is_(None)
    session.execute(update(SimCheck).where(waits).values(values))
