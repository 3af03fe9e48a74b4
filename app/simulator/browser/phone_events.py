"""The events of phones, by polling: SMS and reports from the database, prompts from the simulator's state.

No event between two readings is lost, even if the transaction that wrote it was committed late: each reading looks
back `OVERLAP`, and leaves out what the reading before has found.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app.domain.messaging import arrivals
from app.platform.db import Database, now
from app.simulator.browser.shown_json import mail_as_json, sms_as_json
from app.simulator.numbers import FixedBehaviour, is_fixed
from app.simulator.payments.payer_words import prompt_as_json
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.wire_log import LoggedRecord, WireLog

OVERLAP: Final = timedelta(seconds=5)
"""Longer than a transaction that records an outcome or a report."""
PROMPT_LIFE: Final = timedelta(seconds=60)
"""Longer than a prompt waits: a page that reconnects is told which of its prompts are over."""
LONGEST_GAP: Final = timedelta(hours=1)
"""How far back a reconnecting page is told of what it missed."""


@dataclass(frozen=True)
class PhoneEvent:
    """One thing that happened. `key` names it, and stays the same however often it is told."""

    key: str
    kind: str
    content: dict[str, Any] = field(repr=False)

    def as_lines(self, event_id: str) -> bytes:
        """The event as it is written in a stream (`text/event-stream`)."""
        return f"event: {self.kind}\nid: {event_id}\ndata: {json.dumps(self.content)}\n\n".encode()


@dataclass
class StreamPosition:
    """How far a stream has come: all events up to `until` were sent, except those that are committed late.

    `told`: the keys of the last reading. `prompts`: the id of the prompt that each phone shows. `is_back`: the page has
    reconnected.
    """

    until: datetime
    is_back: bool = False
    told: frozenset[str] = frozenset()
    prompts: dict[str, str] = field(default_factory=dict)

    @property
    def event_id(self) -> str:
        """The position as the `id` of an event, for `Last-Event-ID`."""
        return f"{round(self.until.timestamp() * 1_000_000)}"


class PhoneEvents:
    """Reads what has happened to some phones (E.164). It waits for the database: call it in a thread."""

    def __init__(self, database: Database, payments: PaymentSimulator, wire: WireLog) -> None:
        self._database, self._payments, self._wire = database, payments, wire

    def begin(self, last_event_id: str) -> StreamPosition:
        """Where a stream begins: where the one before it ended, or a little before now."""
        moment = self._database.clock()
        if last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) <= 17:
            was = datetime.fromtimestamp(int(last_event_id) / 1_000_000, UTC)
            if moment - LONGEST_GAP <= was <= moment + OVERLAP:
                return StreamPosition(was, is_back=True)
        return StreamPosition(moment)

    def read(self, phones: Sequence[str], position: StreamPosition) -> list[PhoneEvent]:
        """The events since the position, which is moved on."""
        since = position.until - OVERLAP
        phones = [each for each in phones if not is_fixed(each, FixedBehaviour.SWITCHED_OFF)]
        with self._database.reading() as session:
            moment = now(session)
            found = [
                *(_sms(each) for each in arrivals.sms_since(session, phones, since)),
                *(_mail(each) for each in arrivals.mails_since(session, since)),
                *(_report(each) for each in arrivals.reports_since(session, phones, since)),
            ]
        found += [_exchange(each) for each in self._wire.since(set(phones), since)]
        new = [each for each in found if each.key not in position.told]
        new += self._read_prompts(phones, position)
        position.until, position.told = max(moment, position.until), frozenset(each.key for each in found)
        return new

    def _read_prompts(self, phones: Sequence[str], position: StreamPosition) -> Iterator[PhoneEvent]:
        if position.is_back:
            position.is_back = False
            yield from self._missed_ends(phones, position.until)
        for phone in phones:
            shown, before = self._payments.find_shown(phone), position.prompts.get(phone)
            if before is not None and (shown is None or shown.id != before):
                del position.prompts[phone]
                yield PhoneEvent(f"prompt_over {before}", "prompt_over", {"id": before, "phone": phone})
            if shown is not None and shown.id != before:
                position.prompts[phone] = shown.id
                content = {"phone": phone, **prompt_as_json(shown)}
                yield PhoneEvent(f"prompt {shown.id}", "prompt", content)

    def _missed_ends(self, phones: Sequence[str], until: datetime) -> Iterator[PhoneEvent]:
        numbers = {each.removeprefix("+") for each in phones}
        for each in self._payments.store.peek().prompts.values():
            if each.code and each.phone in numbers and each.made_at >= until - PROMPT_LIFE:
                yield PhoneEvent(f"prompt_over {each.id}", "prompt_over", {"id": each.id, "phone": f"+{each.phone}"})


def _sms(sms: arrivals.ArrivedMessage) -> PhoneEvent:
    content = sms_as_json(sms)
    return PhoneEvent(f"sms {sms.id} {sms.provider_id}", "sms", content)


def _mail(mail: arrivals.ArrivedMessage) -> PhoneEvent:
    return PhoneEvent(f"mail {mail.id} {mail.provider_id}", "mail", mail_as_json(mail))


def _report(report: arrivals.ArrivedReport) -> PhoneEvent:
    content = {
        "id": report.id,
        "phone": report.phone,
        "provider_id": report.provider_id,
        "status": report.status,
        "failure": report.failure,
        "at": report.at.isoformat(),
    }
    return PhoneEvent(f"report {report.id}", "report", content)


def _exchange(logged: LoggedRecord) -> PhoneEvent:
    content = {"id": logged.number, "phone": logged.phone, "at": logged.at.isoformat(), **logged.record.as_json()}
    return PhoneEvent(f"wire {logged.number}", "wire", content)
