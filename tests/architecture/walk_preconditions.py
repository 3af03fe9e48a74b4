"""What a walk through the screens is, and what has happened before it begins (used by `test_walks.py`)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import update

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.applications.moves import Transition
from app.domain.catalogue.models import Status, service
from app.domain.forms import form_versions
from app.domain.forms.form_versions import FormVersion
from app.domain.identity import account_registration, accounts, otp, password_spraying, sign_in
from app.domain.identity.accounts import Login
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import password_reset, recovery_factors
from app.domain.identity.recovery.pending_changes import What
from app.domain.payments import requests, worklist
from app.domain.payments.provider_port import MoneyChannel, RequestAccepted, Transaction
from app.domain.payments.receipts import settlement
from app.domain.payments.requests import PaymentWish
from app.domain.self_service import identity_proof
from app.domain.shared import counters
from app.domain.shared.counters import Limit
from app.domain.shared.payment_ways import Provider
from app.domain.shared.persons import AccountType
from app.domain.subscribers import call_requests
from app.domain.tickets import tickets
from app.domain.tickets.tickets import NewTicket
from app.domain.ussd_state import checkpoints
from app.platform.phone_numbers import block
from app.providers.identity_registry import HttpRegistry
from menus.context import SessionState
from menus.draft import Drafts
from tests.citizens import CITIZEN, NUMBER, account
from tests.conftest import Clock

ADDRESS = "wanjiku@example.com"
REFERENCE = "102030405060"
"""The reference of a sample application of the citizen."""


# Preconditions of the walks


def nobody(container: Container, clock: Clock) -> None:
    """The phone has no account."""


def held(container: Container, clock: Clock) -> None:
    """The phone holds an account."""
    account(container)


def signed_in(container: Container, clock: Clock) -> None:
    """The phone stays signed in."""
    opened = account(container)
    with container.database.transaction() as session:
        accounts.remember(session, opened, CITIZEN)


def photographed(container: Container, clock: Clock) -> None:
    """A desk has taken the photo."""
    signed_in(container, clock)
    with container.database.transaction() as session:
        accounts.take_photo(session, accounts.by_phone(session, CITIZEN)[0], actor="desk")


def four_tries(container: Container, clock: Clock) -> None:
    """The password was wrong four times."""
    opened = account(container)
    for _ in range(sign_in.TRIES - 1):
        with container.database.transaction() as session:
            sign_in.reserve(session, opened, CITIZEN)


def nine_tries(container: Container, clock: Clock) -> None:
    """The password was wrong nine times, with a lock of half an hour after the fifth."""
    four_tries(container, clock)
    with container.database.transaction() as session:
        holder = accounts.by_phone(session, CITIZEN)[0]
        sign_in.reserve(session, holder.id, CITIZEN)
    clock.move(seconds=sign_in.LOCKED_FOR.total_seconds())
    for _ in range(sign_in.TRIES - 1):
        with container.database.transaction() as session:
            sign_in.reserve(session, holder.id, CITIZEN)


def sprayed(container: Container, clock: Clock) -> None:
    """The limit on passwords guessed from this phone's block of numbers is reached."""
    full = [
        Limit(password_spraying.BLOCK, block(CITIZEN), per, most) for per, most in password_spraying.OF_A_BLOCK.items()
    ]
    with container.database.transaction() as session:
        counters.spend(session, full, by=password_spraying.OF_A_BLOCK[password_spraying.HOUR])


def code_waits(container: Container, clock: Clock) -> None:
    """A code for a new password came a minute ago."""
    account(container)
    with container.database.transaction() as session:
        asked = password_reset.request_code(
            session, "citizen", NUMBER, "1990", phone=CITIZEN, language="en", contacts=container.contacts
        )
    assert asked
    clock.move(seconds=otp.AGAIN_AFTER.total_seconds())


def two_codes_wrong(container: Container, clock: Clock) -> None:
    """The code for a new password was mistyped twice."""
    code_waits(container, clock)
    for _ in range(otp.TRIES - 1):
        with container.database.transaction() as session:
            password_reset.enter_code(session, CITIZEN, "no code")


def codes_used_up(container: Container, clock: Clock) -> None:
    """A phone that stays signed in has requested all codes that are allowed in an hour."""
    signed_in(container, clock)
    for purpose, party in ((Purpose.RESET, CITIZEN), (Purpose.EMAIL, ADDRESS), (Purpose.PHONE, "+254712345678")):
        for _ in range(otp.AN_HOUR):
            with container.database.transaction() as session:
                assert otp.may_ask(session, purpose, party)


def recorded_elsewhere(container: Container, clock: Clock) -> None:
    """An agency recorded an application under another phone; this phone is signed in to the unproven account."""
    signed_in(container, clock)
    with container.database.transaction() as session:
        wanted = service(session, "good-conduct")
        assert wanted is not None
        applicant = Applicant(AccountType.CITIZEN, NUMBER, "+254712000099")
        transitions.record_application(session, wanted, applicant, actor="test", contacts=container.contacts)


def two_proofs_wrong(container: Container, clock: Clock) -> None:
    """The code that proves the account was mistyped twice."""
    recorded_elsewhere(container, clock)
    with container.database.transaction() as session:
        login = Login(accounts.by_phone(session, CITIZEN)[0].id, 0, clock())
        assert identity_proof.request_proof_code(session, login, CITIZEN, "en", container.contacts)
        for _ in range(otp.TRIES - 1):
            identity_proof.prove(session, login, CITIZEN, "no code", "en", container.contacts)


def email_changed(container: Container, clock: Clock) -> None:
    """The e-mail address of this phone's account was just changed; the phone stays signed in."""
    signed_in(container, clock)
    with container.database.transaction() as session:
        recovery_factors.set_email(session, accounts.by_phone(session, CITIZEN)[0].id, ADDRESS)


def stopped_twice(container: Container, clock: Clock) -> None:
    """Two changes of the account were stopped by this phone, which stays signed in afterwards."""
    opened = account(container)
    for number in range(recovery_factors.STOPS):
        with container.database.transaction() as session:
            recovery_factors.set_email(session, opened, f"thief{number}@example.com")
            assert recovery_factors.stop_change(session, opened, What.EMAIL, counts=True)
    with container.database.transaction() as session:
        accounts.remember(session, opened, CITIZEN)


def registry_down(container: Container, clock: Clock) -> None:
    """The identity registry does not answer."""
    container.registry._register = HttpRegistry("http://127.0.0.1:9")  # type: ignore[attr-defined]


def look_ups_used_up(container: Container, clock: Clock) -> None:
    """The phone has asked the registry as often as it may in a day."""
    for _ in range(account_registration.OF_A_PHONE):
        with container.database.transaction() as session:
            counters.count(session, "registry", CITIZEN, timedelta(days=1))


def three_calls(container: Container, clock: Clock) -> None:
    """Staff have called the phone three times today, each time on request."""
    for _ in range(call_requests.A_DAY):
        with container.database.transaction() as session:
            call_requests.request_call(session, CITIZEN, call_requests.Topic.OTHER, "en")
            (wanted,) = call_requests.waiting(session, 1, actor="operator:a")
            call_requests.finish(session, wanted.id, actor="operator:a")


def three_questions(container: Container, clock: Clock) -> None:
    """The phone has as many open questions as are allowed."""
    with container.database.transaction() as session:
        for number in range(tickets.OPEN_AT_ONCE):
            tickets.open_ticket(session, NewTicket(CITIZEN, f"Question number {number}?", "en", "ussd"))


def email_and_phone_changed(container: Container, clock: Clock) -> None:
    """The account's phone number was changed, and then its e-mail address."""
    opened = account(container)
    with container.database.transaction() as session:
        recovery_factors.plan_phone_change(session, opened, "+254712345678")
    clock.move(minutes=1)
    with container.database.transaction() as session:
        recovery_factors.set_email(session, opened, ADDRESS)


def email_changed_after_a_drop(container: Container, clock: Clock) -> None:
    """A session dropped in the middle of registering another person, and the e-mail address was changed."""
    email_changed(container, clock)
    dropped(container, clock)


def code_waits_after_a_drop(container: Container, clock: Clock) -> None:
    """A session dropped, and a code for a new password came."""
    code_waits(container, clock)
    dropped(container, clock)


def all_at_once(container: Container, clock: Clock) -> None:
    """A code waits, the e-mail address was changed, and a session dropped."""
    code_waits_after_a_drop(container, clock)
    with container.database.transaction() as session:
        recovery_factors.set_email(session, accounts.by_phone(session, CITIZEN)[0].id, ADDRESS)


STOPPED = ["home.home", "registration.account_type", "registration.number", "registration.first_name"]
"""The trail of the dropped session: resuming restores it."""


def dropped(container: Container, clock: Clock) -> None:
    """A session dropped in the middle of registering."""
    told = {"account_type": "citizen", "number": NUMBER}
    state = SessionState([*STOPPED], draft=Drafts.read(told))
    with container.database.transaction() as session:
        checkpoints.keep(
            session, CITIZEN, name="a session", hop="a hop", step=4, state=state.to_bytes(), answer="CON Enter"
        )


def filed(container: Container, status: Status = Status.SUBMITTED) -> None:
    """The account has filed an application on this phone, and the agency has moved it to this status."""
    with container.database.transaction() as session:
        holder, wanted = accounts.by_phone(session, CITIZEN)[0], service(session, "good-conduct")
        assert wanted is not None
        applicant, to = Applicant(AccountType.CITIZEN, NUMBER, CITIZEN), container.contacts
        one = transitions.record_application(
            session, wanted, applicant, actor="citizen", contacts=to, account_id=holder.id
        )
        if status != Status.SUBMITTED:
            transitions.apply_transition(session, one.reference, Transition(status), actor="test", contacts=to)


def office_asks(container: Container, clock: Clock) -> None:
    """The agency asks the applicant for something; the phone that filed stays signed in."""
    signed_in(container, clock)
    filed(container, Status.NEEDS_ACTION)


def resident(container: Container, clock: Clock) -> None:
    """The phone holds a resident's account."""
    opened = account(container)
    with container.database.transaction() as session:
        accounts.get(session, opened).account_type = AccountType.RESIDENT


def form_withdrawn(container: Container, clock: Clock) -> None:
    """The form of a service has no current version any more; the phone holds an account."""
    held(container, clock)
    with container.database.transaction() as session:
        session.execute(update(FormVersion).where(FormVersion.name == "driving-renewal").values(is_current=False))


def service_closed(container: Container, clock: Clock) -> None:
    """A service was closed a moment ago: this process does not know it yet, the database does."""
    held(container, clock)
    container.finder.index()
    with container.database.transaction() as session:
        closed = service(session, "dl-renew-1")
        assert closed is not None
        closed.closed_at, closed.closed_reason, closed.closed_reason_sw = clock(), "The office moves.", "Ofisi inahama."


def to_pay(container: Container, clock: Clock) -> None:
    """An application waits for its payment by Pesaflow; the phone stays signed in."""
    signed_in(container, clock)
    with container.database.transaction() as session:
        one = transitions.find_application_of(session, REFERENCE, reach=None)
        one.status = Status.AWAITING_PAYMENT
        one.base_fee_kes, one.access_fee_kes = Decimal(7500), Decimal(50)


def invoiced(container: Container, clock: Clock) -> None:
    """Pesaflow has made an invoice for that application."""
    to_pay(container, clock)
    wish = PaymentWish(REFERENCE, CITIZEN, CITIZEN, "en", prompt=False)
    with container.database.transaction() as session:
        requests.request_payment(session, wish, container.contacts.payment_ways)
    clock.move(seconds=5)
    with container.database.transaction() as session:
        (claimed,) = worklist.claim_requests(session, 1)
        worklist.record_outcome(session, claimed, RequestAccepted("GWLQKD"), container.contacts)


def paid_in_part(container: Container, clock: Clock) -> None:
    """500 shillings of the amount have been received."""
    to_pay(container, clock)
    told = Transaction("SJK1A2B3C4", Decimal(500), REFERENCE, clock())
    with container.database.transaction() as session:
        settlement.record_transaction(session, Provider.PESAFLOW, told, MoneyChannel.PULL, container.contacts)


def dropped_applying(container: Container, clock: Clock) -> None:
    """A session dropped in the middle of applying."""
    opened = account(container)
    with container.database.transaction() as session:
        told = {"applies_for": "dl-renew-1", "applicant": opened}
        told["form_digest"] = form_versions.current_digest(session, "driving-renewal") or ""
        state = SessionState(["home.home", "apply.terms", "form_questions.question"], draft=Drafts.read(told))
        checkpoints.keep(
            session, CITIZEN, name="a session", hop="a hop", step=4, state=state.to_bytes(), answer="CON Number"
        )


@dataclass(frozen=True)
class Walk:
    """A precondition, and what is typed then: a line for each hop, with the screen that it leads to."""

    before: Callable[[Container, Clock], None]
    way: str

    def steps(self) -> Iterator[tuple[str, str]]:
        for line in self.way.split("\n"):
            if line.strip():
                typed, screen = line.split()
                yield typed, screen


REGISTERING = """
    dial        home.home
    2           registration.account_type
    1           registration.number
"""
WANJIKU = f"""{REGISTERING}
    29000001    registration.first_name
    Wanjiku     registration.birth_year
    1990        registration.agreement
"""
PROVEN = """
    dial        home.home
    3           household.whose
    1           sign_in.password
    482915      account.account
"""
APPLYING = """
    dial        home.home
    4           services.find
    dl-renew-1  service.one
    1           sign_in.password
"""
RESETTING = """
    1           password_reset.account_type
    1           password_reset.name
    29000001    password_reset.birth_year
"""
