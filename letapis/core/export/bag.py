"""The evidence behind a case as a BagIt 1.0 bag (RFC 8493): preserved bytes, texts as read, claims, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256, sha512

from letapis.core.export.leaving import CLAIM_COLUMNS, Extract, Files, claim_rows
from letapis.core.export.tables import csv_bytes
from letapis.core.export.zipped import zipped
from letapis.core.material import Told

NAME = "bag"
ENDINGS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "text/markdown": "md", "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
EVIDENCE = ("capture", "sha256", "size", "name", "taken_at", "confidentiality", "file", "left_out_because", "readings", "texts")
_DIGESTS = {"sha256": sha256, "sha512": sha512}


def export(out: Extract) -> Files:
    """``….bag.zip`` with one folder, the bag."""
    yield f"{out.stem}.bag.zip", zipped(_bag(out, f"{out.stem}-bag"))


def _bag(out: Extract, top: str) -> Iterator[tuple[str, bytes]]:
    octets, count = 0, 0
    hashes: dict[str, list[str]] = {name: [] for name in _DIGESTS}
    for path, data in _payload(out):
        for name, digest in _DIGESTS.items():
            hashes[name].append(f"{digest(data).hexdigest()}  data/{path}\n")
        octets, count = octets + len(data), count + 1
        yield f"{top}/data/{path}", data
    title = " ".join(out.title.split())
    info = (
        f"External-Description: Evidence of {title}, information as of {out.as_of}, for {out.level}\n"
        f"External-Identifier: {out.stem}\nPayload-Oxum: {octets}.{count}\n"
    )
    tags = {"bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "bag-info.txt": info}
    tags |= {
        f"manifest-{name}.txt": "".join(sorted(lines, key=lambda li: li.partition("  ")[2])) for name, lines in hashes.items()
    }
    made = {path: text.encode("utf-8") for path, text in tags.items()}
    yield from ((f"{top}/{path}", data) for path, data in made.items())
    for name, digest in _DIGESTS.items():
        lines = "".join(f"{digest(data).hexdigest()}  {path}\n" for path, data in sorted(made.items()))
        yield f"{top}/tagmanifest-{name}.txt", lines.encode("utf-8")


def _payload(out: Extract) -> Iterator[tuple[str, bytes]]:
    pages: dict[str, list[Told]] = {}
    for page in out.material.pages:
        pages.setdefault(page.capture.id, []).append(page)
    rows = list[list[object]]()
    for id_, told in pages.items():
        data, capture = out.original(id_), told[0].capture
        path = f"originals/{_file(id_)}.{_ending(told)}"
        texts = [f"texts/{_file(p.reading.id)}.txt" for p in told]
        whole = isinstance(data, bytes)
        rows.append(
            [id_, capture.sha256, capture.size, capture.name, capture.taken_at, capture.confidentiality,
             f"data/{path}" if whole else "", "" if whole else data, "\n".join(p.reading.id for p in told),
             "\n".join(f"data/{t}" for t in texts)]
        )  # fmt: skip
        if isinstance(data, bytes):
            yield path, data
        for text, page in zip(texts, told, strict=True):
            yield text, page.reading.text.encode("utf-8", "backslashreplace")
    yield "evidence.csv", csv_bytes(EVIDENCE, rows)
    yield "claims.csv", csv_bytes(CLAIM_COLUMNS, claim_rows(out))
    yield "README.txt", _README.encode("utf-8")


def _file(id_: str) -> str:
    return id_.replace(":", "-")


def _ending(told: list[Told]) -> str:
    """A plain ending by what was found in the bytes, never by the file's name."""
    return ENDINGS.get(told[0].reading.media_type, "bin") if told[0].reading.member is None else "bin"


_README = """What is in this bag

originals/    the files as they were taken in, byte for byte, each named by its capture
texts/        what was read of each page, in which the offsets of claims.csv count (code points); […] stands for words withheld
evidence.csv  every capture with its SHA-256, whether its file is here, and why not where it is not
claims.csv    every claim with its quotation, and the page and capture it stands on

A file of which something is above the level this bag is made for is left out whole; its text is here without what is withheld.
"""
