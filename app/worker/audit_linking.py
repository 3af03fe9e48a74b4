"""The worker's part that links the audit trail as a chain, and records outside of the database how far it has come."""

import time
from typing import Final

from sqlalchemy.orm import Session

from app.container import Container
from app.domain.audit import audit_chain, audit_mark
from app.domain.audit.audit_links import TrailFault
from app.domain.audit.audit_mark import Anchor, Broken
from app.platform.db import now
from app.platform.observability import alarm, failed, log
from app.worker.audit_anchors import EVENT, AnchorFile

ANCHOR_EVERY: Final = 600.0
"""Seconds between two anchors in the file and in the log, while the trail grows."""
ALARM_EVERY: Final = 600.0
"""Seconds after which an alarm is raised again for a fault that is still there."""


class AuditLinking:
    """Links the rows that wait, unless the trail contradicts what this worker, its file or the mark says: then it
    raises an alarm.

    The process remembers the highest mark that it has seen, so a database restored from an older backup is found at
    once; the next process reads that from the file.
    """

    def __init__(self, container: Container) -> None:
        self._database, self._ring = container.database, container.keys
        self._file = AnchorFile(container.settings.data_dir, container.keys)
        self._known: Anchor | None = None
        self._kept: Anchor | None = None
        self._has_read = False
        self._looked_at = self._told_at = -ALARM_EVERY
        self._told = ""

    def turn(self) -> int:
        """Link the rows that wait; returns how many. A fault is logged, not raised, so that the other jobs go on."""
        self._read_file()
        try:
            with self._database.transaction() as session:
                linked = audit_chain.link(session, self._known)
                self._remember(session)
            self._told = ""
            if time.monotonic() - self._looked_at >= ANCHOR_EVERY:
                self._look_and_keep()
        except Broken as broken:
            self._tell(broken.fault)
            return 0
        except Exception as error:
            failed("audit", error)
            return 0
        return linked

    def keep(self) -> None:
        """Write an anchor of how far the trail has come to the log and the file, unless that was written before."""
        if self._known is None or self._kept == self._known:
            return
        self._kept = self._known
        log.info(EVENT, **self._known.shown())
        try:
            self._file.put(self._known)
        except OSError as error:
            failed("audit anchors", error)

    def _read_file(self) -> None:
        """Read, once, the anchors that the workers of this machine have written before."""
        if self._has_read:
            return
        self._has_read = True
        try:
            kept = self._file.kept()
        except OSError as error:
            failed("audit anchors", error)
            return
        self._known = self._kept = kept.newest
        if kept.forged:
            alarm("audit anchors forged")

    def _remember(self, session: Session) -> None:
        """Remember the present mark where it is beyond the known one; another worker may have linked these rows."""
        mark, known = audit_mark.require_mark(session), self._known
        if known is None or (mark.epoch, mark.seq) > (known.epoch, known.seq):
            self._known = Anchor.of(self._ring, mark, now(session))

    def _look_and_keep(self) -> None:
        """Check that no link is missing and that no row waits for too long, then write an anchor. Raises Broken."""
        self._looked_at = time.monotonic()
        with self._database.reading() as session:
            audit_chain.check_length(session)
            waiting = audit_chain.waiting_for(session)
        if waiting > audit_chain.TOO_LONG:
            alarm("audit rows not linked")
        self.keep()

    def _tell(self, fault: TrailFault) -> None:
        if self._told != str(fault) or time.monotonic() - self._told_at >= ALARM_EVERY:
            self._told, self._told_at = str(fault), time.monotonic()
            alarm("audit trail broken")
            log.error("audit trail broken", fault=str(fault), what_now="nothing is linked: see docs/privacy.md")
