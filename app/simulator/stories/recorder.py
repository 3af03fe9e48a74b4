"""Records what is typed and seen on phones as a story: `flask phone --record FILE`.

An SMS or e-mail that comes is written below the beat that caused it, by the time at which the gateway wrote it: when a
story is told in a test, everything that is due comes at once.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from app.platform.networks import network_of_code
from app.simulator.stories.names import StoryNames
from app.simulator.stories.notation import Beat, written
from app.simulator.stories.offered import slip
from app.simulator.stories.phones import FIRST_PHONE, code_in

LEAST_WAIT: Final = timedelta(seconds=60)
"""The shortest pause between two beats that is recorded as a wait."""
AT_ONCE: Final = timedelta(seconds=4.5)
"""What comes within this time belongs to the beat itself; some SMS come five seconds later on purpose."""
AFTER_MONEY: Final = timedelta(seconds=15)
"""The same for a payment: its provider calls back, and is asked to confirm."""
LATEST: Final = timedelta(seconds=90)
"""What comes later than this is caused by something else: a clerk, an agency, another phone."""
SETTLING: Final = "payments are settled"
LATE: Final = "late callbacks come"


@dataclass
class RecordedBeat:
    """A beat, the phone that is used, when it began, and the SMS and e-mails that it caused."""

    does: str
    phone: str
    began: datetime
    shown: list[str] = field(default_factory=list)
    sms: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    comments: tuple[str, ...] = ()
    patience: timedelta = AT_ONCE
    after: str = ""
    shows: bool = True

    def beat(self) -> Beat:
        """As it is written: first the screen, then SMS, then e-mails."""
        return Beat(self.does, [*self.shown, *self.sms, *self.mails], comments=self.comments)


class StoryRecorder:
    """One story that is being recorded; its file is complete after each beat. Making one raises OSError if the file
    cannot be created; `trouble`: why it could not be written later on.

    The file is for its owner alone: what was typed stands in it, passwords too.
    """

    def __init__(self, file: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.began = self._told_until = clock()
        self._clock, self._file = clock, file
        self._names = StoryNames()
        self._told: list[RecordedBeat] = []
        self._comments: list[str] = []
        self._phone, self._network = "", ""
        self._callbacks = "once"
        self._code = "------"
        self.trouble = ""
        file.touch(mode=0o600, exist_ok=False)

    def do(
        self,
        does: str,
        phone: str,
        network: str,
        shown: Iterable[str] = (),
        *,
        began: datetime | None = None,
        patience: timedelta = AT_ONCE,
        after: str = "",
    ) -> None:
        """Record what was done on a phone, and shown at once. `after`: the beat for its late effects."""
        began = began or self._clock()
        self._hold(phone, network, began)
        self._let_time_pass(phone, began)
        typed = self._names.typed(does.replace(self._code, "{code}"))
        lines = [self._names.seen(line, began) for line in shown]
        if slip(typed, lines, over=False):
            typed += "  # not offered"
        self._add(RecordedBeat(typed, phone, began, lines, patience=patience, after=after))

    def comment(self, text: str) -> None:
        """Record a comment above the next beat, for what a story has no words for."""
        self._comments.append(f"# {text}")
        self._write()

    def ask_payer(self, phone: str, network: str, shown: Sequence[str]) -> None:
        """Record that M-PESA prompts a phone; when the story is told in a test, this takes five seconds."""
        self.do(f"M-PESA asks {_local(phone)}", phone, network, shown)
        self._told_until += timedelta(seconds=5)

    def answer_payer(
        self, phone: str, network: str, does: str, said: str, told: str, *, began: datetime, is_paid: bool
    ) -> None:
        """Record the answer to a prompt. `told`: how its provider calls back, `once`, `twice` or `late`."""
        if told != self._callbacks:
            self._callbacks = told
            self._told.append(RecordedBeat(f"callbacks come {told}", phone, began, shows=False))
        after = LATE if told == "late" else "" if is_paid else SETTLING
        line = f"{_local(phone)} {does}"
        self.do(line, phone, network, [f"$ {said}"], began=began, patience=AFTER_MONEY, after=after)

    def pay_bill(self, phone: str, network: str, paid: tuple[str, str, str], said: str, *, began: datetime) -> None:
        """Record a payment to a paybill by hand. `paid`: the amount, the paybill and the account."""
        amount, paybill, account = paid
        line = f"{_local(phone)} pays {amount} to paybill {paybill} account {account}"
        self.do(line, phone, network, [f"$ {said}"], began=began, patience=AFTER_MONEY)

    def add_sms(self, phone: str, text: str, at: datetime) -> None:
        """Record an SMS to the phone that is used."""
        lines = [f"< {self._seen(line, at)}" for line in self._masked(text).split("\n")]
        cause = self._cause(at, lines)
        if cause is not None:
            self._shown_on(phone, cause).sms += lines
        self._write()

    def add_mail(self, to: str, subject: str, text: str, at: datetime) -> None:
        """Record an e-mail, to anybody."""
        body = self._masked(text)
        lines = [f"@ {self._seen(line, at)}" for line in (f"{to}: {subject}", *body.splitlines()) if line]
        cause = self._cause(at, lines)
        if cause is not None:
            cause.mails += lines
        self._write()

    def _hold(self, phone: str, network: str, at: datetime) -> None:
        """Record which phone is used, if that has changed."""
        name = network_of_code(network).value if network_of_code(network) != "unknown" else ""
        if (phone, name) != (self._phone, self._network):
            is_silent = not self._phone and _local(phone) == FIRST_PHONE and not name
            self._phone, self._network = phone, name
            if not is_silent:
                on = f" on {name}" if name else ""
                self._told.append(RecordedBeat(f"phone {_local(phone)}{on}", phone, at, shows=False))

    def _let_time_pass(self, phone: str, until: datetime) -> None:
        passed = until - self._told_until
        if self._told and passed >= LEAST_WAIT:
            self._told.append(RecordedBeat(f"wait {int(passed.total_seconds())} seconds", phone, until))
        if passed >= LEAST_WAIT:
            self._told_until = until

    def _add(self, recorded: RecordedBeat) -> None:
        recorded.comments = tuple(self._comments)
        self._comments.clear()
        self._told.append(recorded)
        self._write()

    def _cause(self, at: datetime, lines: Sequence[str]) -> RecordedBeat | None:
        """The beat that caused this, or a new one if it came late; None, and a comment, if no beat here caused it."""
        index = next((n for n in range(len(self._told), 0, -1) if self._causes(self._told[n - 1], at)), 0)
        cause = self._told[index - 1] if index else None
        if cause is None or at - cause.began > LATEST:
            self._comments += ["# left out, nothing on these phones brought it:", *(f"#   {line}" for line in lines)]
            return None
        if at - cause.began <= cause.patience:
            return cause
        seconds = math.ceil((at - cause.began).total_seconds())
        later = RecordedBeat(cause.after or f"wait {seconds} seconds", cause.phone, at, patience=AFTER_MONEY)
        self._told.insert(index, later)
        self._told_until += timedelta(seconds=120 if cause.after == SETTLING else seconds)
        return later

    def _causes(self, told: RecordedBeat, at: datetime) -> bool:
        return told.shows and told.began <= at

    def _shown_on(self, phone: str, cause: RecordedBeat) -> RecordedBeat:
        """The beat after which an SMS to a phone is shown: that phone must be in use."""
        since = next(n for n, each in enumerate(self._told) if each is cause)
        held = (each for each in self._told[since:] if each.shows and each.phone == phone)
        found = next(held, None)
        if found is None:
            found = RecordedBeat("sms", phone, self._clock())
            self._told.append(found)
        return found

    def _masked(self, text: str) -> str:
        self._code = code_in(text) or self._code
        return text.replace(self._code, "{code}")

    def _seen(self, line: str, at: datetime) -> str:
        return self._names.seen(line, at)

    def _write(self) -> None:
        title = f"What was done on a phone: {self._file.stem.replace('_', ' ')}"
        story = written(title, (each.beat() for each in self._told), comments=self._comments)
        try:
            self._file.write_text(story, encoding="utf-8")
        except OSError as error:
            self.trouble = error.strerror or "it cannot be written"


def _local(phone: str) -> str:
    """A number as people write it: 0700000001."""
    return f"0{phone.removeprefix('+254')}" if phone.startswith("+254") else phone
