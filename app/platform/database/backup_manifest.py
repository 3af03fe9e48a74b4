"""What stands beside a copy of the database: of when it is, of what, and a proof that it is whole and ours.

The copy `FILE` is what the database's own programs read; `FILE.json` tells of it. It has a MAC under the newest key of
the ring, so that a copy made under other keys, damaged, or changed by somebody, is refused before anything is put back.
"""

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, TextIO

from app.platform.encryption import Keyring

FORMAT: Final = 1
PURPOSE: Final = "backup"
"""What the MAC is made for."""
AT_ONCE: Final = 1024 * 1024
"""Bytes."""


class BackupRefused(Exception):
    """A copy that cannot be made, or may not be put back; the text says why, and what is wanted."""


@dataclass(frozen=True)
class BackupManifest:
    """What is told of a copy. `made_at`: what was committed by then is in it; `migration`: that its tables are of."""

    format: int
    database: str
    migration: str
    made_at: str
    size: int
    sha256: str
    key: str = ""
    mac: str = ""

    def signed(self, ring: Keyring) -> "BackupManifest":
        """The same, vouched for by the ring's newest key."""
        return replace(self, key=ring.newest.hex(), mac=ring.macs(PURPOSE)[ring.newest](self._said()).hex())

    def check_key(self, ring: Keyring) -> None:
        """Raises BackupRefused where no key of the ring vouches for it."""
        mac = ring.macs(PURPOSE).get(_unhexed(self.key))
        if mac is None:
            raise BackupRefused(
                f"this copy was made under the key {self.key}, which is not in SECRET_KEYS (its newest is"
                f" {ring.newest.hex()}): set the keys of that time, without which nothing in it can be read"
            )
        if mac(self._said()).hex() != self.mac:
            raise BackupRefused("what stands beside this copy is not what was written: take another copy")

    def check_file(self, file: Path) -> None:
        """Raises BackupRefused where the copy is not what was written."""
        try:
            whole = file.stat().st_size == self.size and digest_of(file) == self.sha256
        except OSError as error:
            raise BackupRefused(f"{file} cannot be read: {error.strerror}") from None
        if not whole:
            raise BackupRefused(f"{file} is damaged: it is not what was written. Take another copy")

    @property
    def moment(self) -> datetime:
        """Up to when it has everything."""
        return datetime.fromisoformat(self.made_at).astimezone(UTC)

    def _said(self) -> bytes:
        return json.dumps(asdict(replace(self, key="", mac="")), sort_keys=True, separators=(",", ":")).encode()


def manifest_file(file: Path) -> Path:
    """Where it stands: beside the copy."""
    return file.with_name(f"{file.name}.json")


def read_manifest(file: Path) -> BackupManifest:
    """What stands beside a copy. Raises BackupRefused."""
    beside = manifest_file(file)
    try:
        found = BackupManifest(**json.loads(beside.read_text(encoding="utf-8")))
    except OSError as error:
        raise BackupRefused(f"{beside} is wanted, which was written with the copy: {error.strerror}") from None
    except (TypeError, ValueError):
        raise BackupRefused(f"{beside} is not what was written with a copy") from None
    if found.format != FORMAT:
        raise BackupRefused(f"{beside} is of a later release (format {found.format})")
    return found


def write_manifest(file: Path, manifest: BackupManifest) -> None:
    """Write it beside a copy, where nothing stands yet, for this user alone. Raises OSError."""
    with open_new(manifest_file(file)) as output:
        output.write(json.dumps(asdict(manifest), indent=1) + "\n")
        output.flush()
        os.fsync(output.fileno())


def open_new(file: Path) -> TextIO:
    """A new file for this user alone. Raises FileExistsError."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8")


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    digest = sha256()
    with file.open("rb") as content:
        while part := content.read(AT_ONCE):
            digest.update(part)
    return digest.hexdigest()


def _unhexed(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
