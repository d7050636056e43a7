"""A line of the ledger as it is kept: its clear head, its encrypted text, and the seal that ties it to the line before."""

from __future__ import annotations

import hashlib
import hmac
import zlib
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from letapis.rim import keys
from letapis.words.records import Capture, Claim, Decision, Reading, from_line, to_line

Record = Capture | Reading | Claim | Decision

KINDS: Final = ("capture", "reading", "claim", "decision", "tombstone")
NOTHING: Final = bytes(32)
"""The seal before the first line."""

PACKING: Final = 3
"""How hard texts are packed before they are encrypted."""

CHECKPOINT: Final = "letapis checkpoint 1"


class Row(NamedTuple):
    """A line as it stands in the table."""

    seq: int
    kind: str
    id: str
    owner: str
    """Whose key opens it: the capture it belongs to; a decision's is its own."""
    touches: str
    """Of a decision: the ids of the captures it speaks of, with spaces between."""
    ids: str
    """Of a line of claims: their ids without the kind, in order, a space before and after each."""
    digest: bytes
    """The keyed digest of the text (HMAC-SHA256 under the owner's key): the seal holds it, so the text can be erased, or
    encrypted anew, and the chain still stands."""
    prev: bytes
    seal: bytes
    body: bytes
    """Nonce and ciphertext of the text (packed), bound to the head."""


class Head(NamedTuple):
    """What of a line stands in clear and is sealed: nothing in it tells a name."""

    seq: int
    kind: str
    id: str
    owner: str
    touches: str
    ids: str

    def spelled(self) -> bytes:
        """The head as bytes, so that no two heads are spelled alike."""
        parts = [str(part).encode() for part in self]
        return b"letapis line 1" + b"".join(len(part).to_bytes(4, "big") + part for part in parts)


class LineKeys(NamedTuple):
    """The keys of an owner's lines: one encrypts them, one makes their digests, one names what is found in it."""

    text: bytes
    digest: bytes
    ids: bytes
    """``Reading.key``."""

    @classmethod
    def of(cls, secret: bytes) -> LineKeys:
        """Those that follow from an owner's secret."""
        return cls(keys.derive(secret, "lines"), keys.derive(secret, "digests"), keys.derive(secret, "ids"))


def head_of(row: Row) -> Head:
    """The clear head of a row."""
    return Head(*row[:6])


def seal_of(prev: bytes, head: Head, digest: bytes) -> bytes:
    """The seal of a line: SHA-256 over the seal before it, its digest and its head."""
    return hashlib.sha256(prev + digest + head.spelled()).digest()


def make(prev: bytes, head: Head, text: bytes, own: LineKeys) -> Row:
    """The row of a text: packed, encrypted, and sealed onto the line before."""
    digest = hmac.digest(own.digest, text, "sha256")
    body = keys.encrypt(own.text, zlib.compress(text, PACKING), head.spelled())
    return Row(*head, digest, prev, seal_of(prev, head, digest), body)


def text_of(row: Row, own: LineKeys) -> bytes:
    """The text of a row. Raises keys.DamagedError when a bit of it, of its head or of its digest is another."""
    try:
        text = zlib.decompress(keys.decrypt(own.text, row.body, head_of(row).spelled()))
    except zlib.error as error:
        raise keys.DamagedError from error
    if not hmac.compare_digest(hmac.digest(own.digest, text, "sha256"), row.digest):
        raise keys.DamagedError
    return text


def encode(records: Iterable[Record]) -> bytes:
    """Records as lines of text; a letter that UTF-8 does not have (of a file's name in another encoding) is escaped."""
    return "\n".join(map(to_line, records)).encode("utf-8", "backslashreplace")


def decode(text: bytes, key: bytes) -> list[Record]:
    """The records that ``encode`` spelled; ``key`` is given back to readings. Raises ValueError."""
    try:
        return [from_line(line, key) for line in text.decode("utf-8").split("\n")]
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("not a line of the ledger") from error


def listed(ids: Sequence[str]) -> str:
    """Claim ids as they stand in the head of their line, to be found by ``instr``."""
    return " " + " ".join(id.partition(":")[2] for id in ids) + " "


def unlisted(ids: str) -> list[str]:
    """The claim ids of a head."""
    return [f"claim:{id}" for id in ids.split()]


def checkpoint(seq: int, seal: bytes) -> str:
    """A head of the ledger as a line of text."""
    return f"{CHECKPOINT} {seq} {seal.hex()}"


def parse_checkpoint(text: str) -> tuple[int, bytes] | None:
    """Number and seal of a checkpoint; None for a text that is none."""
    words = text.split()
    if words[:3] != CHECKPOINT.split() or len(words) != 5 or not (words[3].isascii() and words[3].isdigit()):
        return None
    try:
        return int(words[3]), bytes.fromhex(words[4])
    except ValueError:
        return None
