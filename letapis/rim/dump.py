"""The ledger as plain text lines, and back, byte for byte."""

from __future__ import annotations

import base64
import hmac
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from letapis.rim import files, header, keys, lines
from letapis.rim import project as projects
from letapis.rim.errors import ProjectError, refuse
from letapis.rim.lines import LineKeys, Row
from letapis.rim.project import Project
from letapis.rim.writing import INSERT
from letapis.words.records import Capture

VERSION: Final = 1
_IS: Final = "letapis ledger"
_CHUNK: Final = 1 << 20


def dump(project: Project, out: BinaryIO, *, plain: bool = False, keys: bool = False) -> int:
    """Write the ledger as lines of JSON; returns how many of its lines were written.

    ``plain``: what the lines say can be read, else it is ciphertext. ``keys``: with what it takes to load it again: under
    the passphrase when sealed, but **in the clear when plain**. The preserved bytes are not in it: copy ``archive/`` beside.
    """
    last = project.ledger.head().seq
    out.write(_json({"is": _IS, "version": VERSION, "plain": plain, "keys": keys, **(_opener(project, plain) if keys else {})}))
    for owner, wrapped in project.ledger.keyring.wrapped() if keys else ():
        out.write(_json({"owner": owner, "key": wrapped.hex()}))
    for row in project.ledger.rows():
        if row.seq > last:
            break
        out.write(_spelled(row, _plain_text(project, row) if plain else _base64(row.body)))
    return last


def _opener(project: Project, plain: bool) -> dict[str, Any]:
    """What opens the dumped keys: the project key itself, or the header that keeps it under a passphrase."""
    if plain:
        return {"key": project.keys.root.hex()}
    return {"project": json.loads(files.read_own(project.folder / header.NAME))}


def _spelled(row: Row, text: str) -> bytes:
    clear = {**lines.head_of(row)._asdict(), "digest": row.digest.hex(), "seal": row.seal.hex()}
    return _json(clear)[:-2] + b',"text":' + text.encode("utf-8") + b"}\n"


def _base64(body: bytes) -> str:
    return f'"{base64.b64encode(body).decode("ascii")}"'


def _plain_text(project: Project, row: Row) -> str:
    """The records of a row as a JSON list; null where they were erased."""
    own = project.ledger.keyring.of_line(row.kind, row.owner)
    if own is None:
        return "null"
    try:
        return "[" + lines.text_of(row, own).decode("utf-8").replace("\n", ",") + "]"
    except keys.DamagedError:
        raise refuse(row.id, "this line of the ledger is damaged.", "Run `letapis verify`.") from None


def _json(said: Any) -> bytes:
    return _ENCODE(said).encode("utf-8", "backslashreplace") + b"\n"


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def check(dumped: BinaryIO) -> tuple[int, str]:
    """Check the chain of a dump without any key; returns its last line's number and seal, to be held against a checkpoint.

    Raises ProjectError naming the first line that does not follow from the one before.
    """
    _, said = _head(dumped)
    last = (0, lines.NOTHING)
    for entry in said:
        if "seq" in entry:
            row = _row(entry, last, b"")
            last = (row.seq, row.seal)
    return last[0], last[1].hex()


def load(dumped: BinaryIO, folder: Path, passphrase: str | None, *, blobs: Path | None = None) -> Project:
    """Make a new project from a dump with keys, in a new or empty folder; ``blobs`` is an archive folder to copy from.

    A sealed dump opens with the passphrase of the project it was made from; a plain one gets the passphrase given (or
    none). Dumping the new project in the same way gives the same bytes. Raises ProjectError, and then leaves nothing.
    """
    head, said = _head(dumped)
    if not head.get("keys"):
        raise refuse("the dump", "it holds no keys, so it can be checked but not loaded.", "Make one with its keys.")
    root, text = _opened(head, passphrase)
    return projects.build(projects.new_place(folder), root, text, _filler(said, bool(head.get("plain")), blobs))


def _opened(head: dict[str, Any], passphrase: str | None) -> tuple[bytes, bytes]:
    try:
        if head.get("plain"):
            root = bytes.fromhex(head["key"])
            return root, header.make(root, passphrase)
        text = header.text_of(head["project"])
    except (KeyError, ValueError, TypeError):
        raise refuse("the dump", "its first line is damaged.") from None
    return header.unlock(header.parse(text, "the dump"), passphrase), text


def _filler(said: Iterable[dict[str, Any]], plain: bool, blobs: Path | None) -> Callable[[Project], None]:
    def fill(project: Project) -> None:
        connection, last = project.ledger.connection, (0, lines.NOTHING)
        with project.ledger.writing():
            for entry in said:
                if "seq" not in entry:
                    connection.execute("INSERT INTO keys VALUES(?, ?)", _key(entry))
                    continue
                row = _row(entry, last, b"" if plain else _body(entry))
                own = project.ledger.keyring.of_line(row.kind, row.owner)
                if plain and own is not None and entry["text"] is not None:
                    row = _sealed_again(row, entry["text"], own)
                connection.execute(INSERT, row)
                last = (row.seq, row.seal)
        if blobs is not None:
            _copy(project, blobs)

    return fill


def _head(dumped: BinaryIO) -> tuple[dict[str, Any], Iterator[dict[str, Any]]]:
    said = _entries(dumped)
    head = next(said, {})
    if head.get("is") != _IS or not isinstance(head.get("version"), int):
        raise refuse("the dump", "this is no dump of a ledger.")
    if head["version"] > VERSION:
        raise refuse("the dump", "it was made by a newer version of letapis.", "Install that version to load it.")
    return head, said


def _entries(dumped: BinaryIO) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(dumped, 1):
        try:
            entry = json.loads(line)
            if not isinstance(entry, dict):
                raise TypeError
        except (ValueError, TypeError, RecursionError):
            raise refuse("the dump", f"line {number} of the file is damaged.") from None
        yield entry


def _row(entry: dict[str, Any], last: tuple[int, bytes], body: bytes) -> Row:
    """The row of an entry, if its seal follows from the line before."""
    try:
        head = lines.Head(*(entry[name] for name in lines.Head._fields))
        digest, seal = bytes.fromhex(entry["digest"]), bytes.fromhex(entry["seal"])
        if head.seq != last[0] + 1 or lines.seal_of(last[1], head, digest) != seal:
            raise ValueError
    except (KeyError, ValueError, TypeError):
        raise refuse(f"line {last[0] + 1} of the ledger", "in this dump it does not follow from the line before.") from None
    return Row(*head, digest, last[1], seal, body)


def _key(entry: dict[str, Any]) -> tuple[str, bytes]:
    try:
        return str(entry["owner"]), bytes.fromhex(entry["key"])
    except (KeyError, ValueError, TypeError):
        raise refuse("the dump", "one of its keys is damaged.") from None


def _body(entry: dict[str, Any]) -> bytes:
    try:
        return base64.b64decode(entry["text"], validate=True)
    except (KeyError, ValueError, TypeError):
        raise refuse(f"line {entry['seq']} of the ledger", "in this dump its text is damaged.") from None


def _sealed_again(row: Row, said: list[Any], own: LineKeys) -> Row:
    """The row with its text encrypted anew; its seal stays, since that holds the text's keyed digest."""
    text = b"\n".join(_json(record)[:-1] for record in said)
    if not hmac.compare_digest(hmac.digest(own.digest, text, "sha256"), row.digest):
        raise refuse(f"line {row.seq} of the ledger", "in this dump it says other things than were sealed.")
    return row._replace(body=keys.encrypt(own.text, zlib.compress(text, lines.PACKING), lines.head_of(row).spelled()))


def _copy(project: Project, blobs: Path) -> None:
    """Copy the blobs of all captures; those not found are left for verify to name."""
    for line in project.ledger.lines("capture"):
        if isinstance(line.record, Capture):
            name = project.archive.name(line.id)
            source = blobs / name[:2] / name
            if source.is_file():
                project.archive.take(line.id, _parts(source))


def _parts(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as stream:
            while part := stream.read(_CHUNK):
                yield part
    except OSError as error:
        raise ProjectError(files.fault_of(error, source)) from error
