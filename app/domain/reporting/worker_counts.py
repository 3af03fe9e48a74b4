"""Counters of the worker processes, in the database: a worker has no HTTP port, so web processes export its metrics.

Each worker adds what it has counted since the last time, a few times a minute: so the totals never fall when a worker
ends or starts. The same update is a heartbeat: it shows that a worker is running.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.platform.db import Base, inserting, now

ROUNDS: Final = "rounds"
"""Counted at each update: its time is the last heartbeat of any worker."""
Counted = tuple[str, tuple[str, ...]]
"""The name of a counter, and the values of its labels."""


class WorkerCount(Base):
    """The total of all workers for a name and labels, and when anything was last added. `labels`: as JSON."""

    __tablename__ = "worker_counts"

    name: Mapped[str] = mapped_column(primary_key=True)
    labels: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]


def add_worker_counts(session: Session, counted: Mapping[Counted, int]) -> None:
    """Add what a worker has counted, and its heartbeat. In the order of the keys, against deadlocks."""
    rows = {(ROUNDS, "[]"): 1} | {(name, json.dumps(labels)): number for (name, labels), number in counted.items()}
    insert, moment = inserting(session, WorkerCount), now(session)
    added = {"value": WorkerCount.value + insert.excluded.value, "at": moment}
    session.execute(
        insert.on_conflict_do_update(index_elements=["name", "labels"], set_=added),
        [{"name": name, "labels": labels, "value": rows[name, labels], "at": moment} for name, labels in sorted(rows)],
    )


def worker_counts(session: Session) -> dict[Counted, int]:
    """The totals of all workers."""
    rows = session.execute(select(WorkerCount.name, WorkerCount.labels, WorkerCount.value))
    return {(row.name, tuple(json.loads(row.labels))): row.value for row in rows if row.name != ROUNDS}


def silent_seconds(session: Session) -> float | None:
    """Seconds since the last heartbeat of any worker; None where there was none."""
    last = session.scalar(select(WorkerCount.at).where(WorkerCount.name == ROUNDS))
    return (now(session) - last).total_seconds() if last else None
