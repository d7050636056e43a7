"""The reader of HURIDOCS interchange XML as OpenEvSys writes it: events with acts, persons, information, interventions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from letapis.core.reading.draft import Draft
from letapis.core.reading.fields import Record, draft_of
from letapis.core.reading.xmlstream import Enough, RefusedError, stream
from letapis.words.records import Fault, Given
from letapis.words.tables import table

NAME = "records-openevsys/1"
MEDIA_TYPE = "application/xml+openevsys"
_RECORDS = 100_000
"""Records of a file that are read."""
_FIELDS = 400
"""Fields of one record that are read."""
_CHUNK = 1 << 16


def sniff(data: bytes, name: str) -> bool:
    """XML whose first element is the one of HURIDOCS events."""
    del name
    start = data[:4096].replace(b"\0", b"")
    return b"huridocs.org" in start and b"<events" in start


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of an export; XML that may not be read is refused."""
    del explain, as_body  # only text files are taken as they are
    found, faults = _Records(), list[Fault]()
    try:
        stream((data[i : i + _CHUNK] for i in range(0, len(data), _CHUNK)), found)
    except RefusedError as error:
        faults.append(Fault(name, f"The export is read no further. {error}", "Ask whoever sent it for another."))
    if found.cut:
        faults.append(Fault(name, f"The export holds more than {_RECORDS} records; the rest is not read.", "Split it."))
    records = [Record(r.schema, r.id, r.within, r.fields, n) for n, r in enumerate(found.done, 1)]
    return draft_of(records, MEDIA_TYPE, name, given, faults)


@dataclass
class _Open:
    """A record that is being read."""

    schema: str
    number: int
    within: str
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its own number as the export gives it (``act_record_number``), else which one of the file it is."""
        own = (v for k, v in self.fields if k in (f"{self.schema}_record_number", "record_number", "id"))
        return next(own, f"#{self.number}")


class _Records:
    """The records as they go by; a record may stand within another, and then knows which."""

    def __init__(self) -> None:
        known = table("exports")["openevsys"]
        self._kinds, self._aside = frozenset(known["records"]), frozenset(known["aside"])
        self.done: list[_Open] = []
        self.cut = False
        self._path: list[str] = []
        self._open: list[tuple[int, _Open]] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A record begins, or a field."""
        self._text = []
        self._path.append(name)
        if name in self._kinds and not self._in_field() and not self._aside & set(self._path):
            if len(self.done) >= _RECORDS:
                self.cut = True
                raise Enough
            within = f"{self._open[-1][1].schema} {self._open[-1][1].id}" if self._open else ""
            opened = _Open(name, len(self.done) + 1, within)
            if attributes.get("id"):
                opened.fields.append(("id", attributes["id"]))
            self._open.append((len(self._path), opened))
            self.done.append(opened)

    def _in_field(self) -> bool:
        """Whether we are within a field of a record (a link may be called like what it leads to: ``<act>``)."""
        return bool(self._open) and len(self._path) > self._open[-1][0] + 1

    def end(self, name: str) -> None:
        """A record ends, or a field with its value."""
        words = "".join(self._text).strip()
        self._text = []
        if self._open and len(self._path) == self._open[-1][0]:
            record = self._open.pop()[1]
            if words and not record.fields and self._open:  # no record but a link: its text is the other's number
                self.done.pop()
                self._open[-1][1].fields.append((name, words))
        elif words and self._open and len(self._open[-1][1].fields) < _FIELDS and not self._aside & set(self._path):
            self._open[-1][1].fields.append((self._path[self._open[-1][0]], words))
        self._path.pop()

    def data(self, text: str) -> None:
        """Words of a field."""
        self._text.append(text)
