"""Tampering with the audit trail (used by its tests)."""

from collections.abc import Callable

from sqlalchemy import Connection, text

from app.container import Container
from app.domain.audit import audit_chain, audit_log, audit_proof
from app.domain.audit.audit_links import (
    Head,
    TrailFault,
)
from app.domain.audit.audit_log import AuditEvent
from app.platform.db import Base, Database
from tests.database.holder import do

ROWS = 12
AUDIT = Base.metadata.tables[AuditEvent.__tablename__]
Tampering = Callable[[Connection, int], None]


def written(container: Container, rows: int = ROWS) -> None:
    """Write a trail of some rows, and link them."""
    for number in range(rows):
        do(
            container,
            audit_log.record,
            actor="agency:dis",
            action="application.processing",
            subject=str(number),
            version="3",
        )
    while do(container, audit_chain.link):
        pass


def insider(database: Database) -> Connection:
    """A connection of somebody who owns the database: the triggers of the audit table are dropped or disabled."""
    connection = database.engine.connect()
    if connection.dialect.name == "sqlite":
        for name in ("is_not_changed", "is_not_deleted", "keeps_its_token"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_{name}"))
    else:
        connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
    return connection


def fault_of(container: Container, kept: Head | None = None) -> TrailFault | None:
    return audit_proof.verify(container.database, kept).fault


def put(**values: object) -> Tampering:
    """A tampering that sets these columns of a row."""

    def change(connection: Connection, seq: int) -> None:
        connection.execute(AUDIT.update().where(AUDIT.c.seq == seq).values(values))

    return change
