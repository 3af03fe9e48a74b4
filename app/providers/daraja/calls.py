"""A call of Daraja's API: a POST of JSON with the shared token."""

from collections.abc import Mapping
from typing import Any, Final

from app.domain.payments.provider_tokens import HeldToken
from app.providers.daraja.config import DarajaConfig
from app.providers.daraja.tokens import WAIT, AccessTokens, TokenStore
from app.providers.http_exchange import HttpAnswer, Patience, exchange
from app.providers.ports import Malformed
from app.providers.posted_json import read_code, read_object

TOKEN_REFUSED: Final = "404.001.03"  # noqa: S105
"""The error code of an invalid access token: the call was refused before it was processed."""


class DarajaCalls:
    """Makes the calls of one account. Threads may share it."""

    def __init__(self, config: DarajaConfig, store: TokenStore, patience: Patience, *, wait: float = WAIT) -> None:
        self._base_url = config.base_url.rstrip("/")
        self._patience = patience
        self._tokens = AccessTokens(config, store, patience, wait=wait)

    def post(self, path: str, body: Mapping[str, Any]) -> HttpAnswer:
        """Send a call once; returns its answer. Raises NeverSent and AnswerLost.

        Only if the token was refused, the call is sent again with another one: it was not processed. If that one is
        refused too, this refusal is the answer.
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
    """The JSON object of an answer; empty if it cannot be read."""
    try:
        return read_object(answer.body)
    except Malformed:
        return {}


def error_code(answer: HttpAnswer) -> str:
    """The error code of an answer; "" if it has none."""
    return read_code(read_answer(answer).get("errorCode"))
