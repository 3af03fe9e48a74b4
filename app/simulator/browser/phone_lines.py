"""The rules of a network for the line of a phone: one session at a time, its time limits, and a text that only grows.

The page holds the state of its phones; the rules are enforced here, whatever the page sends.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from pydantic import BaseModel, Field

from app.simulator.networks import ANSWER_SECONDS, SESSION_SECONDS, find_network
from app.simulator.state_file import StateStore

GRACE_SECONDS: Final = 2
"""Seconds of tolerance: the clock of a page starts later, when it gets the answer."""
REMEMBERED: Final = 50
"""Ended sessions that are remembered for each phone."""
LONGEST_DIALLED: Final = 160
"""The most characters of a text that comes with the dial."""
Digest = Callable[..., bytes]
"""The keyed digest of a purpose and some words (`Keyring.digest`)."""
_SESSION: Final = re.compile(r"ATUid_[0-9a-f]{32}")
_CODE: Final = re.compile(r"\*[0-9]{2,}(\*[^*#\s]+)*#")


class NotOfTheNetwork(Exception):
    """No network would send this. The text says why, to the developer of the page."""


@dataclass(frozen=True)
class RequestedHop:
    """One hop, as the phone wants it sent."""

    phone: str = field(repr=False)
    network: str
    session: str
    code: str = field(repr=False)
    text: str = field(repr=False)


class PhoneLine(BaseModel):
    """The last session of a phone. `answered_at` is None while a hop waits for its answer, since `asked_at`.

    `over`: why the session has ended. What was typed may hold a password, so only digests of it are kept.
    """

    session: str
    code: str
    network: str
    text: str
    length: int = 0
    began_at: datetime
    asked_at: datetime
    answered_at: datetime | None = None
    over: str = ""
    earlier: list[str] = Field(default_factory=list)


class LineStates(BaseModel):
    """The lines, by the number of the phone."""

    lines: dict[str, PhoneLine] = Field(default_factory=dict)


class PhoneLines:
    """The lines of all simulated phones, shared by the processes of the web through a file."""

    def __init__(self, file: Path | None, clock: Callable[[], datetime], digest: Digest) -> None:
        self._store, self._clock, self._digest = StateStore(LineStates, file), clock, digest

    def begin_hop(self, hop: RequestedHop) -> None:
        """Check and record a hop that is about to be sent. Raises NotOfTheNetwork."""
        check_hop_shape(hop)
        moment = self._clock()
        with self._store.change() as state:
            line = state.lines.get(hop.phone)
            if line is None or line.session != hop.session:
                state.lines[hop.phone] = self._dialled(hop, line, moment)
                return
            if not self._is(hop, line, hop.text):
                self._check_next(hop, line, moment)
            elif line.over not in ("", "END") or _is_too_long(line, moment):
                raise NotOfTheNetwork(f"nothing is sent any more: the session is over ({line.over or 'time'})")
            line.text, line.length = self._digested(hop, hop.text), len(hop.text)
            line.asked_at, line.answered_at = moment, None

    def end_hop(self, hop: RequestedHop, *, over: str) -> bool:
        """Record that a hop was answered; whether its phone is still in this session. `over`: why that ended."""
        with self._store.change() as state:
            line = state.lines.get(hop.phone)
            if line is None or line.session != hop.session:
                return False
            line.answered_at, line.over = self._clock(), over or line.over
            return True

    def hang_up(self, phone: str, session: str) -> None:
        """End a session on the phone, which was cancelled or lost its network. The gateway is not told."""
        with self._store.change() as state:
            line = state.lines.get(phone)
            if line is not None and line.session == session:
                line.over = line.over or "it was cancelled"

    def is_in_session(self, phone: str) -> bool:
        """Whether a phone has an open session: no M-PESA prompt is shown meanwhile."""
        line = self._store.peek().lines.get(phone)
        if line is None or line.over:
            return False
        return not _is_too_long(line, self._clock()) and not _is_idle(line, self._clock())

    def _dialled(self, hop: RequestedHop, before: PhoneLine | None, moment: datetime) -> PhoneLine:
        """The line after a dial, which ends the session before it. Raises NotOfTheNetwork."""
        earlier = [] if before is None else [*before.earlier, before.session][-REMEMBERED:]
        if hop.session in earlier:
            raise NotOfTheNetwork("session: it is over, another one was begun on this phone")
        if len(hop.text) > LONGEST_DIALLED:
            raise NotOfTheNetwork(f"text: at most {LONGEST_DIALLED} characters can be dialled")
        return PhoneLine(
            session=hop.session,
            code=self._digested(hop, hop.code),
            network=hop.network,
            text=self._digested(hop, hop.text),
            length=len(hop.text),
            began_at=moment,
            asked_at=moment,
            earlier=earlier,
        )

    def _check_next(self, hop: RequestedHop, line: PhoneLine, moment: datetime) -> None:
        """Check that a hop can follow the last one of its session. Raises NotOfTheNetwork."""
        if line.over:
            raise NotOfTheNetwork(f"the session is over ({line.over}): nothing can be answered")
        if line.answered_at is None and moment - line.asked_at < timedelta(seconds=ANSWER_SECONDS):
            raise NotOfTheNetwork("the hop before is not answered yet")
        if _is_too_long(line, moment):
            raise NotOfTheNetwork(f"the network has ended the session after {SESSION_SECONDS} seconds")
        network = find_network(line.network)
        if _is_idle(line, moment) and network is not None:
            raise NotOfTheNetwork(f"the network has ended the session after {network.idle_seconds} seconds of waiting")
        if (self._digested(hop, hop.code), hop.network) != (line.code, line.network):
            raise NotOfTheNetwork("code and network stay the same for a session")
        before, joint = hop.text[: line.length], "*" if line.length else ""
        if not self._is(hop, line, before) or not hop.text[line.length :].startswith(joint):
            raise NotOfTheNetwork("text: what was typed before stays in it, and * joins what is new")
        most = network.input_characters if network is not None else None
        if most is not None and len(hop.text) - line.length - len(joint) > most:
            raise NotOfTheNetwork(f"text: this network takes answers of at most {most} characters")

    def _is(self, hop: RequestedHop, line: PhoneLine, text: str) -> bool:
        """Whether this is the text of the line's last hop."""
        return len(text) == line.length and self._digested(hop, text) == line.text

    def _digested(self, hop: RequestedHop, word: str) -> str:
        return self._digest("simulated line", hop.session, word).hex()


def check_hop_shape(hop: RequestedHop) -> None:
    """Check that a hop is written as a network writes it. Raises NotOfTheNetwork."""
    if find_network(hop.network) is None:
        raise NotOfTheNetwork("network: the code of a network is wanted, as /phone/facts lists them")
    if not _SESSION.fullmatch(hop.session):
        raise NotOfTheNetwork("session: ATUid_ and 32 hexadecimal digits are wanted, in small letters")
    if not _CODE.fullmatch(hop.code):
        raise NotOfTheNetwork("code: a code that can be dialled is wanted, like *222#")
    if not hop.text.isprintable():
        raise NotOfTheNetwork("text: a phone types no line breaks and no controls")


def _is_too_long(line: PhoneLine, moment: datetime) -> bool:
    return moment - line.began_at > timedelta(seconds=SESSION_SECONDS + GRACE_SECONDS)


def _is_idle(line: PhoneLine, moment: datetime) -> bool:
    network = find_network(line.network)
    if line.answered_at is None or network is None:
        return moment - line.asked_at > timedelta(seconds=SESSION_SECONDS)
    return moment - line.answered_at > timedelta(seconds=network.idle_seconds + GRACE_SECONDS)
