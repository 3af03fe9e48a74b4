"""The worker's part that links the audit trail, remembers how far it came, and tells that outside of the database."""

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
"""Seconds after which a fault that is still there is told again."""


class AuditLinking:
    """Links what waits, unless the trail is not as this worker, its file or the mark have it: then it alarms.

    What this process has seen of the mark it never forgets, so an old database put back under it is found at once;
    what it has written down is known to the next one too.
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
        """Link what waits; how many rows. Tells what is wrong, and raises nothing: what else is due goes on."""
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
        """Write down how far the trail has come, unless that was written before."""
        if self._known is None or self._kept == self._known:
            return
        self._kept = self._known
        log.info(EVENT, **self._known.shown())
        try:
            self._file.put(self._known)
        except OSError as error:
            failed("audit anchors", error)

    def _read_file(self) -> None:
        """Once: what the workers of this machine have written down before."""
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
        """Where the mark is now; never less than it was, whoever holds the turn just now."""
        mark, known = audit_mark.require_mark(session), self._known
        if known is None or (mark.epoch, mark.seq) > (known.epoch, known.seq):
            self._known = Anchor.of(self._ring, mark, now(session))

    def _look_and_keep(self) -> None:
        """Now and then: that no link is missing, and that none is held up. Raises Broken."""
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
