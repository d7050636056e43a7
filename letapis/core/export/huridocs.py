"""The case in HURIDOCS Events Standard Formats: a table a format and the interchange XML, every value with its claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from letapis.core.export.esf import FORMATS, NOTE, Record, records
from letapis.core.export.leaving import Extract, Files
from letapis.core.export.tables import csv_bytes
from letapis.core.export.zipped import zipped
from letapis.words.tables import table

NAME = "huridocs"
_UNFIT = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(out: Extract) -> Files:
    """``….huridocs.xml`` and ``….huridocs.zip`` with a table a format."""
    found = records(out)
    yield f"{out.stem}.huridocs.xml", (part.encode("utf-8") for part in _xml(out, found))
    yield f"{out.stem}.huridocs.zip", zipped(_tables(found))


def _tables(found: tuple[Record, ...]) -> Iterator[tuple[str, bytes]]:
    """Columns are headed ``2109 type_of_act``; a cell with several values has one a line; the last column names the claims."""
    every = [r for top in found for r in top.walk()]
    for format_ in FORMATS:
        names = table("leaving")["huridocs"][format_]
        rows = (_cells(r, names) for r in every if r.format == format_)
        yield f"{format_}.csv", csv_bytes(["record", *(f"{n} {name}" for n, name in names.items()), "claims"], rows)
    yield "README.txt", f"{NOTE}\n".encode()


def _cells(r: Record, names: dict[str, str]) -> list[str]:
    claims = dict.fromkeys(i for _, _, ids in r.fields for i in ids)
    return [r.id, *("\n".join(v for n, v, _ in r.fields if n == number) for number in names), " ".join(claims)]


def _xml(out: Extract, found: tuple[Record, ...]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<!-- {NOTE} -->\n"
    yield '<events xmlns="http://www.huridocs.org/" xmlns:letapis="urn:letapis:claims">\n'
    yield f"<meta_data><instance>Letapis</instance><date>{escape(out.as_of)}</date><time/></meta_data>\n"
    for record in found:
        yield from _record(record)
    yield "</events>\n"


def _record(r: Record) -> Iterator[str]:
    names = table("leaving")["huridocs"][r.format]
    yield f"<{r.format}>\n"
    for number, value, ids in r.fields:
        tag, claims = names[number], f" letapis:claims={quoteattr(' '.join(ids))}" if ids else ""
        yield f"<{tag}{claims}>{escape(_UNFIT.sub(chr(0xFFFD), value))}</{tag}>\n"
    for record in r.within:
        yield from _record(record)
    yield f"</{r.format}>\n"
