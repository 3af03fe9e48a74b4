"""The sealed columns, read from the models: what key rotation seals anew, and what an export shows."""

from base64 import b64encode
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect

from app.domain.shared import model_registry
from app.platform.database.sealed_value import ENDING, SealedValue
from app.platform.db import Base
from app.platform.encryption import Keyring


def kinds() -> list[type[Base]]:
    """Every model class with a sealed column."""
    return [kind for kind in model_registry.kinds() if values(kind)]


def values(kind: type[Base]) -> dict[str, SealedValue[Any]]:
    """The sealed values of a class, by the column's name."""
    return {each.column: each for each in vars(kind).values() if isinstance(each, SealedValue)}


def shown(ring: Keyring, row: Any, *, hidden: frozenset[str]) -> dict[str, object]:
    """A row in readable form: decrypted, without digests and without the `hidden` columns."""
    said: dict[str, object] = {}
    sealed = values(type(row))
    for name in (each.key for each in inspect(type(row)).column_attrs if each.key not in hidden):
        value = getattr(row, name)
        if name in sealed:
            said[name.removesuffix(ENDING)] = _plain(sealed[name].open(ring, row)) if value else None
        elif not isinstance(value, bytes):
            said[name] = _plain(value)
    return said


def _plain(value: object) -> object:
    """The value as JSON can hold it."""
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
