"""The manifest of a copy of the database: when it was made, of what, and a proof that it is complete and ours.

`FILE` is the copy, as the database's own programs read it; `FILE.json` is the manifest. It has a MAC under the newest
key of the ring: a copy that was made under other keys, damaged or changed is refused before anything is put back.
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
"""The purpose for which the MAC's key is derived."""
AT_ONCE: Final = 1024 * 1024
"""Bytes that are read at a time."""


class BackupRefused(Exception):
    """A copy that cannot be made, or may not be put back; the text says why, and what is wanted."""


@dataclass(frozen=True)
class BackupManifest:
    """The manifest of a copy. `made_at`: the copy has what was committed by then. `migration`: that of its tables."""

    format: int
    database: str
    migration: str
    made_at: str
    size: int
    sha256: str
    key: str = ""
    mac: str = ""

    def signed(self, ring: Keyring) -> "BackupManifest":
        """The same manifest, with a MAC under the ring's newest key."""
        return replace(self, key=ring.newest.hex(), mac=ring.macs(PURPOSE)[ring.newest](self._said()).hex())

    def check_key(self, ring: Keyring) -> None:
        """Check the MAC. Raises BackupRefused if it is wrong, or if its key is not in the ring."""
        mac = ring.macs(PURPOSE).get(_unhexed(self.key))
        if mac is None:
            raise BackupRefused(
                f"this copy was made under the key {self.key}, which is not in SECRET_KEYS (its newest is"
                f" {ring.newest.hex()}): set the keys of that time, without which nothing in it can be read"
            )
        if mac(self._said()).hex() != self.mac:
            raise BackupRefused("what stands beside this copy is not what was written: take another copy")

    def check_file(self, file: Path) -> None:
        """Check the size and the digest of the copy. Raises BackupRefused."""
        try:
            whole = file.stat().st_size == self.size and digest_of(file) == self.sha256
        except OSError as error:
            raise BackupRefused(f"{file} cannot be read: {error.strerror}") from None
        if not whole:
            raise BackupRefused(f"{file} is damaged: it is not what was written. Take another copy")

    @property
    def moment(self) -> datetime:
        """The time of `made_at`, in UTC."""
        return datetime.fromisoformat(self.made_at).astimezone(UTC)

    def _said(self) -> bytes:
        return json.dumps(asdict(replace(self, key="", mac="")), sort_keys=True, separators=(",", ":")).encode()


def manifest_file(file: Path) -> Path:
    """The path of the manifest, beside the copy."""
    return file.with_name(f"{file.name}.json")


def read_manifest(file: Path) -> BackupManifest:
    """The manifest beside a copy. Raises BackupRefused."""
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
    """Write a manifest beside a copy, as a new file for this user alone. Raises OSError."""
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
