"""The money of a story: the payment providers over real HTTP, the M-PESA of its phones, and what is seen there.

The stand-in is started by the first beat of a story that needs it; most stories have no payments.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask

from app.container import Container
from app.domain.shared.payment_ways import Provider
from app.platform.config.simulated_credentials import SIMULATED_DARAJA_SHORTCODE
from app.simulator.payments.state import Prompt, PromptAnswer
from tests.conftest import Clock
from tests.standin_payments import PaymentStandin, into, payment_standin

FAULTS: Final[Mapping[str, Mapping[str, int | bool]]] = {
    "callbacks are lost": {"lose_callback": True},
    "callbacks come late": {"callback_late": True},
    "callbacks come twice": {"callback_twice": True},
    "callbacks come once": {"lose_callback": False, "callback_late": False, "callback_twice": False},
    "the answer to the request is lost": {"lose_answer": 1},
}


class StoryMoney:
    """The payment providers of one story, and what its citizens do with M-PESA on their phones."""

    def __init__(self, container: Container, clock: Clock, app: Callable[[], Flask], stack: ExitStack) -> None:
        self.container, self._clock, self._app, self._stack = container, clock, app, stack
        self.has_begun = False

    @cached_property
    def standin(self) -> PaymentStandin:
        """The stand-in of the gateways, started at the first access; it runs until the story ends."""
        self.has_begun = True
        standin = self._stack.enter_context(payment_standin(self._call_back, clock=self._clock))
        if daraja := self.container.settings.daraja:
            standin.register(daraja.callback_base)
        return standin

    def providers(self) -> Mapping[Provider, Any]:
        """The providers for the worker: the real adapters, at the stand-in's address."""
        ways = self.container.contacts.payment_ways
        is_there = {Provider.PESAFLOW: ways.has_pesaflow, Provider.DARAJA: bool(ways.daraja_paybill)}
        return {each: LateProvider(self, each) for each in Provider if is_there[each]}

    def adapter(self, provider: Provider) -> Any:
        """A provider's adapter."""
        at = {"port": urlsplit(self.standin.url).port}
        return replace(self.container, settings=self.container.settings.model_copy(update=at)).payment_provider(
            provider
        )

    def prompts(self, phone: str) -> list[Prompt]:
        """The M-PESA prompts on a phone."""
        return self.standin.simulator.prompts(phone) if self.has_begun else []

    def answer(self, phone: str, answer: PromptAnswer) -> str:
        """Answer the prompt on a phone; what M-PESA says then."""
        [prompt] = self.prompts(phone)
        said = self.standin.simulator.answer_prompt(prompt.id, answer).text
        self.standin.simulator.deliver()
        return said

    def pay_bill(self, phone: str, amount: str, paybill: str, account: str) -> str:
        """Pay to a paybill from the menu of M-PESA; what M-PESA says then."""
        said = self.standin.simulator.pay_bill(phone, paybill, account, Decimal(amount)).text
        self.standin.simulator.deliver()
        return said

    def break_it(self, how: str) -> None:
        """Inject a fault from here on."""
        for name, value in FAULTS[how].items():
            setattr(self.standin.simulator.faults, name, value)

    def commission(self, amount: str) -> None:
        """From here on Pesaflow adds a commission of so much."""
        self.standin.simulator.faults.commission = Decimal(amount)

    def named(self) -> Iterator[tuple[str, str]]:
        """The names in stories of receipts and invoices, each with its value."""
        if not self.has_begun:
            return
        kinds = {
            "receipt": [each.receipt for each in self.standin.simulator.money()],
            "invoice": [each.number for each in self.standin.simulator.invoices()],
        }
        for kind, found in kinds.items():
            for number, each in enumerate(found, 1):
                yield f"{{{kind}}}" if number == 1 else f"{{{kind} {number}}}", each

    def _call_back(self, url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        return into(self._app())(url, body, headers)


class LateProvider:
    """A provider whose adapter is made when it is first used."""

    def __init__(self, money: StoryMoney, provider: Provider) -> None:
        self._money, self._provider = money, provider

    def __getattr__(self, name: str) -> Any:
        adapter = self._money.adapter(self._provider)
        return getattr(adapter, name)


class OneByOne:
    """Replaces the worker's threads and runs all work at once, so that a story is the same each time."""

    def free(self) -> int:
        """How much more work can be started: there is always room."""
        return 10

    def start(self, work: Callable[[], None]) -> Future[None]:
        """Do the work at once, in this thread."""
        done: Future[None] = Future()
        work()
        done.set_result(None)
        return done

    def finish(self) -> None:
        """Do nothing: no work is under way."""


def with_daraja(container: Container) -> Container:
    """The same installation, paid to an agency's own paybill."""
    settings = container.settings.model_copy(update={"daraja_shortcode": SIMULATED_DARAJA_SHORTCODE})
    ways = replace(container.contacts.payment_ways, has_pesaflow=False, daraja_paybill=SIMULATED_DARAJA_SHORTCODE)
    return replace(container, settings=settings, contacts=replace(container.contacts, payment_ways=ways))


def without_provider(container: Container) -> Container:
    """The same installation without a payment provider."""
    ways = replace(container.contacts.payment_ways, has_pesaflow=False, daraja_paybill="")
    return replace(container, contacts=replace(container.contacts, payment_ways=ways))
