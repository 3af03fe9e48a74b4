"""The access token: one process fetches it for all, if there is none or if the provider has refused the last one."""

import re
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final, Protocol

from sqlalchemy.exc import SQLAlchemyError

from app.domain.payments.provider_tokens import HeldToken
from app.providers.daraja.config import DarajaConfig
from app.providers.http_exchange import AnswerLost, HttpAnswer, NeverSent, Patience, exchange
from app.providers.ports import Malformed
from app.providers.posted_json import read_code, read_object, read_word

PATH: Final = "/oauth/v1/generate"
WAIT: Final = 10.0
"""Seconds to wait for a token that another process or thread fetches."""
LOOK_EVERY: Final = 0.1
"""Seconds between two checks whether it is there."""
MARGIN: Final = 60
"""Seconds before its end from which a token is not used any more."""
SHORTEST, USUAL, LONGEST = 30, 3000, 86_400
"""Seconds for which a token is kept: at least, if its lifetime cannot be read, and at most."""


class TokenStore(Protocol):
    """Where the token is kept for all processes: see `app/domain/payments/provider_tokens.py`."""

    def current(self) -> HeldToken | None:
        """The valid token; None if there is none."""
        ...

    def claim(self, refused: int | None = None) -> int | None:
        """Claim to fetch a new token; its number, or None if there is no need, or somebody else fetches it."""
        ...

    def keep(self, number: int, token: str, lifetime: timedelta) -> bool:
        """Store the token that was fetched; False if the claim has lapsed."""
        ...

    def give_up(self, number: int) -> None:
        """Give up the claim: nothing was fetched."""
        ...


class AccessTokens:
    """The token of one account. Threads may share it."""

    def __init__(
        self,
        config: DarajaConfig,
        store: TokenStore,
        patience: Patience,
        *,
        wait: float = WAIT,
    ) -> None:
        self._config = config
        self._store = store
        self._patience = patience
        self._wait = wait

    def get(self, refused: int | None = None) -> HeldToken:
        """A token, other than the one with the number `refused`. Raises NeverSent if there is none.

        One process asks the provider, the others wait for it.
        """
        try:
            return self._get(refused)
        except SQLAlchemyError as error:
            raise NeverSent(f"token {type(error).__name__}") from None

    def _get(self, refused: int | None) -> HeldToken:
        ends = time.monotonic() + self._wait
        while True:
            held = self._store.current()
            if held is not None and held.number != refused:
                return held
            number = self._store.claim(refused)
            if number is not None:
                return self._fetch(number)
            if time.monotonic() > ends:
                raise NeverSent("token awaited")
            time.sleep(LOOK_EVERY)

    def _fetch(self, number: int) -> HeldToken:
        try:
            token, lifetime = read_token(self._ask())
        except NeverSent:
            with suppress(SQLAlchemyError):  # the claim lapses by itself
                self._store.give_up(number)
            raise
        if not self._store.keep(number, token, lifetime):
            raise NeverSent("token too late")
        return HeldToken(number, token)

    def _ask(self) -> HttpAnswer:
        """Request a token. Raises NeverSent, also for a lost answer: the call that needs the token was not sent."""
        url = self._config.base_url.rstrip("/") + PATH
        account: Any = (self._config.key, self._config.secret)
        wanted = {"grant_type": "client_credentials"}
        try:
            return exchange(self._patience, "GET", url, params=wanted, auth=account)
        except (AnswerLost, NeverSent) as error:
            raise NeverSent(f"token {error}") from None


def read_token(answer: HttpAnswer) -> tuple[str, timedelta]:
    """The token of an answer, and for how long it is used. Raises NeverSent."""
    try:
        told = read_object(answer.body)
    except Malformed:
        raise NeverSent(f"token HTTP {answer.status}", is_fault=answer.status < 500) from None
    token = told.get("access_token")
    if answer.status != 200 or not isinstance(token, str) or not re.fullmatch(r"[!-~]{1,2048}", token):
        code = read_code(told.get("errorCode")) or f"HTTP {answer.status}"
        raise NeverSent(f"token {code}", is_fault=answer.status < 500)
    written = read_word(told.get("expires_in"))
    seconds = int(written) - MARGIN if re.fullmatch(r"[0-9]{1,9}", written) else USUAL
    return token, timedelta(seconds=min(max(seconds, SHORTEST), LONGEST))
