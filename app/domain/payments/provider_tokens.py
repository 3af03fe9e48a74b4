"""A provider's access token, one for all processes: each that it gives out makes the one before it invalid.

Whoever fetches a new one takes its number first, and the token before it is gone from then on: nobody else fetches
meanwhile, and a token that comes back too late is not kept. No transaction is open while it is fetched.
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
"""For how long others wait for whoever fetches a token, before they do it themselves: longer than fetching may take."""


@dataclass(frozen=True)
class HeldToken:
    """A token that is good as far as anybody here knows, and its number."""

    number: int
    token: str = field(repr=False)


class ProviderTokenStore:
    """The shared token of one provider (`name`), in the database. Safe to use from several threads and processes."""

    def __init__(self, database: Database, name: str = "daraja") -> None:
        self._database = database
        self._name = name

    def current(self) -> HeldToken | None:
        """The token that is good; None where there is none, or a new one is being fetched."""
        with self._database.reading() as session:
            return _good(session, session.get(ProviderToken, self._name))

    def claim(self, refused: int | None = None) -> int | None:
        """Take it upon oneself to fetch a new token: its number, or None where there is no need, or somebody does.

        `refused`: the number of a token that the provider has refused: a newer one is left alone.
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
        """Share the token that was fetched; False where the claim has lapsed and is somebody else's."""
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
    with suppress(DecryptionError):  # of a key that is gone: a new one is fetched
        return HeldToken(row.number, row.token) if row.token else None
    return None
