"""Types of columns: a point of time, and a word out of a list that newer releases may add to."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A point of time, stored in UTC and read back in UTC by both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time that does not say where its midnight is."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC: SQLite forgets the zone, PostgreSQL answers in the server's."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Word(TypeDecorator[str]):
    """One of a list of words, and, in a row of a newer release, one that is not in the list yet.

    That one is read as it stands, so that the row can be read at all; it is equal to none of ours. What works on rows
    of every kind asks for those it knows: the others are a newer release's to work on.
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
