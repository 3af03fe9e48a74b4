"""The payer's side: prompts on a phone, the answers to them, and payments to a paybill by hand."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from app.platform.config.simulated_credentials import SIMULATED_DARAJA_SHORTCODE
from app.simulator.numbers import FixedBehaviour, is_fixed
from app.simulator.payments import daraja_callbacks, pesaflow_notices
from app.simulator.payments.courier import Courier, DeliveredCallback, PostCallback, SimulatedCallback, post_over_http
from app.simulator.payments.faults import PaymentFaults
from app.simulator.payments.mpesa_lines import has_mpesa
from app.simulator.payments.payer_words import PaidBill, seen_by_payer, words_of
from app.simulator.payments.receipts import new_receipt
from app.simulator.payments.state import (
    ECITIZEN_PAYBILL,
    RESULT_CODES,
    Invoice,
    Money,
    Prompt,
    PromptAnswer,
    Refund,
    SimulatorState,
    Told,
)
from app.simulator.state_file import StateStore
from app.simulator.wire_log import WireLog, recorded

PROMPT_SECONDS: Final = 25.0
"""How long a prompt waits for a PIN: it was seen to end after 26 s."""
LARGEST_PAYMENT: Final = 250_000
LONGEST_ACCOUNT: Final = 20
TOLD_LATE: Final = 20.0
"""Seconds by which a callback is late, if it is to be late."""


class NoSuchPrompt(Exception):
    """The prompt is not, or no longer, on the phone."""


class PaymentSimulator:
    """M-PESA and the two gateways to it, with their state. Safe to use from several threads and processes.

    `delay`: seconds before a callback; None: it waits for `deliver`. `prompt_seconds`: if it is 0, a prompt ends by
    `expire` only. `post`: by default to this machine only. `is_in_session`: whether a phone has a USSD session open.
    `wire`: the log that keeps callbacks for the page of the phones.
    """

    def __init__(
        self,
        state_file: Path | None = None,
        post: PostCallback = post_over_http,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        delay: float | None = 0.3,
        prompt_seconds: float = PROMPT_SECONDS,
        is_in_session: Callable[[str], bool] = lambda _phone: False,
        wire: WireLog | None = None,
    ) -> None:
        self.faults = PaymentFaults()
        self.clock = clock
        self.store = StateStore(SimulatorState, state_file)
        self.courier = Courier(post, self.faults, delay, self._keep)
        self._prompt_seconds, self._is_in_session, self._wire = prompt_seconds, is_in_session, wire

    def prompts(self, phone: str) -> list[Prompt]:
        """The prompts that are on a phone (any spelling with the country code), oldest first."""
        self.expire_due()
        digits = phone.removeprefix("+")
        with self.store.change() as state:
            return [each.model_copy() for each in state.prompts.values() if each.phone == digits and not each.code]

    def find_shown(self, phone: str) -> Prompt | None:
        """The prompt that a phone (E.164) shows: one at a time, and none while a USSD session is open on it."""
        if is_fixed(phone, FixedBehaviour.NO_PROMPT) or self._is_in_session(phone):
            return None
        digits = phone.removeprefix("+")
        waiting = (each for each in self.store.peek().prompts.values() if each.phone == digits and not each.code)
        first = next(waiting, None)
        if first is not None and self._is_due(first):
            self.expire_due()
            return self.find_shown(phone)
        return first

    def answer_prompt(self, prompt_id: str, answer: PromptAnswer, told: Told = Told.ONCE) -> PaidBill:
        """Answer a prompt; its provider calls back as `told` says. Raises NoSuchPrompt."""
        self.expire_due()
        ended, callbacks = self._end(prompt_id, RESULT_CODES[answer])
        self.courier.send(callbacks * (2 if told is Told.TWICE else 1), later=TOLD_LATE if told is Told.LATE else 0.0)
        return seen_by_payer(ended)

    def answer_shown(self, prompt_id: str, answer: PromptAnswer, told: Told = Told.ONCE) -> PaidBill:
        """The same for a prompt that its phone shows now. Raises NoSuchPrompt."""
        found = self.store.peek().prompts.get(prompt_id)
        shown = self.find_shown(f"+{found.phone}") if found is not None else None
        if shown is None or shown.id != prompt_id:
            raise NoSuchPrompt(prompt_id)
        return self.answer_prompt(prompt_id, answer, told)

    def pay_bill(self, phone: str, paybill: str, account: str, amount: Decimal) -> PaidBill:
        """Pay a paybill by hand, as M-PESA's menu does."""
        account = account.strip()
        if amount != int(amount) or not 1 <= amount <= LARGEST_PAYMENT or len(account) > LONGEST_ACCOUNT:
            return PaidBill("M-PESA: failed, invalid amount or account.")
        if not has_mpesa(phone.removeprefix("+")):
            return PaidBill("M-PESA: failed, this line is not Safaricom's and has no M-PESA.")
        if is_fixed(phone, FixedBehaviour.EMPTY_PURSE):
            return PaidBill("M-PESA: failed, you do not have enough money.")
        if paybill not in (ECITIZEN_PAYBILL, SIMULATED_DARAJA_SHORTCODE):
            return PaidBill("M-PESA: failed, no such business number.")
        money = self._new_money(paybill, phone.removeprefix("+"), account, amount)
        refusal = self._ask_validation(money)
        if refusal is not None:
            return PaidBill(f"M-PESA: failed, {refusal}.")
        with self.store.change() as state:
            callbacks = self._take_bill(state, money)
        self.courier.send(callbacks)
        return words_of(money)

    def expire(self) -> int:
        """End every open prompt as not answered; returns how many there were."""
        return self._expire(lambda _prompt: True)

    def expire_due(self) -> int:
        """End the prompts whose time is over; returns how many."""
        if not self._prompt_seconds:
            return 0
        return self._expire(self._is_due)

    def show_prompt(self, prompt_id: str) -> Sequence[SimulatedCallback]:
        """Show a prompt on its phone; it is answered at once if a fault says so (`answer_at_once`, `callback_first`).

        Returns the callbacks to post after the submit is answered.
        """
        answer, is_first = self.faults.answer_at_once, self.faults.takes("callback_first")
        if answer is None and not is_first:
            self._watch()
            return ()
        _ended, callbacks = self._end(prompt_id, RESULT_CODES[answer or PromptAnswer.PIN_RIGHT])
        if not is_first:
            return callbacks
        self.courier.send_now(callbacks)
        return ()

    def fail_prompt(self, prompt_id: str, code: str) -> Sequence[SimulatedCallback]:
        """End a prompt that never reaches its phone; returns the callbacks to post after the submit is answered."""
        return self._end(prompt_id, code)[1]

    def note(self, call: str) -> None:
        """Count a call, whatever its answer."""
        with self.store.change() as state:
            state.count(call)

    # Read by tests.

    def count(self, call: str) -> int:
        """How often a call came: `token` `stk` `stk query` `checkout` `status` `pull` `refund` and so on."""
        with self.store.change() as state:
            return state.counts.get(call, 0)

    def money(self) -> list[Money]:
        """What was paid, oldest first."""
        with self.store.change() as state:
            return [each.model_copy() for each in state.money.values()]

    def invoices(self) -> list[Invoice]:
        """The invoices of Pesaflow, oldest first."""
        with self.store.change() as state:
            return [each.model_copy(deep=True) for each in state.invoices.values()]

    def refunds(self) -> list[Refund]:
        """What was given back."""
        with self.store.change() as state:
            return [each.model_copy() for each in state.refunds.values()]

    @property
    def delivered(self) -> list[DeliveredCallback]:
        """The callbacks that were made, oldest first."""
        return list(self.courier.delivered)

    def deliver(self) -> int:
        """Post the callbacks that wait because `delay` is None; returns how many."""
        return self.courier.deliver()

    def deliver_late(self) -> int:
        """Post the callbacks that `callback_late` kept back; returns how many."""
        return self.courier.deliver_late()

    def _keep(self, callback: SimulatedCallback, status: int, answer: bytes, milliseconds: int) -> None:
        """Keep a callback for the page of its phone."""
        if self._wire is not None and callback.phone:
            told: tuple[int, dict[str, str], str] = status, {}, answer.decode(errors="replace")
            record = recorded(callback.url, callback.headers, callback.body, told, milliseconds)
            self._wire.add(f"+{callback.phone}", self.clock(), record)

    def _is_due(self, prompt: Prompt) -> bool:
        return bool(self._prompt_seconds) and prompt.made_at <= self.clock() - timedelta(seconds=self._prompt_seconds)

    def _watch(self) -> None:
        """Start a timer that ends a prompt when its time is over; if this process dies, the next reader ends it."""
        if self._prompt_seconds:
            timer = threading.Timer(self._prompt_seconds + 0.1, self.expire_due)
            timer.daemon = True
            timer.start()

    def _expire(self, is_over: Callable[[Prompt], bool]) -> int:
        with self.store.change() as state:
            over = [each.id for each in state.prompts.values() if not each.code and is_over(each)]
        ended = 0
        for prompt_id in over:
            try:
                _prompt, callbacks = self._end(prompt_id, RESULT_CODES[PromptAnswer.NO_ANSWER])
            except NoSuchPrompt:
                continue  # answered in the meantime
            self.courier.send(callbacks)
            ended += 1
        return ended

    def _end(self, prompt_id: str, code: str) -> tuple[Prompt, list[SimulatedCallback]]:
        """End a prompt, once; returns it with the callbacks about it. Raises NoSuchPrompt."""
        with self.store.change() as state:
            prompt = state.prompts.get(prompt_id)
            if prompt is None or prompt.code:
                raise NoSuchPrompt(prompt_id)
            if code == RESULT_CODES[PromptAnswer.PIN_RIGHT] and is_fixed(prompt.phone, FixedBehaviour.EMPTY_PURSE):
                code = RESULT_CODES[PromptAnswer.NO_MONEY]
            prompt.code = code
            if code == RESULT_CODES[PromptAnswer.PIN_RIGHT]:
                self._take_money(state, prompt)
            return prompt.model_copy(), self._told_of(state, prompt)

    def _take_money(self, state: SimulatorState, prompt: Prompt) -> None:
        paybill = ECITIZEN_PAYBILL if prompt.invoice else SIMULATED_DARAJA_SHORTCODE
        prompt.receipt = new_receipt(self.clock(), state.money)
        state.money[prompt.receipt] = Money(
            receipt=prompt.receipt,
            paybill=paybill,
            account=prompt.account,
            amount=prompt.amount,
            phone=prompt.phone,
            paid_at=self.clock(),
        )
        if prompt.invoice:
            state.invoices[prompt.invoice].receipts.append(prompt.receipt)

    def _told_of(self, state: SimulatorState, prompt: Prompt) -> list[SimulatedCallback]:
        """The callbacks about the end of a prompt: Daraja's always; Pesaflow's and C2B's if it was paid."""
        if prompt.invoice:
            return pesaflow_notices.notices(state, prompt.receipt, prompt.invoice, self.faults)
        told = [daraja_callbacks.outcome(prompt, self.faults.told_code(prompt.code), self.clock())]
        if prompt.receipt and state.urls is not None and self.faults.confirm_prompts:
            told.append(daraja_callbacks.confirmation(state, state.money[prompt.receipt]))
        return told

    def _new_money(self, paybill: str, phone: str, account: str, amount: Decimal) -> Money:
        with self.store.change() as state:
            receipt = new_receipt(self.clock(), state.money)
        return Money(
            receipt=receipt, paybill=paybill, account=account, amount=amount, phone=phone, paid_at=self.clock()
        )

    def _ask_validation(self, money: Money) -> str | None:
        """Why a payment by hand is refused, before it is made; None: it is not."""
        with self.store.change() as state:
            urls = state.urls
            if money.paybill == ECITIZEN_PAYBILL:
                return None if money.account.upper() in state.invoices else "account number not known"
        if urls is None or not self.faults.external_validation:
            return None
        answer = self.courier.ask(daraja_callbacks.validation(urls, money))
        return daraja_callbacks.refusal(answer, urls)

    def _take_bill(self, state: SimulatorState, money: Money) -> list[SimulatedCallback]:
        state.money[money.receipt] = money
        if money.paybill == ECITIZEN_PAYBILL:
            invoice = state.invoices[money.account.upper()]
            invoice.receipts.append(money.receipt)
            return pesaflow_notices.notices(state, money.receipt, invoice.number, self.faults)
        return [daraja_callbacks.confirmation(state, money)] if state.urls is not None else []
