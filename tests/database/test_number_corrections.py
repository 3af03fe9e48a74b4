"""Another number of the same person's document: the register confirms both, and all that is recorded moves along."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import WITHHELD, Application
from app.domain.identity import accounts, passwords
from app.domain.identity.identity_checks import DeclaredDetails, RegistryUnavailable
from app.domain.messaging.sms_budget import KeyBudget
from app.domain.self_service import number_corrections
from app.domain.self_service.number_corrections import NumberCorrection
from app.domain.shared.errors import Conflict, Invalid, NotAllowed, RuleViolation
from app.domain.shared.persons import AccountType, applicant_index
from app.platform import gsm0338
from app.platform.i18n import languages, translate
from tests.database.holder import CITIZEN, ON_SQLITE, PASSWORD, PHONE, account, at_once, do, opened, prove, sms_to
from tests.database.proofs import filed
from tests.renewed_documents import LAPSED, NAMBA, OLD, RENEWED, with_renewed

PAID = KeyBudget("staff:test")
SMITH = DeclaredDetails("Jane", "1991-05-23", "Elizabeth", "Smith")


def confirm(container: Container, account_id: str, number: str = NAMBA) -> NumberCorrection:
    return number_corrections.confirm_number(
        container.database, container.registry, account_id, number, asked_by="staff:test"
    )


def correct(container: Container, account_id: str, wanted: NumberCorrection) -> None:
    do(
        container,
        number_corrections.correct_number,
        account_id,
        wanted,
        actor="test",
        contacts=container.contacts,
        paid_by=PAID,
    )


def numbers(container: Container) -> dict[str, str]:
    """The document number of each application, by its reference."""
    with container.database.reading() as session:
        return {each.reference: each.id_number for each in session.scalars(select(Application))}


def test_a_maisha_namba_takes_the_place_of_a_national_id_with_all_that_is_under_it(container: Container) -> None:
    container, _ = with_renewed(container)
    account_id = opened(container, OLD, password=PASSWORD)
    prove(container, account_id)
    recorded = filed(container, phone="+254712000077", number=OLD)
    own = filed(container, phone=PHONE, number=OLD, account_id=account_id)
    withheld = filed(container, phone=PHONE, number=OLD, account_id=WITHHELD + account_id)
    others = filed(container, phone=PHONE, number="29000002")
    correct(container, account_id, confirm(container, account_id, " 0000 0000 000101 "))
    assert numbers(container) == {recorded: NAMBA, own: NAMBA, withheld: NAMBA, others: "29000002"}
    with container.database.reading() as session:
        it = account(session, account_id)
        assert it.number == NAMBA
        assert accounts.by_document(session, CITIZEN, OLD) is None
        assert {each.id for each in accounts.by_number(session, NAMBA)} == {account_id}
        moved = session.scalars(select(Application).where(Application.applicant == it.applicant)).all()
        assert {each.reference for each in moved} == {recorded, own, withheld}
        assert it.auth_epoch == 1, "what was begun before ends"
        kept = it.password_hash
    assert passwords.verified(container.keys, account_id, PASSWORD, kept), "the password is not bound to the number"
    told = sms_to(container, PHONE)[-1]
    assert "****0101 in place of ****0001" in told
    assert OLD not in told


@ON_SQLITE
def test_the_notice_fits_one_sms_in_both_languages(container: Container) -> None:
    fields = {"new": "****0101", "old": "****0001", "call": container.contacts.phone}
    for spoken in languages():
        said = translate(spoken, number_corrections.NUMBER_CORRECTED, **fields)
        assert gsm0338.parts(said) == 1, (spoken, len(said))


@ON_SQLITE
@pytest.mark.parametrize(
    ("number", "error"),
    [
        ("29000008", NotAllowed),  # same names and year, another person: by the year alone it would pass
        ("29000002", NotAllowed),  # another person's
        ("29999999", NotAllowed),  # nobody's
        (OLD, NotAllowed),
        ("X0000001", Invalid),  # of another kind of document
        ("29000003", Conflict),  # another account has it
    ],
)
def test_only_the_same_persons_number_is_taken(container: Container, number: str, error: type[RuleViolation]) -> None:
    container, _ = with_renewed(container)
    account_id = opened(container, OLD)
    prove(container, account_id)
    opened(container, "29000003", phone="+254712000003")
    with pytest.raises(error):
        confirm(container, account_id, number)


@ON_SQLITE
def test_an_account_that_is_not_proven_keeps_its_number_and_no_register_is_asked(container: Container) -> None:
    container, register = with_renewed(container)
    account_id = opened(container, OLD)
    with pytest.raises(NotAllowed):
        confirm(container, account_id)
    with pytest.raises(NotAllowed):
        correct(container, account_id, NumberCorrection(OLD, NAMBA))
    assert register.asked == 0


@ON_SQLITE
@pytest.mark.parametrize(
    ("said", "is_enough"),
    [(SMITH, True), (replace(SMITH, birth="1991"), False), (replace(SMITH, surname="", other_names=""), False)],
)
def test_where_the_old_number_is_known_no_more_the_account_must_say_it_all(
    container: Container, said: DeclaredDetails, is_enough: bool
) -> None:
    container, _ = with_renewed(container)
    account_id = opened(container, LAPSED, kind=AccountType.FOREIGNER, said=said)
    prove(container, account_id)
    if is_enough:
        assert confirm(container, account_id, RENEWED).after == RENEWED
    else:
        with pytest.raises(NotAllowed):
            confirm(container, account_id, RENEWED)


@ON_SQLITE
def test_the_register_is_asked_five_times_a_day_and_not_counted_where_it_is_down(container: Container) -> None:
    container, register = with_renewed(container)
    account_id = opened(container, OLD)
    prove(container, account_id)
    register.is_down = True
    for _ in range(6):
        with pytest.raises(RegistryUnavailable):
            confirm(container, account_id)
    register.is_down = False
    for _ in range(5):
        confirm(container, account_id)
    before = register.asked
    with pytest.raises(NotAllowed, match="as often as it may"):
        confirm(container, account_id)
    assert register.asked == before


def test_of_two_accounts_at_the_same_time_one_gets_the_number(container: Container) -> None:
    """Two accounts cannot both be the same person's; the database refuses it too, where both were confirmed before."""
    first, second = opened(container, OLD), opened(container, "29000008", phone="+254712000008")
    for each in (first, second):
        prove(container, each)
    filed(container, phone=PHONE, number=OLD)

    def put(account_id: str, old: str) -> Callable[[], bool]:
        def work() -> bool:
            try:
                correct(container, account_id, NumberCorrection(old, NAMBA))
            except RuleViolation:
                return False
            return True

        return work

    assert sorted(at_once([put(first, OLD), put(second, "29000008")])) == [False, True]
    with container.database.reading() as session:
        index = applicant_index(session, CITIZEN, NAMBA)
        winner = accounts.by_applicant(session, index)
        assert winner is not None
        loser = account(session, second if winner.id == first else first)
        assert loser.number != NAMBA
        assert transitions.find_said(session, next(iter(numbers(container)))).applicant in (index, loser.applicant)
