"""What workers count, in the database: a worker answers nobody, so who gathers the counters asks the webs for its own.

Each worker adds what it has counted since it did so last, a few times a minute: so the totals never fall, whichever
worker comes and goes. That one does so is also how it is known that any works.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.platform.db import Base, inserting, now

ROUNDS: Final = "rounds"
"""Counted each time: when it was counted last is when a worker was last heard of."""
Counted = tuple[str, tuple[str, ...]]
"""The name of a count, and the values of its labels."""


class WorkerCount(Base):
    """What all workers have counted under a name and labels, and when anything was last added. `labels`: as JSON."""

    __tablename__ = "worker_counts"

    name: Mapped[str] = mapped_column(primary_key=True)
    labels: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]


def add_worker_counts(session: Session, counted: Mapping[Counted, int]) -> None:
    """Add what a worker has counted, and that it was here. In the order of the keys: no two wait for each other."""
    rows = {(ROUNDS, "[]"): 1} | {(name, json.dumps(labels)): number for (name, labels), number in counted.items()}
    insert, moment = inserting(session, WorkerCount), now(session)
    added = {"value": WorkerCount.value + insert.excluded.value, "at": moment}
    session.execute(
        insert.on_conflict_do_update(index_elements=["name", "labels"], set_=added),
        [{"name": name, "labels": labels, "value": rows[name, labels], "at": moment} for name, labels in sorted(rows)],
    )


def worker_counts(session: Session) -> dict[Counted, int]:
    """All that workers have counted."""
    rows = session.execute(select(WorkerCount.name, WorkerCount.labels, WorkerCount.value))
    return {(row.name, tuple(json.loads(row.labels))): row.value for row in rows if row.name != ROUNDS}


def silent_seconds(session: Session) -> float | None:
    """For how long no worker was heard of; None where none ever was."""
    last = session.scalar(select(WorkerCount.at).where(WorkerCount.name == ROUNDS))
    return (now(session) - last).total_seconds() if last else None
