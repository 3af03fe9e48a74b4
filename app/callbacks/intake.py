"""What providers tell us: applied at once, or, while the database is out of reach, spooled and applied when it is back.

A kind is a row of APPLY: how one such thing is applied, in one transaction. What it is told is JSON.
"""

import threading
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.idempotency import spool_records
from app.domain.identity.recovery import sim_swap_checks
from app.domain.messaging import delivery_reports, inbound_sms, messages, texted_secrets
from app.domain.subscribers import phones
from app.platform.db import now
from app.platform.observability import SPOOLED, failed, log
from app.platform.spool import NotNow, SpoolRecord
from menus.sms import keywords

Told = Mapping[str, Any]
SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds between two tries to drain while the database is out of reach."""
PATIENCE: Final = 600.0
"""Seconds for which a record is tried while the database is well, as far as one can see; then it is set aside."""


class StorageUnavailable(Exception):
    """Neither the database nor the disk takes it: whoever told it must tell it again."""


class CallbackProcessor:
    """One process's way from a provider's word to the database."""

    def __init__(self, container: Container) -> None:
        self._house = container
        self._is_draining = threading.Lock()
        self._since: dict[str, float] = {}

    def take(self, kind: str, told: Told) -> bool | None:
        """Apply what was told, True when it was new; None when it waits in the spool. Raises StorageUnavailable.

        While the spool holds anything, what comes waits behind it, so that the order of coming is kept.
        """
        if not self._house.spool.waits():
            try:
                with self._house.database.transaction() as session:
                    return APPLY[kind](self._house, session, told, now(session))
            except Exception as error:
                failed("database" if isinstance(error, SQLAlchemyError) else "intake", error)
        try:
            self._house.spool.put(kind, _to_keep(kind, told), self._house.database.clock())
        except OSError as error:
            failed("spool", error)
            raise StorageUnavailable from None
        SPOOLED.labels(kind, "kept").inc()
        self.wake()
        return None

    def wake(self) -> None:
        """See to it that what waits is drained, in a thread of its own that ends when nothing does."""
        if self._house.spool.waits() and self._is_draining.acquire(blocking=False):
            threading.Thread(target=self._drain_until_empty, name="spool", daemon=True).start()

    def drain(self) -> int:
        """Apply what waits, as far as the database lets us; how many records that were."""
        before = self._house.spool.waits()
        try:
            done = self._house.spool.drain(self._apply, _set_aside)
        except (NotNow, OSError) as error:
            log.warning("spool", what="waits", error=type(error.__cause__ or error).__name__)
            return 0
        if before and not self._house.spool.waits():
            self._since.clear()
            log.warning("spool", what="drained", records=done)
        return done

    def _drain_until_empty(self) -> None:
        pause = SHORTEST_PAUSE
        try:
            while self._house.spool.waits():
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
        """Apply a record once. Raises NotNow while that is not its own fault."""
        try:
            with self._house.database.transaction() as session:
                if spool_records.is_first(session, record.name):
                    APPLY[record.kind](self._house, session, record.told, record.at)
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
            with self._house.database.transaction() as session:
                session.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True


def _to_keep(kind: str, told: Told) -> dict[str, Any]:
    """What goes to the disk: of an SMS without what may be a password or a code, as the database keeps it."""
    return {**told, "text": texted_secrets.blotted_for_now(told["text"])} if kind == "sms" else dict(told)


def _set_aside(name: str, error: Exception) -> None:
    """An operator has to look at it: `flask outbox drain --aside` tries it again."""
    SPOOLED.labels("", "set aside").inc()
    failed("spool", error)
    log.error("spool", what="set aside", record=name, error=type(error).__name__)


def _sms(container: Container, session: Session, told: Told, at: datetime) -> bool:
    """A citizen's SMS: taken once, answered in the same transaction."""
    return inbound_sms.receive(
        session,
        provider_id=told["id"],
        sender=told["sender"],
        text=told["text"],
        sent_at=datetime.fromisoformat(told["sent_at"]) if told["sent_at"] else None,
        answer=partial(keywords.answer, contacts=container.contacts, finder=container.finder),
        at=at,
    )


def _report(container: Container, session: Session, told: Told, at: datetime) -> bool:
    """What became of an SMS of ours."""
    delivery_reports.receive(
        session, provider_id=told["id"], status=told["status"], failure=told["failure"], phone=told["phone"], at=at
    )
    return True


def _opt_out(container: Container, session: Session, told: Told, at: datetime) -> bool:
    """A phone that wants no more messages: no alert goes there until it texts START."""
    phones.set_alerts(session, told["phone"], wanted=False)
    messages.withdraw_alerts(session, told["phone"])
    return True


def _sim_swap(container: Container, session: Session, told: Told, at: datetime) -> bool:
    """What was found out about a SIM; the worker acts on it."""
    last = date.fromisoformat(told["last_swap"]) if told["last_swap"] else None
    return sim_swap_checks.hear(session, told["id"], swapped=told["swapped"], last_swap=last, at=at)


APPLY: Final[dict[str, Callable[[Container, Session, Told, datetime], bool]]] = {
    "sms": _sms,
    "report": _report,
    "opt-out": _opt_out,
    "sim-swap": _sim_swap,
}
"""What can be told, by its kind. A kind that is in a spool may not be taken away before the spool is empty."""
