"""More than a million odd inputs: no server error, no answer that a phone cannot show, no refusal without a reason.

The long form has about 1,500,000 (`make faults`), the short one some 7,800. FUZZ_SEED sets the first seed.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.bootstrap.web import create_app
from app.container import Container
from app.dev import demo_data
from app.domain.applications.applications import Application
from app.domain.identity import accounts
from app.domain.payments import claims
from app.domain.payments.callback_tokens import TokenPurpose, make_token
from app.domain.payments.claims import ClaimWish
from app.domain.payments.models import Payment, PaymentClaim, PaymentReceipt
from app.domain.payments.payment_states import PaymentState, ReceiptState
from app.domain.payments.provider_port import RequestAccepted
from app.domain.shared.payment_ways import Provider
from app.domain.staff import api_keys
from app.domain.staff.api_keys import Terms
from app.platform import gsm0338, observability
from menus.sms import keywords
from tests.citizens import CITIZEN, account
from tests.conftest import Clock
from tests.database.applying import file
from tests.database.paying import DARAJA, PESAFLOW, Paying
from tests.faults import (
    fuzz,
    fuzz_agencies,
    fuzz_answers,
    fuzz_callbacks,
    fuzz_forms,
    fuzz_parsers,
    fuzz_payments,
    fuzz_walks,
    results,
)
from tests.faults.fuzz import LoggedErrors, try_out
from tests.web.payment_world import ACCOUNTS, PUBLIC

pytestmark = pytest.mark.slow

FIRST_SEED = int(os.environ.get("FUZZ_SEED", "2026"))
PARSED = results.many(short=2_500, long=400_000)
POSTED = results.many(short=350, long=25_000)
PAID = results.many(short=600, long=25_000)
ANSWERED_BY_PROVIDERS = results.many(short=2_000, long=150_000)
WALKED = results.many(short=25, long=2_000)
CALLED = results.many(short=200, long=8_000)
TEXTED = results.many(short=150, long=8_000)
ANSWERED = results.many(short=1_500, long=100_000)
LOADED = results.many(short=80, long=4_000)
APPLYING = {"Saved so far.", "Done. Your reference"}
"""What a walk that applies for something reaches: a form that is half done, and one that is filed."""
SEEDS = pytest.mark.parametrize("seed", [FIRST_SEED, FIRST_SEED + 1] if results.LONG else [FIRST_SEED])
"""In the long form each test runs twice, on both processes."""


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> LoggedErrors:
    """The errors that the installation logs in this test."""
    listening = LoggedErrors()
    monkeypatch.setattr(observability, "log", listening)
    return listening


@pytest.fixture
def filled(container: Container) -> Container:
    """An installation with the sample applications, and an account on a phone that stays signed in."""
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    opened = account(container)
    with container.database.transaction() as session:
        accounts.remember(session, opened, CITIZEN)
    return container


@SEEDS
def test_what_reads_a_text_or_a_form_refuses_in_its_own_words(seed: int) -> None:
    results.tell("Fuzz", seed=seed, inputs=PARSED, inputs_of_parsers=PARSED)
    try_out(fuzz_parsers.case, fuzz_parsers.check, seed=seed, count=PARSED, smaller=fuzz_parsers.smaller)


@SEEDS
def test_a_callback_is_answered_or_refused_with_a_reason(
    filled: Container, client: FlaskClient, logged: LoggedErrors, seed: int
) -> None:
    results.tell("Fuzz", seed=seed, inputs=POSTED, inputs_of_callbacks=POSTED)
    web = fuzz_callbacks.Callbacks(client, logged)
    try_out(fuzz_callbacks.request, web.check, seed=seed, count=POSTED, smaller=fuzz_callbacks.smaller)


@pytest.fixture
def paid(container: Container, clock: Clock) -> Iterator[tuple[Container, fuzz_payments.Posts]]:
    """An installation with both providers: a prompt of each is open, and a code was typed. Nobody has paid."""
    given: dict[str, object] = {"public_url": PUBLIC, **{f"{each}_base_url": "http://127.0.0.1:9" for each in Provider}}
    for account_of in ACCOUNTS.values():
        given |= account_of
    here = Container.of(container.settings.model_copy(update=given), clock=clock)
    paying, tokens = Paying(here, clock, PESAFLOW), {}
    for provider, ways in ((Provider.PESAFLOW, PESAFLOW), (Provider.DARAJA, DARAJA)):
        paying.ways, paying.reference = ways, file(here, paying.account, again=True).reference
        paying.ask()
        name = paying.send(RequestAccepted("GWLQKD" if provider is Provider.PESAFLOW else "ws_CO_1"))
        tokens[provider] = make_token(here.keys, TokenPurpose.PAYMENT, name)
    paying.do(claims.claim_payment, ClaimWish(paying.reference, "SJK0000001", CITIZEN, "en"))
    claim = paying.read(lambda session: session.scalar(select(PaymentClaim.id)))
    token = make_token(here.keys, TokenPurpose.CLAIM, claim)
    refund = make_token(here.keys, TokenPurpose.REFUND, f"{'0a' * 16}0001")
    yield here, fuzz_payments.Posts(tokens[Provider.PESAFLOW], tokens[Provider.DARAJA], token, refund)
    here.finder.close()
    here.database.close()


@SEEDS
def test_a_payment_callback_is_answered_or_refused_and_no_money_is_counted_by_it(
    paid: tuple[Container, fuzz_payments.Posts], logged: LoggedErrors, seed: int
) -> None:
    results.tell("Fuzz", seed=seed, inputs=PAID, inputs_of_payment_callbacks=PAID)
    container, posts = paid
    web = fuzz_callbacks.Callbacks(create_app(container).test_client(), logged)
    try_out(posts.request, web.check, seed=seed, count=PAID, smaller=fuzz_payments.smaller)
    with container.database.reading() as session:
        states = Counter(session.scalars(select(PaymentReceipt.state)))
        paid_for = session.scalars(select(Application.paid_kes).where(Application.paid_kes.is_not(None))).all()
        requests = set(session.scalars(select(Payment.state)))
    results.tell("Fuzz", receipts_heard_of=states.total(), receipts_counted=len(paid_for))
    assert states[ReceiptState.HEARD] >= 20
    assert {*states} <= {ReceiptState.HEARD, ReceiptState.UNMATCHED}
    assert (paid_for, requests) == ([], {PaymentState.PROMPTED})


@SEEDS
def test_what_a_payment_provider_answers_is_an_outcome(seed: int) -> None:
    results.tell("Fuzz", seed=seed, inputs=ANSWERED_BY_PROVIDERS, inputs_of_payment_readers=ANSWERED_BY_PROVIDERS)
    count = ANSWERED_BY_PROVIDERS
    try_out(fuzz_payments.read, fuzz_payments.check, seed=seed, count=count, smaller=fuzz_payments.shorter)


@SEEDS
def test_every_walk_leads_from_screen_to_screen(
    filled: Container, client: FlaskClient, clock: Clock, logged: LoggedErrors, seed: int
) -> None:
    walker = fuzz_walks.Walker(client, logged)

    def walk(random: Random) -> fuzz_walks.Walk:
        clock.move(minutes=25)
        return fuzz_walks.walk(random)

    try:
        try_out(walk, walker.check, seed=seed, count=WALKED, smaller=fuzz_walks.smaller)
    finally:
        figures = {"inputs_of_sessions": walker.hops, "sessions": WALKED, "most_septets_of_a_screen": walker.longest}
        results.tell("Fuzz", seed=seed, inputs=walker.hops, most_different_screens=len(walker.seen), **figures)
    assert len(walker.seen) >= 25
    assert {line.partition(":")[0].partition(" ")[2] for line in walker.seen} >= APPLYING, sorted(walker.seen)
    assert any(map(fuzz_walks.asks_for_a_secret, walker.seen))


@SEEDS
def test_an_agency_is_answered_or_told_a_problem(
    filled: Container, client: FlaskClient, logged: LoggedErrors, seed: int
) -> None:
    results.tell("Fuzz", seed=seed, inputs=CALLED, inputs_of_agencies=CALLED)
    with filled.database.transaction() as session:
        key = api_keys.issue_key(session, "dis", actor="test", terms=Terms(requests_per_minute=10**6))
    caller = fuzz_agencies.Caller(client, key, logged)
    try_out(fuzz_agencies.call, caller.check, seed=seed, count=CALLED, smaller=fuzz_agencies.smaller)


@SEEDS
def test_a_text_is_answered_in_letters_that_every_phone_has(filled: Container, clock: Clock, seed: int) -> None:
    results.tell("Fuzz", seed=seed, inputs=TEXTED, inputs_of_texts=TEXTED)

    def check(text: str) -> None:
        with filled.database.transaction() as session:
            is_sms(session, text)

    def is_sms(session: Session, text: str) -> None:
        reply = keywords.answer(session, CITIZEN, text, contacts=filled.contacts, finder=filled.finder)
        assert reply is None or (reply and gsm0338.parts(gsm0338.fold(reply)) <= 2), reply

    def text(random: Random) -> str:
        clock.move(minutes=5)
        word = random.choice([*keywords.KEYWORDS, ""])
        return f"{word} {fuzz.text(random, 200)}"

    try_out(text, check, seed=seed, count=TEXTED, smaller=fuzz.shorter)


@SEEDS
def test_an_answer_to_a_form_is_kept_in_one_spelling_or_refused_in_few_words(filled: Container, seed: int) -> None:
    results.tell("Fuzz", seed=seed, inputs=ANSWERED, inputs_of_answers=ANSWERED)
    reader = fuzz_answers.Reader(filled.finder.index())
    try_out(fuzz_answers.typed, reader.check, seed=seed, count=ANSWERED, smaller=fuzz_answers.smaller)


@SEEDS
def test_a_broken_form_is_refused_in_words_and_a_sound_one_taken(tmp_path: Path, seed: int) -> None:
    loader = fuzz_forms.Loader(tmp_path)
    try_out(fuzz_forms.form_file, loader.check, seed=seed, count=LOADED, smaller=fuzz_forms.smaller)
    figures = {"inputs_of_forms": LOADED, "forms_taken": loader.taken, "longest_form_s": loader.longest}
    results.tell("Fuzz", seed=seed, inputs=LOADED, **figures)
    assert 0 < loader.taken < LOADED


def test_a_failure_is_told_with_its_seed_and_the_shortest_input() -> None:
    def check(given: str) -> None:
        if "9" in given:
            raise LookupError("nine")

    found = []
    for _ in range(2):
        with pytest.raises(AssertionError, match=r"seed 7, input [0-9]+: LookupError: nine .*\n'9'$") as told:
            try_out(fuzz.text, check, seed=7, count=1_000, smaller=fuzz.shorter)
        found.append(str(told.value))
    assert found[0] == found[1]


def test_a_secret_that_comes_back_is_seen() -> None:
    prompt = "CON Enter your 6-digit *222# password. Hide your screen.\n0. Back"
    assert fuzz_walks.asks_for_a_secret(prompt)
    assert not fuzz_walks.asks_for_a_secret("CON Welcome. Karibu eCitizen")
    assert fuzz_walks.shows("CON 482 915 is wrong", "482  915", prompt)
    assert not fuzz_walks.shows("CON The account or the password is not right.", "482915", prompt)


def test_what_is_called_out_of_order_is_a_failure(logged: LoggedErrors) -> None:
    try:
        raise LookupError("nothing there")
    except LookupError as error:
        observability.failed("hop", error)
    with pytest.raises(AssertionError, match=r"hop.*LookupError"):
        logged.check_none()
    logged.check_none()
