"""A stand-in for Africa's Talking over real HTTP, which fails in the ways of the provider, when told to.

    with Standin() as provider:
        provider.will("refuse", 406, phone="+254700000001")     # the next message to this phone
        provider.will("http", 500, times=None)                  # every other message, for ever
        provider.reports(callback_url, when="before")           # a report overtakes the answer
        ...                                                     # send to provider.url
        assert provider.texts("+254700000001") == []

It keeps what it accepted: two messages under one key are a duplicate, none for a key is a loss.
"""

import threading
import urllib.parse
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Self

from tests.standin_callbacks import post
from tests.standin_sims import Sims
from tests.standin_wire import Handler, Server

Kind = Literal[
    "accept",
    "refuse",
    "refuse all",
    "http",
    "html",
    "empty",
    "truncated",
    "cut",
    "hang",
    "drop",
    "redirect",
    "say",
]
"""`accept` CODE · `refuse` CODE · `refuse all` WORDS (201, no recipients) · `http` STATUS · `html` · `empty` ·
`truncated` (half of the JSON) · `cut` (half of the promised bytes) · `hang` SECONDS · `drop` "before" or
"after" reading · `redirect` ADDRESS · `say` (STATUS, BODY)."""

When = Literal["after", "before", "twice", "out of order", "never"]

KEEPS = ("accept", "hang", "drop")
"""The kinds that accept the message unless told otherwise; only the answer may be wrong."""


@dataclass(frozen=True)
class Message:
    """One message that the stand-in accepted: it counts as sent to the citizen.

    `key` is the Idempotency-Key of the request: a digest of the outbox's key (`tests/outgoing.py`, `sent`).
    """

    phone: str
    text: str
    key: str
    id: str


@dataclass
class Rule:
    """One behaviour, the messages that it applies to, and how many times more (None: for ever)."""

    kind: Kind
    value: Any = None
    phone: str | None = None
    text: str | None = None
    times: int | None = 1
    accepted: bool | None = None

    def fits(self, phone: str | None, text: str) -> bool:
        return self.phone in (None, phone) and (self.text or "") in text

    @property
    def keeps(self) -> bool:
        usual = self.kind in KEEPS and self.value != "before"
        return usual if self.accepted is None else self.accepted


@dataclass
class Reporting:
    """Where delivery reports go, when, which, and about which phone (None: all phones)."""

    url: str
    when: When
    statuses: tuple[str, ...]
    delay: float
    phone: str | None


@dataclass
class Standin:
    """The provider. A context manager; `url` is its base URL, `api_key` the only key that it knows."""

    api_key: str = "standin-key"
    accepted: list[Message] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    """Every request that was read: its form, and its headers in lower case."""
    sims: Sims = field(default_factory=Sims)
    connections: int = 0
    told: list[int] = field(default_factory=list)
    """The HTTP status of the answer to each report; 0 when there was none."""

    def __post_init__(self) -> None:
        self.closing = threading.Event()
        self.changed = threading.Condition()
        self._rules: list[Rule] = []
        self._reporting: list[Reporting] = []
        self._reporters = 0

    def __enter__(self) -> Self:
        self._server = Server(("127.0.0.1", 0), Handler, self)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.settle()
        self._server.shutdown()
        self._server.server_close()

    def will(
        self,
        kind: Kind,
        value: Any = None,
        *,
        phone: str | None = None,
        text: str | None = None,
        times: int | None = 1,
        accepted: bool | None = None,
    ) -> None:
        """Do this to the next message (to that phone, with that text in it) instead of accepting it.

        `accepted`: whether the message goes out all the same; else as the kind suggests.
        """
        with self.changed:
            self._rules.append(Rule(kind, value, phone, text, times, accepted))

    def reports(
        self,
        url: str,
        *,
        when: When = "after",
        statuses: tuple[str, ...] = ("Sent", "Success"),
        delay: float = 0.02,
        phone: str | None = None,
    ) -> None:
        """Post delivery reports of what is accepted from now on, `delay` seconds apart. The last call wins."""
        with self.changed:
            self._reporting.insert(0, Reporting(url, when, statuses, delay, phone))

    def texts(self, phone: str) -> list[str]:
        """What this phone received, in order."""
        with self.changed:
            return [message.text for message in self.accepted if message.phone == phone]

    def duplicates(self) -> dict[str, int]:
        """Keys under which more than one message went out, and how many did."""
        with self.changed:
            return {key: n for key, n in Counter(m.key for m in self.accepted).items() if n > 1}

    def wait_for(self, count: int, *, seconds: float = 5.0) -> list[Message]:
        """What was accepted, once it is this much; AssertionError when that takes too long."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.accepted) >= count, seconds), self.accepted
            return list(self.accepted)

    def settle(self) -> None:
        """Wait until every report under way has been posted."""
        with self.changed:
            assert self.changed.wait_for(lambda: not self._reporters, 10), "reports that never end"

    def report(self, url: str, *, id: str, status: str, phone: str = "", failure: str = "") -> int:
        """Post one delivery report now, its fields in the captured order; the HTTP status of the answer."""
        fields = {"phoneNumber": phone, "failureReason": failure, "retryCount": "0", "id": id, "status": status}
        form = {name: value for name, value in fields.items() if value} | {"networkCode": "63902"}
        answer = post(url, urllib.parse.urlencode(form).encode())
        with self.changed:
            self.told.append(answer)
        return answer

    # What follows is for the handler.

    def rule(self, phone: str | None, text: str) -> Rule:
        """The first rule that fits, with one time less to go; a rule that accepts when there is none."""
        with self.changed:
            found = next((rule for rule in self._rules if rule.fits(phone, text)), None)
            if found is None:
                return Rule("accept", 101)
            self._use_up(found)
            return found

    def drops_unread(self) -> bool:
        """Whether the next request, whatever it says, is to be dropped before it is read."""
        with self.changed:
            first = next((r for r in self._rules if (r.kind, r.value, r.phone) == ("drop", "before", None)), None)
            if first:
                self._use_up(first)
            return first is not None

    def keep(self, *, phone: str, text: str, key: str, id: str) -> Callable[[], None] | None:
        """Take a message as accepted; what is returned posts the reports that come after the answer."""
        message = Message(phone, text, key, id)
        with self.changed:
            self.accepted.append(message)
            self.changed.notify_all()
            plan = next((plan for plan in self._reporting if plan.phone in (None, message.phone)), None)
        if plan is None or plan.when == "never":
            return None
        if plan.when == "before":
            self._report_all(plan, message)
            return None
        with self.changed:
            self._reporters += 1
        return threading.Thread(target=self._report_later, args=(plan, message), daemon=True).start

    def _report_later(self, plan: Reporting, message: Message) -> None:
        try:
            self._report_all(plan, message)
        finally:
            with self.changed:
                self._reporters -= 1
                self.changed.notify_all()

    def _report_all(self, plan: Reporting, message: Message) -> None:
        statuses = plan.statuses[::-1] if plan.when == "out of order" else plan.statuses
        for status in statuses:
            for _ in range(2 if plan.when == "twice" else 1):
                self.closing.wait(plan.delay)
                self.report(plan.url, id=message.id, status=status, phone=message.phone)

    def _use_up(self, rule: Rule) -> None:
        if rule.times is not None:
            rule.times -= 1
            if rule.times < 1:
                self._rules.remove(rule)
