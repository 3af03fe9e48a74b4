"""Passwords by USSD and SMS: guesses while Redis loses its data, floods of sign-ins, and input in the wrong place."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import redis
from flask.testing import FlaskClient
from sqlalchemy import select

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.idempotency.hop_effects import Effect
from app.domain.identity import password_spraying, passwords, sign_in
from app.domain.messaging.inbound_sms import InboundMessage
from app.platform.db import Base
from app.ussd.turn import BUSY
from menus.notation import SCREENS, Ask, Rejected
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, do, opened, sms_to
from tests.unit.test_passwords import taken
from tests.web.callbacks import SOUND, count, hop, new_session, post
from tests.web.talking import talk, to_the_password

pytestmark = pytest.mark.real_hashes

TOLD_BUSY = (
    "END eCitizen is very busy. Nothing was changed. Please dial again in 10 minutes, or text your reference to 22222."
)
EVERYBODY = passwords.AT_ONCE + passwords.WAITING


def test_forgetting_every_session_gives_no_guess_more(
    container: Container, client: FlaskClient, redis_url: str
) -> None:
    opened(container, password=PASSWORD)
    for number in range(sign_in.TRIES):
        talk(client, STRANGER, *to_the_password(NUMBER), f"48291{number}")
        redis.Redis.from_url(redis_url).flushall()
    assert talk(client, STRANGER, *to_the_password(NUMBER), PASSWORD)[-1].startswith("CON Too many wrong passwords")
    assert talk(client, PHONE, "3", PASSWORD)[-1].startswith("CON eCitizen: Wanjiku")


def test_a_password_that_there_was_no_time_for_is_no_try(container: Container, client: FlaskClient) -> None:
    """However often it happens: the phone is not locked, no try counts as spraying, and the right password signs in."""
    opened(container, password=PASSWORD)
    for phone, way in ((PHONE, ("3",)), (STRANGER, to_the_password(NUMBER))):
        with taken(passwords._ROOM, EVERYBODY):
            for _ in range(2 * sign_in.TRIES):
                assert talk(client, phone, *way, PASSWORD)[-1] == TOLD_BUSY
        assert talk(client, phone, *way, PASSWORD)[-1].startswith("CON eCitizen: Wanjiku")
    assert do(container, password_spraying.wrong) == 0


def test_the_hop_that_there_was_no_time_for_is_answered_the_same_again(
    container: Container, client: FlaskClient
) -> None:
    opened(container, password=PASSWORD)
    session, typed = new_session(), ("3", PASSWORD)
    for each in range(2):
        hop(client, "*".join(typed[:each]), session=session, phone=PHONE)
    with taken(passwords._ROOM, EVERYBODY):
        assert hop(client, "*".join(typed), session=session, phone=PHONE) == TOLD_BUSY
    assert hop(client, "*".join(typed), session=session, phone=PHONE) == TOLD_BUSY
    with container.database.reading() as read:
        assert sorted(read.scalars(select(Effect.name))) == ["sign-in not heard", "sign-in try"]


@pytest.mark.parametrize("repeated", [False, True])
def test_choosing_a_password_says_too_when_there_is_no_time(
    container: Container, client: FlaskClient, repeated: bool
) -> None:
    session, typed = new_session(), ["2", "1", "29000001", "Wanjiku", "1990", "1", *[PASSWORD] * (1 + repeated)]
    for each in range(len(typed)):
        hop(client, "*".join(typed[:each]), session=session, phone=PHONE)
    with taken(passwords._ROOM, EVERYBODY):
        assert hop(client, "*".join(typed), session=session, phone=PHONE) == TOLD_BUSY
    assert count(container, "accounts") == 0


@pytest.mark.slow
def test_menus_go_on_while_sign_ins_come_in_a_flood(container: Container) -> None:
    """A citizen who was told that eCitizen is busy can sign in afterwards."""
    phones = {f"3100000{number}": f"+25471300000{number}" for number in range(8)}
    for number, phone in phones.items():
        opened(container, number, phone=phone, password=PASSWORD)
    app, over = create_app(container), threading.Event()

    def signs_in_again_and_again(phone: str) -> set[str]:
        answers = set()
        while not over.is_set():
            answers.add(talk(app.test_client(), phone, "3", PASSWORD)[-1])
        return answers

    with ThreadPoolExecutor(len(phones)) as threads:
        flood = [threads.submit(signs_in_again_and_again, phone) for phone in phones.values()]
        try:
            shown = [talk(app.test_client(), STRANGER, "4", "1", "0") for _ in range(4)]
        finally:
            over.set()
    assert all(screens == shown[0] for screens in shown)
    assert all(screen.startswith("CON ") for screen in shown[0])
    answers = {answer.partition("\n")[0] for each in flood for answer in each.result()}
    assert answers <= {"CON eCitizen: Wanjiku", TOLD_BUSY}
    assert "CON eCitizen: Wanjiku" in answers
    client = app.test_client()
    assert all(talk(client, phone, "3", PASSWORD)[-1].startswith("CON eCitizen: Wanjiku") for phone in phones.values())


def test_the_words_for_it_are_those_of_the_page(container: Container) -> None:
    assert f"END {BUSY.format(sms='22222')}" == TOLD_BUSY


# Where a password does not belong

CANARY = "739164"


@pytest.mark.parametrize("name", [name for name, screen in SCREENS.items() if isinstance(screen, Ask)])
def test_no_prompt_says_a_password_back_when_it_refuses_it(name: str) -> None:
    screen = SCREENS[name]
    assert isinstance(screen, Ask)
    for typed in (CANARY, f"{CANARY[:3]} {CANARY[3:]}"):
        with refusals() as said:
            screen.parse(typed)
        assert not any(CANARY[:3] in each for each in said)


@contextmanager
def refusals() -> Iterator[list[str]]:
    """Collect the texts of a refusal, if one is raised."""
    said: list[str] = []
    try:
        yield said
    except Rejected as refusal:
        said += [refusal.text, *refusal.fields.values()]


@pytest.mark.parametrize(
    "way",
    [(), ("1",), ("3",), ("3", "1"), ("3", "1", "29000001"), ("2",), ("2", "1"), ("2", "1", "29000001"), ("4",)],
)
def test_a_password_at_another_prompt_is_not_shown_again(
    container: Container, client: FlaskClient, way: tuple[str, ...]
) -> None:
    shown = talk(client, PHONE, *way, CANARY, "0", "00")
    assert not any(CANARY in screen for screen in shown)
    everything = b"".join(_values(container))
    assert CANARY.encode() not in everything


@pytest.mark.parametrize(
    "typed",
    [CANARY, f" {CANARY}.", "739 164", "739-164", "7 3 9 1 6 4", f"password {CANARY}", f"pin: {CANARY}",
     f"STATUS {CANARY}", f"nenosiri langu ni {CANARY}", f"HALI {CANARY}"],
)  # fmt: skip
def test_six_digits_texted_are_warned_of_and_not_kept(container: Container, client: FlaskClient, typed: str) -> None:
    assert post(client, "sms", SOUND["sms"] | {"from": PHONE, "text": typed}).status_code == 200
    [reply] = sms_to(container, PHONE)
    told = ("eCitizen: never give a password or code", "eCitizen: usimtumie mtu yeyote nenosiri")
    alone = "eCitizen: not a reference: ours have 12 digits. Password or code? Tell no one"
    assert reply.startswith(told if any(map(str.isalpha, typed)) else (*told, alone))
    assert CANARY not in reply
    assert "******" in _kept(container)
    assert not any(part in _kept(container) for part in (CANARY, "739", "164", "7 3"))


def test_a_code_for_an_address_that_is_texted_does_nothing_and_is_not_kept(
    container: Container, client: FlaskClient
) -> None:
    opened(container)
    assert post(client, "sms", SOUND["sms"] | {"from": PHONE, "text": f"EMAIL {CANARY}"}).status_code == 200
    [reply] = sms_to(container, PHONE)
    assert reply.startswith("eCitizen: for your safety an e-mail is set in the menu only.")
    assert CANARY not in reply
    assert _kept(container) == "EMAIL ******"


@pytest.mark.parametrize("typed", ["1020 3040 5060", "102030405060", "EPP1-D6T8M4H1", "29000001", "+254712000001"])
def test_what_is_no_secret_is_kept_as_it_came(container: Container, client: FlaskClient, typed: str) -> None:
    post(client, "sms", SOUND["sms"] | {"from": PHONE, "text": typed})
    assert _kept(container) == typed


def test_guesses_at_short_references_are_misses(container: Container, client: FlaskClient) -> None:
    for number in range(6):
        post(client, "sms", SOUND["sms"] | {"id": f"i{number}", "from": PHONE, "text": f"73916{number}"})
    post(client, "sms", SOUND["sms"] | {"id": "last", "from": PHONE, "text": "ABC99999"})
    assert sms_to(container, PHONE)[-1].startswith("eCitizen: Too many unknown numbers")


def _kept(container: Container) -> str:
    with container.database.reading() as session:
        row = session.scalars(select(InboundMessage)).one()
        return container.keys.open_text(row.text_sealed, f"inbound.text:{row.provider_id}")


def _values(container: Container) -> list[bytes]:
    """Every value in the database, as bytes."""
    with container.database.reading() as session:
        return [
            value if isinstance(value, bytes) else str(value).encode()
            for table in Base.metadata.sorted_tables
            if table.name not in ("services", "stages", "agencies")
            for row in session.execute(table.select())
            for value in row
        ]
