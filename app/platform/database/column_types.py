"""Column types: a point of time, and a word of an enumeration that newer releases may extend."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A point of time, stored in UTC and read back in UTC by both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time in UTC. Raises ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time in UTC: SQLite drops the zone, PostgreSQL answers in the server's."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Word(TypeDecorator[str]):
    """A value of a StrEnum. In a row of a newer release it may be a value that the enumeration does not have yet.

    Such a value is read as a plain string, so that the row can be read at all; it equals no member. Code that works on
    rows of every kind must select the kinds that it knows, and leave the others to the newer release.
    """

    impl = String
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__(24)
        self.words = words
        self._known: dict[str | None, str] = {each.value: each for each in words}

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """See TypeDecorator."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """See TypeDecorator."""
        return self._known.get(value, value)
