"""The identity registry (IPRS): the holder of a document, or that there is none, or that it cannot be asked now."""

import csv
import threading
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

import requests

PATIENCE: Final = (1.0, 2.0)
"""Seconds to connect and to wait: 3 in all, of the 5 that a hop has (design law 7)."""
FAILURES: Final = 5
REST: Final = 30.0
"""After so many failures in a row nobody asks for so many seconds."""


class RegistryDown(Exception):
    """The registry cannot be asked now."""


class Register(Protocol):
    """A register of persons."""

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        """What it knows of a document's holder; None when there is none. Raises RegistryDown."""
        ...


class NoRegister:
    """Production without REGISTRY_URL: nobody can be looked up, and nobody is made up."""

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        """Raises RegistryDown."""
        raise RegistryDown("REGISTRY_URL is not set")


class HttpRegistry:
    """The registry behind a URL: `POST {url}/people` `{"type", "number"}`. Safe to call from several threads."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/") + "/people"
        self._http = requests.Session()
        self._lock = threading.Lock()
        self._failures, self._rests_until = 0, 0.0

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        """What the registry knows of a document's holder; None for 404. Raises RegistryDown."""
        if time.monotonic() < self._rests_until:
            raise RegistryDown("it has failed too often and is left alone for a while")
        try:
            answer = self._http.post(
                self._url, json={"type": document, "number": number}, timeout=PATIENCE, allow_redirects=False
            )
            found = self._read(answer)
        except (requests.RequestException, ValueError) as error:
            self._count(failed=True)
            raise RegistryDown(type(error).__name__) from None
        self._count(failed=False)
        return found

    def _read(self, answer: requests.Response) -> Mapping[str, Any] | None:
        if answer.status_code == requests.codes.not_found:
            return None
        if answer.status_code != requests.codes.ok:
            raise ValueError(f"HTTP {answer.status_code}")
        found = answer.json()
        if not isinstance(found, dict):
            raise ValueError("no object")
        date.fromisoformat(str(found["date_of_birth"])[:10])
        return found

    def _count(self, *, failed: bool) -> None:
        with self._lock:
            self._failures = self._failures + 1 if failed else 0
            if self._failures >= FAILURES:
                self._failures, self._rests_until = 0, time.monotonic() + REST


class SamplePeople:
    """The sample people, for a machine of one's own."""

    def __init__(self, file: Path) -> None:
        with file.open(encoding="utf-8", newline="") as lines:
            self._people = {(row["document"], row["number"]): row for row in csv.DictReader(lines)}

    def find(self, document: str, number: str) -> Mapping[str, Any] | None:
        """The sample person of a document."""
        return self._people.get((document, number))
