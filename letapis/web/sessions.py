"""Who may see the desk: one secret a launch opens one session; sessions live on the server and end when it locks."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

LONGEST = 12 * 3600
"""Seconds after which a session ends whatever is done in it."""
_BYTES = 32


@dataclass(slots=True)
class Session:
    """One browser that showed the secret."""

    token: str
    """What every form must bring back."""
    made: float
    notice: str = ""
    """What was done last, told once on the next screen."""
    undo: bool = False
    """Whether the notice offers to take it back."""


@dataclass(slots=True)
class Sessions:
    """The sessions of one launch; ids are kept as digests only."""

    clock: Callable[[], float]
    _of: dict[bytes, Session] = field(default_factory=dict)
    _secret: bytes = b""

    def invite(self) -> str:
        """A fresh secret for the first page; it opens one session, and earlier ones open none."""
        secret = secrets.token_urlsafe(_BYTES)
        self._secret = _digest(secret)
        return secret

    def redeem(self, secret: str) -> str | None:
        """The id of a new session for the secret; None for any other words and for one that was used."""
        if not self._secret or not hmac.compare_digest(self._secret, _digest(secret)):
            return None
        self._secret = b""
        return self.begin()

    def begin(self) -> str:
        """The id of a new session."""
        id_ = secrets.token_urlsafe(_BYTES)
        self._of[_digest(id_)] = Session(secrets.token_urlsafe(_BYTES), self.clock())
        return id_

    def get(self, id_: str) -> Session | None:
        """The session of an id that has not ended."""
        key = _digest(id_)
        found = self._of.get(key)
        if found is not None and self.clock() - found.made > LONGEST:
            del self._of[key]
            return None
        return found

    def end(self) -> None:
        """End all of them; the secret opens nothing more."""
        self._of.clear()
        self._secret = b""


def _digest(words: str) -> bytes:
    return sha256(words.encode("utf-8", "surrogatepass")).digest()
