"""What went over the wire between the gateway and the simulated providers, as it is shown on the page."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import BaseModel, Field

from app.simulator.state_file import StateStore

HIDDEN_KEY: Final = "KEY"
"""What is shown in place of a callback key."""
MOST_RECORDS: Final = 100


class WireRecord(BaseModel):
    """One request and its answer (`status` 0: none came), the callback key hidden."""

    path: str
    headers: dict[str, str]
    body: str = Field(repr=False)
    status: int
    answer_headers: dict[str, str]
    answer: str = Field(repr=False)
    milliseconds: int

    def as_json(self) -> dict[str, Any]:
        """As the page shows it; `answer` is null where none came."""
        answer = {"status": self.status, "headers": self.answer_headers, "body": self.answer}
        return {
            "request": {"method": "POST", "path": self.path, "headers": self.headers, "body": self.body},
            "answer": answer if self.status else None,
            "milliseconds": self.milliseconds,
        }


class LoggedRecord(BaseModel):
    """The record of a callback about a phone (E.164) that a provider made by itself."""

    number: int
    phone: str = Field(repr=False)
    at: datetime
    record: WireRecord


class LoggedRecords(BaseModel):
    """The last `MOST_RECORDS` records, oldest first."""

    made: int = 0
    records: list[LoggedRecord] = Field(default_factory=list)


class WireLog:
    """The callbacks that no request of the page waits for, shared by the processes of the web through a file."""

    def __init__(self, file: Path | None) -> None:
        self._store = StateStore(LoggedRecords, file)

    def add(self, phone: str, at: datetime, record: WireRecord) -> None:
        """Keep the record of a callback about a phone."""
        with self._store.change() as state:
            state.made += 1
            state.records.append(LoggedRecord(number=state.made, phone=phone, at=at, record=record))
            del state.records[:-MOST_RECORDS]

    def since(self, phones: set[str], moment: datetime) -> list[LoggedRecord]:
        """The records about these phones from `moment` on, oldest first."""
        return [each for each in self._store.peek().records if each.phone in phones and each.at >= moment]


def recorded(
    url: str, headers: Mapping[str, str], body: bytes, answer: tuple[int, Mapping[str, str], str], milliseconds: int
) -> WireRecord:
    """The record of a request to a callback of the gateway. The second part of its path is the key."""
    address = urlsplit(url)
    _, provider, key, rest = address.path.split("/", 3)
    status, answer_headers, words = answer
    return WireRecord(
        path=f"/{provider}/{HIDDEN_KEY}/{rest}",
        headers={"Host": address.netloc, **headers, "Content-Length": f"{len(body)}"},
        body=body.decode(errors="replace"),
        status=status,
        answer_headers={name: value.replace(key, HIDDEN_KEY) for name, value in answer_headers.items()},
        answer=words,
        milliseconds=milliseconds,
    )
