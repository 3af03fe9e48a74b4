"""The page of the agencies' API, docs/api.md, read as an agency's engineer reads it: each command is run.

A block of `sh` is typed, one command at a time: `NAME=value`, `NAME=$(flask ...)`, or a curl. The block of `http`
behind a curl is what the engineer is told to expect. What differs from run to run (a reference, a time, the id of a
key) is taken for the page's own from then on, in commands too.
"""

import argparse
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

PAGE: Final = Path(__file__).parents[2] / "docs" / "api.md"
BLOCK: Final = re.compile(r"^```(sh|http)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN: Final = (
    "Content-Type", "Location", "ETag", "Idempotent-Replayed", "RateLimit-Policy", "Retry-After", "WWW-Authenticate",
)  # fmt: skip
VARIES: Final = (
    re.compile(r"[0-9]{12}"),
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|\+00:00)"),
    re.compile(r"agency:[a-z]+/[0-9a-f]{8}"),
    re.compile(r"[0-9a-f]{8}"),
    re.compile(r"[0-9a-f]{32}|[0-9a-f-]{36}|[0-9a-f]{64}"),
    re.compile(r'"(?:[0-9]+\.)?[0-9a-f]{16,}"'),
    re.compile(r"[A-Za-z0-9_-]{40,}(?:\.[A-Za-z0-9_-]+)*"),
    re.compile(r"ATXid_[0-9a-f]{32}"),
)
"""What is another one each time: references, times, actors, ids, cursors."""


@dataclass(frozen=True)
class Command:
    """A command of the page, and what it is said to answer, if it is a curl."""

    line: str
    at: int
    """Where it ends in the page."""
    answer: str = ""

    @property
    def is_curl(self) -> bool:
        """Whether it sends a request; else it sets a name."""
        return self.line.startswith("curl ")


@dataclass(frozen=True)
class Told:
    """An answer: what the page says, or what came."""

    status: int
    headers: dict[str, str]
    body: Any

    @classmethod
    def read(cls, written: str) -> "Told":
        """From a block of the page."""
        head, _, body = written.partition("\n\n")
        first, *lines = head.splitlines()
        headers = dict(line.split(": ", 1) for line in lines)
        return cls(int(first.split()[1]), headers, json.loads(body) if body.strip() else None)

    def written(self) -> str:
        """As a block of the page."""
        head = [
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}",
            *(f"{name}: {value}" for name, value in self.headers.items()),
        ]
        body = "" if self.body is None else "\n" + json.dumps(self.body, indent=2, ensure_ascii=False) + "\n"
        return "\n".join(head) + "\n" + body


def commands(page: str) -> Iterator[Command]:
    """Each command of a page, in order."""
    blocks = [*BLOCK.finditer(page)]
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block[1] != "sh":
            continue
        if not block[2].startswith("curl "):
            yield from (Command(line, -1) for line in block[2].splitlines())
            continue
        line = block[2].replace("\\\n", " ").strip()
        has_answer = after is not None and after[1] == "http"
        yield Command(line, block.end(), after[2] if after is not None and has_answer else "")


@dataclass
class Engineer:
    """Types what the page says, against a server that listens at a port."""

    port: int
    names: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    """What the page calls otherwise: its word, and what it is here."""

    def sent(self, line: str) -> Told:
        """Send what a curl sends."""
        given = CURL.parse_args(shlex.split(self.here(line))[1:])
        where = urlsplit(given.url)
        headers = dict(header.split(": ", 1) for header in given.header)
        body = self._body(given)
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        path = f"{where.path}?{where.query}" if where.query else where.path
        connection.request(given.request or ("POST" if body is not None else "GET"), path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        told = {name: answer.headers[name] for name in SHOWN if name in answer.headers}
        is_json = "json" in answer.headers.get("Content-Type", "")
        return Told(answer.status, told, json.loads(text) if is_json else None)

    def here(self, line: str) -> str:
        """A command with the values that its names, and the page's own words, have here."""
        for name, value in self.names.items():
            line = re.sub(rf"\${name}\b", value.replace("\\", r"\\"), line)
        for word, value in self.own.items():
            line = line.replace(word, value)
        return line

    def compare(self, expected: Any, came: Any, at: str = "") -> None:
        """Raises AssertionError where an answer is another than the page's, in its shape or in what never varies."""
        assert type(expected) is type(came), f"{at}: the page has {expected!r}, it is {came!r}"
        if isinstance(expected, dict):
            assert [*expected] == [*came], at
            for name in expected:
                self.compare(expected[name], came[name], f"{at}/{name}")
        elif isinstance(expected, list):
            assert len(expected) == len(came), at
            for place, (one, other) in enumerate(zip(expected, came, strict=True)):
                self.compare(one, other, f"{at}/{place}")
        elif expected != came:
            self._take(expected, came, at)

    def _take(self, expected: Any, came: Any, at: str) -> None:
        """Take a value that is another one each time for the page's own."""
        if isinstance(expected, str) and self.here(expected) == came:
            return
        kind = next((each for each in VARIES if isinstance(expected, str) and each.fullmatch(expected)), None)
        assert kind is not None, f"{at}: the page has {expected!r}, it is {came!r}"
        assert kind.fullmatch(came), f"{at}: the page has {expected!r}, it is {came!r}"
        self.learn(expected, came)

    def learn(self, word: str, value: str) -> None:
        """Take a value for the page's own word; a reference is said in fours by SMS."""
        self.own[word] = value
        if re.fullmatch("[0-9]{12}", word):
            self.own[" ".join(re.findall("....", word))] = " ".join(re.findall("....", value))

    @staticmethod
    def _body(given: argparse.Namespace) -> bytes | None:
        data: str | None = given.data
        if data is None:
            return None
        return (PAGE.parents[1] / data[1:]).read_bytes() if data.startswith("@") else data.encode()


def _curl() -> argparse.ArgumentParser:
    """The options of curl that the page uses."""
    parser = argparse.ArgumentParser("curl", exit_on_error=False, allow_abbrev=False)
    parser.add_argument("url")
    parser.add_argument("-i", action="store_true")
    parser.add_argument("-X", dest="request")
    parser.add_argument("-H", dest="header", action="append", default=[])
    parser.add_argument("-d", "--data-binary", dest="data")
    return parser


CURL: Final = _curl()
