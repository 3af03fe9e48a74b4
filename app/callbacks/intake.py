"""Takes in providers' callbacks: applies them at once, or spools them while the database is unavailable.

A callback is passed on as the provider's adapter has read it; only the spool holds it as JSON
(`app/callbacks/codec.py`). `apply_payload` applies each kind, in one transaction.
"""

import threading
import time
from datetime import datetime
from functools import partial
from typing import Final, assert_never

from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.callbacks.codec import Payload, decode, encode
from app.container import Container
from app.domain.idempotency import spool_records
from app.domain.identity.recovery import sim_swap_checks
from app.domain.messaging import delivery_reports, inbound_sms, messages
from app.domain.payments.provider_port import PaymentNotice, RefundNotice, ResultNotice
from app.domain.payments.receipts import settlement, transaction_results
from app.domain.payments.refunding import refund_results
from app.domain.subscribers import phones
from app.platform.db import now
from app.platform.observability import SPOOLED, failed, log
from app.platform.spool import NotNow, SpoolRecord
from app.providers.ports import InboundSms, OptOut, Report, SimTold
from menus.sms import keywords

SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds between two attempts to drain the spool while the database is unavailable."""
PATIENCE: Final = 600.0
"""Seconds for which a record is retried although the database answers; after that it is set aside."""


class StorageUnavailable(Exception):
    """Neither the database nor the disk could store a callback: the provider must send it again."""


class CallbackProcessor:
    """Applies callbacks to the database, or spools them. A process has one instance."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._is_draining = threading.Lock()
        self._since: dict[str, float] = {}

    def take(self, payload: Payload) -> bool | None:
        """Apply a callback. True where it was new, False where it was known, None where it was spooled. Raises
        StorageUnavailable.

        While the spool holds records, new callbacks are spooled behind them, so that the order of arrival is kept.
        """
        if not self._container.spool.waits():
            try:
                with self._container.database.transaction() as session:
                    return apply_payload(self._container, session, payload, now(session))
            except Exception as error:
                failed("database" if isinstance(error, SQLAlchemyError) else "intake", error)
        try:
            kind, fields = encode(payload)
            self._container.spool.put(kind, fields, self._container.database.clock())
        except OSError as error:
            failed("spool", error)
            raise StorageUnavailable from None
        SPOOLED.labels(kind, "kept").inc()
        self.wake()
        return None

    def wake(self) -> None:
        """Start a thread that drains the spool and then ends, unless the spool is empty or such a thread runs."""
        if self._container.spool.waits() and self._is_draining.acquire(blocking=False):
            threading.Thread(target=self._drain_until_empty, name="spool", daemon=True).start()

    def drain(self) -> int:
        """Apply the spooled records; returns how many.

        At a record that cannot be applied now it stops and returns 0: those before it are read again next time.
        """
        before = self._container.spool.waits()
        try:
            done = self._container.spool.drain(self._apply, _set_aside)
        except (NotNow, OSError) as error:
            log.warning("spool", what="waits", error=type(error.__cause__ or error).__name__)
            return 0
        if before and not self._container.spool.waits():
            self._since.clear()
            log.warning("spool", what="drained", records=done)
        return done

    def _drain_until_empty(self) -> None:
        pause = SHORTEST_PAUSE
        try:
            while self._container.spool.waits():
                pause = SHORTEST_PAUSE if self._drain_or_tell() else min(2 * pause, LONGEST_PAUSE)
                time.sleep(pause)
        finally:
            self._is_draining.release()
        self.wake()  # a record may have come since the last look

    def _drain_or_tell(self) -> int:
        try:
            return self.drain()
        except Exception as error:
            failed("spool", error)
            return 0

    def _apply(self, record: SpoolRecord) -> None:
        """Apply a record once. Raises NotNow while the database, and not the record, is at fault."""
        payload = decode(record.kind, record.told)
        try:
            with self._container.database.transaction() as session:
                if spool_records.is_first(session, record.name):
                    apply_payload(self._container, session, payload, record.at)
        except (DataError, IntegrityError):
            raise
        except SQLAlchemyError as error:
            if self._has_had_its_time(record.name) and self._is_well():
                raise
            raise NotNow from error
        SPOOLED.labels(record.kind, "applied").inc()

    def _has_had_its_time(self, name: str) -> bool:
        return time.monotonic() - self._since.setdefault(name, time.monotonic()) > PATIENCE

    def _is_well(self) -> bool:
        try:
            with self._container.database.transaction() as session:
                session.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True


def _set_aside(name: str, error: Exception) -> None:
    """Log a record that an operator has to look at: `flask outbox drain --aside` tries it again."""
    SPOOLED.labels("", "set aside").inc()
    failed("spool", error)
    log.error("spool", what="set aside", record=name, error=type(error).__name__)


def apply_payload(container: Container, session: Session, payload: Payload, at: datetime) -> bool:
    """Apply a callback of this time, in this transaction. Returns whether it was new, as far as that is known."""
    match payload:
        case InboundSms():
            return _answer_sms(container, session, payload, at)
        case Report():
            return _apply_report(session, payload, at)
        case OptOut():
            return _stop_alerts(session, payload)
        case SimTold():
            return sim_swap_checks.hear(
                session, payload.id, swapped=payload.swapped, last_swap=payload.last_swap, at=at
            )
        case PaymentNotice():
            return settlement.hear_notice(session, payload, at)
        case ResultNotice():
            return transaction_results.hear_result(session, payload, container.contacts)
        case RefundNotice():
            return refund_results.hear_refund_result(session, payload, container.contacts)
        case _:
            assert_never(payload)


def _answer_sms(container: Container, session: Session, sms: InboundSms, at: datetime) -> bool:
    """Take a citizen's SMS once, and answer it in the same transaction."""
    return inbound_sms.receive(
        session,
        provider_id=sms.id,
        sender=sms.sender,
        text=sms.text,
        sent_at=sms.sent_at,
        answer=partial(keywords.answer, contacts=container.contacts, finder=container.finder),
        at=at,
    )


def _apply_report(session: Session, report: Report, at: datetime) -> bool:
    """Apply the delivery report of an SMS of ours. One without an id is about a message that was never accepted."""
    if report.id is None:
        return False
    delivery_reports.receive(
        session,
        provider_id=report.id,
        status=report.recorded_status,
        failure=report.failure,
        phone=report.phone,
        at=at,
    )
    return True


def _stop_alerts(session: Session, payload: OptOut) -> bool:
    """Send no more alerts to a phone that has opted out, until it texts START; those that wait are withdrawn."""
    phones.set_alerts(session, payload.phone, wanted=False)
    messages.withdraw_alerts(session, payload.phone)
    return True
