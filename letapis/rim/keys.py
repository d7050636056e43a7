"""Keys: one project key, everything else derived from it or wrapped by it, and every capture under a key of its own."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from letapis.rim.errors import refuse

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SIZE: Final = 32
_NONCE: Final = 12

MEMORY: Final = 64 * 1024
"""KiB of memory a passphrase costs (argon2id); with TIME the floor below which no header is opened."""
TIME: Final = 3
LANES: Final = 2
_MOST_MEMORY: Final = 1024 * 1024
_MOST_TIME: Final = 64
SHORTEST: Final = 8
"""The fewest characters of a passphrase."""


class DamagedError(Exception):
    """What was to be decrypted is not what was encrypted, or not under this key, or not about this."""


def fresh() -> bytes:
    """A new random key."""
    return secrets.token_bytes(SIZE)


def derive(key: bytes, purpose: str) -> bytes:
    """The sub-key of a random key for one purpose (HKDF-Expand with SHA-256, RFC 5869, one block)."""
    return hmac.digest(key, f"letapis/1 {purpose}".encode() + b"\x01", "sha256")


@lru_cache(maxsize=4096)
def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # slow to import: only where a project is opened

    return AESGCM(key)


def forget() -> None:
    """Drop the prepared ciphers, so that no key outlives the project's closing longer than Python keeps it."""
    _cipher.cache_clear()


def encrypt(key: bytes, plain: bytes, about: bytes, nonce: bytes | None = None) -> bytes:
    """Nonce and ciphertext (AES-256-GCM) of ``plain``, bound to ``about``; a nonce is given only to repeat a known one."""
    nonce = nonce or secrets.token_bytes(_NONCE)
    return nonce + _cipher(key).encrypt(nonce, plain, about)


def decrypt(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """What was encrypted. Raises DamagedError when a single bit of it, of the key or of ``about`` is another."""
    from cryptography.exceptions import InvalidTag

    try:
        return _cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except (InvalidTag, ValueError) as error:
        raise DamagedError from error


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The project key and what is derived from it."""

    root: bytes
    database: bytes = field(init=False)
    """Opens ``ledger.db``."""
    names: bytes = field(init=False)
    """Names the blobs."""
    ids: bytes = field(init=False)
    """Mints the ids of captures."""
    wrapping: bytes = field(init=False)
    """Wraps the keys of captures and decisions in their table."""
    tombstones: bytes = field(init=False)
    """Encrypts what tombstones say."""

    def __post_init__(self) -> None:
        for purpose in ("database", "names", "ids", "wrapping", "tombstones"):
            object.__setattr__(self, purpose, derive(self.root, purpose))

    def wrap(self, owner: str, key: bytes) -> bytes:
        """The key of a capture or decision as it stands in the table of keys."""
        return encrypt(self.wrapping, key, b"key of " + owner.encode())

    def unwrap(self, owner: str, wrapped: bytes) -> bytes:
        """The key of ``owner``. Raises DamagedError, also for a key that was moved to another owner."""
        return decrypt(self.wrapping, wrapped, b"key of " + owner.encode())


@dataclass(frozen=True, slots=True)
class Cost:
    """What trying one passphrase costs: memory in KiB, rounds, lanes, and the salt."""

    memory: int
    time: int
    lanes: int
    salt: bytes

    @property
    def fair(self) -> bool:
        """Whether it is neither cheaper than we allow nor dearer than a machine can bear."""
        return (
            MEMORY <= self.memory <= _MOST_MEMORY
            and TIME <= self.time <= _MOST_TIME
            and 1 <= self.lanes <= 16
            and 16 <= len(self.salt) <= 64
        )


def new_cost() -> Cost:
    """The cost of a new passphrase, with a fresh salt."""
    return Cost(MEMORY, TIME, LANES, secrets.token_bytes(16))


def of_passphrase(passphrase: str, cost: Cost) -> bytes:
    """The key a passphrase stands for (argon2id); the same letters give the same key however a keyboard composes them."""
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    secret = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return hash_secret_raw(secret, cost.salt, cost.time, cost.memory, cost.lanes, SIZE, Type.ID)
    except HashingError as error:
        raise refuse(
            "passphrase", "there is not enough memory to check it (64 MB are needed).", "Close some programs and try again."
        ) from error
