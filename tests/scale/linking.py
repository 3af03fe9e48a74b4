"""How many rows of the audit trail a second are linked: one worker at a time links, so more workers link no faster."""

import time

from app.container import Container
from app.domain.audit import audit_chain, audit_log

AT_ONCE = 1_000


def link_rate(container: Container, rows: int) -> float:
    """Record so many rows, link all that wait, and return the rows linked a second. Raises Broken, RuntimeError."""
    for first in range(0, rows, AT_ONCE):
        with container.database.transaction() as session:
            for number in range(first, min(first + AT_ONCE, rows)):
                audit_log.record(session, actor="citizen", action="account.signed_in", subject=f"of-scale-{number}")
    linked, began = 0, time.perf_counter()
    while linked < rows:
        with container.database.transaction() as session:
            turn = audit_chain.link(session)
        if not turn:
            raise RuntimeError(f"{linked} of {rows} rows were linked, and no more")
        linked += turn
    return linked / (time.perf_counter() - began)
