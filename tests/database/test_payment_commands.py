"""`flask payments`: what it shows staff of payments, and what they change with it."""

from collections.abc import Callable

import pytest
from click.testing import Result

from app.bootstrap.web import create_app
from app.cli import main
from app.container import Container
from app.domain.payments.models import PaymentReceipt
from app.domain.payments.payment_states import PAYMENT_TRANSITIONS, RECEIPT_TRANSITIONS, ReceiptState
from app.domain.payments.provider_port import Verdict
from app.domain.payments.refunding.refund_states import REFUND_TRANSITIONS
from tests.conftest import Clock
from tests.database.paying import DARAJA, Paying
from tests.database.test_account_cli import refused
from tests.standin_wire import closed_port

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Run = Callable[..., Result]
RECEIPT = "RKTQDM7W6S"


def runner(container: Container) -> Run:
    """Run `flask payments` with these arguments."""
    app = create_app(container)
    main.register(app)
    return lambda *words: app.test_cli_runner().invoke(args=["payments", *words])


@pytest.fixture
def run(container: Container) -> Run:
    return runner(container)


@pytest.fixture
def paying(container: Container, clock: Clock) -> Paying:
    return Paying(container, clock, DARAJA)


def test_what_is_open_is_listed_by_age_and_names_nobody(run: Run, paying: Paying) -> None:
    assert run("list").output == "nothing is to be looked at\n"
    paying.listed(RECEIPT, account="KAMAU 0722000333")
    paying.clock.move(days=3)
    paying.ask()
    paying.clock.move(minutes=130)
    stray, waiting = run("list").output.splitlines()
    assert stray.split() == ["unmatched", RECEIPT, "-", "KES", "7,550.00", "3", "d", "unknown", "account"]
    assert waiting.startswith("waiting ")
    assert waiting.endswith(f"  {paying.reference}  KES 7,550.00  2 h  asked")


@pytest.mark.parametrize("typed", [RECEIPT, " rktqdm7w6s ", "RKTQ DM7W 6S"])
def test_a_receipt_that_is_nobodys_is_matched_as_it_is_typed(run: Run, paying: Paying, typed: str) -> None:
    paying.listed(RECEIPT, account="KAMAU")
    spaced = " ".join(paying.reference[at : at + 4] for at in range(0, 12, 4))
    done = run("match", typed, f"Ref: {spaced}")
    assert (done.exit_code, done.output) == (0, f"{RECEIPT} is credited for {paying.reference}\n")
    assert paying.receipts() == {RECEIPT: ReceiptState.CREDITED}
    assert paying.status == "submitted"
    assert "only one that is unmatched" in refused(run("match", typed, paying.reference))


def test_what_is_not_there_or_not_confirmed_is_not_matched(run: Run, paying: Paying) -> None:
    assert "no receipt" in refused(run("match", RECEIPT, paying.reference))
    paying.notice(None, RECEIPT, account="KAMAU", amount_kes=None)
    assert "this receipt is heard" in refused(run("match", RECEIPT, paying.reference))
    assert "no application" in refused(run("match", RECEIPT, "102030405061"))
    assert paying.read(lambda session: session.query(PaymentReceipt).one().state) == ReceiptState.HEARD


def test_the_provider_is_asked_now(run: Run, paying: Paying) -> None:
    assert "no request to ask about" in refused(run("ask", paying.reference))
    assert "no application" in refused(run("ask", "102030405061"))
    paying.ask()
    paying.send()
    paying.query(Verdict.PENDING)
    paying.clock.move(seconds=11)
    assert paying.query(Verdict.PENDING) == 0
    assert run("ask", paying.reference).output == f"the provider is asked about {paying.reference} within seconds\n"
    assert paying.query(Verdict.PENDING) == 1
    paying.clock.move(seconds=75)
    paying.query(Verdict.PAID)
    assert "it is paid" in refused(run("ask", paying.reference))


def test_the_tables_are_drawn_edge_by_edge(run: Run) -> None:
    drawn = run("graph").output
    tables = (PAYMENT_TRANSITIONS, RECEIPT_TRANSITIONS, REFUND_TRANSITIONS)
    assert drawn.count("stateDiagram-v2\n") == 3
    for table in tables:
        for (state, event), to in table.items():
            assert f"    {state} --> {to}: {event}\n" in drawn
    assert drawn.count(" --> ") == sum(len(each) for each in tables) + 7, "three begin, four end"


def test_registering_wants_daraja_and_a_number(container: Container, run: Run) -> None:
    assert "Daraja is not set up" in refused(run("register"))
    simulated = {"daraja_shortcode": "600638", "port": closed_port()}
    with_daraja = runner(Container.of(container.settings.model_copy(update=simulated), clock=container.database.clock))
    assert "a Kenyan mobile number is wanted" in refused(with_daraja("register", "--nominated-phone", "12345"))
    out_of_reach = with_daraja("register", "--nominated-phone", "0722000333")
    assert (out_of_reach.exit_code, out_of_reach.stderr) == (1, "Error: not all is registered\n")
    assert out_of_reach.stdout.count("refused (") == 2
    assert "722000333" not in out_of_reach.output


@pytest.mark.parametrize("broken", ["\udcff", "1020\udce93040"])
def test_an_argument_that_is_no_text_is_refused_in_a_sentence(run: Run, broken: str) -> None:
    for words in (["match", RECEIPT, broken], ["match", broken, broken], ["ask", broken]):
        result = run(*words)
        assert (result.exit_code, type(result.exception)) == (1, SystemExit), (words, result.exception)
