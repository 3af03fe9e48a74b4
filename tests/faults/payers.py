"""Citizens who pay while processes are killed: a provider over real HTTP, their phones, and what must hold afterwards.

The provider's own ledger is the truth: we must have all that M-PESA took, each receipt once, and whoever paid is
served.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random
from typing import Final
from urllib.parse import urlsplit

from pydantic import SecretStr
from sqlalchemy import func, select, update

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.applications.applications import Application
from app.domain.payments.models import Payment, PaymentReceipt, PaymentRefund, PaymentSweep, ProviderToken
from app.domain.payments.payment_states import CONFIRMED, OPEN
from app.domain.payments.requests import PaymentWish, request_payment
from app.domain.shared.payment_ways import Provider
from app.platform.db import now
from app.simulator.payments.courier import post_over_http
from app.simulator.payments.state import PromptAnswer
from app.worker.chores import chores
from app.worker.payment_requests import PaymentRequests
from tests.conftest import settings
from tests.database.applying import applied_for, file
from tests.database.holder import PASSWORD, do, opened
from tests.database.paying import FEE_KES
from tests.faults import results
from tests.faults.callers import Dialler
from tests.faults.scene import Ahead, Scene
from tests.outgoing import phone
from tests.standin import Standin
from tests.standin_payments import PaymentStandin, into, payment_standin
from tests.web.payment_world import ACCOUNTS, KEY, PAYBILLS, PUBLIC

CROWD: Final = 3
"""Payers at a time."""
ANSWERS: Final = (*[PromptAnswer.PIN_RIGHT] * 3, PromptAnswer.CANCEL, PromptAnswer.NO_MONEY, None)
"""What they do with a prompt; None: nothing."""
ROUNDS: Final = 60
people: Final = count(10_100_000)
"""Numbers of IDs and of Safaricom phones that no other test uses."""


@dataclass(frozen=True)
class Outcome:
    """Counts of the provider's ledger, and of where our rows differ from it."""

    payments: int
    prompts: int
    receipts: int
    prompted_twice: int
    lost: int
    doubled: int
    wrongly_served_or_not: int
    open_at_the_end: int

    def tell(self, part: str, *, kills: int) -> None:
        """Report the counts. Raises AssertionError where our rows differ."""
        results.tell(
            part, kills=kills, payments_agreed_to=self.payments, prompts=self.prompts, receipts=self.receipts,
            phones_prompted_twice=self.prompted_twice, receipts_lost=self.lost, receipts_doubled=self.doubled,
            wrongly_served_or_not=self.wrongly_served_or_not, left_open=self.open_at_the_end,
        )  # fmt: skip
        wrong = (self.prompted_twice, self.lost, self.doubled, self.wrongly_served_or_not, self.open_at_the_end)
        assert wrong == (0,) * 5, self


@dataclass(frozen=True)
class Payer:
    """Somebody with one application that is to be paid."""

    phone: str
    reference: str
    who: Dialler = field(repr=False)

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers from the first screen to the one that has this phone asked for its PIN."""
        return ("1", self.reference, "1", "1")

    def lead(self, url: str) -> "Payer":
        """Go to the screen that says what it costs."""
        shown = self.who.walk(url, self.answers[:-1])
        assert shown is not None
        assert "1. Pay from this phone" in shown, shown
        return self

    def agree(self, url: str) -> str | None:
        """Give the last answer, which requests the payment."""
        return self.who.hop(url, "*".join(self.answers))


@dataclass
class PayingScene(Scene):
    """An installation that takes payments. `web`: the URL that callbacks go to; empty: a web of this process."""

    money: PaymentStandin
    paid_by: Provider
    given: Mapping[str, object]
    random: Random
    web: str = ""
    payers: list[Payer] = field(default_factory=list)

    def environment(self, **more: str) -> dict[str, str]:
        """See Scene; with the provider's settings."""
        written = {
            name.upper(): value.get_secret_value() if isinstance(value, SecretStr) else str(value)
            for name, value in self.given.items()
        }
        return super().environment(**written, **more)

    def crowd(self) -> list[Payer]:
        """New payers."""
        made = [_payer(self.container) for _ in range(CROWD)]
        self.payers += made
        return made

    def agree(self, crowd: list[Payer], *, seconds_ago: int = 10) -> None:
        """Each has requested a payment, some time ago."""
        self.clock.by -= timedelta(seconds=seconds_ago)
        for each in crowd:
            wish = PaymentWish(each.reference, each.phone, each.phone, "en")
            do(self.container, request_payment, wish, self.container.contacts.payment_ways)
        self.clock.by += timedelta(seconds=seconds_ago)

    def send(self, crowd: list[Payer], *, seconds_ago: int = 30) -> None:
        """Each has requested a payment, and its prompt was sent, some time ago."""
        self.agree(crowd, seconds_ago=seconds_ago + 10)
        self.clock.by -= timedelta(seconds=seconds_ago)
        self._turns()
        self.clock.by += timedelta(seconds=seconds_ago)

    def answer_prompts(self, *, loses_callbacks: bool | None = None) -> None:
        """Answer the prompts at random; the provider calls back, or its callback is lost."""
        for each in self.payers:
            for prompt in self.money.simulator.prompts(each.phone):
                answer = self.random.choice(ANSWERS)
                lost = self.random.random() < 0.5 if loses_callbacks is None else loses_callbacks
                self.money.simulator.faults.lose_callback = lost
                if answer is not None:
                    self.money.simulator.answer_prompt(prompt.id, answer)
        self.money.simulator.faults.lose_callback = 0

    def pay_prompts(self, crowd: list[Payer]) -> None:
        """Enter the PIN on each phone."""
        for each in crowd:
            for prompt in self.money.simulator.prompts(each.phone):
                self.money.simulator.answer_prompt(prompt.id, PromptAnswer.PIN_RIGHT)

    def pay_by_hand(self, crowd: list[Payer]) -> None:
        """Each pays by paybill, and the callback is lost."""
        self.money.simulator.faults.lose_callback = True
        for each in crowd:
            paid = self.money.simulator.pay_bill(each.phone, PAYBILLS[self.paid_by], each.reference, FEE_KES)
            assert paid.receipt, paid
        self.money.simulator.faults.lose_callback = 0

    def deliver(self, web: str = "") -> None:
        """Have the provider call back, once, through this web."""
        self.web = web
        self.money.simulator.deliver()
        self.web = ""

    def have_sweeps_due(self) -> None:
        """Have every sweep due now, whatever lease it has."""
        with self.container.database.transaction() as session:
            session.execute(update(PaymentSweep).values(next_at=now(session)))

    def forget_token(self) -> None:
        """Delete the access token that the processes share."""
        with self.container.database.transaction() as session:
            session.execute(update(ProviderToken).values(token_sealed=None, expires_at=None, fetching_until=None))

    def fetch_token(self) -> None:
        """Fetch an access token for all processes, so that none that is to die at another step has to fetch one."""
        if self.paid_by is Provider.DARAJA:
            moment = self.container.database.clock()
            provider = self.container.payment_provider(self.paid_by)
            assert provider is not None
            provider.fetch_transactions(moment, moment)

    def recover(self) -> None:
        """Let time pass and other workers go on until nothing is open; prompts that nobody answers expire."""
        time.sleep(0.1)  # what was on its way to the provider has arrived
        for number in range(ROUNDS):
            self.clock.by += timedelta(seconds=15 if number < 8 else 180)
            if number == 6:
                self.answer_prompts()
                self.money.simulator.expire()
            self.deliver()
            self._turns()
            if number > 6 and not self.count_open():
                break
        self.have_sweeps_due()
        self._turns()

    def judge(self) -> "Outcome":
        """Compare our rows with the provider's ledger, once all is over."""
        with self.container.database.reading() as session:
            rows = session.scalars(select(PaymentReceipt)).all()
            applications = {each.id: each for each in session.scalars(select(Application))}
            agreed = session.scalar(select(func.count()).select_from(Payment)) or 0
            refunds = session.scalar(select(func.count()).select_from(PaymentRefund)) or 0
        counted: Counter[str] = Counter()
        for row in rows:
            if row.state in CONFIRMED and row.application_id:
                counted[applications[row.application_id].reference] += int(row.amount_kes)
        came, names = self._ledger(), Counter(row.receipt for row in rows)
        asked = {each.reference: each.phone for each in self.payers}
        served = {each.reference for each in applications.values() if each.status == "submitted"}
        with self.money.simulator.store.change() as state:
            prompts = Counter(each.phone for each in state.prompts.values())
        return Outcome(
            payments=agreed,
            prompts=sum(prompts.values()),
            receipts=len(self.money.simulator.money()),
            prompted_twice=sum(number > 1 for number in prompts.values()),
            lost=sum(counted[each] < came[each] for each in asked),
            doubled=sum(counted[each] > came[each] for each in asked) + sum(number > 1 for number in names.values()),
            wrongly_served_or_not=len(served ^ {each for each in asked if came[each] >= FEE_KES}),
            open_at_the_end=self.count_open() + refunds,
        )

    def _ledger(self) -> Counter[str]:
        """What the provider took, in shillings, for each reference."""
        invoices = {each.number: each.reference for each in self.money.simulator.invoices()}
        found: Counter[str] = Counter()
        for each in self.money.simulator.money():
            found[invoices.get(each.account, each.account)] += int(each.amount)
        return found

    def count_open(self) -> int:
        """How many requests and receipts have an outcome that is not known yet."""
        with self.container.database.reading() as session:
            payments = session.scalar(select(func.count()).where(Payment.state.in_(OPEN))) or 0
            unsure = PaymentReceipt.state.not_in(CONFIRMED)
            return payments + (session.scalar(select(func.count()).where(unsure)) or 0)

    def _turns(self) -> None:
        """Another worker's turns and chores of payments."""
        worker = PaymentRequests(self.container)
        for chore in chores(self.container):
            if getattr(chore, "func", chore).__module__.startswith("app.domain.payments"):
                do(self.container, chore)
        while started := worker.turn():
            assert not wait(started, 60).not_done
        worker.finish()


def _payer(container: Container) -> Payer:
    number = next(people)
    mine = phone(number)
    account = opened(container, str(number), phone=mine, password=PASSWORD)
    return Payer(mine, file(container, account, phone=mine).reference, Dialler(mine))


@contextmanager
def paying_scene(provider: Provider, database_url: str, redis_url: str, *, seed: str) -> Iterator[PayingScene]:
    """An installation that is paid by this provider."""
    clock, scenes = Ahead(), list[PayingScene]()

    def call_back(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        [at] = scenes
        if at.web:
            return post_over_http(at.web + urlsplit(url).path, body, headers)
        return into(web)(url, body, headers)

    with payment_standin(call_back, clock=clock) as money, Standin() as sms:
        url = money.daraja_url if provider is Provider.DARAJA else money.pesaflow_url
        given = {"public_url": PUBLIC, f"{provider}_base_url": url} | ACCOUNTS[provider]
        here = settings(database_url=database_url, redis_url=redis_url).model_copy(update=given)
        container = Container.of(here, clock=clock)
        web = create_app(container)
        scenes.append(PayingScene(container, clock, sms, money, provider, given, Random(seed)))
        applied_for(container, capacity=100_000)
        if provider is Provider.DARAJA:
            money.register(f"{PUBLIC}/daraja/{KEY}")
        scenes[0].fetch_token()
        yield scenes[0]
        container.finder.close()
        container.database.close()
