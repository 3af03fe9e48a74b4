"""The limit of event streams on a machine, across all web processes: one locked file for each."""

import fcntl
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_STREAMS: Final = 8


@dataclass(frozen=True)
class StreamSlot:
    """The right to one stream. It ends with `release`, or with the process, however that ends."""

    descriptor: int

    def release(self) -> None:
        """Let another stream have it."""
        os.close(self.descriptor)


class StreamSlots:
    """The slots in a folder that the processes share. Making one touches no disk."""

    def __init__(self, folder: Path, most: int = MOST_STREAMS) -> None:
        self._folder, self.most = folder, most

    def take(self) -> StreamSlot | None:
        """A slot, or None where all are taken."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number in range(self.most):
            descriptor = os.open(self._folder / f"{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            with suppress(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return StreamSlot(descriptor)
            os.close(descriptor)
        return None
