"""The form, the date and the filed applications of the tests of applying."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.container import Container
from app.domain.applications.applications import Application
from app.domain.applying import filing
from app.domain.applying.filing import Filed, Filing
from app.domain.catalogue.fees import Fee
from app.domain.catalogue.models import Service
from app.domain.forms import form_versions
from app.domain.forms.definition import Choice, Comparison, Filter, Form, FormQuestion, Kind
from app.domain.forms.slots import Slot
from app.domain.identity.accounts import Login
from app.domain.shared.persons import AccountType
from tests.database.holder import PHONE, do, login

SERVICE: Final = "passport-renew-34"
FEE: Final = Fee(Decimal(7500), Decimal(50))
FREE: Final = Fee(Decimal(0), Decimal(0))
SLOT: Final = "nyayo-1"
TEXT: Final = {"en": "What?", "sw": "Nini?"}
FORM: Final = Form(
    name="test",
    version="1",
    title={"en": "A test", "sw": "Jaribio"},
    account_types=(AccountType.CITIZEN, AccountType.RESIDENT),
    min_age=18,
    hand_in={"en": "Take your old passport to {place} by {date}.", "sw": "Peleka pasipoti {place} kabla ya {date}."},
    hand_in_days=14,
    questions=(
        FormQuestion(
            name="for_whom",
            kind=Kind.CHOICE,
            label=TEXT,
            choices=(Choice(name="me", label={"en": "Me"}), Choice(name="child", label={"en": "A child"})),
        ),
        FormQuestion(
            name="subject_first_name",
            kind=Kind.NAME,
            label=TEXT,
            relevant=Comparison(op="=", left="for_whom", right="child"),
        ),
        FormQuestion(
            name="office",
            kind=Kind.CHOICE,
            label=TEXT,
            choices=(
                Choice(name="nyayo", label={"en": "Nyayo House", "sw": "Nyayo"}),
                Choice(name="kisumu", label={"en": "Kisumu", "sw": "Kisumu"}),
            ),
        ),
        FormQuestion(
            name="day",
            kind=Kind.SLOT,
            label=TEXT,
            calendar="biometrics",
            choice_filter=Filter(attribute="place", question="office"),
        ),
        FormQuestion(name="remark", kind=Kind.TEXT, label=TEXT, required=False),
        FormQuestion(name="agreed", kind=Kind.AGREE, label=TEXT),
    ),
)
ANSWERS: Final = {
    "for_whom": "me",
    "office": "nyayo",
    "day": f"slot:{SLOT}",
    "remark": "",
    "agreed": "OK",
}


def answers(**changed: str) -> dict[str, str]:
    """The answers of somebody who applies for themselves, some of them changed."""
    return ANSWERS | changed


def child(name: str = "Amani", **changed: str) -> dict[str, str]:
    """The answers of somebody who applies for a child."""
    return ANSWERS | {"for_whom": "child", "subject_first_name": name} | changed


def applied_for(container: Container, *, capacity: int = 100, service: str = SERVICE, form: Form = FORM) -> None:
    """Make a service applied for with the form of these tests, and add its date with so many places."""
    with container.database.transaction() as session:
        form_versions.publish(session, form)
        session.execute(update(Service).where(Service.code == service).values(form=FORM.name, channel="phone"))
        if session.get(Slot, SLOT) is None:
            at = container.database.clock() + timedelta(days=3)
            session.add(Slot(code=SLOT, calendar="biometrics", place="nyayo", starts_at=at, capacity=capacity, taken=0))


def file(
    container: Container,
    account_id: str,
    *,
    given: Mapping[str, str] = ANSWERS,
    fee: Fee | None = FEE,
    phone: str = PHONE,
    again: bool = False,
    who: Login | None = None,
    **named: Any,
) -> Filed:
    """File an application in a transaction of its own."""
    wanted = Filing(
        named.get("service", SERVICE), named.get("digest", FORM.digest), dict(given), phone=phone, again=again
    )
    who = who or login(container, account_id)
    return do(
        container,
        filing.file_application,
        who,
        wanted,
        fee=fee,
        contacts=container.contacts,
        language=named.get("language", "en"),
    )


def taken(container: Container, code: str = SLOT) -> int:
    """How many places of a date are taken."""
    with container.database.reading() as session:
        return session.get_one(Slot, code).taken


def found(session: Session, reference: str) -> Application:
    """An application by its reference."""
    return session.scalars(select(Application).where(Application.reference == reference)).one()
