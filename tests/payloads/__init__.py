"""What Africa's Talking posts, as captured or documented: one plain file per callback.

    == U2                                       its name
    source: captured on the sandbox, 2026-10-09
    expected: the third answer of a session     in words
    reads: {"text": "1*1*0"}                    what the parser must find; or `refused: 400`, the HTTP status
    > Content-Type: application/x-www-form-urlencoded

    phoneNumber=%2B254...                       the body, one line, exactly as it comes

With `method: GET` the last line is the query.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Family = Literal["ussd", "session_ends", "inbound_sms", "reports", "opt_outs", "strangers"]


@dataclass(frozen=True)
class Payload:
    """One request of the provider, and what is to become of it."""

    name: str
    source: str
    expected: str
    method: str
    headers: dict[str, str]
    body: bytes
    reads: dict[str, Any]
    refused: int | None

    def __str__(self) -> str:
        return self.name


def payloads(family: Family) -> list[Payload]:
    """The requests of one family, in the order of their file."""
    text = (Path(__file__).parent / f"{family}.txt").read_text(encoding="utf-8")
    return [_payload(block) for block in text.split("\n== ")[1:]]


def _payload(block: str) -> Payload:
    head, _, body = block.partition("\n\n")
    name, *lines = head.splitlines()
    headers = dict(line[2:].split(": ", 1) for line in lines if line.startswith("> "))
    facts = dict(line.split(": ", 1) for line in lines if not line.startswith("> "))
    return Payload(
        name=name,
        source=facts["source"],
        expected=facts["expected"],
        method=facts.get("method", "POST"),
        headers=headers,
        body=body.strip("\n").encode(),
        reads=json.loads(facts.get("reads", "{}")),
        refused=int(facts["refused"]) if "refused" in facts else None,
    )
