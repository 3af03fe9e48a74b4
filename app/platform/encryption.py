"""Encryption at rest: sealing (AES-256-GCM), blind indexes and digests (HMAC-SHA-256), with one key ring.

From each secret of the ring one key is derived for each purpose (HKDF), so that the key of an index cannot open
anything, nor the reverse. The first secret of the ring writes; all of them read.
"""

import hmac
import os
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_NAME = 4
NONCE = 12


class DecryptionError(Exception):
    """Sealed bytes that no key of the ring opens: damaged, moved from elsewhere, or of a key that is gone."""


class Keyring:
    """The secrets of one installation, newest first."""

    def __init__(self, secrets: list[str]) -> None:
        if not secrets:
            raise ValueError("a key ring needs a key")
        self._secrets = secrets
        self._derived = lru_cache(maxsize=256)(self._derive)
        self._cipher = lru_cache(maxsize=256)(self._make_cipher)
        self._name = lru_cache(maxsize=256)(self._make_name)

    def seal(self, plain: bytes, bound_to: str) -> bytes:
        """Encrypt `plain` so that it opens only at the place it was made for (`bound_to`, e.g. a column and row)."""
        secret = self._secrets[0]
        nonce = os.urandom(NONCE)
        sealed = self._cipher(secret).encrypt(nonce, plain, bound_to.encode())
        return self._name(secret) + nonce + sealed

    def open(self, sealed: bytes, bound_to: str) -> bytes:
        """Decrypt what was sealed for this place. Raises DecryptionError."""
        name, nonce, rest = sealed[:KEY_NAME], sealed[KEY_NAME : KEY_NAME + NONCE], sealed[KEY_NAME + NONCE :]
        for secret in self._secrets:
            if self._name(secret) == name:
                with suppress(InvalidTag, ValueError):  # two keys may have the same short name
                    return self._cipher(secret).decrypt(nonce, rest, bound_to.encode())
        raise DecryptionError(bound_to.partition(":")[0])

    def seal_text(self, plain: str, bound_to: str) -> bytes:
        """`seal` for text."""
        return self.seal(plain.encode(), bound_to)

    def open_text(self, sealed: bytes, bound_to: str) -> str:
        """`open` for text. Raises DecryptionError."""
        return self.open(sealed, bound_to).decode()

    def digest(self, purpose: str, *parts: str) -> bytes:
        """A keyed digest, from which the parts cannot be read back: 32 bytes, the same for the same parts."""
        return self._digest(self._secrets[0], purpose, parts)

    def growing(self, purpose: str, *parts: str) -> "hmac.HMAC":
        """A digest object that can be extended with `update`: for digests of a text that grows."""
        return hmac.new(self._derived(self._secrets[0], "digest:" + purpose), _framed(parts), "sha256")

    def digests(self, purpose: str, *parts: str) -> list[bytes]:
        """The digests under every key of the ring, newest first, to look up what was digested under an older key."""
        return [self._digest(secret, purpose, parts) for secret in self._secrets]

    @property
    def newest(self) -> bytes:
        """The short name of the key that writes: the first four bytes of all that it seals."""
        return self._name(self._secrets[0])

    def is_newest(self, sealed: bytes) -> bool:
        """Whether this was sealed under the key that writes."""
        return sealed[:KEY_NAME] == self.newest

    def digest_under(self, name: bytes, purpose: str, *parts: str) -> bytes | None:
        """The digest under the key of this short name; None when the ring has no such key."""
        secret = next((each for each in self._secrets if self._name(each) == name), None)
        return None if secret is None else self._digest(secret, purpose, parts)

    def macs(self, purpose: str) -> dict[bytes, Callable[[bytes], bytes]]:
        """For each key of the ring, by its short name, the function that makes a MAC: for many values in a row."""
        return {self._name(secret): partial(_mac, self._derived(secret, "mac:" + purpose)) for secret in self._secrets}

    def _digest(self, secret: str, purpose: str, parts: tuple[str, ...]) -> bytes:
        return hmac.digest(self._derived(secret, "digest:" + purpose), _framed(parts), "sha256")

    def _make_name(self, secret: str) -> bytes:
        return self._derived(secret, "name")[:KEY_NAME]

    def _make_cipher(self, secret: str) -> AESGCM:
        return AESGCM(self._derived(secret, "seal"))

    @staticmethod
    def _derive(secret: str, purpose: str) -> bytes:
        return HKDF(SHA256(), 32, salt=b"lango", info=purpose.encode()).derive(secret.encode())


def _framed(parts: tuple[str, ...]) -> bytes:
    """The parts joined, each after its length, so that two lists of parts never give the same bytes."""
    raw = [part.encode("utf-8", "surrogatepass") for part in parts]
    return b"".join([len(part).to_bytes(4, "big") + part for part in raw])


def _mac(key: bytes, said: bytes) -> bytes:
    return hmac.digest(key, said, "sha256")
