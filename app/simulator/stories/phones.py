"""The words of a story that are a phone's: dialling, answering, texting, M-PESA. The head of
`tests/stories/telling.py` lists them with all the others.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import ClassVar, Final

from app.platform.networks import CODES
from app.platform.phone_numbers import read_msisdn
from app.simulator.handset import Handset, NoService, Shown
from app.simulator.payments.state import ECITIZEN_PAYBILL, PromptAnswer
from app.simulator.stories.notation import unremarked

ANSWERS: Final[Mapping[str, PromptAnswer]] = {
    "enters the PIN": PromptAnswer.PIN_RIGHT,
    "enters a wrong PIN": PromptAnswer.PIN_WRONG,
    "cancels": PromptAnswer.CANCEL,
    "has no money": PromptAnswer.NO_MONEY,
    "does not answer": PromptAnswer.NO_ANSWER,
}
"""What somebody does with an M-PESA prompt."""
FIRST_PHONE: Final = "0700000001"
"""The phone that is used as long as a story names none."""


class NoSuchWords(Exception):
    """The words of a beat are not known."""


class StoryPhones(ABC):
    """Does what the phones of a story do. Subclasses define how they reach the gateway, and what comes to them."""

    def __init__(self) -> None:
        self.handsets: dict[str, Handset] = {}
        self.code = "------"
        self.last: str | None = None
        self.take(FIRST_PHONE)

    def tell(self, does: str) -> list[str]:
        """Do what a beat says, and give the lines that are seen. Raises NoSuchWords."""
        for pattern, act in self.ACTS.items():
            found = re.fullmatch(pattern, unremarked(does))
            if found:
                given = [self.filled(each) if each else each for each in found.groups()]
                return [self.named(line) for line in act(self, *given)]
        raise NoSuchWords(f"no such words: {does} (tests/stories/telling.py lists those there are)")

    @abstractmethod
    def new_handset(self, number: str) -> Handset:
        """A phone that nobody has held yet."""

    @abstractmethod
    def sms(self) -> Iterator[str]:
        """The SMS that come to the phone that is held, and the e-mails."""

    @abstractmethod
    def await_prompt(self, phone: str) -> Iterable[str]:
        """Wait until M-PESA prompts a phone; returns the SMS that come meanwhile."""

    @abstractmethod
    def prompts_on(self, phone: str) -> Iterable[str]:
        """The M-PESA prompts of a phone."""

    @abstractmethod
    def answer_prompt(self, phone: str, answer: PromptAnswer) -> str:
        """Answer the prompt on a phone; returns what M-PESA says then."""

    @abstractmethod
    def pay_bill(self, phone: str, amount: str, paybill: str, account: str) -> str:
        """Pay a paybill by hand; returns what M-PESA says then."""

    def filled(self, told: str) -> str:
        """A typed text, with values in place of its placeholders."""
        return told

    def named(self, line: str) -> str:
        """A seen line, with placeholders in place of values."""
        return line

    def take(self, number: str, network: str | None = None) -> Iterator[str]:
        """Hold another phone."""
        number = self.number_of(number)
        if number not in self.handsets:
            self.handsets[number] = self.new_handset(number)
        self.phone = self.handsets[number]
        if network:
            self.phone.network = next(code for code, each in CODES.items() if each == network)
        return iter(())

    def number_of(self, written: str) -> str:
        """The number of a phone of the story, with its country code."""
        return read_msisdn(written) or written

    def dial(self, code: str) -> Iterator[str]:
        """Dial a code."""
        yield from self.shown(self.phone.dial(code))

    def dial_with(self, code: str, text: str) -> Iterator[str]:
        """Dial a code; the provider sends a text along with the dial."""
        yield from self.shown(self.phone.dial(code, text))

    def answer(self, typed: str | None) -> Iterator[str]:
        """Answer the screen."""
        yield from self.shown(self.phone.answer((typed or "").replace("{code}", self.code)))

    def again(self) -> Iterator[str]:
        """The network sends the same hop again."""
        yield from self.shown(self.phone.again())

    def shown(self, screen: Shown) -> Iterator[str]:
        """The lines of a screen, and what comes with it."""
        yield from screen_lines(screen)
        yield from self.sms()

    def text(self, message: str | None) -> Iterator[str]:
        """Send an SMS."""
        _taken(self.phone.text((message or "").replace("{code}", self.code)))
        return self.sms()

    def silent(self) -> Iterator[str]:
        """Type nothing; show the SMS that have come."""
        return self.sms()

    def report(self, status: str) -> Iterator[str]:
        """The network reports on the last SMS."""
        if self.last is None:
            raise NoSuchWords("there is no SMS to report on")
        _taken(self.phone.report(self.last, status))
        return iter(())

    def prompted(self, number: str) -> Iterator[str]:
        """M-PESA prompts a phone, after the end of the call."""
        phone = self.number_of(number)
        told = [*self.await_prompt(phone)]
        yield from (f"$ {asked}" for asked in self.prompts_on(phone))
        yield from told

    def answers(self, number: str, does: str) -> Iterator[str]:
        """A phone answers its M-PESA prompt."""
        yield f"$ {self.answer_prompt(self.number_of(number), ANSWERS[does])}"
        yield from self.sms()

    def pays(self, number: str, amount: str, paybill: str, account: str) -> Iterator[str]:
        """A phone pays by paybill."""
        yield f"$ {self.pay_bill(self.number_of(number), amount, paybill, account)}"
        yield from self.sms()

    def mask_code(self, body: str) -> str:
        """A message with its code, if it has one, replaced by {code}; the code is kept for a later answer."""
        found = code_in(body)
        if found:
            self.code = found
        return body.replace(self.code, "{code}")

    ACTS: ClassVar[Mapping[str, Callable[..., Iterator[str]]]] = {
        r"phone (\S+)(?: on (\w+))?": take,
        r"dial (\S+)": dial,
        r"dial (\S+) with (\S+)": dial_with,
        r">(?: (.*))?": answer,
        r"again": again,
        r"text(?: (.*))?": text,
        r"sms": silent,
        r"report (\w+)": report,
        r"M-PESA asks (\S+)": prompted,
        rf"(\S+) ({'|'.join(ANSWERS)})": answers,
        r"(\S+) pays (\d+) to paybill (\d+) account (.+)": pays,
    }


def _taken(status: int) -> None:
    if status != HTTPStatus.OK:
        raise NoService(f"HTTP {status}")


def screen_lines(screen: Shown) -> Iterator[str]:
    """A screen as a story has it."""
    yield from (f"| {line}" for line in screen.text.split("\n"))
    if screen.over:
        yield "(end)"


def code_in(body: str) -> str | None:
    """The code that a message brings, if it brings one: six digits, and no paybill."""
    if not re.search("code|msimbo", body, re.IGNORECASE):
        return None
    found = re.search(rf"\b(?!{ECITIZEN_PAYBILL})([0-9]{{6}})\b", body)
    return found[1] if found else None
