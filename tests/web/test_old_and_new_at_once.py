"""A rolling deploy and a rollback: two releases serve the hops of one session in turn, and nobody is locked out.

The other release is a process of its own (`tests/releases.py`). It asks residents for a county, on a screen and in a
field that this release does not know. It lacks a screen of this release, and queues a kind of message that is unknown
here.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count, cycle
from pathlib import Path
from typing import Final

import pytest
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import select, text

from app.container import Container
from app.domain.identity.accounts import Account
from app.domain.identity.identity_checks import DeclaredDetails
from app.domain.messaging import outbox
from app.domain.messaging.messages import MessageKind, queue_sms
from app.domain.subscribers.phones import phone_index
from app.platform import gsm0338
from app.platform.i18n import translate
from app.ussd.turn import MOVED_ON, UPDATED
from app.worker.main import Worker
from menus.notation import SCREENS
from tests.conftest import CALLBACK_KEY, Clock
from tests.database.holder import PASSWORD, do, opened
from tests.releases import Release
from tests.web.callbacks import SOUND, new_session

pytestmark = pytest.mark.slow

COUNTY: Final = '''
@ask(_("Enter your county"), parse=answers.name)
def county(c: Context, given: str) -> Screen:
    """Where they live."""
    c.draft(RegistrationDraft).county, c.state.asked = given, ["county"]
    return number


def name_document('''
NEWER: Final = {
    "menus/flows/identity/drafts.py": [('    gender: str = ""\n', '    gender: str = ""\n    county: str = ""\n')],
    "menus/context.py": [
        ("    page: int = 0\n", "    page: int = 0\n    asked: list[str] = field(default_factory=list)\n"),
    ],
    "menus/flows/identity/registration.py": [
        ("\ndef name_document(", COUNTY),
        ("given\n    return number\n", 'given\n    return county if given == "resident" else number\n'),
        (
            "draft.other_names, draft.surname)\n",
            "draft.other_names, draft.surname, draft.county, *c.state.asked)\n",
        ),
        ("        return surname\n", "        return last_name\n"),
        ("def surname(", "def last_name("),
    ],
    "app/domain/messaging/messages.py": [
        ('    OTP = "otp"\n', '    OTP = "otp"\n    CALL = "call-back"\n'),
        ("PRIORITY: Final = {", "PRIORITY: Final = {MessageKind.CALL: 0, "),
        ("LIFETIME: Final = {\n", "LIFETIME: Final = {\n    MessageKind.CALL: timedelta(hours=1),\n"),
    ],
}  # fmt: skip
RESIDENT: Final = "2*2*Kisumu*900001*Maria*1988"
VISITOR: Final = "2*5*AK1234567*Elena"
WELCOME: Final = "CON Welcome"
FIRST_NAME: Final = SCREENS["registration.first_name"].text
BIRTH_YEAR: Final = SCREENS["registration.birth_year"].text
NEW, OLD = "new", "old"
LOST = pytest.mark.parametrize("lost", [False, True], ids=["Redis has it", "Redis has lost it"])
"""Where the other release finds a session: in Redis, or in its checkpoint."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path) -> Path:
    """The database of both releases, shared by all tests: each test has a phone of its own."""
    file = tmp_path_factory.mktemp("database") / "lango.db"
    file.write_bytes(sqlite_file.read_bytes())
    return file


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory, file: Path, redis_url: str) -> Iterator[Release]:
    """The other release, running."""
    folder = tmp_path_factory.mktemp("newer")
    with Release(folder, NEWER, database_url=f"sqlite:///{file}", redis_url=redis_url) as running:
        yield running


@pytest.fixture
def database_url(file: Path) -> str:
    return f"sqlite:///{file}"


class Phone:
    """A phone whose hops are served by either release."""

    numbers = count(722_100_000)

    def __init__(self, client: FlaskClient, newer: Release, clock: Clock, redis: Redis, number: str = "") -> None:
        self.number = number or f"+254{next(self.numbers)}"
        self._serve: dict[str, Callable[[Mapping[str, str]], str]] = {
            NEW: newer.hops(clock),
            OLD: partial(_post, client),
        }
        self._redis = redis
        self._session = ""

    def dial(self, by: str) -> str:
        """Begin a new session; the first screen."""
        self._session = new_session()
        return self.hop("", by)

    def hop(self, typed: str, by: str, *, lost: bool = False) -> str:
        """Send a hop to a release; the screen. `lost`: Redis loses everything before the hop."""
        if lost:
            self._redis.flushall()
        form = SOUND["ussd"] | {"sessionId": self._session, "phoneNumber": self.number, "text": typed}
        said = self._serve[by](form)
        assert gsm0338.fits(said)
        return said

    def walk(self, typed: str, *by: str, lost: bool = False) -> str:
        """Begin a new session whose hops these releases serve in turn; the last screen."""
        said, turn = self.dial(by[0]), cycle([*by[1:], by[0]])
        pieces = typed.split("*")
        for each in range(1, len(pieces) + 1):
            said = self.hop("*".join(pieces[:each]), next(turn), lost=lost)
        return said


def _post(client: FlaskClient, form: Mapping[str, str]) -> str:
    return client.post(f"/at/{CALLBACK_KEY}/ussd", data=form).get_data(as_text=True)


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as server:
        server.flushall()
        yield server


@pytest.fixture
def phone(client: FlaskClient, newer: Release, clock: Clock, redis: Redis) -> Phone:
    """A phone that neither release knows."""
    return Phone(client, newer, clock, redis)


# Sessions and drafts


def test_the_other_release_is_another(phone: Phone) -> None:
    assert "county" in phone.walk("2*2", NEW)
    assert "Alien ID" in phone.walk("2*2", OLD)


@LOST
@pytest.mark.parametrize("by", [(OLD, NEW), (NEW, OLD), (OLD, OLD, NEW), (NEW, NEW, OLD)], ids="-".join)
def test_both_serve_one_session_by_turns_and_every_answer_is_kept(
    phone: Phone, by: tuple[str, ...], lost: bool
) -> None:
    said = phone.walk("2*1*29000002*Otieno*1984", *by, lost=lost)
    assert said.startswith("CON 29000002 Otieno, 1984."), said


@LOST
@pytest.mark.parametrize("then", ["onn", "ono", "oon", "noo"])
def test_what_only_the_newer_one_was_told_is_there_when_it_is_back(phone: Phone, then: str, lost: bool) -> None:
    """The old release serves some hops in between: it keeps the fields that it does not know, and never shows them."""
    pieces = RESIDENT.split("*")
    turns = [NEW, NEW, NEW, *({"o": OLD, "n": NEW}[each] for each in then)]
    phone.dial(NEW)
    said = ""
    for each, by in enumerate(turns, 1):
        said = phone.hop("*".join(pieces[:each]), by, lost=lost)
    told = "900001 Maria, 1988." if turns[-1] == OLD else "900001 Maria Kisumu county, 1988."
    assert said.startswith(f"CON {told}"), said
    assert phone.hop(RESIDENT + "*9", NEW, lost=lost).startswith("CON Please answer")
    assert "Maria Kisumu county" in phone.hop(RESIDENT + "*9*98", NEW, lost=lost)


@LOST
def test_a_registration_that_both_serve_is_done_once(phone: Phone, container: Container, lost: bool) -> None:
    number, name, year = ("29000004", "Jean-Marie", "1969") if lost else ("29000003", "Ng'endo", "1975")
    said = phone.walk(f"2*1*{number}*{name}*{year}*1*730962*730962", OLD, NEW, lost=lost)
    assert said.startswith("CON Your account is open")
    with container.database.reading() as session:
        assert (
            len(session.scalars(select(Account).where(Account.phone == phone_index(session, phone.number))).all()) == 1
        )


@LOST
def test_who_is_signed_in_stays_so_across_both(container: Container, phone: Phone, lost: bool) -> None:
    opened(
        container,
        "29000005" if lost else "29000002",
        phone=phone.number,
        said=DeclaredDetails("Amina", "2001"),
        password=PASSWORD,
    )
    said = phone.walk(f"3*{PASSWORD}*4*00*5*00", OLD, NEW, lost=lost)
    assert said.startswith("CON eCitizen: Amina"), said


# Screens that the other one lacks


@LOST
@pytest.mark.parametrize(
    ("typed", "by", "to"),
    [("2*2", NEW, OLD), (VISITOR, OLD, NEW), (VISITOR, NEW, OLD)],
    ids=["added", "gone", "renamed"],
)
@pytest.mark.parametrize("language", ["en", "sw"])
def test_who_stands_there_is_told_so_once_and_dials_again(
    phone: Phone, typed: str, by: str, to: str, language: str, lost: bool
) -> None:
    if language == "sw":
        phone.walk("6", by)
    phone.walk(typed, by)
    there = "Kisumu" if typed == "2*2" else "Petrova"
    told = f"END {translate(language, UPDATED)}"
    assert phone.hop(f"{typed}*{there}", to, lost=lost) == told
    assert phone.hop(f"{typed}*{there}", by) == told
    assert MOVED_ON in phone.hop(f"{typed}*{there}*1", by, lost=lost)
    for dialled in (to, by, to):
        first = phone.dial(dialled)
        assert first.startswith(WELCOME if language == "en" else "CON Karibu eCitizen"), first


@LOST
def test_back_leads_over_a_screen_that_is_gone(phone: Phone, lost: bool) -> None:
    phone.walk("2*2*Kisumu*900001", NEW)
    assert FIRST_NAME in phone.hop("2*2*Kisumu*900001*", OLD, lost=lost)
    assert "Alien ID" in phone.hop("2*2*Kisumu*900001**0", OLD, lost=lost)
    said = phone.hop("2*2*Kisumu*900001**0*0", OLD, lost=lost)
    assert said.startswith("CON Register as:"), said
    assert phone.hop("2*2*Kisumu*900001**0*0*0", NEW, lost=lost).startswith(WELCOME)


# Going on at the next dial


@pytest.mark.parametrize("to", [OLD, NEW])
@pytest.mark.parametrize("by", [OLD, NEW])
def test_a_form_is_gone_on_with_by_either(phone: Phone, by: str, to: str) -> None:
    phone.walk("2*1*29000002*Otieno", by)
    assert phone.dial(to).startswith("CON You have not finished")
    assert BIRTH_YEAR in phone.hop("1", by)
    assert "Otieno, 1984" in phone.hop("1*1984", to)


def test_a_form_that_the_other_cannot_show_is_not_offered_there(phone: Phone) -> None:
    """Its checkpoint is kept: the release that knows the screen offers to go on."""
    phone.walk("2*2*Kisumu*900001", NEW)
    assert phone.dial(OLD).startswith(WELCOME)
    assert phone.hop("5", OLD).startswith("CON Help")
    assert phone.dial(NEW).startswith("CON You have not finished")
    assert FIRST_NAME in phone.hop("1", NEW)
    phone.hop("1*Maria", NEW)
    assert "Maria Kisumu, 1988" in phone.hop("1*Maria*1988", NEW)


def test_an_offer_that_the_other_cannot_keep_ends_once(phone: Phone) -> None:
    """One release makes the offer, and the hop that accepts it goes to the other release."""
    phone.walk("2*2", NEW)
    assert phone.dial(NEW).startswith("CON You have not finished")
    assert phone.hop("1", OLD) == f"END {UPDATED}"
    for by in (OLD, NEW):
        assert phone.dial(by).startswith(WELCOME)


def test_what_an_old_one_carried_into_an_offer_is_still_there(phone: Phone) -> None:
    phone.walk("2*2*Kisumu*900001", NEW)
    phone.dial(NEW)
    assert FIRST_NAME in phone.hop("1", NEW)
    assert BIRTH_YEAR in phone.hop("1*Maria", OLD)
    assert "Maria Kisumu, 1988" in phone.hop("1*Maria*1988", NEW)


# The outbox


def test_a_kind_of_message_that_an_old_worker_does_not_know_is_left_to_a_newer_one(
    phone: Phone, container: Container, newer: Release, clock: Clock
) -> None:
    assert newer.ask("queue", clock(), key="call", kind="call-back", phone=phone.number, body="We call you at 10.")
    do(container, queue_sms, key="known", kind=MessageKind.NOTICE, phone=phone.number, body="A notice.")
    before = row(container, "call")
    worker = Worker(container)
    for sent in worker.turn():
        sent.result()
    assert row(container, "known")["state"] == "accepted"
    clock.move(hours=2)
    worker.sweep()
    worker.finish()
    assert row(container, "call") == before
    clock.move(hours=-2)
    newer.ask("work", clock())
    assert row(container, "call")["state"] == "accepted"


@pytest.mark.parametrize("state", ["leased", "attempting", "unknown", "accepted"])
def test_nor_is_one_that_a_newer_worker_has_in_hand_put_right_by_an_old_one(
    phone: Phone, container: Container, newer: Release, clock: Clock, state: str
) -> None:
    newer.ask("queue", clock(), key=f"call {state}", kind="call-back", phone=phone.number, body="We call you.")
    written(container, f"UPDATE messages SET state = '{state}', attempted_at = next_at WHERE key = 'call {state}'")
    before = row(container, f"call {state}")
    clock.move(hours=80)
    Worker(container).sweep()
    assert row(container, f"call {state}") == before


def test_a_report_on_it_that_comes_to_an_old_web_is_applied(
    phone: Phone, container: Container, newer: Release, clock: Clock, client: FlaskClient
) -> None:
    newer.ask("queue", clock(), key="reported", kind="call-back", phone=phone.number, body="We call you.")
    written(container, "UPDATE messages SET state = 'accepted', provider_id = 'ATXid_call' WHERE key = 'reported'")
    report = {"id": "ATXid_call", "status": "Success", "phoneNumber": phone.number}
    assert client.post(f"/at/{CALLBACK_KEY}/sms/reports", data=report).status_code == 200
    assert container.spool.read_state().waiting == 0
    assert row(container, "reported")["state"] == "delivered"


def test_one_row_that_cannot_be_read_ends_no_worker(container: Container, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("a word of another release")

    monkeypatch.setattr(outbox, "claim", broken)
    assert Worker(container)._turn_or_tell() == []


def row(container: Container, key: str) -> dict[str, object]:
    """The row of a message."""
    with container.database.reading() as session:
        found = session.execute(text("SELECT * FROM messages WHERE key = :key"), {"key": key}).mappings().one()
        return dict(found)


def written(container: Container, statement: str) -> None:
    """Execute a statement that writes what another release would write."""
    with container.database.transaction() as session:
        session.execute(text(statement))
