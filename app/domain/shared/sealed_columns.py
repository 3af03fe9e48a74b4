"""Which columns are sealed, read off the models: what the rotation seals anew and what a person is shown.

A sealed column's name ends in `_sealed`, and its class has `sealed_at(name)`, which names the place of a value.
"""

from base64 import b64encode
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.domain.shared import model_registry
from app.platform.db import Base, keys
from app.platform.encryption import Keyring

ENDING: Final = "_sealed"
BINARY: Final = {"sealed": "bytes"}
"""Marks a sealed column (`info=BINARY`) that holds no text: a person is shown it in base64."""


def kinds() -> list[type[Base]]:
    """Every class of rows with a sealed column."""
    return [kind for kind in model_registry.kinds() if columns(kind)]


def columns(kind: type[Base]) -> list[str]:
    """The names of a class's sealed columns, without their ending."""
    return [each.key.removesuffix(ENDING) for each in inspect(kind).column_attrs if each.key.endswith(ENDING)]


def open_column(ring: Keyring, row: Any, name: str) -> bytes:
    """What is sealed in a row. Raises DecryptionError, also where nothing is kept any more."""
    return ring.open(getattr(row, name + ENDING) or b"", row.sealed_at(name))


def shown(session: Session, row: Any, *, hidden: frozenset[str]) -> dict[str, object]:
    """A row as it can be read by a person: opened, without digests and without what is `hidden`."""
    said: dict[str, object] = {}
    for name in (each.key for each in inspect(type(row)).column_attrs if each.key not in hidden):
        value = getattr(row, name)
        if name.endswith(ENDING):
            plain = name.removesuffix(ENDING)
            said[plain] = _opened(session, row, plain) if value else None
        elif not isinstance(value, bytes):
            said[name] = _plain(value)
    return said


def _opened(session: Session, row: Any, name: str) -> str:
    opened = open_column(keys(session), row, name)
    is_text = inspect(type(row)).columns[name + ENDING].info != BINARY
    return opened.decode() if is_text else b64encode(opened).decode()


def _plain(value: object) -> object:
    """As JSON has it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
