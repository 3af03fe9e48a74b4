"""The audit trail's anchors in an append-only file on this machine's disk, outside of the database.

An anchor is the same line of JSON in the file and in the log: whoever collects the logs has the anchors too.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.domain.audit.audit_mark import Anchor
from app.platform.encryption import Keyring

FILE: Final = "audit-anchors.jsonl"
EVENT: Final = "audit anchor"
"""The `event` of a log line that holds an anchor."""


@dataclass(frozen=True)
class KeptAnchors:
    """What a file of anchors holds. `anchors`: in the order in which they were written. `forged`: the number of lines
    that name a key of ours and do not have its MAC. `unread`: the number of lines that are no anchor: other lines of a
    log, or one cut off by a crash."""

    anchors: tuple[Anchor, ...] = ()
    forged: int = 0
    unread: int = 0

    @property
    def newest(self) -> Anchor | None:
        """The anchor with the highest epoch and `seq`."""
        return max(self.anchors, key=lambda each: (each.epoch, each.seq), default=None)


class AnchorFile:
    """The anchors of one data folder. Several processes may append to it: each line is one write."""

    def __init__(self, folder: Path, ring: Keyring) -> None:
        self._file, self._ring = folder / FILE, ring

    def kept(self) -> KeptAnchors:
        """All anchors; none where there is no file. Raises OSError."""
        return read_anchors(self._file, self._ring) if self._file.exists() else KeptAnchors()

    def put(self, anchor: Anchor) -> None:
        """Append an anchor, in a file for its owner only. Once this returns, it survives a crash. Raises OSError."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(self._file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.fchmod(file, 0o600)
            size = os.fstat(file).st_size
            torn = size > 0 and os.pread(file, 1, size - 1) != b"\n"
            os.write(file, b"\n" * torn + json.dumps(anchor.shown()).encode() + b"\n")
            os.fsync(file)
        finally:
            os.close(file)


def read_anchors(file: Path, ring: Keyring) -> KeptAnchors:
    """The anchors of a file: one of ours, or a log. Raises OSError."""
    with file.open(encoding="utf-8", errors="replace") as lines:
        return _sorted(lines, ring)


def _sorted(lines: Iterable[str], ring: Keyring) -> KeptAnchors:
    anchors, forged, unread = [], 0, 0
    for line in lines:
        anchor = _read(line)
        if anchor is None:
            unread += bool(line.strip())
        elif anchor.is_forged(ring):
            forged += 1
        else:
            anchors.append(anchor)
    return KeptAnchors(tuple(anchors), forged, unread)


def _read(line: str) -> Anchor | None:
    try:
        told = json.loads(line)
        return Anchor.read(told) if isinstance(told, dict) and told.get("event", EVENT) == EVENT else None
    except (ValueError, RecursionError):
        return None
