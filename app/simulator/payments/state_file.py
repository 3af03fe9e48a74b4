"""Where the state is kept: in memory, or in a file that several processes share."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.simulator.payments.state import SimulatorState


class StateStore:
    """The state, one caller at a time. Without a file it is in memory. Making one touches no disk."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._memory = SimulatorState()
        self._lock = threading.Lock()

    @contextmanager
    def change(self) -> Iterator[SimulatorState]:
        """The state, to look at or to change; a file is written when the block ends well. Wait for nobody inside."""
        with self._lock:
            if self._file is None:
                yield self._memory
                return
            with _locked(self._file):
                state = _read(self._file)
                before = state.model_dump_json()
                yield state
                after = state.model_dump_json()
                if after != before:
                    _write(self._file, after)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """No other process at the same time."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _read(file: Path) -> SimulatorState:
    if not file.exists():
        return SimulatorState()
    return SimulatorState.model_validate_json(file.read_bytes())


def _write(file: Path, text: str) -> None:
    """All of it or nothing: a process may be killed at any time."""
    draft = file.with_suffix(".draft")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600), "w") as lines:
        lines.write(text)
    draft.replace(file)
