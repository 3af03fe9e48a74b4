"""Payments under every order of what may happen to them, against the books of the provider: no shilling is lost, none
counts twice.

Requests are sent and their answers lost, late, doubled or never written down; callbacks come before the answer, late,
twice, forged; queries are answered truly, late, or with noise; people pay by hand, to the right account or a wrong one,
too little or too much; citizens try again, withdraw and ask; staff match; time passes. When all is delivered, every row
must agree with books that were kept apart (`payment_model`).
"""

import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import ClassVar, Final

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from app.container import Container
from app.domain.shared.payment_ways import Provider
from tests import servers
from tests.conftest import MONDAY, Clock
from tests.conftest import settings as installed
from tests.faults import payment_checks, results
from tests.faults.payment_checks import Watch
from tests.faults.payment_model import PRICE, Books, Invoices
from tests.faults.payment_orders import Orders

PART: Final = "Payments against a model"
SEEDS: Final = range(1, results.many(short=2, long=9))
EXAMPLES: Final = results.many(short=15, long=130)
STEPS: Final = 40
APPLICATIONS: Final = 12
BEGUN: Final = 0.8
"""How many of the applications begin with a request; half of those that arrive are paid at once."""
WHICH: Final = st.integers(0, 2**16)
NUMBER: Final = st.integers(0, 2**16)
SENT: Final = (
    "accepted",
    "accepted",
    "accepted",
    "rejected",
    "said no",
    "lost",
    "answer lost",
    "died",
    "died after",
    "late",
    "twice",
)
ASKED: Final = ("true", "true", "true", "noise", "late", "died")
ACCOUNTS: Final = ("right", "right", "spaced", "mistyped")
AMOUNTS: Final = (PRICE, PRICE, PRICE - 60, PRICE + 30)
SECONDS: Final = (3, 5, 15, 25, 60, 150, 1000)
HOURS: Final = (1, 6, 30, 100, 15 * 24)


class Payments(RuleBasedStateMachine):
    """What may happen to a few applications that wait for their money."""

    container: ClassVar[Container]
    clock: ClassVar[Clock]
    account: ClassVar[str]
    provider: ClassVar[Provider]
    names: ClassVar[Random]
    """Makes the ids of rows, so that an example can be reproduced."""
    counted: ClassVar[Counter[str]]
    many: ClassVar[int] = APPLICATIONS

    def __init__(self) -> None:
        super().__init__()
        self.counted["examples"] += 1
        self.watch = Watch()
        self.clock.time = MONDAY
        self.names.seed(0)

    @initialize(is_shared=st.booleans(), names_invoices=st.booleans(), number=NUMBER)
    def begin(self, is_shared: bool, names_invoices: bool, number: int) -> None:
        """Applications that are to be paid, most with a first request, and the books of this provider."""
        pesaflow = Invoices(is_shared=is_shared, names_invoices=names_invoices)
        books = pesaflow if self.provider is Provider.PESAFLOW else Books()
        self.orders, random = (
            Orders(self.container, self.clock, books, many=self.many, account=self.account),
            Random(number),
        )
        for reference in self.orders.references:
            if random.random() < BEGUN:
                self.orders.ask(reference)
        self.clock.move(seconds=4)
        self.orders.send(random, SENT)
        for name in self.prompts():
            if random.random() < BEGUN / 2:
                books.pay(name, self.clock())

    def teardown(self) -> None:
        """Deliver everything; then the rows must agree with the books."""
        self.orders.drain()
        self.counted["orders"] += self.many
        self.counted["receipts"] += len(self.orders.books.money)
        found = [*self.watch.look(self.orders), *payment_checks.faults(self.orders)]
        self.counted["faults"] += len(found)
        assert not found, "\n".join(found)

    # Citizens and staff

    @rule(which=WHICH)
    def ask(self, which: int) -> None:
        self.orders.ask(self.reference(which))

    @rule(which=WHICH, fate=st.sampled_from(SENT), pays=st.booleans())
    def ask_and_send(self, which: int, fate: str, pays: bool) -> None:
        """A citizen agrees, the request leaves, and the PIN may be entered at once."""
        self.orders.ask(self.reference(which))
        self.clock.move(seconds=4)
        self.orders.send(Random(which), (fate,))
        if pays and (prompts := self.prompts()):
            self.orders.books.pay(prompts[-1], self.clock())

    @rule(which=WHICH)
    def check(self, which: int) -> None:
        self.orders.check(self.reference(which))

    @rule(which=WHICH)
    def withdraw(self, which: int) -> None:
        self.orders.withdraw(self.reference(which))

    @precondition(lambda self: self.prompts())
    @rule(which=NUMBER, pays=st.booleans())
    def answer_prompt(self, which: int, pays: bool) -> None:
        open_prompts = self.prompts()
        name = open_prompts[which % len(open_prompts)]
        if pays:
            self.orders.books.pay(name, self.clock())
        else:
            self.orders.books.fail(name, "1032")

    @rule(which=WHICH, account=st.sampled_from(ACCOUNTS), amount=st.sampled_from(AMOUNTS))
    def pay_by_hand(self, which: int, account: str, amount: object) -> None:
        self.by_hand(self.reference(which), account, amount)

    @precondition(lambda self: self.provider is Provider.DARAJA)
    @rule(which=WHICH, number=NUMBER)
    def match(self, which: int, number: int) -> None:
        self.orders.match(Random(number), self.reference(which))

    # The worker

    @rule(number=NUMBER)
    def send(self, number: int) -> None:
        self.orders.send(Random(number), SENT)

    @rule(number=NUMBER)
    def query(self, number: int) -> None:
        self.orders.query(Random(number), ASKED)

    @precondition(lambda self: self.orders.late)
    @rule(number=NUMBER)
    def record_late(self, number: int) -> None:
        self.orders.record_late(number)

    @precondition(lambda self: self.provider is Provider.DARAJA)
    @rule(number=NUMBER, part=st.booleans())
    def sweep(self, number: int, part: bool) -> None:
        names = [each.receipt for each in self.orders.books.money]
        missing = tuple(name for name in names if Random(f"{number}{name}").random() < 0.5) if part else ()
        self.orders.sweep(missing, is_whole=not part)

    @rule()
    def do_chores(self) -> None:
        self.orders.do_chores()

    # The provider

    @precondition(lambda self: self.orders.books.money)
    @rule(number=NUMBER)
    def tell_success(self, number: int) -> None:
        """Deliver a notice of a payment, for the first time or again."""
        money = Random(number).choice(self.orders.books.money)
        self.orders.hear(Random(number).choice(self.orders.books.notices(money)))

    @precondition(lambda self: self.provider is Provider.DARAJA and self.orders.books.requests)
    @rule(number=NUMBER)
    def tell_failure(self, number: int) -> None:
        """Deliver the notice of an unpaid prompt; it may be too early, and the phone pay after it."""
        asked = Random(number).choice(list(self.orders.books.requests.values()))
        if not asked.paid:
            asked.code = asked.code or "1037"
            self.orders.hear(self.orders.books.outcome(asked))

    @rule(which=WHICH, number=NUMBER)
    def forge(self, which: int, number: int) -> None:
        self.orders.forge(Random(number), self.reference(which))

    # Time

    @rule(seconds=st.sampled_from(SECONDS))
    def wait(self, seconds: int) -> None:
        self.clock.move(seconds=seconds)
        assert not (found := self.watch.look(self.orders)), found

    @rule(hours=st.sampled_from(HOURS))
    def wait_long(self, hours: int) -> None:
        self.clock.move(hours=hours)

    # What the rules use

    def reference(self, which: int) -> str:
        references: list[str] = self.orders.references
        return references[which % len(references)]

    def prompts(self) -> list[str]:
        books = self.orders.books
        return [each for each in books.requests if books.can_answer(each, self.clock())]

    def by_hand(self, reference: str, account: str, amount: object) -> None:
        books, at = self.orders.books, self.clock()
        if isinstance(books, Invoices):
            mine = [name for name, each in books.requests.items() if each.reference == reference]
            if mine:
                books.pay_invoice(mine[-1], amount, at)  # type: ignore[arg-type]
            return
        typed = {"right": reference, "spaced": f" {reference[:4]} {reference[4:]}", "mistyped": reference[:-1]}[account]
        books.pay_by_hand(typed, "" if account == "mistyped" else reference, amount, at)  # type: ignore[arg-type]


@contextmanager
def installation(sqlite_file: Path) -> Iterator[tuple[Container, Clock]]:
    """An installation of a database alone, in memory."""
    clock = Clock()
    with TemporaryDirectory(prefix="lango-", dir=servers.memory()) as folder:
        file = Path(folder, "lango.db")
        file.write_bytes(sqlite_file.read_bytes())
        container = Container.of(installed(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"), clock=clock)
        try:
            yield container, clock
        finally:
            container.finder.close()
            container.database.close()


def run(sqlite_file: Path, provider: Provider, number: int, examples: int) -> None:
    """Run so many examples with a provider, from a seed."""
    names = Random(0)
    with installation(sqlite_file) as (container, clock), pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_hex", lambda size: names.randbytes(size).hex())
        Payments.container, Payments.clock, Payments.provider, Payments.names = container, clock, provider, names
        Payments.account = Orders(container, clock, Books(), many=0).account
        Payments.counted = counted = Counter[str]()
        often = settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        try:
            run_state_machine_as_test(seed(number)(Payments), settings=often)
        finally:
            results.tell(PART, seed=number, **{name.replace(" ", "_"): n for name, n in counted.items()})


@pytest.mark.slow
@pytest.mark.parametrize("number", SEEDS)
@pytest.mark.parametrize("provider", Provider)
def test_no_order_loses_money_or_counts_it_twice(sqlite_file: Path, provider: Provider, number: int) -> None:
    run(sqlite_file, provider, number, EXAMPLES)


@pytest.mark.parametrize("provider", Provider)
def test_a_few_orders_lose_no_money(sqlite_file: Path, provider: Provider) -> None:
    run(sqlite_file, provider, 0, 4)
