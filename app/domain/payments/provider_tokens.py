"""A provider's access token, shared by all processes: each new one invalidates the previous one.

A process that fetches a new one first claims its number, and the previous token is discarded: nobody else fetches
meanwhile, and a token that arrives after the claim has lapsed is not stored. No transaction is open during the fetch.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.domain.payments.models import ProviderToken
from app.platform.db import Database, ensure, now
from app.platform.encryption import DecryptionError

LEASE: Final = timedelta(seconds=45)
"""For how long others wait for the process that fetches a token: longer than the fetch may take."""


@dataclass(frozen=True)
class HeldToken:
    """A token that is valid as far as is known, and its number."""

    number: int
    token: str = field(repr=False)


class ProviderTokenStore:
    """The shared token of one provider (`name`), in the database. Safe to use from several threads and processes."""

    def __init__(self, database: Database, name: str = "daraja") -> None:
        self._database = database
        self._name = name

    def current(self) -> HeldToken | None:
        """The valid token; None where there is none, or a new one is being fetched."""
        with self._database.reading() as session:
            return _good(session, session.get(ProviderToken, self._name))

    def claim(self, refused: int | None = None) -> int | None:
        """Claim the fetch of a new token: its number, or None where there is no need, or another process has claimed
        it.

        `refused`: the number of a token that the provider has refused: a newer one is kept.
        """
        with self._database.transaction() as session:
            ensure(session, ProviderToken, name=self._name, number=0)
            row = session.get_one(ProviderToken, self._name, with_for_update=True, populate_existing=True)
            held, moment = _good(session, row), now(session)
            if held is not None and held.number != refused:
                return None
            if row.fetching_until is not None and row.fetching_until > moment:
                return None
            row.number, row.token_sealed, row.expires_at = row.number + 1, None, None
            row.fetching_until = moment + LEASE
            return row.number

    def keep(self, number: int, token: str, lifetime: timedelta) -> bool:
        """Store the fetched token; False where the claim has lapsed and is another's."""
        with self._database.transaction() as session:
            row = session.get_one(ProviderToken, self._name, with_for_update=True, populate_existing=True)
            if row.number != number:
                return False
            row.token = token
            row.expires_at, row.fetching_until = now(session) + lifetime, None
            return True

    def give_up(self, number: int) -> None:
        """No token was fetched: let others try at once."""
        mine = (ProviderToken.name == self._name) & (ProviderToken.number == number)
        with self._database.transaction() as session:
            session.execute(update(ProviderToken).where(mine).values(fetching_until=None))


def _good(session: Session, row: ProviderToken | None) -> HeldToken | None:
    if row is None or row.expires_at is None or row.expires_at <= now(session):
        return None
    with suppress(DecryptionError):  # sealed with a key that is gone: a new token is fetched
        token = row.token
        return HeldToken(row.number, token) if token else None
    return None
