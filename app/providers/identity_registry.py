"""The identity registry (IPRS): looks up the holder of a document. There may be none, or it may be out of reach."""

import csv
import json
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Final, Protocol

import requests

from app.platform.circuit_breaker import Breaker
from app.platform.deadline import left
from app.providers.http import Connections

PATIENCE: Final = (1.0, 2.0)
"""Seconds to connect, and to wait for the next bytes."""
LONGEST: Final = 3.0
"""Seconds for a look-up, whatever the other side does, of the 5 that a hop has (law 7)."""
AT_ONCE: Final = 48
"""The most threads that ask at the same time in one process: twice the number of request threads (`app/web/asgi.py`).
Why no executor: docs/decisions/kept-by-hand.md."""
MOST: Final = 65536
"""Bytes of an answer. A person has a few hundred."""
FAILURES: Final = 5
REST: Final = 30.0
"""After so many failures in a row nobody asks for so many seconds; then one more failure is enough."""


Answer = Future[Mapping[str, Any] | None]


class RegistryDown(Exception):
    """The registry cannot be asked now."""


class Register(Protocol):
    """A register of persons."""

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        """What it knows of a document's holder; None when there is none. Raises RegistryDown."""
        ...


class NoRegister:
    """Production without REGISTRY_URL: nobody can be looked up, and there are no sample people."""

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        """Raises RegistryDown."""
        raise RegistryDown("REGISTRY_URL is not set")


class HttpRegistry:
    """The registry behind a URL: `POST {url}/people` `{"type", "number"}`. Safe to call from several threads."""

    def __init__(self, url: str, *, rest: float = REST, at_once: int = AT_ONCE) -> None:
        self._url = url.rstrip("/") + "/people"
        self._connections = Connections(tries=1)
        self._breaker = Breaker(FAILURES, rest)
        self._places = threading.BoundedSemaphore(at_once)

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        """What the registry knows of a document's holder; None for 404. Raises RegistryDown."""
        if not self._breaker.may_ask():
            raise RegistryDown("it has failed too often and is left alone for a while")
        try:
            found = self._begin_to_ask(document, number).result(left(LONGEST))
        except (requests.RequestException, ValueError, RecursionError, TimeoutError) as error:
            self._breaker.record(well=False)
            raise RegistryDown(type(error).__name__) from None
        self._breaker.record(well=True)
        return found

    def _begin_to_ask(self, document: str, number: str) -> Answer:
        """Ask in a separate thread: `requests` limits each wait, not the total, and slow bytes would block a hop.

        Raises TimeoutError if the maximum number of threads is asking already.
        """
        answer = Answer()
        if not self._places.acquire(blocking=False):
            raise TimeoutError
        threading.Thread(target=self._ask, args=(document, number, answer), name="registry", daemon=True).start()
        return answer

    def _ask(self, document: str, number: str, answer: Answer) -> None:
        try:
            answer.set_result(self._post({"type": document, "number": number}))
        except Exception as error:  # passed on to the thread that waits
            answer.set_exception(error)
        finally:
            self._places.release()

    def _post(self, asked: Mapping[str, str]) -> Mapping[str, Any] | None:
        http = self._connections.session()
        with http.post(self._url, json=asked, timeout=PATIENCE, allow_redirects=False, stream=True) as answer:
            if answer.status_code == requests.codes.not_found:
                return None
            if answer.status_code != requests.codes.ok:
                raise ValueError(f"HTTP {answer.status_code}")
            found = json.loads(_body(answer))
        if not isinstance(found, dict):
            raise ValueError("no object")
        return found


def _body(answer: requests.Response) -> bytes:
    """The body of an answer. Raises ValueError for one that no register of persons would give."""
    body = b""
    for piece in answer.iter_content(MOST):
        body += piece
        if len(body) > MOST:
            raise ValueError("too long")
    return body


class SamplePeople:
    """The sample people, for a development machine."""

    def __init__(self, file: Path) -> None:
        with file.open(encoding="utf-8", newline="") as lines:
            self._people = {(row["document"], row["number"]): row for row in csv.DictReader(lines)}

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        """The sample person of a document."""
        return self._people.get((document, number))
