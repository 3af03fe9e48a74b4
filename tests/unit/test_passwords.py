"""Passwords of six digits: which are refused and why, their hashes, and how many are hashed at once."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from itertools import product
from time import process_time

import pytest
from argon2 import PasswordHasher, extract_parameters
from hypothesis import given
from hypothesis import strategies as st

from app.domain.identity import passwords
from app.domain.identity.passwords import Busy, Weakness, hashed, verified, weakness
from app.platform.encryption import Keyring
from app.web import asgi

pytestmark = pytest.mark.real_hashes

NEW = "a-new-key-for-tests-0123456789-abcdefgh"
OLD = "an-old-key-for-tests-0123456789-abcdefg"
RING = Keyring([NEW])
ALL = 10**passwords.LENGTH
SIX_DIGITS = st.from_regex(r"[0-9]{6}", fullmatch=True)
GOOD = "482915"


def shares(passwords_of: range) -> dict[Weakness | None, float]:
    """The share of each weakness among some passwords, without anything known of a person."""
    counts = Counter(weakness(f"{number:06d}") for number in passwords_of)
    return {why: count / len(passwords_of) for why, count in counts.items()}


def test_about_a_tenth_is_refused() -> None:
    found = shares(range(5, ALL, 37))  # 37 has no factor in common with 10: every digit at every place
    assert 0.08 <= 1 - found[None] <= 0.12
    assert not {Weakness.NOT_SIX_DIGITS, Weakness.PERSONAL} & set(found)


@pytest.mark.slow
def test_about_a_tenth_of_all_is_refused() -> None:
    found = shares(range(ALL))
    assert 0.08 <= 1 - found[None] <= 0.12
    assert 0.04 <= found[Weakness.DATE] <= 0.08
    assert 0.02 <= found[Weakness.YEAR] <= 0.05


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", Weakness.NOT_SIX_DIGITS), ("48291", Weakness.NOT_SIX_DIGITS), ("4829156", Weakness.NOT_SIX_DIGITS),
        ("48291a", Weakness.NOT_SIX_DIGITS), ("482 15", Weakness.NOT_SIX_DIGITS), ("48291\n", Weakness.NOT_SIX_DIGITS),
        ("٤٨٢٩١٥", Weakness.NOT_SIX_DIGITS), ("482915\n", Weakness.NOT_SIX_DIGITS),
        ("000000", Weakness.REPETITION), ("777777", Weakness.REPETITION), ("121212", Weakness.REPETITION),
        ("111222", Weakness.REPETITION), ("100000", Weakness.REPETITION), ("123123", Weakness.REPETITION),
        ("112233", Weakness.REPETITION), ("123321", Weakness.REPETITION), ("696969", Weakness.REPETITION),
        ("123456", Weakness.SEQUENCE), ("654321", Weakness.SEQUENCE), ("456789", Weakness.SEQUENCE),
        ("789012", Weakness.SEQUENCE), ("864208", Weakness.SEQUENCE), ("135791", Weakness.SEQUENCE),
        ("147258", Weakness.SEQUENCE), ("852741", Weakness.SEQUENCE), ("159357", Weakness.SEQUENCE),
        ("246810", Weakness.SEQUENCE), ("102030", Weakness.SEQUENCE), ("789456", Weakness.SEQUENCE),
        ("951753", Weakness.SEQUENCE), ("147852", Weakness.SEQUENCE), ("258456", Weakness.SEQUENCE),
        ("963741", Weakness.SEQUENCE), ("142536", Weakness.SEQUENCE), ("635241", Weakness.SEQUENCE),
        ("135790", Weakness.SEQUENCE), ("314159", Weakness.SEQUENCE), ("018642", Weakness.SEQUENCE),
        ("230591", Weakness.DATE), ("910523", Weakness.DATE), ("290200", Weakness.DATE), ("311299", Weakness.DATE),
        ("290204", Weakness.DATE), ("010170", Weakness.DATE), ("290292", Weakness.DATE),
        ("199082", Weakness.YEAR), ("819907", Weakness.YEAR), ("872004", Weakness.YEAR), ("192083", Weakness.YEAR),
        ("204983", Weakness.YEAR),
    ],
)  # fmt: skip
def test_each_weakness_has_its_name(password: str, why: Weakness) -> None:
    assert weakness(password) == why


@pytest.mark.parametrize(
    "password", [GOOD, "482910", "310458", "290293", "290295", "310493", "191883", "205083", "837465", "002938"]
)
def test_what_is_not_easy_to_guess_will_do(password: str) -> None:
    assert weakness(password) is None


@pytest.mark.parametrize(
    ("password", "facts"),
    [
        ("729000", {"number": "27290004"}),
        ("483726", {"number": "48372651"}),
        ("837265", {"number": "48372651"}),
        ("048372", {"number": "48372651"}),
        ("627384", {"number": "48372651"}),  # backwards
        ("837261", {"number": "X4837261"}),
        ("483729", {"number": "48 372 961"}),
        ("254739", {"phone": "+254739482615"}),
        ("482615", {"phone": "+254739482615"}),
        ("907394", {"phone": "+254739482615"}),  # 07394..., as it is dialled
        ("516284", {"phone": "+254739482615"}),
        ("481990", {"birth": "1990"}),
        ("719904", {"birth": "1990-04-12"}),
        ("120490", {"birth": "1990-04-12"}),
        ("041290", {"birth": "1990-04-12"}),
        ("900412", {"birth": "1990-04-12"}),
        ("901204", {"birth": "1990-04-12"}),
        ("900413", {"birth": "1990-04-12"}),  # five digits of 900412
        ("120419", {"birth": "1990-04-12"}),
        ("912049", {"birth": "1990-04-12"}),
        ("052391", {"birth": "1991-05-23"}),
    ],
)
def test_what_is_known_of_a_person_will_not_do(password: str, facts: dict[str, str]) -> None:
    assert weakness(password, **facts) == Weakness.PERSONAL
    assert weakness(password) != Weakness.PERSONAL


def test_four_digits_of_a_number_are_not_yet_the_number() -> None:
    for password in ("483799", "994837"):
        assert weakness(password, number="48372651", phone="+254739482615", birth="1990") is None


@given(SIX_DIGITS, st.from_regex(r"[0-9]{7,8}", fullmatch=True), st.from_regex(r"\+2547[0-9]{8}", fullmatch=True))
def test_no_password_shares_five_digits_in_a_row_with_its_owners_numbers(
    password: str, number: str, phone: str
) -> None:
    dialled = "0" + phone.removeprefix("+254")
    runs = {password[start : start + 5] for start in (0, 1)}
    shared = any(run in digits for run, digits in product(runs, (number, phone, dialled)))
    refused = weakness(password, number=number, phone=phone)
    assert refused is not None or not shared


@given(st.text(max_size=8))
def test_anything_can_be_weighed(typed: str) -> None:
    if weakness(typed, number="DIP/0001", phone="", birth="") is None:
        assert typed.isascii()
        assert typed.isdecimal()
        assert len(typed) == passwords.LENGTH


def test_a_password_opens_what_was_kept_of_it_for_its_account_only() -> None:
    kept = hashed(RING, "account", GOOD)
    assert verified(RING, "account", GOOD, kept)
    assert not verified(RING, "account", "482916", kept)
    assert not verified(RING, "another", GOOD, kept)
    assert GOOD not in kept
    assert hashed(RING, "account", GOOD) != kept


def test_what_is_kept_costs_what_owasp_asks() -> None:
    cost = extract_parameters(hashed(RING, "account", GOOD).removeprefix(passwords.pepper_of(RING)))
    assert (cost.type.name, cost.memory_cost, cost.time_cost, cost.parallelism) == ("ID", 19456, 2, 1)
    assert (cost.hash_len, cost.salt_len) == (32, 16)


def test_a_stolen_row_opens_nothing_without_the_pepper() -> None:
    kept = hashed(RING, "account", GOOD)
    assert not verified(Keyring([OLD]), "account", GOOD, kept)
    plain = PasswordHasher().hash(GOOD)
    assert not verified(RING, "account", GOOD, plain)


def test_an_older_pepper_still_opens_and_the_newest_writes() -> None:
    kept = hashed(Keyring([OLD]), "account", GOOD)
    both = Keyring([NEW, OLD])
    assert verified(both, "account", GOOD, kept)
    assert not verified(both, "account", "482916", kept)
    assert verified(Keyring([NEW]), "account", GOOD, hashed(both, "account", GOOD))
    assert not verified(Keyring([OLD]), "account", GOOD, hashed(both, "account", GOOD))


def test_what_was_kept_under_an_older_pepper_or_at_another_cost_is_outdated() -> None:
    both = Keyring([NEW, OLD])
    assert not passwords.is_outdated(both, hashed(both, "account", GOOD))
    assert passwords.is_outdated(both, hashed(Keyring([OLD]), "account", GOOD))
    cheap = PasswordHasher(time_cost=1, memory_cost=16, parallelism=1).hash(GOOD)
    assert passwords.is_outdated(both, passwords.pepper_of(both) + cheap)


def test_a_hash_that_names_no_key_opens_under_any_of_them_for_its_account_only() -> None:
    """The format of hashes before they began with the name of the key."""
    both, kept = Keyring([NEW, OLD]), hashed(Keyring([OLD]), "account", GOOD)
    unnamed = kept.removeprefix(passwords.pepper_of(Keyring([OLD])))
    assert unnamed.startswith("$")
    assert verified(both, "account", GOOD, unnamed)
    assert not verified(both, "account", "482916", unnamed)
    assert not verified(both, "another", GOOD, unnamed)
    assert not verified(RING, "account", GOOD, unnamed)


@pytest.mark.parametrize("kept", [None, "", "none", "none$", "00000000$argon2id"])
def test_where_no_password_is_kept_one_hash_is_made_all_the_same(
    kept: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Watched:
        """The hasher; it records the hashes that it is given."""

        def verify(self, kept: str, password: bytes) -> bool:
            seen.append(kept)
            return hasher.verify(kept, password)

    hasher, nobodys, seen = passwords._HASHER, passwords._nobodys(), list[str]()
    monkeypatch.setattr(passwords, "_HASHER", Watched())
    assert not verified(Keyring([NEW, OLD]), "account", GOOD, kept)
    assert seen == [nobodys]


@pytest.mark.parametrize("kept", [None, ""])
def test_nobody_has_no_password(kept: str | None) -> None:
    assert not verified(RING, "nobody", GOOD, kept)
    assert not verified(RING, "nobody", "nobody's password", kept)


@pytest.mark.parametrize("ring", [RING, Keyring([NEW, OLD])], ids=["one key", "two keys"])
def test_an_account_that_does_not_exist_takes_the_same_work(ring: Keyring) -> None:
    kept = hashed(ring, "account", GOOD)
    verified(ring, "nobody", GOOD, None)  # the hash for missing accounts is made once per process

    def work(of: str | None) -> float:
        started = process_time()
        assert not verified(ring, "account", "482916", of)
        return process_time() - started

    pairs = [(work(kept), work(None)) for _ in range(15)]
    somebody, nobody = (sorted(times)[len(times) // 2] for times in zip(*pairs, strict=True))
    assert 0.7 < nobody / somebody < 1.4


@contextmanager
def taken(turns: threading.Semaphore, number: int) -> Iterator[None]:
    """Hold so many turns of the semaphore."""
    with ExitStack() as held:
        for _ in range(number):
            held.enter_context(turns)
        yield


def test_who_finds_everybody_waiting_is_told_so_at_once_and_leaves_no_trace() -> None:
    kept = hashed(RING, "a", GOOD)
    with taken(passwords._ROOM, passwords.AT_ONCE + passwords.WAITING):
        for look in (lambda: verified(RING, "a", GOOD, kept), lambda: hashed(RING, "a", GOOD)):
            with pytest.raises(Busy):
                look()
    assert verified(RING, "a", GOOD, kept)


@contextmanager
def everybody_hashing() -> Iterator[None]:
    """Keep all hashing threads busy."""
    over = threading.Event()
    busy = [passwords._HASHING.submit(over.wait) for _ in range(passwords.AT_ONCE)]
    try:
        yield
    finally:
        over.set()
        wait(busy)


def test_who_waits_for_a_core_in_vain_gives_the_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "LONGEST_WAIT", 0.01)
    with everybody_hashing():
        for _ in range(passwords.AT_ONCE + passwords.WAITING + 1):
            with pytest.raises(Busy, match="no core"):
                hashed(RING, "a", GOOD)
    assert verified(RING, "a", GOOD, hashed(RING, "a", GOOD))


def test_no_more_are_hashed_at_once_than_there_are_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every caller gets an answer: whether the password is right, or Busy."""

    class Watched:
        """The hasher; it counts how many threads use it at once."""

        now = most = 0

        def verify(self, kept: str, password: bytes) -> bool:
            with lock:
                self.now += 1
                self.most = max(self.most, self.now)
            try:
                return hasher.verify(kept, password)
            finally:
                with lock:
                    self.now -= 1

    kept, hasher, lock, watched = hashed(RING, "a", GOOD), passwords._HASHER, threading.Lock(), Watched()
    monkeypatch.setattr(passwords, "_HASHER", watched)

    def look(_: int) -> bool | None:
        with suppress(Busy):
            return verified(RING, "a", GOOD, kept)
        return None

    with ThreadPoolExecutor(24) as threads:
        answers = list(threads.map(look, range(96)))
    assert set(answers) <= {True, None}
    assert True in answers
    assert 1 <= watched.most <= passwords.AT_ONCE


def test_all_hashes_are_computed_by_the_same_few_threads() -> None:
    """Each thread that ever computed one keeps its 19 MB."""
    with ThreadPoolExecutor(8) as threads:
        looks = threads.map(lambda _: passwords._in_turn(threading.current_thread), range(passwords.WAITING))
        seen = {passwords._in_turn(threading.current_thread) for _ in range(8)} | set(looks)
    assert len(seen) <= passwords.AT_ONCE
    assert threading.current_thread() not in seen


def test_hashing_leaves_half_the_threads_of_the_web_to_everybody_else() -> None:
    assert asgi.THREADS / 2 >= passwords.AT_ONCE + passwords.WAITING
