"""An installation that takes payments, its provider over real HTTP, and a citizen who pays: end to end.

    world.agree()                                    # the citizen asks to pay
    world.work(seconds=5)                            # the worker sends it, through the real adapter
    world.answer(PromptAnswer.PIN_RIGHT)             # the citizen types the PIN
    world.deliver()                                  # the provider calls back, once
    assert world.status == "submitted"

The clock stands until it is moved. `pass_time` moves it from one due time to the next, so that a test of days is quick.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import wait
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

import structlog
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.audit.audit_log import AuditEvent
from app.domain.payments import claims, orders
from app.domain.payments.callback_tokens import TokenPurpose, make_token
from app.domain.payments.claims import ClaimOutcome, ClaimWish
from app.domain.payments.models import ClaimState, Payment, PaymentClaim, PaymentReceipt, PaymentSweep
from app.domain.payments.payment_states import PaymentState
from app.domain.payments.provider_port import PaymentProvider
from app.domain.payments.receipts import reconciliation
from app.domain.payments.receipts.reconciliation import ItemKind
from app.domain.payments.requests import PaymentRefusal, PaymentRefused, PaymentWish, request_payment
from app.domain.shared.payment_ways import Provider
from app.platform.config import simulated_credentials as simulated
from app.platform.db import Base
from app.simulator.payments.payer_words import PaidBill
from app.simulator.payments.simulator import PaymentSimulator
from app.simulator.payments.state import Prompt, PromptAnswer
from app.worker.chores import NOW_AND_THEN, chores
from app.worker.payment_requests import PaymentRequests
from tests.conftest import Clock, application_of, settings
from tests.database.applying import file
from tests.database.holder import PHONE, sms_to
from tests.database.paying import Paying
from tests.standin_payments import PaymentStandin, into, payment_standin

KEY: Final = "payment-callback-key-for-tests"
PUBLIC: Final = "http://lango.test"
"""Our base URL in the callback URLs that the provider gets; `into` posts to the application whatever the host."""
PAYBILLS: Final = {Provider.PESAFLOW: "222222", Provider.DARAJA: simulated.SIMULATED_DARAJA_SHORTCODE}
ACCOUNTS: Final = {
    Provider.PESAFLOW: {
        "pesaflow_client_id": simulated.SIMULATED_PESAFLOW_CLIENT_ID,
        "pesaflow_key": SecretStr(simulated.SIMULATED_PESAFLOW_KEY),
        "pesaflow_secret": SecretStr(simulated.SIMULATED_PESAFLOW_SECRET),
        "pesaflow_service_id": simulated.SIMULATED_PESAFLOW_SERVICE_ID,
        "pesaflow_callback_keys": SecretStr(KEY),
    },
    Provider.DARAJA: {
        "daraja_key": SecretStr(simulated.SIMULATED_DARAJA_KEY),
        "daraja_secret": SecretStr(simulated.SIMULATED_DARAJA_SECRET),
        "daraja_passkey": SecretStr(simulated.SIMULATED_DARAJA_PASSKEY),
        "daraja_shortcode": simulated.SIMULATED_DARAJA_SHORTCODE,
        "daraja_initiator": "operator",
        "daraja_security_credential": SecretStr("credential"),
        "daraja_callback_keys": SecretStr(KEY),
    },
}
"""The settings of our account at each provider; the stand-in accepts no other credentials."""
NOWHERE: Final = "unix:///nowhere/at/all.sock"
"""A socket that does not exist: payments need no Redis."""
DUE: Final = (Payment.next_at, PaymentSweep.next_at, PaymentClaim.next_at)
"""The columns with the times at which rows are due for the worker."""
MOST_STEPS: Final = 2_000


class PaymentWorld:
    """One application with a fee to pay, its citizen, the provider, the web and the worker."""

    def __init__(self, container: Container, clock: Clock, standin: PaymentStandin, provider: Provider) -> None:
        self.container, self.clock, self.standin, self.provider = container, clock, standin, provider
        self.paying = Paying(container, clock, container.contacts.payment_ways)
        self.worker = PaymentRequests(container)
        self.client: FlaskClient = application_of(container).test_client()
        structlog.configure(cache_logger_on_first_use=False)  # so that a later test can capture log lines
        self.simulator: PaymentSimulator = standin.simulator

    @property
    def is_daraja(self) -> bool:
        return self.provider is Provider.DARAJA

    @property
    def gateway(self) -> PaymentProvider:
        """The adapter of the provider."""
        found = self.container.payment_provider(self.provider)
        assert found is not None
        return found

    # The citizen

    def agree(self) -> str:
        """Ask to pay; the payment's id."""
        return self.paying.ask()

    def agree_again(self) -> PaymentRefusal | None:
        """Ask to pay once more, as a hop does: a refusal does not roll back the transaction. The refusal, if any."""
        wish = PaymentWish(self.paying.reference, PHONE, PHONE, "en")

        def ask(session: Session) -> PaymentRefusal | None:
            try:
                request_payment(session, wish, self.paying.ways)
            except PaymentRefused as refused:
                return refused.why
            return None

        refusal: PaymentRefusal | None = self.paying.do(ask)
        return refusal

    def prompts(self) -> list[Prompt]:
        """The prompts on the phone's screen."""
        return self.simulator.prompts(PHONE)

    def answer(self, answer: PromptAnswer) -> str:
        """Answer the only prompt there is; the receipt, if it was paid."""
        [prompt] = self.prompts()
        return self.simulator.answer_prompt(prompt.id, answer).receipt

    def prompted(self, answer: PromptAnswer | None = None) -> str:
        """Agree, get the prompt and answer it; the receipt, if it was paid."""
        self.agree()
        self.work(seconds=5)
        return self.answer(answer) if answer else ""

    def pay_bill(self, amount: Decimal, account: str | None = None) -> PaidBill:
        """Pay by paybill, to the account that we tell the citizen: Pesaflow's invoice number, or our reference."""
        told = self.paying.application.invoice_number if not self.is_daraja else self.paying.reference
        named = account if account is not None else told
        assert named is not None
        return self.simulator.pay_bill(PHONE, PAYBILLS[self.provider], named, amount)

    def has_account(self) -> None:
        """Make sure that there is an account number for a paybill payment: for Pesaflow, request an invoice."""
        if not self.is_daraja:
            self.paying.ask(prompt=False)
            self.work(seconds=5)

    def apply_again(self) -> str:
        """File another application of the same citizen, with a fee to pay; its reference."""
        return file(self.container, self.paying.account, again=True).reference

    def type_code(self, code: str, reference: str = "") -> ClaimOutcome:
        """Claim a payment by the code of an M-PESA SMS."""
        wish = ClaimWish(reference or self.paying.reference, code, PHONE, "en")
        return ClaimOutcome(self.paying.do(claims.claim_payment, wish))

    # The worker and the provider

    def work(self, **passes: float) -> int:
        """Move the clock, and have the worker do all that is due, once; the number of tasks that it started."""
        self.clock.move(**passes)
        done = self._turns()
        for chore in (*chores(self.container), *NOW_AND_THEN):
            if getattr(chore, "func", chore).__module__.startswith("app.domain.payments"):
                self.paying.do(chore)
        return done + (self._turns() if self._is_due() else 0)

    def deliver(self) -> None:
        """The provider posts its callbacks, and the worker does all that is due then."""
        self.simulator.deliver()
        self.work()

    def pass_time(self, **by: float) -> None:
        """Move the clock by this time, from one due time to the next, with the worker at work."""
        until = self.clock() + timedelta(**by)
        for _step in range(MOST_STEPS):
            self.work()
            due = self._next_due()
            if due is None or due > until:
                break
            self.clock.time = max(due, self.clock() + timedelta(seconds=1))
        else:
            raise AssertionError("it never comes to rest")
        self.clock.time = until
        self.work()

    def post(self, path: str, body: object, *, key: str = KEY) -> int:
        """Post JSON to a path below the provider's callback URL; the status of the answer."""
        return self.client.post(f"/{self.provider}/{key}/{path}", json=body).status_code

    def told_at(self, payment_id: str) -> str:
        """The last part of the callback URL of a payment."""
        token = make_token(self.container.keys, TokenPurpose.PAYMENT, payment_id)
        return f"stk/{token}" if self.is_daraja else f"notify/{token}"

    def asked(self) -> int:
        """How many payment requests the provider received."""
        return self.simulator.count("stk" if self.is_daraja else "checkout")

    def questions(self) -> int:
        """How many status queries the provider received."""
        return self.simulator.count("stk query" if self.is_daraja else "status")

    # What is stored

    @property
    def status(self) -> str:
        return self.paying.status

    def payments(self) -> list[PaymentState]:
        return self.paying.payments()

    def payment_rows(self) -> list[Payment]:
        """The payment requests, oldest first."""
        return list(self.paying.read(lambda s: s.scalars(select(Payment).order_by(Payment.asked_at)).all()))

    def name_of_request(self) -> str:
        """The provider's name for the only payment request."""
        [payment] = self.payment_rows()
        with self.container.database.reading() as session:
            return orders.request_name_of(session.get_one(Payment, payment.id))

    def events(self) -> list[str]:
        """The audited actions on payments, oldest first."""
        of_payments = AuditEvent.action.startswith("payment.")
        query = select(AuditEvent.action).where(of_payments).order_by(AuditEvent.id)
        return [each.removeprefix("payment.") for each in self.paying.read(lambda s: s.scalars(query).all())]

    def rows(self) -> dict[str, PaymentReceipt]:
        """The receipts, by their codes."""
        found = self.paying.read(lambda s: s.scalars(select(PaymentReceipt)).all())
        return {each.receipt if each.named else "?": each for each in found}

    def for_staff(self) -> set[tuple[ItemKind, str]]:
        """The open items of the reconciliation, without those that only wait for the provider."""
        found = self.paying.read(reconciliation.open_items)
        return {(each.kind, each.name) for each in found if each.kind is not ItemKind.WAITING}

    def claims(self) -> dict[str, ClaimState]:
        """The state of each code that was typed."""
        found = self.paying.read(lambda s: s.scalars(select(PaymentClaim)).all())
        return {each.code: each.state for each in found}

    def told(self) -> list[str]:
        """The SMS to the citizen, oldest first."""
        return sms_to(self.container, PHONE)

    def everything(self) -> dict[str, int]:
        """How many rows each table has."""
        tables = Base.metadata.tables.items()
        with self.container.database.reading() as session:
            return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables}

    def _turns(self) -> int:
        done = 0
        for _turn in range(MOST_STEPS):
            started = self.worker.turn()
            assert not wait(started, 30).not_done
            done += len(started)
            if not started or not self._is_due():
                return done
        raise AssertionError("the worker never comes to rest")

    def _is_due(self) -> bool:
        with self.container.database.reading() as session:
            return any(session.scalar(select(each).where(each <= self.clock()).limit(1)) for each in DUE)

    def _next_due(self) -> datetime | None:
        with self.container.database.reading() as session:
            first = [session.scalar(select(func.min(each)).where(each > self.clock())) for each in DUE]
        return min((each for each in first if each is not None), default=None)


def installation(provider: Provider, standin: PaymentStandin, database_url: str, clock: Clock) -> Container:
    """The container of an installation, or of another process of it, with one provider."""
    here = settings(database_url=database_url, redis_url=NOWHERE)
    url = standin.daraja_url if provider is Provider.DARAJA else standin.pesaflow_url
    given = {"public_url": PUBLIC, f"{provider}_base_url": url} | ACCOUNTS[provider]
    return Container.of(here.model_copy(update=given), clock=clock)


@contextmanager
def payment_world(provider: Provider, database_url: str, clock: Clock) -> Iterator[PaymentWorld]:
    """A payment world; callbacks wait for `deliver`, prompts for `answer`."""
    applications: list[Flask] = []

    def call_back(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        return into(applications[0])(url, body, headers)

    with payment_standin(call_back, clock=clock) as standin:
        container = installation(provider, standin, database_url, clock)
        world = PaymentWorld(container, clock, standin, provider)
        applications.append(world.client.application)
        if provider is Provider.DARAJA:
            standin.register(f"{PUBLIC}/daraja/{KEY}")
        world.work()  # the provider's list has been read once, as in any running installation
        yield world
        world.worker.finish()
        container.finder.close()
        container.database.close()
