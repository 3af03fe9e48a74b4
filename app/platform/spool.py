"""The spool: what providers post while the database is out of reach, kept on this machine's disk until it is back.

One folder serves all processes of a machine. A record is a line, sealed, and on the disk before its caller is
answered. New records go to the file `live`, under a lock; a drain renames it, so that writers and the drain never wait
for each other, and applies the oldest record first. A process killed while it writes leaves a torn line, whose caller
was never answered: it is skipped, and the lines after it are whole. A record that cannot be applied moves to `aside`
and blocks nothing.
"""

import fcntl
import json
import os
import secrets
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path
from typing import Any, Final

from app.platform.encryption import DecryptionError, Keyring
from app.platform.private_files import tighten

PATIENCE: Final = 3.0
"""Seconds to wait for the lock to write: a provider gives up after 10."""
LIVE, ASIDE, TAKEN = "live", "aside", ".taken"
_STAMP: Final = 14
"""Hexadecimal digits of a record's name that are its time, in microseconds since 1970."""


@dataclass(frozen=True)
class SpoolRecord:
    """One record: its own name, its kind, when it came, and its content (JSON)."""

    name: str
    kind: str
    at: datetime
    told: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class SpoolState:
    """The state of the spool: waiting records, the time of the oldest, records set aside, and whether it is writable.

    A record that was applied still counts as waiting while others of its file wait.
    """

    waiting: int
    oldest: datetime | None
    aside: int
    writable: bool


class NotNow(Exception):
    """A record cannot be applied yet, and so neither can those behind it."""


class Spool:
    """The records in one folder, which is made when the first comes. Safe for many threads and processes."""

    def __init__(self, folder: Path, keys: Keyring) -> None:
        self._folder, self._keys = folder, keys
        self._own_turn = threading.Lock()

    def waits(self) -> bool:
        """Whether any record waits. Lists the folder, and opens no file."""
        return bool(self._files())

    def put(self, kind: str, told: dict[str, Any], at: datetime) -> None:
        """Keep a record; once this returns, it survives a crash. Raises OSError when the disk does not take it."""
        name = f"{round(at.timestamp() * 1e6):0{_STAMP}x}{secrets.token_hex(9)}"
        sealed = b64encode(self._keys.seal(json.dumps([kind, told]).encode(), _place(name)))
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tighten(self._folder)
        with self._own_turn, self._turn("writing", PATIENCE):  # one of this process's threads at a time asks for it
            self._append(LIVE, b"%s %08x %s" % (name.encode(), len(sealed), sealed))

    def drain(self, apply: Callable[[SpoolRecord], None], set_aside: Callable[[str, Exception], None]) -> int:
        """Apply the waiting records, oldest first; returns how many were applied.

        Raises NotNow if `apply` does: it keeps that record and all after it. On any other error a record is set aside,
        and `set_aside(name, error)` is called. After a crash a record may be applied again: `apply` must recognise
        its name. Nothing is done while another process drains.
        """
        if not self.waits():
            return 0
        done = 0
        with suppress(TimeoutError), self._turn("draining", 0):
            self._take(LIVE)
            for file in self._files():
                for line in _lines(file):
                    done += self._apply(line, apply, set_aside)
                file.unlink()
        return done

    def again(self) -> None:
        """Put the records that were set aside back to wait, after those that wait now."""
        if not (self._folder / ASIDE).exists():
            return
        with self._turn("draining", PATIENCE):
            self._take(ASIDE)

    def read_state(self) -> SpoolState:
        """How much waits, and since when. Reads every line, and opens none."""
        waiting = self._waiting()
        first = min((line[:_STAMP] for line in waiting), default=None)
        oldest = _time(first.decode("ascii", "replace")) if first else None
        return SpoolState(len(waiting), oldest, len(_lines(self._folder / ASIDE)), self._is_writable())

    def _waiting(self) -> list[bytes]:
        """The lines of all records that wait; read anew when a file was renamed meanwhile."""
        while True:
            files = self._files()
            lines = [line for file in files for line in _lines(file)]
            if files == self._files():
                return lines

    def _files(self) -> list[Path]:
        """The files of records that wait, the oldest first: those that were taken, then the live one."""
        try:
            names = [each.name for each in self._folder.iterdir()]
        except OSError:
            return []
        taken = sorted(name for name in names if name.endswith(TAKEN))
        return [self._folder / name for name in [*taken, *(name for name in names if name == LIVE)]]

    def _take(self, name: str) -> None:
        """Rename a file of records, so that no new one is written to it."""
        with self._turn("writing", PATIENCE):
            last = max((int(file.stem) for file in self._files() if file.suffix == TAKEN), default=0)
            with suppress(FileNotFoundError):
                (self._folder / name).rename(self._folder / f"{last + 1:010d}{TAKEN}")

    def _apply(
        self, line: bytes, apply: Callable[[SpoolRecord], None], set_aside: Callable[[str, Exception], None]
    ) -> int:
        name, length, sealed = (*line.split(b" "), b"", b"")[:3]
        if not sealed or len(sealed) < _whole(length):
            return 0  # torn: its sender was not answered, and sends it again
        try:
            apply(self._opened(name.decode("ascii", "replace"), sealed))
        except NotNow:
            raise
        except Exception as error:
            self._append(ASIDE, line)
            set_aside(name.decode("ascii", "replace"), error)
            return 0
        return 1

    def _opened(self, name: str, sealed: bytes) -> SpoolRecord:
        try:
            kind, told = json.loads(self._keys.open(b64decode(sealed), _place(name)))
            at = _time(name[:_STAMP])
        except ValueError:
            raise DecryptionError("spool") from None
        if at is None:
            raise DecryptionError("spool")
        return SpoolRecord(name, kind, at, told)

    def _append(self, name: str, line: bytes) -> None:
        """Write a line and wait until the disk has it. It begins on a line of its own, whatever was torn before it."""
        file, whole = self._folder / name, b"\n" + line + b"\n"
        is_new = not file.exists()
        with open(file, "ab", buffering=0, opener=_private) as output:
            end = output.seek(0, os.SEEK_END)
            try:
                if output.write(whole) != len(whole):
                    raise OSError(ENOSPC, "the disk is full")
                os.fsync(output.fileno())
            except OSError:
                with suppress(OSError):
                    output.truncate(end)
                raise
        if is_new:
            _sync(self._folder)

    @contextmanager
    def _turn(self, name: str, seconds: float) -> Iterator[None]:
        """Hold the lock of this name, across threads and processes. Raises TimeoutError."""
        with open(self._folder / name, "ab", opener=_private) as lock:
            deadline = time.monotonic() + seconds
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= deadline:
                        raise TimeoutError(name) from None
                time.sleep(0.002)
            yield

    def _is_writable(self) -> bool:
        there = next((folder for folder in (self._folder, *self._folder.parents) if folder.exists()), None)
        return there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _place(name: str) -> str:
    return f"spool:{name}"


def _lines(file: Path) -> list[bytes]:
    try:
        return [line for line in file.read_bytes().split(b"\n") if line]
    except OSError:
        return []


def _whole(length: bytes) -> int:
    """The length that a line declares; 0 if it is damaged, so that the record is set aside for people to look at."""
    try:
        return int(length, 16)
    except ValueError:
        return 0


def _time(stamp: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(stamp, 16) / 1e6, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync(folder: Path) -> None:
    """Wait until the disk has the entries of a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
