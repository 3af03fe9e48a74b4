"""SIM swap checks: whether a SIM was changed lately, asked before a code for a new password is sent to it (threat T9).

    TO_ASK -> ASKED -> FINE | SWAPPED
         `-------`---> UNKNOWN: refused, or no answer within a minute -> SWAPPED, however late that is said

The provider answers by callback, which may arrive before its response to the request is stored, and may arrive twice:
the answer is stored under the provider's request id, the first one counts, and each round of the worker looks for it. A
check has no personal data: the phone is in the row of its code. An account that does not exist has a check too, but the
provider is not asked.
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
"""How long to wait for the provider's answer, of the ten minutes that a code is valid."""
LEASE: Final = timedelta(seconds=15)
"""Longer than asking takes: connecting (3 times 2 s) and waiting for the answer (5 s)."""
LATER: Final = timedelta(seconds=5)
"""Until the next try, where no answer came or it could not be understood."""
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
"""Verdicts that stay valid as long as the code; after UNKNOWN a code that is sent again is checked again."""


class SimCheck(Base):
    """The SIM check of one code. `granted`: whether the provider may be asked, which costs; `until`: the deadline.

    `next_at`: when the provider may be asked (again). `told_at`: when the verdict was acted on; null before.
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
    """The provider's verdict, under its own id of the request."""

    __tablename__ = "sim_answers"

    request_id: Mapped[str] = mapped_column(primary_key=True)
    verdict: Mapped[CheckState]
    at: Mapped[datetime] = mapped_column(index=True)


@dataclass(frozen=True)
class ClaimedCheck:
    """A check that this worker has leased, to ask the provider."""

    code_id: str
    phone: str = field(repr=False)


def begin_check(session: Session, code: Code, language: str, *, granted: bool) -> None:
    """Request a SIM check before this code is sent, or sent again; FINE and SWAPPED are not asked for twice."""
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
    """Lease the next checks. If the worker dies, another asks again after the lease: that costs one shilling."""
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
    """Record that the provider accepted the request, under this id."""
    _change(session, claimed, state=CheckState.ASKED, request_id=request_id)


def refused(session: Session, claimed: ClaimedCheck) -> None:
    """Record that the provider refused the request."""
    _change(session, claimed, state=CheckState.UNKNOWN)


def retry_later(session: Session, claimed: ClaimedCheck) -> None:
    """Ask again soon: the provider's answer did not come, or cannot be understood."""
    _change(session, claimed, next_at=now(session) + LATER)


def hear(session: Session, request_id: str, *, swapped: bool | None, last_swap: date | None, at: datetime) -> bool:
    """Store the provider's answer; False when there was one before. `at`: when it came.

    SWAPPED counts however late it comes: a check that ended as UNKNOWN is told anew.
    """
    said = verdict(at, swapped=swapped, last_swap=last_swap)
    is_new = ensure(session, SimAnswer, request_id=request_id, verdict=said, at=at)
    if is_new and said == CheckState.SWAPPED:
        check = session.scalar(select(SimCheck).where(SimCheck.request_id == request_id).with_for_update())
        if check is not None and check.state == CheckState.UNKNOWN:
            check.state, check.told_at = said, None
    return is_new


def verdict(at: datetime, *, swapped: bool | None, last_swap: date | None) -> CheckState:
    """The verdict for the provider's answer. The date of the last swap overrides `swapped`, and counts until that day
    ends: for never, and for more than three months ago, the provider says 1 January 1900."""
    if swapped is None:
        return CheckState.UNKNOWN
    if last_swap is None:
        return CheckState.SWAPPED if swapped else CheckState.FINE
    latest = datetime.combine(last_swap, time.max, UTC)  # the day ends in Nairobi before it ends in UTC
    return CheckState.FINE if at - latest >= LATELY else CheckState.SWAPPED


def decide(session: Session) -> list[SimCheck]:
    """The checks that have a verdict or are past their deadline; each is returned once, for the caller to act on."""
    moment = now(session)
    counts = (SimAnswer.at <= SimCheck.until) | (SimAnswer.verdict == CheckState.SWAPPED)
    in_time = (SimAnswer.request_id == SimCheck.request_id) & counts
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
    """How many verdicts of each kind there were within a day, rounded down to tens: no single one can be seen.

    Only checks for which the provider was asked: one without an account is UNKNOWN for another reason.
    """
    asked = SimCheck.granted.is_(True) & (SimCheck.told_at > now(session) - KEPT)
    counted = select(SimCheck.state, func.count().label("number")).where(asked).group_by(SimCheck.state)
    found = Counter({row.state: row.number for row in session.execute(counted)})
    return {each: found[each] // TENS * TENS for each in (CheckState.FINE, CheckState.SWAPPED, CheckState.UNKNOWN)}


def purge_checks(session: Session) -> int:
    """Delete the checks and the answers that are older than a day; returns how many."""
    old = now(session) - KEPT
    checks = delete_until(session, SimCheck.code_id, SimCheck.told_at, old)
    return checks + delete_until(session, SimAnswer.request_id, SimAnswer.at, old)


def _change(session: Session, claimed: ClaimedCheck, **values: object) -> None:
    waits = (SimCheck.code_id == claimed.code_id) & (SimCheck.state == CheckState.TO_ASK) & SimCheck.told_at.is_(None)
    session.execute(update(SimCheck).where(waits).values(values))
