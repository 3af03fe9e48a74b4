"""Six-digit passwords: which are too weak, and how they are hashed.

Six digits can be typed on a keypad and are not the four of an M-PESA PIN. A stolen row is protected by the pepper, a
key outside the database; argon2id is the second line of defence (sources 22 and 23).

A flood of sign-ins would use up every core with hashing (threat T27): the number of concurrent hashes is limited, a few
requests wait for a moment, and any further one is refused (`Busy`).
"""

import os
import re
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.shared.errors import RuleViolation
from app.platform.encryption import Keyring
from app.platform.long_waits import tell_of_wait

LENGTH: Final = 6
SHARED_RUN: Final = 5
"""A password is refused if it shares so many digits in a row with the ID, phone or birth date; or the year of birth."""
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, hash_len=32, salt_len=16)
"""m=19456 KiB, t=2, p=1: about 20 ms of a core (source 23)."""
_CORES: Final = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
AT_ONCE: Final = max(1, min(_CORES // 2, 8))
"""Hashes that this process computes at the same time: each takes a whole core, and two processes share a machine."""
WAITING: Final = 12 - AT_ONCE
"""How many more may wait: each holds a thread of the web (24 in a process), and half are for other citizens. A request
that waits costs nothing more; one that is refused and comes again at once costs more than the hash."""
LONGEST_WAIT: Final = 1.0
"""Seconds: a hop has 5 in all (interface: limits)."""
_ROOM: Final = threading.BoundedSemaphore(AT_ONCE + WAITING)
_HASHING: Final = ThreadPoolExecutor(AT_ONCE, "passwords")
"""A thread pool of its own: the C library keeps the 19 MB of a hash for each thread that ever computed one."""
_LINES: Final = ("123", "456", "789", "147", "258", "369", "159", "357")
"""Rows, columns and diagonals of the keypad. Two of them, in either direction, lead the lists of leaked passwords."""
_KNOWN: Final = ("142536", "246810", "102030", "135790", "112358", "314159", "271828")
"""Others that lead those lists: zigzags on the keypad, number series, well-known constants."""
Found = TypeVar("Found")


class Weakness(StrEnum):
    """Why a password is refused."""

    NOT_SIX_DIGITS = "not six digits"
    REPETITION = "a repetition"
    SEQUENCE = "a sequence"
    DATE = "a date"
    YEAR = "a year"
    PERSONAL = "a part of the ID, the phone number or the date of birth"


class Busy(RuleViolation):
    """Too many passwords or photos are being processed: this one was not checked."""


def weakness(password: str, *, number: str = "", phone: str = "", birth: str = "") -> Weakness | None:
    """Why a password is too weak, or None. About a tenth of all passwords are refused."""
    if not re.fullmatch(rf"[0-9]{{{LENGTH}}}", password):
        return Weakness.NOT_SIX_DIGITS
    if _is_repetition(password):
        return Weakness.REPETITION
    if _is_sequence(password) or _is_walk(password) or password in _KNOWN or password[::-1] in _KNOWN:
        return Weakness.SEQUENCE
    if _is_personal(password, number, phone, birth):
        return Weakness.PERSONAL
    if _is_date(password):
        return Weakness.DATE
    return Weakness.YEAR if re.search(r"19[2-9][0-9]|20[0-4][0-9]", password) else None


def hashed(keys: Keyring, account_id: str, password: str) -> str:
    """The hash of a password, as it is stored: after the name of its pepper's key. 20 ms: not inside a transaction.

    Raises Busy.
    """
    peppered = keys.digest("pepper", account_id, password)
    return pepper_of(keys) + _in_turn(lambda: _HASHER.hash(peppered))


def verified(keys: Keyring, account_id: str, password: str, kept: str | None) -> bool:
    """Whether this is the password; takes as long for an account that does not exist (`kept` None). Raises Busy."""
    name, mark, rest = (kept or "").partition("$")
    peppered = _peppered(keys, name if mark else pepper_of(keys), account_id, password)
    if not (mark and peppered):
        return _in_turn(lambda: _opens(_nobodys(), b"".join(peppered)))
    return _in_turn(lambda: any(_opens(mark + rest, each) for each in peppered))


def is_outdated(keys: Keyring, kept: str) -> bool:
    """Whether the hash of a password should be renewed: it has an older pepper or an older cost."""
    mine = pepper_of(keys)
    return not kept.startswith(mine) or _HASHER.check_needs_rehash(kept.removeprefix(mine))


def pepper_of(keys: Keyring) -> str:
    """The prefix of a hash under the newest pepper: the name of its key."""
    return keys.newest.hex()


def _peppered(keys: Keyring, name: str, account_id: str, password: str) -> list[bytes]:
    """The inputs that may have been hashed: with the key of this name, or with any key where there is none (before
    0003)."""
    if not name:
        return keys.digests("pepper", account_id, password)
    try:
        under = keys.digest_under(bytes.fromhex(name), "pepper", account_id, password)
    except ValueError:
        under = None
    return [] if under is None else [under]


def _in_turn(look: Callable[[], Found]) -> Found:
    """Run a hash in the thread pool. Raises Busy when too many wait, or no thread is free within a second."""
    if not _ROOM.acquire(blocking=False):
        raise Busy("too many passwords wait to be looked at")
    try:
        turn = _HASHING.submit(look)
        tell_of_wait()
        wait([turn], LONGEST_WAIT)
        if turn.cancel():
            raise Busy("no core was free to look at a password")
        return turn.result()
    finally:
        _ROOM.release()


def _opens(kept: str, peppered: bytes) -> bool:
    try:
        return _HASHER.verify(kept, peppered)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody's password")


def _is_repetition(password: str) -> bool:
    """At most two different digits, the same three twice, a palindrome, or pairs: 123123, 123321, 112233."""
    halves, mirrored = password[:3] == password[3:], password == password[::-1]
    return len(set(password)) <= 2 or halves or mirrored or password[::2] == password[1::2]


def _is_sequence(password: str) -> bool:
    """Equal steps, modulo 10: 123456, 864208, 789012."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(password)}
    return len(steps) == 1


def _is_walk(password: str) -> bool:
    """Two lines of three keys on the keypad, each in either direction: 147258, 951753, 123654."""
    return all(half in _LINES or half[::-1] in _LINES for half in (password[:3], password[3:]))


def _is_date(password: str) -> bool:
    """DDMMYY or YYMMDD of a day that exists."""
    first, second, third = (int(password[start : start + 2]) for start in (0, 2, 4))
    return _exists(third, second, first) or _exists(first, second, third)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(2000 + year % 4, month, day)  # any century: only a leap day depends on the year
    except ValueError:
        return False
    return True


def _is_personal(password: str, number: str, phone: str, birth: str) -> bool:
    runs = {password[start : start + SHARED_RUN] for start in range(LENGTH - SHARED_RUN + 1)}
    known = (number, phone, phone.replace("+254", "0"), *_as_written(birth))
    digits = " ".join(re.sub(r"\D", "", each) for each in known)
    if any(run in digits or run[::-1] in digits for run in runs):
        return True
    year = birth[:4]
    return bool(year) and year in password


def _as_written(birth: str) -> list[str]:
    """The digits of a date of birth, day, month or year first; nothing where only the year is known."""
    if len(birth) <= len("1990"):
        return []
    year, month, day = birth.split("-")
    days = [day + month, month + day]
    return [each + end for each in days for end in (year, year[2:])] + [year[2:] + each for each in days]
