"""One object of each kind that the console shows, and one member of staff of each role, for tests that visit all pages.

A gap is a variable part of a route, such as `<reference>`; it names an object. A route with a new gap needs an entry in
`GAPS`: a function that makes the object, once, and returns its name. Where a page needs the object in another state,
the key of its entry is the gap followed by the rest of the route.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select

from app.container import Container
from app.domain.applications import transitions
from app.domain.applications.applications import Applicant, Application
from app.domain.applications.moves import Transition
from app.domain.applying.at_desk import desk_drafts, desk_filing
from app.domain.applying.at_desk.desk_consents import ConsentGiven, SeenDocument
from app.domain.back_office import bulk_moves
from app.domain.back_office.bulk_moves import BulkPlan
from app.domain.back_office.chosen_moves import Chosen
from app.domain.back_office.importing import move_imports
from app.domain.catalogue import models
from app.domain.catalogue.models import Status
from app.domain.payments import claims
from app.domain.payments.claims import ClaimWish
from app.domain.payments.models import PaymentClaim, PaymentReceipt, PaymentRefund
from app.domain.payments.provider_port import MoneyChannel, Transaction
from app.domain.payments.receipts import settlement
from app.domain.self_service import desk_accounts
from app.domain.shared.payment_ways import Provider
from app.domain.shared.persons import AccountType
from app.domain.staff import api_keys, approvals
from app.domain.staff.approvals import ApprovalKind, Wish
from app.domain.staff.roles import Role
from app.domain.subscribers import call_requests
from app.domain.subscribers.call_requests import Topic
from app.domain.tickets import tickets
from app.domain.tickets.tickets import NewTicket
from tests.console.driver import Driver
from tests.database.holder import opened, prove
from tests.web.desk import photo

AGENCY: Final = "dis"
POSTS: Final[Mapping[str, tuple[Role, str | None]]] = {
    "clerk": (Role.CLERK, AGENCY),
    "supervisor": (Role.SUPERVISOR, AGENCY),
    "admin": (Role.AGENCY_ADMIN, AGENCY),
    "desk": (Role.HUDUMA_DESK, "hksdp"),
    "desk2": (Role.HUDUMA_DESK, "hksdp"),
    "operator": (Role.OPERATOR, None),
    "auditor": (Role.AUDITOR, None),
    "elsewhere": (Role.SUPERVISOR, "ntsa"),
    "narrow": (Role.CLERK, AGENCY),
    "narrow-admin": (Role.AGENCY_ADMIN, AGENCY),
}
"""The members: role and agency. `elsewhere` is of another agency, to which no object of `AGENCY` may be visible."""
HELD_TO: Final[Mapping[str, tuple[str, ...]]] = dict.fromkeys(("narrow", "narrow-admin"), ("passport-new-34",))
"""Members who are restricted to some services, and these services: no object here belongs to one of them."""
SERVICE: Final = "passport-renew-34"


@dataclass
class ConsoleWorld:
    """An installation with members of staff of each role; a member signs in when first asked for."""

    container: Container
    members: dict[str, Driver] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    def member(self, name: str) -> Driver:
        """A member of `POSTS`, signed in."""
        if name not in self.members:
            role, agency = POSTS[name]
            self.members[name] = Driver.of(
                self.container, f"world.{name}", role, agency, services=HELD_TO.get(name, ())
            )
        return self.members[name]

    def gap(self, name: str) -> str:
        """The value of a gap: the name of its object."""
        if name not in self.made:
            self.made[name] = GAPS[name](self)
        return self.made[name]

    def forget(self, *names: str) -> None:
        """Forget the objects of these gaps, so that they are made anew when next asked for."""
        for each in [made for made in self.made if made.split("/")[0] in names]:
            del self.made[each]

    def path(self, rule: str) -> str:
        """The path of a route, with its gaps filled."""
        filled = rule
        while "<" in filled:
            before, _, rest = filled.partition("<")
            inner, _, after = rest.partition(">")
            name = inner.rpartition(":")[2]
            filled = before + self.gap(name + after if name + after in GAPS else name) + after
        return filled


def _application(world: ConsoleWorld) -> str:
    """An application of `AGENCY`, submitted."""
    with world.container.database.transaction() as session:
        service = models.service(session, SERVICE)
        assert service is not None
        made: Application = transitions.record_application(
            session,
            service,
            Applicant(AccountType.CITIZEN, "29000001", "+254700000001"),
            actor="test",
            contacts=world.container.contacts,
        )
        return made.reference


def _approval(world: ConsoleWorld) -> str:
    """A request of the clerk's that waits for its second person."""
    wish = Wish(ApprovalKind.HELD_WORDS, secrets.token_hex(6), {}, "to be looked at", AGENCY)
    with world.container.database.transaction() as session:
        return approvals.request_approval(session, wish, staff=world.member("clerk").staff)


def _key(world: ConsoleWorld) -> str:
    """An API key of `AGENCY`."""
    with world.container.database.transaction() as session:
        issued = api_keys.issue_key(session, AGENCY, actor="test")
        found = api_keys.find_key(session, issued)
        assert found is not None
        return found.id


def _account(world: ConsoleWorld) -> str:
    """An account that a desk has proven, with a photo."""
    account_id = opened(world.container, "29000005", phone="+254712000005")
    prove(world.container, account_id)
    with world.container.database.transaction() as session:
        desk_accounts.keep_photo(session, account_id, photo(), actor="test")
    return account_id


def _begin_at_desk(world: ConsoleWorld, service: str, answers: Mapping[str, str]) -> str:
    """A form that the desk fills in for the account; the id of its draft."""
    consent, staff = ConsentGiven("sw", SeenDocument.NATIONAL_ID), world.member("desk").staff
    with world.container.database.transaction() as session:
        draft = desk_filing.begin_at_desk(session, world.gap("account_id"), service, consent, staff=staff)
        for name, answer in answers.items():
            desk_drafts.keep_answer(session, draft.id, name, answer, staff=staff)
        return draft.id


def _answered_at_desk(world: ConsoleWorld, service: str = "dl-renew-1") -> str:
    """A form at the desk with all questions answered; the id of its draft."""
    return _begin_at_desk(world, service, {"licence_number": "DL1234"})


def _filed_at_desk(world: ConsoleWorld) -> str:
    """A form at the desk that was sent; the id of its draft."""
    draft_id = _answered_at_desk(world, "dl-renew-3")
    named: dict[str, Any] = {"staff": world.member("desk").staff, "version": 1, "fee": None}
    with world.container.database.transaction() as session:
        desk_filing.file_at_desk(session, draft_id, contacts=world.container.contacts, **named)
    return draft_id


def _bulk(world: ConsoleWorld) -> str:
    """A bulk move of the clerk's, for one application, that is not carried out yet."""
    clerk, bulk_id = world.member("clerk").staff, "00112233445566aa"
    plan = BulkPlan(bulk_id, Transition(Status.PROCESSING, "processing"), (Chosen(_application(world), 1),))
    with world.container.database.transaction() as session:
        bulk_moves.keep_bulk(session, plan, staff=clerk, is_held=True)
    return bulk_id


def _import(world: ConsoleWorld) -> str:
    """A file of the clerk's, with a row that can be applied and one that cannot."""
    sent = f"reference,stage,note\n{_application(world)},processing,Thank you.\n000000000000,processing,\n"
    with world.container.database.transaction() as session:
        return move_imports.keep_import(session, sent.encode(), staff=world.member("clerk").staff)


def _ticket(world: ConsoleWorld) -> str:
    """A question about an application of `AGENCY`."""
    reference = _application(world)
    asked = NewTicket("+254700000001", f"When is {reference} ready?", "en", "sms")
    with world.container.database.transaction() as session:
        return tickets.open_ticket(session, asked)


def _call(world: ConsoleWorld) -> str:
    """A request to be called."""
    with world.container.database.transaction() as session:
        call_requests.request_call(session, "+254700000009", Topic.PAYMENT, "sw")
        return call_requests.list_unnumbered(session, 1)[0].id


def _receipt(world: ConsoleWorld) -> str:
    """A receipt for an application of `AGENCY` that has nothing to be paid: the money is to be refunded."""
    told = Transaction("SJK1A2B3C4", Decimal(50), world.gap("reference"), world.container.database.clock())
    contacts = world.container.contacts
    with world.container.database.transaction() as session:
        settlement.record_transaction(session, Provider.DARAJA, told, MoneyChannel.PULL, contacts)
        return session.scalars(select(PaymentReceipt.id).where(PaymentReceipt.receipt == told.receipt)).one()


def _refund(world: ConsoleWorld) -> str:
    """The refund of that receipt."""
    receipt_id = world.gap("receipt_id")
    with world.container.database.reading() as session:
        return session.scalars(select(PaymentRefund.id).where(PaymentRefund.receipt_id == receipt_id)).one()


def _claim(world: ConsoleWorld) -> str:
    """A code that a citizen typed for that application."""
    wish = ClaimWish(world.gap("reference"), "SJK9Z8Y7X6", "+254711000002", "en")
    with world.container.database.transaction() as session:
        claims.claim_payment(session, wish)
        return session.scalars(select(PaymentClaim.id)).one()


GAPS: Final[Mapping[str, Callable[[ConsoleWorld], str]]] = {
    "account_id": _account,
    "agency_code": lambda _: AGENCY,
    "approval_id": _approval,
    "call_id": _call,
    "ticket_id": _ticket,
    "draft_id": lambda world: _begin_at_desk(world, SERVICE, {}),
    "draft_id/review": _answered_at_desk,
    "draft_id/filed": _filed_at_desk,
    "question": lambda _: "for_whom",
    "reference": _application,
    "receipt_id": _receipt,
    "refund_id": _refund,
    "claim_id": _claim,
    "bulk_id": _bulk,
    "import_id": _import,
    "session_id": lambda _: "0123456789abcdef",
    "service_code": lambda _: SERVICE,
    "offered_code": lambda _: SERVICE,
    "part": lambda _: "days",
    "family": lambda _: "passport",
    "stage_code": lambda _: "processing",
    "filename": lambda _: "console.css",
    "key_id": _key,
    "username": lambda world: world.member("clerk").staff.username,
}
"""By gap: the function that makes its object, and returns the object's name."""
