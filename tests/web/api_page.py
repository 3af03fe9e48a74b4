"""Parses docs/api.md, the page of the agencies' API, and runs its commands as an agency's engineer does.

A block of `sh` holds commands: lines with `NAME=value` or `NAME=$(flask ...)`, or one curl. The block of `http` after
a curl is the expected answer. A value that differs from run to run (a reference, a time, the id of a key) replaces the
page's own value from then on, in commands too.
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
"""Patterns of the values that differ from run to run: references, times, actors, ids, ETags, cursors."""


@dataclass(frozen=True)
class Command:
    """A command of the page, and the answer that the page expects if it is a curl."""

    line: str
    at: int
    """The offset in the page at which the block of a curl ends; -1 for another command."""
    answer: str = ""

    @property
    def is_curl(self) -> bool:
        """Whether it sends a request; else it sets a name."""
        return self.line.startswith("curl ")


@dataclass(frozen=True)
class Told:
    """An answer: as the page has it, or as it was received."""

    status: int
    headers: dict[str, str]
    body: Any

    @classmethod
    def read(cls, written: str) -> "Told":
        """Parse a block of the page."""
        head, _, body = written.partition("\n\n")
        first, *lines = head.splitlines()
        headers = dict(line.split(": ", 1) for line in lines)
        return cls(int(first.split()[1]), headers, json.loads(body) if body.strip() else None)

    def written(self) -> str:
        """Format it as a block of the page."""
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
    """Runs the page's commands against a server at a port."""

    port: int
    names: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    """The values of this run, by the page's own values for them."""

    def sent(self, line: str) -> Told:
        """Send the request of a curl; the answer."""
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
        """A command in which its names, and the page's own values, are replaced by the values of this run."""
        for name, value in self.names.items():
            line = re.sub(rf"\${name}\b", value.replace("\\", r"\\"), line)
        for word, value in self.own.items():
            line = line.replace(word, value)
        return line

    def compare(self, expected: Any, came: Any, at: str = "") -> None:
        """Raises AssertionError where an answer differs from the page's in shape, or in a value that never varies."""
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
        """Learn a value that varies from run to run. Raises AssertionError for any other difference."""
        if isinstance(expected, str) and self.here(expected) == came:
            return
        kind = next((each for each in VARIES if isinstance(expected, str) and each.fullmatch(expected)), None)
        assert kind is not None, f"{at}: the page has {expected!r}, it is {came!r}"
        assert kind.fullmatch(came), f"{at}: the page has {expected!r}, it is {came!r}"
        self.learn(expected, came)

    def learn(self, word: str, value: str) -> None:
        """Map the page's own value to the value of this run; a reference also in groups of four, as SMS write it."""
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
