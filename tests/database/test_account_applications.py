"""Which applications an account sees, whose notes it reads, which go to its new phone: every case, by the rule."""

from itertools import product

import pytest

from app.container import Container
from app.domain.applications import account_applications, transitions
from app.domain.applications.applications import WITHHELD
from app.domain.applications.moves import Transition
from app.domain.applications.status_messages import service_and_stage
from app.domain.catalogue.models import Status
from app.domain.identity import accounts
from app.domain.self_service import application_queries, caller, phone_change
from app.domain.shared.errors import NotFound, Revoked
from tests.conftest import Clock
from tests.database.holder import PHONE, STRANGER, do, login, opened, prove
from tests.database.proofs import filed, hears

OWNERS = "+254712000055"
NEW_PHONE = "+254712000077"
CASES = list(product([True, False], [True, False], ["agency", "itself", "another", "withheld"], [True, False]))


def by_rule(*, proven: bool, in_hand: bool, by: str, password: bool) -> bool:
    """The rule for what is seen. A withheld application is seen by nobody. A proven account sees all that are under
    its document. Any account sees those recorded for the phone in hand and, with its password, those that it filed
    itself."""
    return by != "withheld" and (proven or in_hand or (by == "itself" and password))


@pytest.mark.parametrize(("proven", "in_hand", "by", "password"), CASES)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_seen_and_read_follows_from_what_was_proven(
    container: Container, proven: bool, in_hand: bool, by: str, password: bool
) -> None:
    account_id = opened(container, phone=PHONE)
    if proven:
        prove(container, account_id)
    who = {"agency": None, "itself": account_id, "another": accounts.new_id(), "withheld": WITHHELD + account_id}[by]
    recorded = STRANGER if in_hand else OWNERS
    reference = filed(container, phone=recorded, account_id=who)
    do(
        container,
        transitions.apply_transition,
        reference,
        Transition(Status.NEEDS_ACTION, note="Bring the letter of your chief"),
        actor="test",
        contacts=container.contacts,
    )
    filed(container, phone=STRANGER, number="29000002")
    do(container, accounts.remember, account_id, STRANGER)
    signed_in = login(container, account_id, password_given=password)
    wanted = by_rule(proven=proven, in_hand=in_hand, by=by, password=password)
    with container.database.reading() as session:
        shown = [each for each, _ in application_queries.applications_of(session, signed_in, "en", phone=STRANGER)]
        assert shown == [reference] * wanted
        assert bool(application_queries.find_live(session, signed_in, phone=STRANGER)) == wanted
        dialled = bool(caller.look(session, STRANGER).live)
        assert dialled == by_rule(proven=proven, in_hand=in_hand, by=by, password=False), "nobody gives one by dialling"
        told = application_queries.standing_of(
            session, reference, "en", container.contacts, phone=STRANGER, login=signed_in
        )
        read = told.note
        assert bool(read) == (by != "withheld" and (in_hand or (proven and password)))
        if wanted:
            assert application_queries.history(session, reference, "en", login=signed_in, phone=STRANGER)
        else:
            with pytest.raises(NotFound):
                application_queries.history(session, reference, "en", login=signed_in, phone=STRANGER)


@pytest.mark.both_databases
def test_the_first_screen_shows_what_a_later_look_shows(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    do(container, accounts.remember, account_id, PHONE)
    signed_in = login(container, account_id, password_given=False)

    def shown() -> str | None:
        with container.database.reading() as session:
            dialled = caller.look(session, PHONE).live
            found = application_queries.find_live(session, signed_in, phone=PHONE)
            assert (dialled is None) == (found is None)
            if dialled is None or found is None:
                return None
            assert service_and_stage(session, dialled, "en") == service_and_stage(session, found, "en")
            return found.reference

    assert shown() is None
    first = filed(container, phone=PHONE)
    second = filed(container, phone=PHONE)
    assert shown() == second, "of the same moment the later one"
    clock.move(minutes=1)
    step = Transition(Status.PROCESSING)
    do(container, transitions.apply_transition, first, step, actor="test", contacts=container.contacts)
    assert shown() == first, "the one that moved last"
    for each in (first, second):
        end = Transition(Status.REJECTED)
        do(container, transitions.apply_transition, each, end, actor="test", contacts=container.contacts)
    assert shown() is None, "what is over is in the list only"


@pytest.mark.both_databases
@pytest.mark.parametrize("proven", [True, False])
def test_a_change_of_number_takes_along_what_is_the_accounts(container: Container, proven: bool) -> None:
    account_id = opened(container, phone=PHONE)
    if proven:
        prove(container, account_id)
    own = filed(container, phone=PHONE, account_id=account_id)
    elsewhere, in_hand = filed(container, phone=OWNERS), filed(container, phone=PHONE)
    withheld = filed(container, phone=OWNERS, account_id=WITHHELD + account_id)
    anothers = filed(container, phone=PHONE, number="29000002")
    with container.database.transaction() as session:
        account = accounts.get(session, account_id)
        phone_change.change_phone(session, account, NEW_PHONE, actor="test", codes_from=None)
    assert [hears(container, each) for each in (own, elsewhere, in_hand)] == (
        [NEW_PHONE] * 3 if proven else [NEW_PHONE, OWNERS, PHONE]
    )
    assert [hears(container, each) for each in (withheld, anothers)] == [OWNERS, PHONE]


def test_what_a_password_opened_is_over_after_180_seconds(container: Container, clock: Clock) -> None:
    account_id = opened(container)
    filed(container, phone=OWNERS, account_id=account_id)
    signed_in = login(container, account_id)
    clock.move(seconds=179)
    with container.database.reading() as session:
        assert application_queries.find_live(session, signed_in, phone=STRANGER)
    clock.move(seconds=1)
    with container.database.reading() as session:
        assert not application_queries.find_live(session, signed_in, phone=STRANGER)


def test_a_sign_in_that_was_ended_sees_nothing_and_reads_no_note(container: Container) -> None:
    account_id = opened(container)
    prove(container, account_id)
    reference = filed(container, phone=OWNERS)
    step = Transition(Status.NEEDS_ACTION, note="Bring it")
    do(container, transitions.apply_transition, reference, step, actor="test", contacts=container.contacts)
    signed_in = login(container, account_id)
    do(container, accounts.set_password, account_id, "none")
    with container.database.reading() as session:
        with pytest.raises(Revoked):
            application_queries.find_live(session, signed_in, phone=STRANGER)
        told = application_queries.standing_of(
            session, reference, "en", container.contacts, phone=STRANGER, login=signed_in
        )
        assert told.note == ""
        with pytest.raises(Revoked):
            application_queries.applications_of(session, signed_in, "en", phone=STRANGER)
        with pytest.raises(Revoked):
            application_queries.history(session, reference, "en", login=signed_in, phone=STRANGER)


@pytest.mark.both_databases
def test_the_phone_to_prove_by_is_the_only_other_one_that_agencies_recorded(container: Container) -> None:
    account_id = opened(container)

    def found() -> str | None:
        with container.database.reading() as session:
            account = accounts.get(session, account_id)
            return account_applications.recorded_phone(session, account, other_than=PHONE)

    filed(container, phone=STRANGER, account_id=account_id)
    filed(container, phone=STRANGER, account_id=WITHHELD + account_id)
    filed(container, phone=STRANGER, number="29000002")
    filed(container, phone=PHONE)
    assert found() is None
    forgotten = filed(container, phone=STRANGER)
    with container.database.transaction() as session:
        transitions.find_application_of(session, forgotten, reach=None).phone_sealed = b""
    assert found() is None
    for _ in range(2):
        filed(container, phone=OWNERS)
        assert found() == OWNERS
    filed(container, phone=NEW_PHONE)
    assert found() is None
