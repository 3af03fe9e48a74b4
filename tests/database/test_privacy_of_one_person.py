"""One phone, several people: each is shown, and has erased, their own data and nothing of anybody else."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.bootstrap.web import create_app
from app.cli.privacy import GROUPS
from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant
from app.domain.applications.moves import Transition
from app.domain.audit.audit_log import AuditEvent
from app.domain.catalogue.models import Status, service
from app.domain.identity import accounts, otp, sign_in
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.otp import Purpose
from app.domain.identity.recovery import recovery_factors, security_notices
from app.domain.messaging import delivery_reports, inbound_sms, messages
from app.domain.messaging.messages import Message, MessageKind
from app.domain.privacy import data_subjects, subject_rights
from app.domain.shared import model_registry, sealed_columns
from app.domain.shared.blind_indexes import columns
from app.domain.shared.persons import AccountType
from app.domain.subscribers import phones
from app.domain.ussd_state import checkpoints
from app.domain.ussd_state.checkpoints import Checkpoint
from tests.database.holder import CITIZEN, do, opened

PHONE, OTHER = "+254712345987", "+254712000066"
TEXT, LEAFLET = "HALI canary 123", "a leaflet that somebody asked for"
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOBODY = "Error: nothing is kept that this document and this phone both lead to\n"


@dataclass(frozen=True)
class Citizen:
    """Somebody with an account and an application; each of these values occurs nowhere else."""

    number: str
    name: str
    note: str
    email: str
    account: str = ""
    reference: str = ""

    @property
    def words(self) -> list[str]:
        """The values that identify this person."""
        known = [self.number, self.name, self.note, self.email, self.account, self.reference]
        return [each for each in known if each]


NJOKI = Citizen("31415926", "Njokicanary", "Come on Monday", "njoki@example.com")
KAMAU = Citizen("31415927", "Kamaucanary", "Come on Tuesday", "kamau@example.com")
AISHA = Citizen("31415928", "Aishacanary", "Come on Friday", "aisha@example.com")


def living(container: Container, who: Citizen, phone: str = PHONE) -> Citizen:
    """Store all that can be kept about a person; the person with the account and the reference."""
    account = opened(container, who.number, phone=phone, said=DeclaredDetails(who.name, "1991"))
    do(container, recovery_factors.set_email, account, who.email)
    do(
        container,
        messages.queue_sms,
        key=f"welcome:{account}",
        kind=MessageKind.RECEIPT,
        phone=phone,
        body=f"Hello {who.name}",
    )
    do(
        container,
        lambda session: security_notices.tell(session, accounts.get(session, account), f"Mind this, {who.name}"),
    )
    code = do(container, otp.issue_code, Purpose.PHONE, asker=phone, account_id=account, target=phone)
    do(container, otp.send_code, code, phone=phone, text=f"A code for {who.name}", granted=True)
    do(container, sign_in.reserve, account, phone)
    told = Citizen(who.number, who.name, who.note, who.email, account, applied(container, who, phone))
    with container.database.reading() as session:
        found = session.scalars(select(Message).where(Message.key == f"welcome:{account}")).one()
        name = f"ATX_{found.id}"
    do(container, lambda session: setattr(session.get_one(Message, found.id), "provider_id", name))
    do(container, delivery_reports.receive, provider_id=name, status="delivered", failure="", phone=phone)
    return told


def applied(container: Container, who: Citizen, phone: str, kind: AccountType = CITIZEN) -> str:
    """Record an application for a phone and move it, as an agency does; its reference."""

    def record(session: Session) -> str:
        wanted = service(session, "passport-renew-34")
        assert wanted is not None
        whose = Applicant(kind, who.number, phone, who.email)
        return transitions.record_application(
            session, wanted, whose, actor="test", contacts=container.contacts
        ).reference

    reference = do(container, record)
    step = Transition(Status.PROCESSING, note=who.note)
    do(container, transitions.apply_transition, reference, step, actor="agency:dis", contacts=container.contacts)
    return reference


@pytest.fixture
def household(container: Container) -> list[Citizen]:
    """Three persons on one phone, and rows of the phone that cannot be assigned to any of them."""
    found = [living(container, each) for each in (NJOKI, KAMAU, AISHA)]
    do(container, phones.choose_language, PHONE, "sw")
    do(
        container,
        inbound_sms.receive,
        provider_id="in-1",
        sender=PHONE,
        text=TEXT,
        sent_at=None,
        answer=lambda *_: None,
    )
    do(container, messages.queue_sms, key="leaflet:abc", kind=MessageKind.REPLY, phone=PHONE, body=LEAFLET)
    return found


def export(container: Container, who: Citizen, phone: str = PHONE) -> dict[str, object] | None:
    """The export of the person's data; None where there is none."""

    def shown(session: Session) -> dict[str, object] | None:
        subject = subject_rights.find_rights_holder(session, CITIZEN, who.number, phone, actor="test")
        return subject_rights.export(session, subject, actor="test") if subject else None

    return do(container, shown)


def erase(container: Container, who: Citizen, phone: str = PHONE) -> subject_rights.Erased:
    """Erase the person's data; what was erased."""

    def erased(session: Session) -> subject_rights.Erased:
        subject = subject_rights.find_rights_holder(session, CITIZEN, who.number, phone, actor="test")
        assert subject is not None
        return subject_rights.erase(session, subject, actor="test")

    return do(container, erased)


def kept(container: Container, who: Citizen) -> dict[str, object]:
    """The export of the person's data, without its time and the audit trail."""
    told = export(container, who)
    assert told is not None
    return {name: found for name, found in told.items() if name not in ("at", "audit")}


@pytest.mark.both_databases
def test_one_of_a_household_is_shown_nothing_of_the_others(container: Container, household: list[Citizen]) -> None:
    for who in household:
        told = export(container, who)
        said = json.dumps(told)
        assert told is not None
        assert not [each for each in who.words if each not in said], "all of their own"
        assert not [each for other in household if other is not who for each in other.words if each in said]
        assert {len(found) for name, found in told.items() if name in ("accounts", "codes", "delivery_reports")
                and isinstance(found, list)} == {1}  # fmt: skip
        assert {each["body"] for each in rows(told, "messages")} >= {
            f"{greeting} {who.name}" for greeting in ("Hello", "Mind this,", "A code for")
        }


def test_what_only_the_phone_did_is_counted_and_not_opened(container: Container, household: list[Citizen]) -> None:
    told = export(container, household[0])
    assert told is not None
    assert told[subject_rights.SHARED] == {"inbound": 1, "messages": 1, "phones": 1}
    assert not [each for each in (TEXT, LEAFLET) if each in json.dumps(told)]


@pytest.mark.both_databases
def test_erasing_one_of_a_household_leaves_the_others_whole(container: Container, household: list[Citizen]) -> None:
    njoki, *others = household
    before = [kept(container, each) for each in others]
    erased = erase(container, njoki)
    assert (erased.closed, erased.unlinked, erased.shared) == (True, 1, {"inbound": 1, "messages": 1, "phones": 1})
    assert erased.gone["messages"] >= 5
    assert [kept(container, each) for each in others] == before
    assert export(container, njoki) is None
    assert do(container, phones.language_of, PHONE) == "sw"


def test_who_is_left_alone_with_a_phone_has_all_of_it(container: Container, household: list[Citizen]) -> None:
    erase(container, household[0])
    erase(container, household[1])
    told = export(container, household[2])
    assert told is not None
    assert subject_rights.SHARED not in told
    assert [each["text"] for each in rows(told, "inbound")] == [TEXT]
    assert LEAFLET in {each["body"] for each in rows(told, "messages")}
    gone = erase(container, household[2]).gone
    assert (gone["inbound"], gone["phones"]) == (1, 1)
    with container.database.reading() as session:
        assert session.scalars(select(Message)).all() == [], "each of the three had theirs erased, and all is gone"


@SQLITE
def test_a_number_given_out_again_opens_nothing_of_its_former_holder(container: Container) -> None:
    former = living(container, KAMAU)
    assert export(container, NJOKI) is None, "the new holder has no account yet"
    do(
        container,
        inbound_sms.receive,
        provider_id="in-1",
        sender=PHONE,
        text=TEXT,
        sent_at=None,
        answer=lambda *_: None,
    )
    living(container, NJOKI)
    told = export(container, NJOKI)
    assert told is not None
    assert not [each for each in (*former.words, TEXT) if each in json.dumps(told)]
    erase(container, NJOKI)
    assert [each.id for each in do(container, accounts.by_phone, PHONE)] == [former.account]


@SQLITE
def test_messages_to_an_account_that_is_closed_stay_closed(container: Container) -> None:
    former = living(container, KAMAU)
    do(container, lambda session: accounts.close(session, former.account))
    living(container, NJOKI)
    said = json.dumps(export(container, NJOKI))
    assert not [each for each in former.words if each in said]
    erase(container, NJOKI)
    with container.database.reading() as session:
        assert session.scalar(select(Message.id).where(Message.key == f"welcome:{former.account}"))


@pytest.mark.parametrize(
    ("kind", "who", "phone"),
    [
        ("citizen", AISHA, PHONE),  # nobody's document
        ("citizen", KAMAU, PHONE),  # somebody's, and the phone of another
        ("citizen", NJOKI, OTHER),  # the document is right, the phone is another's
        ("citizen", NJOKI, "+254712999999"),  # nobody's phone
        ("resident", NJOKI, PHONE),  # the number of another kind of document
    ],
)
@pytest.mark.parametrize("command", ["export", "erase"])
@SQLITE
def test_whatever_does_not_fit_is_refused_alike_and_written_down(
    container: Container, command: str, kind: str, who: Citizen, phone: str
) -> None:
    living(container, NJOKI, PHONE)
    living(container, KAMAU, OTHER)
    app = create_app(container)
    for group in GROUPS:
        app.cli.add_command(group)
    typed = f"{kind}\n{who.number}\ny\n"
    result = app.test_cli_runner().invoke(args=["privacy", command, phone], input=typed)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(NOBODY)
    with container.database.reading() as session:
        [row] = session.scalars(select(AuditEvent).where(AuditEvent.action.startswith("privacy.")))
        assert (row.action, row.details) == ("privacy.refused", {})
        assert not [each for each in (*NJOKI.words, *KAMAU.words, PHONE) if each in row.subject]
    assert export(container, NJOKI) is not None


@SQLITE
def test_who_has_no_account_is_known_by_an_application(container: Container) -> None:
    reference = applied(container, NJOKI, PHONE)
    told = export(container, NJOKI)
    assert told is not None
    assert [each["reference"] for each in rows(told, "applications")] == [reference]
    assert subject_rights.SHARED not in told
    erased = erase(container, NJOKI)
    assert (erased.closed, erased.unlinked) == (False, 1)
    assert export(container, NJOKI) is None


@SQLITE
def test_an_application_recorded_for_a_relatives_phone_is_mine_and_the_relatives_are_not(container: Container) -> None:
    living(container, NJOKI)
    son = living(container, KAMAU, OTHER)
    reference = applied(container, NJOKI, OTHER)
    told = export(container, NJOKI)
    assert told is not None
    assert reference in {each["reference"] for each in rows(told, "applications")}
    assert [each for each in rows(told, "messages") if str(each["key"]).startswith(f"alert:{reference}")]
    assert not [each for each in son.words if each in json.dumps(told)]
    theirs = export(container, KAMAU, OTHER)
    assert reference not in json.dumps(theirs)
    assert theirs is not None
    assert theirs[subject_rights.SHARED] == {}, "their phone leads to another now; nothing of it is of nobody"


def silent_account(container: Container) -> None:
    opened(container, KAMAU.number, phone=PHONE)


def silent_application(container: Container) -> None:
    reference = applied(container, KAMAU, PHONE)
    do(container, lambda session: session.execute(delete(Message).where(Message.key.startswith(f"alert:{reference}"))))


def sign_in_that_stays(container: Container) -> None:
    do(container, accounts.remember, opened(container, KAMAU.number, phone=OTHER), PHONE)


def message_to_a_closed_account(container: Container) -> None:
    account = opened(container, KAMAU.number, phone=PHONE)
    do(
        container,
        messages.queue_sms,
        key=f"welcome:{account}",
        kind=MessageKind.RECEIPT,
        phone=PHONE,
        body=f"Hello {KAMAU.name}",
    )
    do(container, accounts.close, account)


@pytest.mark.parametrize(
    "leads_on", [silent_account, silent_application, sign_in_that_stays, message_to_a_closed_account]
)
@SQLITE
def test_a_phone_is_shared_when_anything_leads_from_it_to_another(
    container: Container, leads_on: Callable[[Container], None]
) -> None:
    living(container, NJOKI)
    do(
        container,
        inbound_sms.receive,
        provider_id="in-1",
        sender=PHONE,
        text=TEXT,
        sent_at=None,
        answer=lambda *_: None,
    )
    told = export(container, NJOKI)
    assert told is not None
    assert subject_rights.SHARED not in told
    leads_on(container)
    shared = export(container, NJOKI)
    assert shared is not None
    assert shared[subject_rights.SHARED] == {"inbound": 1}
    assert not [each for each in (TEXT, KAMAU.name) if each in json.dumps(shared)]


@SQLITE
def test_a_code_that_a_visitor_asked_for_from_this_phone_is_the_visitors(container: Container) -> None:
    living(container, NJOKI)
    visitor = living(container, KAMAU, OTHER)
    do(container, otp.issue_code, Purpose.RESET, asker=PHONE, account_id=visitor.account, target=OTHER)
    told = export(container, NJOKI)
    assert told is not None
    assert OTHER not in json.dumps(told)
    assert subject_rights.SHARED not in told, "whoever borrowed the phone once does not share it"
    erase(container, NJOKI)
    assert len(rows(export(container, KAMAU, OTHER), "codes")) == 2


@pytest.mark.parametrize("mine", [True, False])
@SQLITE
def test_an_unfinished_session_on_a_shared_phone_goes_with_whose_it_is(
    container: Container, household: list[Citizen], mine: bool
) -> None:
    whose = household[0] if mine else household[1]
    state = json.dumps({"account": "", "draft": {"number": whose.number, "password_hash": "x"}}).encode()
    do(container, checkpoints.keep, PHONE, name="s", hop="h", step=1, state=state, answer="CON")
    assert erase(container, household[0]).gone["checkpoints"] == int(mine)
    with container.database.reading() as session:
        assert len(session.scalars(select(Checkpoint)).all()) == int(not mine)


@SQLITE
def test_every_kind_of_row_that_can_be_somebodys_is_decided(container: Container, household: list[Citizen]) -> None:
    subject = do(
        container,
        lambda session: subject_rights.find_rights_holder(session, CITIZEN, NJOKI.number, PHONE, actor="test"),
    )
    assert subject is not None
    decided = {kind.__tablename__ for kind in data_subjects.rows_of(subject)}
    marked = {column.table.name for purpose in ("phone", "email", "applicant") for column in columns(purpose)}
    named = {kind.__tablename__ for kind in model_registry.kinds() if data_subjects.ACCOUNT in kind.__table__.c}
    assert decided >= marked | named
    holding = {kind.__tablename__ for kind in sealed_columns.kinds()} - decided
    ours = {"api_calls", "api_keys", "effects", "provider_tokens", "staff_members", "webhook_endpoints"}
    ours |= {"bulk_moves", "bulk_move_items", "move_imports"}
    assert holding <= ours, "an agency's, its staff's, a provider's, and what hops did: no citizen's name or number"


def rows(told: dict[str, object] | None, table: str) -> list[dict[str, object]]:
    """The rows of a table in an export."""
    found = (told or {})[table]
    assert isinstance(found, list)
    return found
