"""The table of `tests/payloads/pasted.txt`, run through the interfaces of citizens, agencies and desks.

Each kind of value is tried at each entry that takes it. The outcome of a row is read from what a phone shows, what the
API answers or what a command prints. So a value is read alike at every entry, and never as another value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.cli.account import account
from app.container import Container
from app.dev import demo_data
from app.domain.applications.applications import Application
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.identity.recovery import recovery_factors
from app.domain.shared import references
from app.domain.shared.persons import AccountType
from app.platform.i18n import ENGLISH, translate
from menus.flows.applications.applications import MISSES
from menus.flows.identity import registration
from tests.conftest import Clock
from tests.database.holder import PASSWORD, do, opened, sms_to
from tests.payloads.pasted import ITSELF, Row, rows
from tests.web.agency import APPLICATIONS, NEW, REFERENCE, Agency
from tests.web.callbacks import SOUND, hop, new_session, post
from tests.web.talking import talk, to_the_password

VALUES = {
    "reference": "102030405060", "agency": REFERENCE, "phone": "+254712345678", "citizen": "29000137",
    "diplomat": "DIP/0001", "foreigner": "X0000001", "e-mail": "ann@example.com", "year": "1990",
    "date": "23/05/1991", "password": PASSWORD, "service": "passport-new-34", "key": "2", "dialled": "102030405060",
}  # fmt: skip
"""The value of each kind, as it is stored."""
KINDS = {"citizen": ("1", AccountType.CITIZEN), "diplomat": ("4", AccountType.DIPLOMAT),
         "foreigner": ("5", AccountType.FOREIGNER)}  # fmt: skip
RESETS = {
    "citizen": ("1", "+254712345678", ("{}", "1990")),
    "diplomat": ("4", "+254712345677", ("{}", "1990")),
    "foreigner": ("5", "+254712345676", ("{}", "1990")),
    "e-mail": ("1", "+254712345678", ("{}", "1990")),
    "year": ("1", "+254712345678", ("29000137", "{}")),
}
"""For each kind: the line of the account type on the screens of a forgotten password, the account's phone, and the
inputs."""
TOLD = {
    "M_PESA": "m-pesa code", "PHONE": "phone number", "WAITING_CARD": "waiting card", "PAYBILL": "paybill",
    "ID_NUMBER": "id number", "KRA_PIN": "kra pin",
    "SLIP": "slip", "LENGTH": "slip", "UNKNOWN": "unknown", "NOT_ONE": "refused",
}  # fmt: skip


@dataclass
class Ways:
    """The entries of one installation with the sample applications and some accounts."""

    container: Container
    client: FlaskClient
    agency: Agency
    runner: FlaskCliRunner
    clock: Clock

    def __post_init__(self) -> None:
        self._phones = (f"+2547110{number:05d}" for number in count())

    def shows(self, *typed: str) -> str:
        """The last screen of a phone that has never dialled before."""
        return talk(self.client, next(self._phones), *typed)[-1]

    def texts(self, text: str) -> str:
        """The SMS that such a phone gets in reply."""
        phone = next(self._phones)
        post(self.client, "sms", SOUND["sms"] | {"id": phone, "from": phone, "text": text})
        return "\n".join(sms_to(self.container, phone))

    def recorded(self, **given: str) -> Application | None:
        """The application that the API recorded from these fields; None where it refused them."""
        answer = self.agency.post(APPLICATIONS, NEW | given)
        assert answer.status_code in (201, 422), answer.text
        if answer.status_code == 422:
            return None
        with self.container.database.reading() as session:
            return session.scalars(select(Application).order_by(Application.id.desc()).limit(1)).one()

    def printed(self, *words: str, typed: str = "") -> str:
        """The output of the desk's command; `refused` where the command fails."""
        result = self.runner.invoke(args=["account", "find", *words], input=f"{typed}\n")
        return result.output if result.exit_code == 0 else "refused"


@pytest.fixture
def ways(container: Container, clock: Clock, client: FlaskClient, agency_key: Callable[[str], str]) -> Ways:
    with container.database.transaction() as session:
        demo_data.load(session, container.contacts)
    account_id = opened(
        container, "29000137", phone="+254712345678", said=DeclaredDetails("Ann", "1990"), password=PASSWORD
    )
    do(container, recovery_factors.set_email, account_id, "ann@example.com")
    clock.move(days=4)  # the new address can no longer be stopped
    opened(container, "DIP/0001", kind=AccountType.DIPLOMAT, phone="+254712345677", password=PASSWORD)
    opened(container, "X0000001", kind=AccountType.FOREIGNER, phone="+254712345676", password=PASSWORD)
    opened(container, "29000011", phone="+254712345675", said=DeclaredDetails("Muthoni", "1995"))
    app = create_app(container)
    app.cli.add_command(account)
    return Ways(container, client, Agency.of(client, agency_key), app.test_cli_runner(), clock)


def by_miss(said: str) -> str:
    """The kind of miss that a screen or an SMS tells of."""
    for miss, text in MISSES.items():
        if text.partition("{")[0] in said:
            return TOLD[miss.name]
    return TOLD["M_PESA"] if "to have a payment checked" in said else f"? {said}"


def ussd_reference(ways: Ways, typed: str) -> str:
    shown = ways.shows("1", typed)
    return ITSELF if shown.startswith("CON Passport renewal") else by_miss(shown)


def sms_reference(ways: Ways, typed: str) -> str:
    told = ways.texts(typed)
    return ITSELF if references.shown(VALUES["reference"]) in told else by_miss(told)


def ussd_agency(ways: Ways, typed: str) -> str:
    shown = ways.shows("1", typed)
    return ITSELF if REFERENCE in shown else by_miss(shown)


def sms_agency(ways: Ways, typed: str) -> str:
    told = ways.texts(typed)
    return ITSELF if REFERENCE in told else by_miss(told)


def api_agency(ways: Ways, typed: str) -> str:
    answer = ways.agency.get(f"{APPLICATIONS}/{quote(typed, safe='')}")
    return ITSELF if answer.status_code == 200 and answer.get_json()["reference"] == REFERENCE else "refused"


def cli_agency(ways: Ways, typed: str) -> str:
    return ITSELF if "Muthoni" in ways.printed("--reference", typed) else "refused"


def ussd_phone(ways: Ways, typed: str) -> str:
    """The screen repeats the number before a code is sent to it."""
    shown = talk(ways.client, "+254712345678", "3", PASSWORD, "3", "3", typed)[-1]
    if "Enter a Kenyan mobile number" in shown:
        return "refused"
    return ITSELF if "0712345678" in re.sub(r"\s", "", shown) else f"? {shown}"


def api_phone(ways: Ways, typed: str) -> str:
    made = ways.recorded(phone=typed)
    if made is None:
        return "refused"
    kept = Application.phone_number.open(ways.container.keys, made)
    return ITSELF if kept == VALUES["phone"] else f"? {kept}"


def cli_phone(ways: Ways, typed: str) -> str:
    return ITSELF if "Ann" in ways.printed("--phone", typed=typed) else "refused"


def ussd_document(kind: str) -> Callable[[Ways, str], str]:
    def read(ways: Ways, typed: str) -> str:
        """The last screen repeats all answers before the citizen confirms them."""
        line, account_type = KINDS[kind]
        shown = ways.shows("2", line, typed)
        if registration.SHAPES[account_type] in shown:
            return "refused"
        rest = {"citizen": ["Ann", "1990"], "diplomat": ["Ann", "23051991"]}
        rest["foreigner"] = ["Ann", "Smith", "1", "1", "23051991"]
        shown = ways.shows("2", line, typed, *rest[kind])
        return ITSELF if re.match(rf"CON {VALUES[kind]} Ann", shown) else f"? {shown}"

    return read


def api_document(kind: str) -> Callable[[Ways, str], str]:
    def read(ways: Ways, typed: str) -> str:
        made = ways.recorded(account_type=KINDS[kind][1], id_number=typed)
        if made is None:
            return "refused"
        kept = Application.id_number.open(ways.container.keys, made)
        return ITSELF if kept == VALUES[kind] else f"? {kept}"

    return read


def cli_document(kind: str) -> Callable[[Ways, str], str]:
    def read(ways: Ways, typed: str) -> str:
        told = ways.printed("--type", kind, typed=typed)
        return ITSELF if f"****{VALUES[kind][-4:]}" in told else "refused"

    return read


def signed_in(ways: Ways, typed: str) -> str:
    """Sign in on another phone, by the number of the document and the password of its account."""
    shown = ways.shows(*to_the_password(typed), PASSWORD)
    return ITSELF if "My account" in shown else "refused"


def ussd_email(ways: Ways, typed: str) -> str:
    """An e-mail address is one of the names to sign in by."""
    return signed_in(ways, typed)


def api_email(ways: Ways, typed: str) -> str:
    made = ways.recorded(email=typed)
    if made is None:
        return "refused"
    kept = Application.email_address.open(ways.container.keys, made)
    return "none" if kept is None else ITSELF if kept == VALUES["e-mail"] else f"? {kept}"


def ussd_year(ways: Ways, typed: str) -> str:
    return born(ways.shows("2", "1", "29000137", "Ann", typed), VALUES["year"])


def ussd_date(ways: Ways, typed: str) -> str:
    return born(ways.shows("2", "4", "DIP/0001", "Ann", typed), VALUES["date"])


def forgot(kind: str) -> Callable[[Ways, str], str]:
    """The reader for the screens of a forgotten password: a code goes to the phone of the account that is named."""
    line, phone, rest = RESETS[kind]

    def read(ways: Ways, typed: str) -> str:
        ways.clock.move(days=1)  # the codes of one day are limited
        before = len(sms_to(ways.container, phone))
        shown = talk(ways.client, phone, "3", "1", line, *(part.replace("{}", typed) for part in rest))[-1]
        sent = sms_to(ways.container, phone)[before:]
        if translate(ENGLISH, registration.LONG_AGO) in shown:
            return "too long ago"
        if "a code comes here by SMS" not in shown:
            return "refused" if shown.startswith("CON ") else f"? {shown}"
        return ITSELF if any("code" in each for each in sent) else "refused"

    return read


def born(shown: str, value: str) -> str:
    if f"Ann, {value}." in shown:
        return ITSELF
    if translate(ENGLISH, registration.LONG_AGO) in shown:
        return "too long ago"
    return "refused" if re.search("A year has four digits|That is not a date", shown) else f"? {shown}"


def ussd_password(ways: Ways, typed: str) -> str:
    shown = ways.shows(*to_the_password("29000137"), typed)
    if "not the website's" in shown:
        return "refused"
    return ITSELF if "My account" in shown else f"? {shown}"


def ussd_service(ways: Ways, typed: str) -> str:
    shown = ways.shows("4", typed)
    return ITSELF if shown == ways.shows("4", VALUES["service"]) else f"? {shown}"


def sms_service(ways: Ways, typed: str) -> str:
    told = ways.texts(f"FIND {typed}")
    return ITSELF if told == ways.texts(f"FIND {VALUES['service']}") else f"? {told}"


def api_service(ways: Ways, typed: str) -> str:
    """As a field of a body, and as a part of a path."""
    made = ways.recorded(service=typed)
    read = ways.agency.get(f"/api/v1/services/{quote(typed, safe='')}")
    codes = {made.service_code if made else None, read.get_json().get("code")}
    return ITSELF if codes == {VALUES["service"]} else "refused" if codes == {None} else f"? {codes}"


def ussd_key(ways: Ways, typed: str) -> str:
    shown = ways.shows("4", "passport", typed)
    if "or type a word." in shown:
        return "list"
    return ITSELF if shown == ways.shows("4", "passport", VALUES["key"]) else f"? {shown}"


def ussd_dialled(ways: Ways, typed: str) -> str:
    shown = hop(ways.client, typed, session=new_session())
    if shown.startswith("CON Welcome"):
        return "home"
    return ITSELF if shown.startswith("CON Passport renewal") else f"? {shown}"


READERS: dict[tuple[str, str], Callable[[Ways, str], str]] = {
    ("reference", "ussd"): ussd_reference, ("reference", "sms"): sms_reference,
    ("agency", "ussd"): ussd_agency, ("agency", "sms"): sms_agency, ("agency", "api"): api_agency,
    ("agency", "cli"): cli_agency,
    ("phone", "ussd"): ussd_phone, ("phone", "api"): api_phone, ("phone", "cli"): cli_phone,
    ("e-mail", "ussd"): ussd_email, ("e-mail", "api"): api_email,
    ("year", "ussd"): ussd_year, ("date", "ussd"): ussd_date, ("password", "ussd"): ussd_password,
    ("service", "ussd"): ussd_service, ("service", "sms"): sms_service, ("service", "api"): api_service,
    **{(kind, "forgot"): forgot(kind) for kind in RESETS},
    ("key", "ussd"): ussd_key, ("dialled", "ussd"): ussd_dialled,
    **{(kind, "ussd"): ussd_document(kind) for kind in KINDS},
    **{(kind, "api"): api_document(kind) for kind in KINDS},
    **{(kind, "cli"): cli_document(kind) for kind in KINDS},
    **{(kind, "sign-in"): signed_in for kind in KINDS},
}  # fmt: skip


def of(kind: str, entry: str) -> list[Row]:
    return [row for row in rows() if row.kind == kind and entry in row.entries]


def is_told_alike(kind: str, entry: str) -> bool:
    """Whether the quick tests of another kind or entry run the same code."""
    return entry == "forgot" or (kind in KINDS and kind != "citizen")


def test_every_row_is_tried_and_every_way_in_has_rows() -> None:
    tried = {(row.kind, entry) for row in rows() for entry in row.entries}
    assert tried == READERS.keys()
    assert {row.kind for row in rows()} == VALUES.keys()
    assert len(rows()) > 100


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("kind", "entry"),
    # the screens of a forgotten password read values as those of signing in do, and other documents as a citizen's
    [pytest.param(*pair, marks=pytest.mark.slow if is_told_alike(*pair) else ()) for pair in READERS],
    ids=[" by ".join(pair) for pair in READERS],
)
def test_a_row_comes_to_what_the_table_says(ways: Ways, kind: str, entry: str) -> None:
    came = {row.decoration: READERS[kind, entry](ways, row.typed) for row in of(kind, entry)}
    assert came == {row.decoration: row.comes for row in of(kind, entry)}
