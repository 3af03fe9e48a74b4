"""Every screen is reached by typing, and 0 and 00 lead back from it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import update

from app.container import Container
from app.dev import demo_data
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
from app.platform.db import Database
from app.platform.phone_numbers import block
from app.providers.identity_registry import HttpRegistry
from menus import checks, engine
from menus.context import Context, SessionState
from menus.draft import Drafts
from menus.flows import BOOK
from menus.notation import SCREENS, Ask, Choose, End, Fork, Menu
from tests.citizens import CITIZEN, NUMBER, SHALLOW, account
from tests.conftest import Clock, settings

pytestmark = pytest.mark.slow

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


# The walks


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
WALKS = {
    "a reference and the language": Walk(
        nobody,
        """
        dial          home.home
        6             home.home
        1             applications.reference
        102030405060  applications.standing
        1             applications.sent
        """,
    ),
    "help": Walk(
        nobody,
        """
        dial  home.home
        5     help.topics
        1     help.people
        0     help.topics
        4     help.checking
        0     help.topics
        5     help.accounts
        0     help.topics
        6     help.sms_words
        0     help.topics
        7     help.alerts
        0     help.topics
        8     help.portal
        0     help.topics
        9     help.paying
        """,
    ),
    "a call that is asked for": Walk(
        nobody,
        """
        dial  home.home
        5     help.topics
        1     help.people
        1     call_me.topic
        1     call_me.kept
        dial  home.home
        5     help.topics
        1     help.people
        1     call_me.waits
        """,
    ),
    "a call too many": Walk(
        three_calls,
        """
        dial  home.home
        5     help.topics
        1     help.people
        1     call_me.topic
        1     call_me.too_often
        """,
    ),
    "a question of one's own": Walk(
        nobody,
        """
        dial                  home.home
        5                     help.topics
        1                     help.people
        2                     asking.question
        Where-is-my-passport  asking.kept
        dial                  home.home
        5                     help.topics
        1                     help.people
        2                     asking.own
        1                     asking.question
        And-my-licence?       asking.kept
        """,
    ),
    "a question too many": Walk(
        three_questions,
        """
        dial                  home.home
        5                     help.topics
        1                     help.people
        2                     asking.own
        1                     asking.question
        Where-is-my-passport  asking.too_many
        """,
    ),
    "help in person and in writing": Walk(
        nobody,
        """
        dial     home.home
        5        help.topics
        3        questions.asked
        1        questions.answer
        0        questions.asked
        0        help.topics
        2        huduma.place
        1        huduma.centre
        0        huduma.place
        nairobi  huduma.centres
        1        huduma.centre
        1        huduma.sent
        """,
    ),
    "a service": Walk(
        nobody,
        """
        dial      home.home
        4         services.find
        passport  services.found
        1         service.one
        2         service.cost
        0         service.one
        3         service.documents
        0         service.one
        4         service.where
        1         huduma.place
        0         service.where
        0         service.one
        5         service.how_much
        1         service.sent
        """,
    ),
    "nothing of that name": Walk(
        nobody,
        """
        dial           home.home
        4              services.find
        pqqsqort       services.nothing
        1              service.one
        0              services.nothing
        4              services.find
        qwxzv          services.nothing
        1              services.find
        qwxzv          services.nothing
        2              huduma.place
        0              services.nothing
        3              help.people
        """,
    ),
    "by category": Walk(
        nobody,
        """
        dial      home.home
        4         services.find
        1         browsing.groups
        2         browsing.within
        1         service.one
        0         browsing.within
        transfer  browsing.within
        1         service.one
        """,
    ),
    "by county": Walk(
        nobody,
        """
        dial       home.home
        4          services.find
        3          browsing.groups
        nairobi    browsing.county
        2          huduma.centres
        1          huduma.centre
        0          huduma.centres
        0          browsing.county
        1          browsing.within
        1          service.one
        4          service.sent
        dial       home.home
        4          services.find
        3          browsing.groups
        turkana    browsing.county
        1          huduma.centre
        """,
    ),
    "what eCitizen does not have": Walk(
        nobody,
        """
        dial                    home.home
        4                       services.find
        police-abstract         service.one
        1                       huduma.place
        """,
    ),
    "a service that a county has not": Walk(
        nobody,
        """
        dial                  home.home
        4                     services.find
        land-rates-kiambu     services.not_there
        1                     huduma.centre
        0                     services.not_there
        2                     services.find
        parking-nairobi       services.found
        """,
    ),
    "a service that two centres of a county know nothing of": Walk(
        nobody,
        """
        dial                  home.home
        4                     services.find
        land-rates-kajiado    services.not_there
        1                     huduma.centres
        """,
    ),
    "a citizen registers": Walk(
        nobody,
        f"""{REGISTERING}
        29000005           registration.first_name
        Amina              registration.birth_year
        2001               registration.agreement
        2                  registration.agreement
        1                  enrolling.choose_password
        482915             enrolling.repeat_password
        482916             enrolling.choose_password
        482915             enrolling.repeat_password
        482915             enrolling.registered
        2                  account_email.new_email
        amina@example.com  account_email.email_sent
        """,
    ),
    "a visitor registers": Walk(
        nobody,
        """
        dial       home.home
        2          registration.account_type
        5          registration.number
        X0000001   registration.first_name
        Jane       registration.surname
        Smith      registration.other_names
        Elizabeth  registration.gender
        1          registration.birth_date
        23051991   registration.agreement
        1          enrolling.choose_password
        482916     enrolling.repeat_password
        482916     enrolling.registered
        1          my_applications.mine
        1          my_applications.none_yet
        1          applications.reference
        """,
    ),
    "no agreement": Walk(nobody, f"{WANJIKU}\n3 enrolling.not_agreed"),
    "a minor": Walk(
        nobody,
        f"""{REGISTERING}
        29000006  registration.first_name
        Baraka    registration.birth_year
        2012      registration.agreement
        1         enrolling.minor
        """,
    ),
    "a deceased person": Walk(
        nobody,
        f"""{REGISTERING}
        29000007  registration.first_name
        Kiprono   registration.birth_year
        1950      registration.agreement
        1         enrolling.not_by_phone
        """,
    ),
    "another name": Walk(
        nobody,
        f"""{REGISTERING}
        29000001  registration.first_name
        Otieno    registration.birth_year
        1990      registration.agreement
        1         enrolling.different
        1         registration.number
        """,
    ),
    "the registry is down": Walk(
        registry_down, f"{WANJIKU}\n1 enrolling.unavailable\n1 registration.agreement\n1 enrolling.unavailable"
    ),
    "five look-ups": Walk(look_ups_used_up, f"{WANJIKU}\n1 enrolling.too_often"),
    "registered already": Walk(
        held,
        f"""{WANJIKU}
        1  enrolling.has_account
        1  sign_in.password
        0  enrolling.has_account
        3  enrolling.anothers
        0  enrolling.has_account
        2  password_reset.account_type
        """,
    ),
    "signing in": Walk(
        held,
        """
        dial      home.home
        3         sign_in.password
        3         sign_in.website
        1         registration.account_type
        0         sign_in.website
        0         sign_in.password
        2         sign_in.name
        29000001  sign_in.password
        482915    home.home
        6         sign_in.stays
        2         home.home
        6         sign_in.stays
        1         home.home
        2         my_applications.mine
        1         my_applications.one
        2         my_applications.history
        0         my_applications.one
        1         applications.sent
        dial      home.home
        2         my_applications.mine
        """,
    ),
    "an application is missing": Walk(
        recorded_elsewhere,
        """
        dial     home.home
        2        my_applications.mine
        2        proof.missing
        1        sign_in.password
        482915   proof.missing
        1        proof.code
        00       home.home
        2        my_applications.mine
        2        proof.missing
        2        proof.code
        {proof}  proof.proven
        1        my_applications.mine
        """,
    ),
    "the last try at proving": Walk(
        two_proofs_wrong,
        """
        dial     home.home
        2        my_applications.mine
        2        proof.missing
        2        sign_in.password
        482915   proof.missing
        2        proof.code
        {miss}   proof.void
        1        proof.missing
        """,
    ),
    "locked": Walk(
        four_tries,
        """
        dial    home.home
        3       sign_in.password
        482916  sign_in.locked
        1       password_reset.account_type
        """,
    ),
    "a new password is needed": Walk(
        nine_tries,
        """
        dial    home.home
        3       sign_in.password
        482916  sign_in.needs_reset
        1       password_reset.account_type
        """,
    ),
    "the account's own phone only": Walk(
        sprayed,
        """
        dial      home.home
        3         sign_in.name
        29000001  sign_in.password
        482915    sign_in.own_phone_only
        1         password_reset.account_type
        """,
    ),
    "another person": Walk(
        signed_in,
        """
        dial    home.home
        5       help.topics
        00      home.home
        3       household.whose
        3       registration.account_type
        0       household.whose
        2       sign_in.name
        29000001  sign_in.password
        482915  home.home
        3       account.account
        dial    home.home
        3       household.whose
        4       sign_in.signed_out
        """,
    ),
    "a new password by a code": Walk(
        held,
        f"""
        dial     home.home
        3        sign_in.password
        {RESETTING}
        1990     password_reset.requested
        dial     password_reset.waiting
        5        home.home
        dial     password_reset.waiting
        4        password_reset.other_phone
        0        password_reset.waiting
        6        password_reset.account_type
        0        password_reset.waiting
        1        password_reset.code
        {{reset}}  password_reset.choose_password
        730962   password_reset.repeat_password
        730963   password_reset.choose_password
        730962   password_reset.repeat_password
        730962   password_reset.changed
        dial     home.home
        """,
    ),
    "going on after a drop": Walk(
        dropped,
        """
        dial      unfinished.offer
        2         home.home
        dial      unfinished.offer
        1         registration.first_name
        Wanjiku   registration.birth_year
        """,
    ),
    "the code once more": Walk(code_waits, "dial password_reset.waiting\n2 password_reset.sent_again"),
    "the code is stopped": Walk(code_waits, "dial password_reset.waiting\n3 password_reset.stopped\ndial home.home"),
    "the last try of a code": Walk(
        two_codes_wrong,
        """
        dial    password_reset.waiting
        1       password_reset.code
        {miss}  password_reset.void
        1       password_reset.account_type
        """,
    ),
    "codes used up": Walk(
        codes_used_up,
        f"""{PROVEN}
        2                    account_email.new_email
        wanjiku@example.com  account.too_often
        {PROVEN}
        3                    account_phone.new_phone
        0712345678           account_phone.new_phone_right
        1                    account.too_often
        dial                 home.home
        3                    household.whose
        2                    sign_in.name
        {RESETTING}
        1990                 password_reset.too_often
        """,
    ),
    "what is kept": Walk(
        signed_in,
        f"""{PROVEN}
        00  home.home
        3   account.account
        1   account.kept
        0   account.account
        5   account.alerts
        2   account.account
        6   account.language
        2   account.account
        1   account.kept
        1   account.photo
        00  home.home
        3   account.account
        7   sign_in.signed_out
        """,
    ),
    "the photo is taken": Walk(photographed, f"{PROVEN}\n1 account.kept\n1 account.photo_taken"),
    "an e-mail address": Walk(
        signed_in,
        f"""{PROVEN}
        2                    account_email.new_email
        wanjiku@example.com  account_email.email_sent
        {PROVEN}
        2                    account_email.email
        2                    account_email.new_email
        0                    account_email.email
        1                    account_email.email_code
        {{email}}              account_email.email
        """,
    ),
    "a phone number": Walk(
        signed_in,
        f"""{PROVEN}
        3           account_phone.new_phone
        0712345687  account_phone.new_phone_right
        2           account_phone.new_phone
        0712345678  account_phone.new_phone_right
        1           account_phone.phone_code
        00          home.home
        3           account.account
        3           account_phone.phone
        2           account_phone.new_phone
        0           account_phone.phone
        1           account_phone.phone_code
        {{phone}}     account_phone.phone_planned
        dial        pending_change.offer
        1           home.home
        3           household.whose
        1           sign_in.password
        482915      account.account
        3           account_phone.phone
        2           account_phone.stop_change
        1           account_phone.phone
        2           account_phone.stop_change
        2           account_phone.stopped
        dial        home.home
        3           sign_in.password
        """,
    ),
    "a change that was meant": Walk(
        email_changed,
        """
        dial  pending_change.offer
        1     home.home
        dial  pending_change.offer
        1     home.home
        3     household.whose
        dial  pending_change.offer
        """,
    ),
    "a change and a call that dropped": Walk(
        email_changed_after_a_drop,
        """
        dial  pending_change.offer
        1     unfinished.offer
        2     home.home
        """,
    ),
    "two changes": Walk(
        email_and_phone_changed,
        """
        dial  pending_change.offer
        1     pending_change.offer
        1     home.home
        dial  pending_change.offer
        1     pending_change.offer
        2     pending_change.stopped
        dial  pending_change.offer
        2     pending_change.stopped
        dial  home.home
        """,
    ),
    "a code, a change and a call that dropped": Walk(
        all_at_once,
        """
        dial  password_reset.waiting
        5     pending_change.offer
        1     unfinished.offer
        """,
    ),
    "a code and a call that dropped": Walk(
        code_waits_after_a_drop, "dial password_reset.waiting\n5 unfinished.offer\n2 home.home"
    ),
    "a change that was not": Walk(
        email_changed,
        """
        dial  pending_change.offer
        2     pending_change.stopped
        dial  home.home
        3     sign_in.password
        """,
    ),
    "only a desk changes it": Walk(
        stopped_twice,
        f"""{PROVEN}
        2                    account_email.new_email
        wanjiku@example.com  account.desk_only
        {PROVEN}
        3                    account_phone.new_phone
        0712345678           account_phone.new_phone_right
        1                    account.desk_only
        """,
    ),
    "another password": Walk(
        signed_in,
        f"""{PROVEN}
        4       account_password.choose_password
        730962  account_password.repeat_password
        730963  account_password.choose_password
        730962  account_password.repeat_password
        730962  account_password.password_changed
        """,
    ),
    "a licence is renewed": Walk(
        held,
        f"""{APPLYING}
        482915     apply.terms
        1          form_questions.question
        DL-123456  form_review.review
        2          form_review.which
        1          form_questions.question
        DL-654321  form_review.review
        1          form_review.submitted
        2          form_review.later
        {APPLYING}
        482915     apply.already_open
        1          my_applications.one
        0          apply.already_open
        2          apply.terms
        2          home.home
        2          my_applications.mine
        1          my_applications.one
        3          own_steps.withdraw
        2          my_applications.one
        3          own_steps.withdraw
        1          own_steps.withdrawn
        """,
    ),
    "who applies without an account": Walk(
        nobody,
        """
        dial        home.home
        4           services.find
        dl-renew-1  service.one
        1           apply.whose
        1           sign_in.name
        0           apply.whose
        2           registration.account_type
        1           registration.number
        29000001    registration.first_name
        Wanjiku     registration.birth_year
        1990        registration.agreement
        1           enrolling.choose_password
        482915      enrolling.repeat_password
        482915      enrolling.registered
        1           apply.terms
        """,
    ),
    "who may not apply": Walk(
        resident,
        f"""{APPLYING.replace("dl-renew-1", "passport-new-34")}
        482915  apply.barred
        1       huduma.place
        0       apply.barred
        2       home.home
        """,
    ),
    "what is applied for here no more": Walk(form_withdrawn, f"{APPLYING}\n482915 apply.gone\n1 services.find"),
    "what is closed while it is filled in": Walk(
        service_closed,
        f"""{APPLYING}
        482915   apply.terms
        1        form_questions.question
        DL123456 form_review.review
        1        apply.closed
        1        services.find
        """,
    ),
    "what is closed, and nothing else wanted": Walk(
        service_closed,
        f"""{APPLYING}
        482915   apply.terms
        1        form_questions.question
        DL123456 form_review.review
        1        apply.closed
        2        home.home
        """,
    ),
    "the office asks": Walk(
        office_asks,
        """
        dial     home.home
        2        my_applications.mine
        1        my_applications.one
        1        sign_in.password
        482915   own_steps.what_is_asked
        1        own_steps.reply
        Pumwani  own_steps.replied
        dial     home.home
        2        my_applications.mine
        1        my_applications.one
        1        sign_in.password
        482915   own_steps.what_is_asked
        2        own_steps.replied
        dial     home.home
        2        my_applications.mine
        1        my_applications.one
        2        sign_in.password
        482915   own_steps.withdraw
        """,
    ),
    "paid from this phone": Walk(
        held,
        f"""{APPLYING}
        482915     apply.terms
        1          form_questions.question
        DL-123456  form_review.review
        1          form_review.submitted
        1          pay.consent
        1          asking.asked
        """,
    ),
    "filed and nothing to pay": Walk(
        held,
        f"""{APPLYING.replace("dl-renew-1", "kra-nil-return")}
        482915       apply.terms
        1            form_questions.question
        A012345678Z  form_questions.question
        2025         form_questions.question
        1            form_review.review
        1            form_review.done
        """,
    ),
    "paid from another phone": Walk(
        to_pay,
        """
        dial        home.home
        2           my_applications.mine
        1           my_applications.one
        1           pay.consent
        2           another_phone.number
        0722000001  another_phone.number_right
        2           another_phone.number
        0722000001  another_phone.number_right
        1           asking.asked_other
        dial        home.home
        2           my_applications.mine
        1           my_applications.one
        1           confirming.open_request
        2           claim.code
        0           confirming.open_request
        1           confirming.asked_again
        """,
    ),
    "an invoice is asked for": Walk(
        to_pay,
        """
        dial          home.home
        1             applications.reference
        102030405060  applications.standing
        1             pay.consent
        3             asking.invoiced
        dial          home.home
        1             applications.reference
        102030405060  applications.standing
        1             paybill.bill
        1             claim.code
        """,
    ),
    "an invoice is paid": Walk(
        invoiced,
        """
        dial          home.home
        2             my_applications.mine
        1             my_applications.one
        1             paybill.bill
        1             applications.sent
        dial          home.home
        2             my_applications.mine
        1             my_applications.one
        2             claim.code
        SJK1A2B3C4    claim.checking
        dial          home.home
        1             applications.reference
        102030405060  applications.standing
        2             claim.code
        """,
    ),
    "a code that is counted already": Walk(
        paid_in_part,
        """
        dial        home.home
        2           my_applications.mine
        1           my_applications.one
        2           claim.code
        SJK1A2B3C4  claim.counted
        """,
    ),
    "an application and a call that dropped": Walk(
        dropped_applying,
        """
        dial    unfinished.offer
        1       sign_in.password
        482915  form_questions.question
        """,
    ),
    "the account is closed": Walk(
        signed_in,
        f"""{PROVEN}
        8     account.closing
        1     account.account
        8     account.closing
        2     account.closed
        dial  home.home
        """,
    ),
}


@pytest.fixture(scope="module")
def sqlite_file(sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file to copy, with the sample applications: recording them takes longer than most walks."""
    file = tmp_path_factory.mktemp("walks") / "sampled.db"
    file.write_bytes(sqlite_file.read_bytes())
    made = Container.of(settings(database_url=f"sqlite:///{file}", redis_url="unix:///nowhere"), clock=Clock())
    with closing(made.database) as database:
        load_samples(database, made)
    return file


def load_samples(database: Database, container: Container) -> None:
    with database.transaction() as session:
        demo_data.load(session, container.contacts)


OF_THREE: Final = frozenset({"home.which_language"})
"""Screens offered only with more than two languages (tests/web/test_third_language.py walks to them)."""


FORKS: Final = frozenset(screen.name for screen in SCREENS.values() if isinstance(screen, Fork))
"""Forks are never shown: they lead straight on to another screen."""
NOBODY_THERE: Final = frozenset(
    {
        ("my_applications.one", "sign_in.name"),  # the account of the applications is known
        ("service.one", "sign_in.name"),
        ("unfinished.offer", "sign_in.name"),
    }
)
"""Edges that `sign_in.asked_before` has, but that cannot be reached from these screens."""


MEANWHILE: Final = frozenset({"pay.nothing_due"})
"""The screen for an application that was paid or cancelled between two hops (tests/web/test_paying.py)."""


def test_the_walks_come_to_every_screen() -> None:
    come_to = {screen for walk in WALKS.values() for _, screen in walk.steps()}
    assert come_to == set(SCREENS) - OF_THREE - FORKS - MEANWHILE


def test_the_walks_take_every_way_that_a_menu_offers() -> None:
    taken = {
        (before, after)
        for walk in WALKS.values()
        for (_, before), (typed, after) in zip(walk.steps(), list(walk.steps())[1:], strict=False)
        if typed not in ("dial", "0", "00")
    }
    offered = {
        (screen.name, there.name)
        for screen in SCREENS.values()
        if isinstance(screen, Menu)
        for there in checks.find_ways(BOOK, screen)
    }
    left = {(before, after) for before, after in offered - taken if after not in OF_THREE | FORKS}
    assert left == NOBODY_THERE


@pytest.mark.parametrize("database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
@pytest.mark.parametrize("name", WALKS)
def test_every_screen_is_walked_to_and_0_and_00_lead_back_from_it(
    container: Container, clock: Clock, name: str
) -> None:
    if container.database.engine.dialect.name != "sqlite":
        load_samples(container.database, container)
    WALKS[name].before(container, clock)
    c = hop(container, SessionState(), f"{name}, before")
    for number, (typed, wanted) in enumerate(WALKS[name].steps()):
        before = list(c.state.trail)
        c = hop(container, c.state, f"{name}, {number}")
        come(container, c, typed)
        assert c.state.trail[-1] == wanted, f"{name}, line {number}: {typed}"
        assert len(c.state.trail) - 1 <= SHALLOW.get(wanted, len(SCREENS))
        assert c.state.refusals == 0, f"{name}, line {number}: {typed} is refused"
        if not isinstance(SCREENS[wanted], End):
            home = BOOK.home.name
            goes_on = before[-1:] == ["unfinished.offer"] and wanted == STOPPED[-1]
            straight = STOPPED[:-1] if goes_on else way_back(before, wanted)
            back = [home] if typed == "dial" or c.settled else straight
            back = back_in_form(container, c) or back
            assert led(container, c, "00") == [home]
            assert led(container, c, "0") == back


def hop(container: Container, state: SessionState, name: str) -> Context:
    """The context of the citizen's next hop, whose state is serialised and read back as between real hops."""
    return Context(
        phone=CITIZEN,
        hop=name,
        state=SessionState.from_bytes(state.to_bytes()) if state.trail else state,
        database=container.database,
        contacts=container.contacts,
        registry=container.registry,
        finder=container.finder,
    )


def come(container: Container, c: Context, typed: str) -> None:
    """Dial again, or answer the screen that is shown."""
    if typed == "dial":
        c.state = SessionState()
        engine.start(BOOK, c, [])
    else:
        engine.step(BOOK, c, typed.format_map(codes(container)) if "{" in typed else typed)


def codes(container: Container) -> dict[str, str]:
    """The codes that the citizen was sent, by their purpose, and a wrong code as `miss`."""
    with container.database.reading() as session:
        waiting = {purpose: otp.pending(session, purpose, CITIZEN) for purpose in Purpose}
        found = {str(purpose): code.digits for purpose, code in waiting.items() if code}
    last = next(iter(found.values()))
    return found | {"miss": last[:-1] + str((int(last[-1]) + 1) % 10)}


def back_in_form(container: Container, c: Context) -> list[str]:
    """The trail after 0 within a form, whose questions are one screen; empty on any other screen."""
    copy = hop(container, c.state, f"{c.hop}, back")
    here = SCREENS[c.state.trail[-1]]
    there = here.back(copy) if isinstance(here, Ask | Choose) else None
    if there is None:
        return []
    name, trail = there.name, c.state.trail
    return trail[: trail.index(name) + 1] if name in trail else [*trail, name]


def way_back(before: list[str], here: str) -> list[str]:
    """The trail after 0 on `here`, reached with the trail `before`; a trail that has `here` already is cut there."""
    return (before[: before.index(here)] if here in before else before) or [BOOK.home.name]


def led(container: Container, c: Context, key: str) -> list[str]:
    """The trail after a key was pressed; the key must have no effect."""
    after = hop(container, c.state, f"{c.hop}, {key}")
    engine.step(BOOK, after, key)
    assert not after.acted
    return after.state.trail
