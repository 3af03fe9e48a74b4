"""Where a state of the simulator is kept: in memory, or in a file that several processes share."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

Kept = TypeVar("Kept", bound=BaseModel)


class StateStore(Generic[Kept]):
    """A state of this kind, one caller at a time. Without a file it is in memory. Making one touches no disk."""

    def __init__(self, kind: type[Kept], file: Path | None) -> None:
        self._kind, self._file = kind, file
        self._memory = kind()
        self._lock = threading.Lock()
        self._seen: tuple[tuple[int, int, int], Kept] | None = None

    @contextmanager
    def change(self) -> Iterator[Kept]:
        """The state, to read or to change; a file is written when the block ends well. Do not wait inside."""
        with self._lock:
            if self._file is None:
                yield self._memory
                return
            with _locked(self._file):
                state = self._read(self._file)
                before = state.model_dump_json()
                yield state
                after = state.model_dump_json()
                if after != before:
                    _write(self._file, after)

    def peek(self) -> Kept:
        """The state as last written, read-only. The file is read again only if it has changed."""
        if self._file is None:
            with self._lock:
                return self._memory.model_copy(deep=True)
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return self._kind()
        mark = (found.st_mtime_ns, found.st_size, found.st_ino)
        seen = self._seen
        if seen is None or seen[0] != mark:
            seen = self._seen = (mark, self._read(self._file))
        return seen[1]

    def _read(self, file: Path) -> Kept:
        try:
            return self._kind.model_validate_json(file.read_bytes())
        except FileNotFoundError:
            return self._kind()


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Lock a file against other processes."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write(file: Path, text: str) -> None:
    """Write a file atomically: a process may be killed at any time."""
    draft = file.with_suffix(".draft")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "w") as lines:  # noqa: PTH123  a descriptor
        lines.write(text)
    draft.replace(file)
