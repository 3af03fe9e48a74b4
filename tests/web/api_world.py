"""The installation of the matrix of the agencies' API: things of every kind, and a key for each scope and reach.

One installation serves a whole module of tests: a thing out of reach is never changed, and a thing within reach is
made anew for each cell.
"""

import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.bootstrap.web import create_app
from app.container import Container, IdentityRegistry
from app.domain.applications import applications, transitions
from app.domain.applications.applications import WITHHELD, Applicant, Application
from app.domain.applications.moves import Transition
from app.domain.catalogue import models
from app.domain.catalogue.models import Status
from app.domain.identity import account_photos, accounts, photo_images
from app.domain.payments.models import PaymentReceipt
from app.domain.payments.payment_states import ReceiptState
from app.domain.shared.payment_ways import Provider
from app.domain.shared.persons import AccountType
from app.domain.staff import api_keys
from app.domain.staff.api_keys import HUDUMA, NEVER_OF_A_TEST, Scope, Terms
from app.domain.subscribers import call_requests
from app.domain.subscribers.call_requests import CallRequest, Topic
from app.domain.subscribers.phones import phone_index
from app.platform.db import Base
from app.web.api.blueprints import BLUEPRINTS
from app.web.api.operations import Operation, routes
from app.web.guards import AnyScope
from tests.conftest import Clock, settings
from tests.database.holder import opened
from tests.web.desk import photo

SERVICE: Final = "interstate-pass"
"""A service of `AGENCY`. Its fee is not published, so that a test may set one."""
OTHER_SERVICE: Final = "passport-renew-34"
OTHER_AGENCYS: Final = "dl-renew-3"
AGENCY: Final = "dis"
PHONE: Final = "+254712000071"
TEST_PHONE: Final = "+254712000072"
UNKNOWN: Final = "102030405060"


class Holder(Enum):
    """The keys of each scope: one for the whole agency, one for one service, and one for test applications."""

    WHOLE = "whole"
    NARROW = "narrow"
    TEST = "test"


class Thing(Enum):
    """How a thing relates to the key that asks for it: a description, the key's holder, and whether it is in reach."""

    OWN = "the agency's own", Holder.WHOLE, True
    WITHHELD = "one that no phone hears of", Holder.WHOLE, True
    OTHER_AGENCYS = "another agency's", Holder.WHOLE, False
    TEST_BY_LIVE = "a test, by a live key", Holder.WHOLE, False
    UNKNOWN = "nothing", Holder.WHOLE, False
    OF_ITS_SERVICE = "of the key's service", Holder.NARROW, True
    OF_OTHER_SERVICE = "of another service than the key's", Holder.NARROW, False
    UNKNOWN_TO_NARROW = "nothing, by a key of one service", Holder.NARROW, False
    TEST_BY_TEST = "a test, by a test key", Holder.TEST, True
    LIVE_BY_TEST = "a real one, by a test key", Holder.TEST, False
    UNKNOWN_TO_TEST = "nothing, by a test key", Holder.TEST, False

    @property
    def holder(self) -> Holder:
        """The holder of the key that asks for it."""
        return self.value[1]

    @property
    def is_reached(self) -> bool:
        """Whether the key reaches it."""
        return self.value[2]


REACHED: Final = frozenset(each for each in Thing if each.is_reached)
NOWHERE: Final = {
    Holder.WHOLE: Thing.UNKNOWN,
    Holder.NARROW: Thing.UNKNOWN_TO_NARROW,
    Holder.TEST: Thing.UNKNOWN_TO_TEST,
}
"""The thing that does not exist, for each holder: a thing out of reach is answered like it."""
ONE: Final[Mapping[Holder, Thing]] = {
    Holder.WHOLE: Thing.OWN,
    Holder.NARROW: Thing.OF_ITS_SERVICE,
    Holder.TEST: Thing.TEST_BY_TEST,
}
"""The things of a route that is about no particular thing: one for each holder."""


def exists(scope: Scope, holder: Holder) -> bool:
    """Whether there is such a key: a key for test applications may not have every scope."""
    return holder is not Holder.TEST or scope not in NEVER_OF_A_TEST


NOT_COMPARED: Final = frozenset({"tallies", "api_keys", "api_requests"})
"""Tables to which a request may write whatever its outcome."""


def operations_of(app: Flask) -> dict[str, tuple[str, Operation]]:
    """The path and the declaration of each operation that needs a key, by its name."""
    found = {each.name: (path, each) for path, each in routes(app) if each is not None}
    return {name: told for name, told in found.items() if told[1].scope is not None}


def api() -> Flask:
    """A Flask application with the blueprints of the API only."""
    app = Flask("test")
    for each in BLUEPRINTS:
        app.register_blueprint(each)
    return app


OPERATIONS: Final = operations_of(api())


def scopes_of(name: str) -> list[Scope]:
    """The scopes that open an operation."""
    wanted = OPERATIONS[name][1].scope
    return [*Scope] if isinstance(wanted, AnyScope) else [each for each in Scope if each == wanted]


@dataclass
class World:
    """An installation, and keys to it."""

    container: Container
    client: FlaskClient
    keys: dict[tuple[Scope, Holder], str] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _made: dict[object, str] = field(default_factory=dict)

    def issue_keys(self) -> None:
        """Issue a key of every scope, for each holder."""
        with self.container.database.transaction() as session:
            for scope, holder in itertools.product(Scope, Holder):
                if exists(scope, holder):
                    self.keys[scope, holder] = issued(session, {scope}, holder)

    def ask(
        self, verb: str, path: str, key: str | None, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> TestResponse:
        """Send a request; a body is JSON, unless it is bytes."""
        shown = {"Authorization": f"Bearer {key}"} if key else {}
        sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        kind = None if body is None else "application/json"
        if isinstance(body, bytes):
            kind = "image/png" if body.startswith(b"\x89PNG") else "image/jpeg"
        return self.client.open(path, method=verb, data=sent, content_type=kind, headers={**shown, **(headers or {})})

    def number(self) -> int:
        """The next number: no other thing has it."""
        return next(self._numbers)

    def standing(self, thing: Thing, make: Any) -> str:
        """The name of a thing that no cell may change; it is made at the first call and shared from then on."""
        key = (thing, make)
        if key not in self._made:
            self._made[key] = make(self, thing)
        return self._made[key]

    def application(self, thing: Thing, *steps: Status) -> str:
        """The reference of a new application of this relation to its key, moved along these steps."""
        if thing in NOWHERE.values():
            return UNKNOWN
        code = {Thing.OTHER_AGENCYS: OTHER_AGENCYS, Thing.OF_OTHER_SERVICE: OTHER_SERVICE}.get(thing, SERVICE)
        is_test = thing in (Thing.TEST_BY_LIVE, Thing.TEST_BY_TEST)
        phone = TEST_PHONE if is_test else PHONE
        with self.container.database.transaction() as session:
            service = models.service(session, code)
            assert service is not None
            made = transitions.record_application(
                session,
                service,
                Applicant(AccountType.CITIZEN, f"{30_000_000 + self.number()}", phone),
                actor="test",
                contacts=self.container.contacts,
                is_test=is_test,
            )
            if thing is Thing.WITHHELD:
                made.account_id = f"{WITHHELD}{made.reference}"
            for each in steps:
                applications.place_at(session, made, Transition(each), actor="test")
            return made.reference

    def receipt(self, thing: Thing) -> str:
        """The id of a payment received for a new application of this relation to its key."""
        reference, at = self.application(thing), self.container.database.clock()
        made = PaymentReceipt(
            id=f"{self.number():020x}",
            provider=Provider.DARAJA,
            receipt=f"SJK{self.number():07}",
            named=True,
            state=ReceiptState.CREDITED,
            amount_kes=Decimal(100),
            channels="callback",
            paid_at=at,
            heard_at=at,
            confirmed_at=at,
        )
        with self.container.database.transaction() as session:
            if reference != UNKNOWN:
                whose = select(Application.id).where(Application.reference == reference)
                made.application_id = session.scalars(whose).one()
                session.add(made)
            return made.id

    def call_request(self, thing: Thing) -> str:
        """The id of a new call request; call requests belong to no agency."""
        if thing in NOWHERE.values():
            return "ffffffff"
        phone = f"+2547{self.number():08}"
        with self.container.database.transaction() as session:
            call_requests.request_call(session, phone, Topic.PAYMENT, "en")
        with self.container.database.reading() as session:
            mine = CallRequest.phone == phone_index(session, phone)
            return session.scalars(select(CallRequest.id).where(mine)).one()

    def account(self, thing: Thing) -> str:
        """The id of a new account, which is proven and has a photo; accounts belong to no agency."""
        if thing in NOWHERE.values():
            return "0" * 32
        made = opened(self.container, f"{31_000_000 + self.number()}", phone=PHONE)
        with self.container.database.transaction() as session:
            owner = accounts.get(session, made, lock=True)
            owner.proven_at = self.container.database.clock()
            account_photos.keep_photo(session, made, photo_images.read_photo(photo()))
        return made

    def document(self, thing: Thing) -> str:
        """The number of an identity document whose holder has an account."""
        number = f"{32_000_000 + self.number()}"
        if thing not in NOWHERE.values():
            opened(self.container, number, phone=PHONE)
        return number

    def unproven(self, thing: Thing) -> str:
        """The id of a new account that is not proven."""
        made = self.account(thing)
        if thing not in NOWHERE.values():
            with self.container.database.transaction() as session:
                accounts.get(session, made, lock=True).proven_at = None
        return made

    def trace(self, *, audited: bool = True) -> dict[str, str]:
        """A digest of the rows of each table, without those of `NOT_COMPARED`.

        `audited`: with the audit trail, to which each request for a list adds a row.
        """
        with self.container.database.reading() as session:
            return {
                table.name: _digest(session, table.name)
                for table in Base.metadata.sorted_tables
                if table.name not in NOT_COMPARED and (audited or not table.name.startswith("audit"))
            }

    def version(self, reference: str) -> int:
        """The version of an application."""
        with self.container.database.reading() as session:
            found = session.scalar(select(Application.version).where(Application.reference == reference))
            assert found is not None
            return found


def issued(session: Session, scopes: set[Scope], holder: Holder, **terms: Any) -> str:
    """A new key; of Huduma Kenya where its scopes include accounts, which no other agency may have."""
    agency = HUDUMA if Scope.WRITE_ACCOUNTS in scopes else AGENCY
    services = {SERVICE} if holder is Holder.NARROW and agency == AGENCY else set()
    phone = TEST_PHONE if holder is Holder.TEST else None
    budgets = {"requests_per_minute": 1_000_000, "sms_per_hour": 1_000_000}
    made = Terms(scopes=scopes, services=services, test_phone=phone, **(budgets | terms))
    return api_keys.issue_key(session, agency, actor="test", terms=made)


def _digest(session: Session, table: str) -> str:
    rows = session.connection().exec_driver_sql(f"SELECT * FROM {table}").all()
    return hashlib.sha256(repr(sorted(map(repr, rows))).encode()).hexdigest()


class Everybody:
    """A register that finds the same person under every number."""

    def find(self, document: str, number: str) -> dict[str, str]:
        """See Register."""
        return {"first_name": "Wanjiku", "surname": "Kamau", "gender": "F", "date_of_birth": "1990-04-12"}


@contextmanager
def api_world(database_url: str, redis_url: str, folder: Path) -> Iterator[World]:
    """An installation with keys of every scope and reach."""
    made = Container.of(settings(database_url=database_url, redis_url=redis_url, data_dir=folder), clock=Clock())
    container = replace(made, registry=IdentityRegistry(Everybody()))
    world = World(container, create_app(container).test_client())
    world.issue_keys()
    yield world
    container.finder.close()
    container.database.close()


def comparable(answer: TestResponse, name: str) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Status, body and headers for a comparison with the answer for another name: without the name and `RateLimit`."""
    headers = [(key, re.sub(re.escape(name), "X", value)) for key, value in answer.headers if key != "RateLimit"]
    return answer.status_code, answer.data.replace(name.encode(), b"X"), headers
