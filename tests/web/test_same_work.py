"""The same work whatever is given, so that the time of an answer reveals nothing (threats T1 and T12)."""

import hmac
from collections.abc import Callable
from typing import Literal

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from pydantic import SecretStr

from app.bootstrap.web import create_app
from app.container import Container
from app.domain.identity import accounts, passwords
from tests.conftest import settings
from tests.database.holder import NUMBER, PASSWORD, PHONE, STRANGER, do, hold_email, opened
from tests.web.callbacks import SOUND, post
from tests.web.talking import talk, to_the_password

ADDRESS, CLOSED = "wanjiku@example.com", "29000077"
NAMES = [NUMBER, "28888888", ADDRESS, "nobody@example.com", CLOSED, "2900 0001", "A1234567", "DIP/0001"]
"""The number and the address of an account, those of none, a closed account's number, and other shapes of names."""
WRONG = ("482916", "482917", "482918", "482919", "482920", "482921", "482922")
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
Work = Callable[[Callable[[], object]], int]


class Counting(PasswordHasher):
    """The hasher of passwords, which counts its verifications."""

    verifications = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        type(self).verifications += 1
        return super().verify(hash, password)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """A function that counts the verifications of passwords during an act: each takes 20 ms, which a clock can see."""
    kept = passwords._HASHER
    parameters = ("time_cost", "memory_cost", "parallelism", "hash_len", "salt_len")
    monkeypatch.setattr(passwords, "_HASHER", Counting(**{name: getattr(kept, name) for name in parameters}))

    def measured(act: Callable[[], object]) -> int:
        before = Counting.verifications
        act()
        return Counting.verifications - before

    return measured


@pytest.fixture
def town(container: Container) -> Container:
    """An installation with an account that has an e-mail address, and with a closed account."""
    hold_email(container, opened(container, password=PASSWORD), ADDRESS)
    closed = opened(container, CLOSED, password=PASSWORD)
    do(container, accounts.close, closed)
    return container


@pytest.mark.parametrize("name", NAMES)
@SQLITE
def test_a_wrong_password_is_one_look_whoever_it_is_given_for(
    town: Container, client: FlaskClient, work: Work, name: str
) -> None:
    """From a phone without an account: one verification a try until the phone is locked out, then none for any name."""
    asked = to_the_password(name)
    looks = [work(lambda typed=typed: talk(client, STRANGER, *asked, typed)) for typed in WRONG]  # type: ignore[misc]
    assert looks == [1, 1, 1, 1, 1, 0, 0]


@pytest.mark.parametrize("name", NAMES)
@SQLITE
def test_it_is_one_look_on_the_accounts_own_phone_too(
    town: Container, client: FlaskClient, work: Work, name: str
) -> None:
    assert work(lambda: talk(client, PHONE, "3", "2", name, WRONG[0])) == 1


@SQLITE
def test_the_one_account_of_a_phone_is_one_look(town: Container, client: FlaskClient, work: Work) -> None:
    assert work(lambda: talk(client, PHONE, "3", WRONG[0])) == 1
    assert work(lambda: talk(client, PHONE, "3", PASSWORD)) == 1


KEYS = ("the-first-live-key-0123", "the-other-live-key-4567")
SHOWN = [*KEYS, KEYS[0][:-1] + "x", "x" + KEYS[0][1:], KEYS[0] + "x", KEYS[0][:-1], "x", KEYS[1].upper()]


@pytest.mark.parametrize("shown", SHOWN)
def test_a_callback_key_is_held_against_every_live_one_in_constant_time(
    redis_url: str, monkeypatch: pytest.MonkeyPatch, shown: str
) -> None:
    """By hmac.compare_digest, once for each key, even if the first is right: `==` stops at the first difference."""
    made = settings(database_url="sqlite://", redis_url=redis_url)
    live = made.model_copy(update={"at_callback_keys": SecretStr(",".join(KEYS))})
    client, compared, compare = create_app(Container.of(live)).test_client(), [], hmac.compare_digest

    def spy(one: bytes, other: bytes) -> bool:
        compared.append({one, other})
        return compare(one, other)

    monkeypatch.setattr(hmac, "compare_digest", spy)
    status = post(client, "ussd/events", SOUND["ussd/events"], key=shown).status_code
    assert status == (200 if shown in KEYS else 404)
    assert [pair for pair in compared if pair & {key.encode() for key in KEYS}][:2] == [
        {shown.encode(), key.encode()} for key in KEYS
    ]
