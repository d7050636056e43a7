"""The header of a project, ``project.json``: its version and its key, wrapped by a passphrase or in the clear."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import Any, Final

from letapis.rim import keys
from letapis.rim.errors import refuse

NAME: Final = "project.json"
VERSION: Final = 1

WARNING: Final = (
    "There is no passphrase: the key stands here in the clear, and whoever has this folder can read everything in it."
)


@dataclass(frozen=True, slots=True)
class Header:
    """What ``project.json`` says, taken apart but not yet believed."""

    body: dict[str, Any]
    text: bytes
    where: str

    @property
    def asks(self) -> bool:
        """Whether it takes a passphrase to open."""
        return "slots" in self.body


def text_of(body: dict[str, Any]) -> bytes:
    """A header's text, always spelled the same, so that not a bit of it can change unseen."""
    return (json.dumps(body, indent=1, ensure_ascii=True) + "\n").encode("ascii")


def _checked(root: bytes, body: dict[str, Any]) -> bytes:
    """The header's text with its check, which binds every other word of it to the key."""
    plain = {k: v for k, v in body.items() if k != "check"}
    check = hmac.digest(keys.derive(root, "header"), text_of(plain), "sha256").hex()
    return text_of({**plain, "check": check})


def make(root: bytes, passphrase: str | None) -> bytes:
    """The text of a header that keeps the project key under a passphrase, or in the clear."""
    body: dict[str, Any] = {"is": "letapis project", "version": VERSION}
    if passphrase is None:
        return _checked(root, {**body, "warning": WARNING, "key": root.hex()})
    return _checked(root, {**body, "slots": [_slot(root, passphrase)]})


def _slot(root: bytes, passphrase: str) -> dict[str, Any]:
    if len(passphrase) < keys.SHORTEST:
        raise refuse(
            "passphrase", f"it is shorter than {keys.SHORTEST} characters.", "Take five or six words picked by chance."
        )
    cost = keys.new_cost()
    slot = {"kdf": "argon2id", "memory": cost.memory, "time": cost.time, "lanes": cost.lanes, "salt": cost.salt.hex()}
    wrapped = keys.encrypt(keys.of_passphrase(passphrase, cost), root, text_of(slot))
    return {**slot, "wrapped": wrapped.hex()}


def parse(text: bytes, where: object) -> Header:
    """Take a header apart. Raises ProjectError: not a header of ours, or one of a newer version."""
    try:
        body = json.loads(text)
        version = body["version"]
        if body["is"] != "letapis project" or not isinstance(version, int) or not ({"key", "slots"} & body.keys()):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _unopened(where) from None
    if version > VERSION:
        raise refuse(where, "this project was made by a newer version of letapis.", "Install that version to open it.")
    return Header(body, text, str(where))


def unlock(header: Header, passphrase: str | None) -> bytes:
    """The project key. Raises ProjectError, the same for a wrong passphrase and for a header that was touched."""
    if header.asks and passphrase is None:
        raise refuse(header.where, "this project is kept under a passphrase.", "Give it to open the project.")
    for root in _roots(header.body, passphrase or ""):
        if hmac.compare_digest(_checked(root, header.body), header.text):
            return root
    raise _unopened(header.where)


def _roots(body: dict[str, Any], passphrase: str) -> list[bytes]:
    """Every project key the header could mean; of what is no slot, or one cheaper than allowed, nothing."""
    try:
        if "key" in body:
            return [bytes.fromhex(body["key"])]
        found = [_root(slot, passphrase) for slot in list(body["slots"])[:8]]
        return [root for root in found if root]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _root(slot: dict[str, Any], passphrase: str) -> bytes | None:
    cost = keys.Cost(slot["memory"], slot["time"], slot["lanes"], bytes.fromhex(slot["salt"]))
    if slot["kdf"] != "argon2id" or not cost.fair:
        return None
    bound = text_of({k: v for k, v in slot.items() if k != "wrapped"})
    try:
        return keys.decrypt(keys.of_passphrase(passphrase, cost), bytes.fromhex(slot["wrapped"]), bound)
    except keys.DamagedError:
        return None


def _unopened(where: object) -> Exception:
    return refuse(
        where,
        "the project cannot be opened: the passphrase is wrong, or project.json is damaged.",
        "Try the passphrase again; else put back project.json from a copy. Nothing was changed.",
    )
