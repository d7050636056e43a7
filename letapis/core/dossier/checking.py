"""A bundle checked without the project it came from: from each fact to its sentence, its page's text, the preserved bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from letapis.core.dossier.bundle import CAPTURES, FORM, TWIN
from letapis.core.reading import readings
from letapis.words.records import Given


class NoBundleError(ValueError):
    """The file is no twin and no bundle of a dossier."""


@dataclass(frozen=True)
class Checked:
    """What one sentence of one fact was found to stand on."""

    fact: str
    source: str
    claim: str
    held: str
    """``bytes`` where it stands in what the preserved bytes say, ``text`` where only the text was handed on, else empty."""
    why: str = ""


def check(data: bytes) -> Iterator[Checked]:
    """Every sentence of every fact of a twin (JSON) or a bundle (ZIP). Raises NoBundleError."""
    twin, captures = _opened(data)
    sources = {s["reading"]: s for s in twin["sources"]}
    texts = {reading: _reread(s, captures.get(s["sha256"])) for reading, s in sources.items()}
    for fact in twin["facts"]:
        for q in fact["sources"]:
            source = sources.get(q["reading"])
            if source is None:
                yield Checked(fact["number"], "?", q["claim"], "", "its source is not in the file")
                continue
            yield _one(fact["number"], source, q, texts[q["reading"]])


def _opened(data: bytes) -> tuple[Any, Mapping[str, bytes]]:
    try:
        captures = dict[str, bytes]()
        if data[:2] == b"PK":
            with ZipFile(BytesIO(data)) as z:
                captures = {n.removeprefix(CAPTURES): z.read(n) for n in z.namelist() if n.startswith(CAPTURES)}
                data = z.read(TWIN)
        twin = json.loads(data)
        if not isinstance(twin, dict) or twin.get("form") != FORM:
            raise NoBundleError
    except (ValueError, KeyError, BadZipFile) as error:
        raise NoBundleError from error
    return twin, captures


def _reread(source: Any, data: bytes | None) -> str | bool | None:
    """What the preserved bytes say, read anew; None where they were not handed on, False where they are not those cited."""
    if data is None:
        return None
    if hashlib.sha256(data).hexdigest() != source["sha256"]:
        return False
    found = readings(data, f"page{source['ending']}", given=Given(), key=b"verify", capture="capture:verify")
    return next((r.text for r in found if r.member == source["member"]), "")


def _one(fact: str, source: Any, q: Any, text: str | bool | None) -> Checked:
    about = (fact, source["number"], q["claim"])
    if source["text"][q["start"] : q["end"]] != q["quote"]:
        return Checked(*about, "", "the quotation does not stand in the text where it should")
    if text is None:
        return Checked(*about, "text", "the preserved bytes are not in the file")
    if text is False:
        return Checked(*about, "", "the preserved bytes are not those that are cited")
    if " ".join(q["quote"].split()) in " ".join(str(text).split()):
        return Checked(*about, "bytes")
    return Checked(*about, "", "the preserved bytes do not say it")
