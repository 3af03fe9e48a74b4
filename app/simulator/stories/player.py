"""Plays a story's phones against a running installation: `flask phone --play FILE`."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, ClassVar, Final

from app.simulator.gateway_client import GatewayClient
from app.simulator.handset import Handset
from app.simulator.payments.state import PromptAnswer
from app.simulator.stories.names import StoryNames, in_story_days
from app.simulator.stories.notation import Beat, beats, unremarked
from app.simulator.stories.phones import StoryPhones

LONGEST_WAIT: Final = 300
"""Seconds that a story may have the player wait."""
PATIENCE: Final = 20.0
"""Seconds for an SMS, an e-mail or a prompt that the story says will come."""
SETTLING_SECONDS: Final = 150.0
"""The same, if the gateway first has to query the status of a payment."""
LOOK_SECONDS: Final = 0.2
SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


class NotPlayable(Exception):
    """A story has a line that no phone can do; the text names it."""


class StoryPlayer(StoryPhones):
    """Plays the phones of one story, in real time. `number_for`: the number that a phone of the story has here."""

    def __init__(
        self,
        client: GatewayClient,
        number_for: Callable[[str], str],
        *,
        callback_key: str,
        sms_code: str,
        patience: float = PATIENCE,
    ) -> None:
        self._client, self._number_for = client, number_for
        self._key, self._sms_code, self._patience = callback_key, sms_code, patience
        self.names = StoryNames()
        self.hop_seconds: list[float] = []
        self._seen: dict[str, int] = {}
        self._mails_used: set[int] = set()
        self._first_mail: int | None = None
        self._expected: Sequence[str] = ()
        self._told = "once"
        super().__init__()

    def play(self, story: Sequence[Beat]) -> tuple[Beat, list[str]] | None:
        """Play the story; returns the first beat after which something else is seen, with what is seen; else None.

        Raises NoService, requests.RequestException and GatewayRefusal where the gateway does not answer.
        """
        if any(line.startswith("@") for beat in story for line in beat.sees):
            self._first_mail = max((each["id"] for each in self._client.mails()), default=0)
        for beat in story:
            self._expected = beat.sees
            seen = [in_story_days(line, datetime.now(UTC)).strip() for line in self.tell(beat.does)]
            if beat.sees and not self._is_told(beat.sees, seen):
                return beat, seen
        return None

    def new_handset(self, number: str) -> Handset:
        """A phone of the story, under the number that it has here."""
        self._seen[number] = max((each["id"] for each in self._client.messages(number)), default=0)
        return Handset(number, self._post, callback_key=self._key, sms_code=self._sms_code)

    def number_of(self, written: str) -> str:
        """The number that a phone of the story has here."""
        return self._number_for(super().number_of(written))

    def filled(self, told: str) -> str:
        """A typed text, with values that were seen before in place of its placeholders."""
        return self.names.filled(told)

    def sms(self) -> Iterator[str]:
        """The SMS and e-mails that the story says will come; if it says none, there is no waiting."""
        wanted = sum(line.startswith("<") for line in self._expected)
        found: list[str] = []
        for _ in self._looks():
            if len(found) >= wanted:
                break
            found += self._new_sms()
        yield from found
        yield from self._mails([line for line in self._expected if line.startswith("@")])

    def await_prompt(self, phone: str) -> list[str]:
        """M-PESA asks a few seconds after the call."""
        wanted = sum(line.startswith("$") for line in self._expected)
        for _ in self._looks():
            if len(self._client.prompts(phone)) >= wanted:
                break
        return [*self.sms()]

    def prompts_on(self, phone: str) -> Iterator[str]:
        """The M-PESA prompts of a phone."""
        return (each["text"] for each in self._client.prompts(phone))

    def answer_prompt(self, phone: str, answer: PromptAnswer) -> str:
        """Answer the first prompt on a phone; returns what M-PESA says then."""
        open_prompts = self._client.prompts(phone)
        if not open_prompts:
            return "(no prompt)"
        return self._client.answer_prompt(open_prompts[0]["id"], answer, self._told)

    def choose_callbacks(self, how: str) -> Iterator[str]:
        """From here on the provider of a payment calls back once, twice or late."""
        self._told = how
        return iter(())

    def settle(self) -> Iterator[str]:
        """The SMS that come after the gateway has queried a payment by itself, or has got a late callback."""
        patience, self._patience = self._patience, max(self._patience, SETTLING_SECONDS)
        yield from self.sms()
        self._patience = patience

    def pay_bill(self, phone: str, amount: str, paybill: str, account: str) -> str:
        """Pay a paybill by hand."""
        return self._client.pay_bill(phone, paybill, account, amount)

    def wait(self, amount: str, unit: str) -> Iterator[str]:
        """Let the time really go by."""
        time.sleep(int(amount) * SECONDS[unit])
        return self.sms()

    def _post(self, path: str, form: bytes) -> tuple[int, str]:
        began = perf_counter()
        answer = self._client.post_callback(path, form)
        if path.endswith("/ussd"):
            self.hop_seconds.append(perf_counter() - began)
        return answer

    def _looks(self) -> Iterator[None]:
        """Yield now, and then at intervals until the patience is over."""
        until = time.monotonic() + self._patience
        while True:
            yield
            if time.monotonic() > until:
                return
            time.sleep(LOOK_SECONDS)

    def _new_sms(self) -> Iterator[str]:
        number = self.phone.number
        for message in self._client.messages(number, self._seen[number]):
            self._seen[number], self.last = message["id"], message["provider_id"]
            yield from (f"< {line}" for line in self.mask_code(message["text"]).split("\n"))

    def _mails(self, expected: Sequence[str]) -> Iterator[str]:
        """The e-mails that the story expects; others may be for anybody."""
        missing = [*expected]
        for _ in self._looks() if expected else ():
            for mail in self._client.mails(self._first_mail or 0):
                lines = self._mail_lines(mail)
                if mail["id"] not in self._mails_used and self._is_told(missing[: len(lines)], lines):
                    self._mails_used.add(mail["id"])
                    del missing[: len(lines)]
                    yield from lines
            if not missing:
                return

    def _mail_lines(self, mail: Mapping[str, Any]) -> list[str]:
        today = datetime.now(UTC)
        lines = [f"{mail['to']}: {mail['subject']}", *self.mask_code(mail["text"]).splitlines()]
        return [in_story_days(f"@ {line}", today) for line in lines if line]

    def _is_told(self, expected: Sequence[str], seen: Sequence[str]) -> bool:
        if len(expected) != len(seen):
            return False
        return all(self.names.matches(*pair) for pair in zip(expected, seen, strict=True))

    ACTS: ClassVar[Mapping[str, Callable[..., Iterator[str]]]] = {
        **StoryPhones.ACTS,
        r"wait (\d+) (second|minute|hour|day)s?": wait,
        r"callbacks come (once|twice|late)": choose_callbacks,
        r"late callbacks come|payments are settled": settle,
    }


def read_playable(file: Path) -> list[Beat]:
    """The beats of a story, all of which a phone can do. Raises NotPlayable and OSError."""
    try:
        story = beats(file)
    except ValueError as error:
        raise NotPlayable(str(error)) from None
    for beat in story:
        why = _hindrance(unremarked(beat.does))
        if why:
            raise NotPlayable(f"{file}:{beat.line}: `{beat.does}` cannot be played: {why}")
    if not story:
        raise NotPlayable(f"{file}: there is nothing in this story")
    return story


def _hindrance(does: str) -> str:
    """Why a phone cannot do this; empty: it can."""
    found = next((match for each in StoryPlayer.ACTS if (match := re.fullmatch(each, does))), None)
    if found is None:
        return "it is about what stands around the phones, not about a phone"
    if does.startswith("wait ") and int(found[1]) * SECONDS[found[2]] > LONGEST_WAIT:
        return f"the player waits for {LONGEST_WAIT} seconds at most"
    return ""
