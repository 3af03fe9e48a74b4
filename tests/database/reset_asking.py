"""Asking for a code for a new password and entering it (used by the tests of codes)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from app.container import Container
from app.domain.identity.accounts import Login
from app.domain.identity.recovery import password_reset
from app.platform.db import Base
from tests.database.holder import (
    NUMBER,
    PHONE,
    do,
)


def ask(
    container: Container, phone: str = PHONE, name: str = NUMBER, year: str = "1990", kind: str = "citizen"
) -> bool:
    """Ask for a code for a new password."""
    return do(
        container,
        password_reset.request_code,
        kind,
        name,
        year,
        phone=phone,
        language="en",
        contacts=container.contacts,
    )


def code_in(text: str) -> str:
    """The six digits of an SMS."""
    return next(
        word for word in text.replace(",", " ").replace(".", " ").split() if word.isdecimal() and len(word) == 6
    )


def enter(container: Container, typed: str, phone: str = PHONE) -> dict[str, Any]:
    """Enter a code: the account and the epoch that it opens, and the tries that are left."""

    def both(session: Session) -> dict[str, Any]:
        used = password_reset.enter_code(session, phone, typed)
        who = password_reset.opened_by(session, used["code"]) if used["code"] else Login("", 0)
        return {"account": who.account_id, "epoch": who.auth_epoch, "left": used["left"]}

    return do(container, both)


NOTHING = {"account": "", "epoch": 0, "left": 0}
"""The result of `enter` for a code that is used up, void, or of no account."""


def left(container: Container, work: Callable[[], object]) -> dict[str, list[dict[str, object]]]:
    """Call a function; the rows that it has added, by table, with the length of each sealed value in its place."""
    before = {name: {row["key"] for row in rows} for name, rows in all_rows(container).items()}
    work()
    after = all_rows(container)
    return {name: [shape(row) for row in rows if row["key"] not in before[name]] for name, rows in after.items()}


def all_rows(container: Container) -> dict[str, list[dict[str, Any]]]:
    with container.database.reading() as session:
        return {
            table.name: [
                {"key": tuple(row[column.name] for column in table.primary_key), **row}
                for row in session.execute(table.select()).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


NOT_COMPARED = ("key", "id")
"""Columns that identify a row, and so always differ. All others must be equal for an account and for none: also whose
the row is, and whether it is sent."""


def shape(row: dict[str, Any]) -> dict[str, object]:
    return {
        name: len(value) if isinstance(value, bytes) else value
        for name, value in row.items()
        if name not in NOT_COMPARED
    }
