"""One call of Daraja's: a POST of JSON with the shared token."""

from collections.abc import Mapping
from typing import Any, Final

from app.domain.payments.provider_tokens import HeldToken
from app.providers.daraja.config import DarajaConfig
from app.providers.daraja.tokens import WAIT, AccessTokens, TokenStore
from app.providers.http_exchange import HttpAnswer, Patience, exchange
from app.providers.ports import Malformed
from app.providers.posted_json import read_code, read_object

TOKEN_REFUSED: Final = "404.001.03"  # noqa: S105
"""Invalid Access Token: the call was turned away before anybody read it."""


class DarajaCalls:
    """Calls of one account. Threads may share it."""

    def __init__(self, config: DarajaConfig, store: TokenStore, patience: Patience, *, wait: float = WAIT) -> None:
        self._base_url = config.base_url.rstrip("/")
        self._patience = patience
        self._tokens = AccessTokens(config, store, patience, wait=wait)

    def post(self, path: str, body: Mapping[str, Any]) -> HttpAnswer:
        """The answer to a call, sent once. Raises NeverSent and AnswerLost.

        Only where the token was refused does the call go out again, with another one: nothing was taken. Refused a
        second time, that is the answer.
        """
        held = self._tokens.get()
        answer = self._send(path, body, held)
        if error_code(answer) != TOKEN_REFUSED:
            return answer
        return self._send(path, body, self._tokens.get(refused=held.number))

    def _send(self, path: str, body: Mapping[str, Any], held: HeldToken) -> HttpAnswer:
        bearer = {"Authorization": f"Bearer {held.token}"}
        return exchange(self._patience, "POST", self._base_url + path, json=body, headers=bearer)


def read_answer(answer: HttpAnswer) -> dict[str, Any]:
    """The object that was answered; an empty one where none can be read."""
    try:
        return read_object(answer.body)
    except Malformed:
        return {}


def error_code(answer: HttpAnswer) -> str:
    """The code of an error; "" where there is none."""
    return read_code(read_answer(answer).get("errorCode"))
