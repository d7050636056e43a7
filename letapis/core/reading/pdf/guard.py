"""What a PDF would cost to unpack and to draw, reckoned before any library opens it: bombs and parts that draw each other."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

CONTENT = 12_000_000
"""Bytes that the drawing orders of one page, with the parts they call, may come to."""
CARRIED = 40_000_000
"""Bytes that a font, a table of objects or a table of letters may unpack to."""
DRAWN = 250_000_000
"""Bytes that the drawing orders of all pages together may come to, those of a page named twice twice."""
ALL = 600_000_000
"""Bytes that all streams of a file but its pictures may unpack to."""
LETTERS = 400_000
"""Letters that the drawing orders of one page may show."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})[\s\0]{1,20}\d{1,5}[\s\0]{1,20}obj\b")
_REF = re.compile(rb"(\d{1,10})\s{1,20}\d{1,5}\s{1,20}R\b")
_NAMED_REF = re.compile(rb"/([^\s/<>\[\]()%]{1,120})\s{0,20}(\d{1,10})\s{1,20}\d{1,5}\s{1,20}R\b")
_USED = re.compile(rb"/(?:Contents|FontFile[23]?|ToUnicode|Encoding)\s{0,9}(\[[^\]]{0,20000}\]|\d{1,10}\s{1,9}\d{1,5}\s{1,9}R)")
_KIDS = re.compile(rb"/Kids\s{0,9}\[([^\]]{0,20000})")
_CONTENTS = re.compile(rb"/Contents\s{0,9}(\[[^\]]{0,20000}\]|\d{1,10}\s{1,9}\d{1,5}\s{1,9}R)")
_CALL = re.compile(rb"/([^\s/<>\[\]()%]{1,120})\s{1,20}Do\b")
_FILTER = re.compile(rb"/(?:Filter|F)\s{0,9}(\[[^\]]{0,300}\]|/\w{1,20})")
_SHOWN = re.compile(rb"\([^()]{0,5000}\)|<[0-9A-Fa-f\s]{2,20000}>")
_PACKED = {b"/FlateDecode", b"/Fl"}
_SPELLED = {b"/ASCII85Decode": "85", b"/A85": "85", b"/ASCIIHexDecode": "hex", b"/AHx": "hex"}
_PICTURES = {b"/DCTDecode", b"/DCT", b"/JPXDecode", b"/JBIG2Decode", b"/CCITTFaxDecode", b"/CCF"}
_SPREADING = {b"/LZWDecode": 1400, b"/LZW": 1400, b"/RunLengthDecode": 64, b"/RL": 64}


@dataclass
class _Part:
    """Drawing orders: how many bytes, which parts they call by which name, and the words of their own description."""

    size: int
    calls: list[bytes]
    said: bytes


@dataclass
class _File:
    """What was found in a file: drawing parts by object number, descriptions of all objects, and those that pages draw."""

    parts: dict[int, _Part] = field(default_factory=dict)
    said: dict[int, bytes] = field(default_factory=dict)
    names: dict[bytes, set[int]] = field(default_factory=dict)
    total: int = 0


def too_much(data: bytes) -> str | None:
    """Why a PDF is not opened, in the words of a fault; None for one whose cost is bounded."""
    found = _File()
    for m in _OBJECT.finditer(data):
        _note(found, int(m[1]), data[m.end() : data.find(b"endobj", m.end(), m.end() + 20_000)])
    packed = list(_streams(data))
    used = _used(data)
    for _number, said, start, end in packed:
        if b"/ObjStm" in said and (inner := _unpacked(data[start:end], said, CARRIED)) is not None:
            used |= _used(inner)
            _note_inner(found, said, inner)
    for number, said, start, end in packed:
        if (why := _weighed(found, data[start:end], number, said, used)) is not None:
            return why
    return _drawn(found)


def _note_inner(found: _File, said: bytes, inner: bytes) -> None:
    """The objects of a stream of objects: pairs of number and place stand before the first."""
    m = re.search(rb"/First\s{1,9}(\d{1,9})", said)
    first = int(m[1]) if m else 0
    pairs = [int(n) for n in inner[:first].split() if n.isdigit()]
    places = list(zip(pairs[::2], pairs[1::2], strict=False))
    for (number, at), (_, stop) in zip(places, [*places[1:], (0, len(inner) - first)], strict=True):
        _note(found, number, inner[first + at : first + min(stop, at + 20_000)])


def _streams(data: bytes) -> Iterator[tuple[int, bytes, int, int]]:
    """Every stream: its object's number (0 where none is found), its description, where its bytes start and at most end."""
    starts = [(m.start(), m.end()) for m in _STREAM.finditer(data)]
    for i, (keyword, start) in enumerate(starts):
        before = data[max(0 if i == 0 else starts[i - 1][1], keyword - 20_000) : keyword]
        heads = list(_OBJECT.finditer(before))
        number, said = (int(heads[-1][1]), before[heads[-1].end() :]) if heads else (0, before[-2_000:])
        stop = data.find(b"endstream", start)
        yield number, said, start, len(data) if stop < 0 else stop


def _used(data: bytes) -> set[int]:
    """Objects that are named as contents of a page or as parts of a font, whatever they say they are."""
    return {int(r[1]) for m in _USED.finditer(data) for r in _REF.finditer(m[1])}


def _filters(said: bytes) -> list[bytes]:
    m = _FILTER.search(said)
    return re.findall(rb"/\w{1,20}", m[1]) if m else []


def _unpacked(raw: bytes, said: bytes, most: int) -> bytes | None:
    """A stream's bytes, no more than ``most``; None where it holds more, and what cannot be unpacked as far as it goes."""
    for name in _filters(said):
        if name in _SPELLED:
            raw = _spelled(raw, _SPELLED[name])
        elif name in _PACKED:
            unpacker = zlib.decompressobj()
            try:
                raw = unpacker.decompress(raw.lstrip(b"\r\n"), most + 1)
            except zlib.error:
                return b""
        elif name in _SPREADING and len(raw) * _SPREADING[name] > most * 20:
            return None
        if len(raw) > most:
            return None
    return raw if len(raw) <= most else None


def _spelled(raw: bytes, how: str) -> bytes:
    try:
        if how == "85":
            return base64.a85decode(raw.strip().removeprefix(b"<~").partition(b"~")[0])
        clean = re.sub(rb"[^0-9A-Fa-f]", b"", raw.partition(b">")[0])
        return binascii.unhexlify(clean + b"0" * (len(clean) % 2))
    except ValueError:
        return b""


def _weighed(found: _File, raw: bytes, number: int, said: bytes, used: set[int]) -> str | None:
    """Unpack one stream as far as it may go and note what it draws; why not, where it is too much."""
    filters = _filters(said)
    if number not in used and (b"/Image" in said or b"/EmbeddedFile" in said or _PICTURES.intersection(filters)):
        return None  # nobody unpacks these to read words
    drawing = number in used or re.search(rb"/Subtype\s{0,9}/Form", said) is not None
    carried = re.search(rb"/Length[123]|/ObjStm|/XRef|/CIDFontType0C|/Type1C|/OpenType", said)
    limit = CARRIED if carried or not drawing else CONTENT
    body = _unpacked(raw, said, limit)
    if body is None:
        return f"One stream of the PDF unpacks to more than {limit // 1_000_000} MB, as a trap would; it was not opened."
    found.total += len(body)
    if found.total > ALL:
        return f"The PDF unpacks to more than {ALL // 1_000_000} MB; it was not opened."
    if not carried:
        if len(body) > 2 * LETTERS and sum(len(m[0]) for m in _SHOWN.finditer(body)) > 2 * LETTERS:
            return "One page of the PDF holds more letters than a page can; it was not opened."
        found.parts[number] = _Part(len(body), _CALL.findall(body), said)
    return None


def _note(found: _File, number: int, said: bytes) -> None:
    found.said[number] = said
    for m in _NAMED_REF.finditer(said):
        found.names.setdefault(m[1], set()).add(int(m[2]))


def _drawn(found: _File) -> str | None:
    """Why drawing takes too long: parts that call themselves, or each other again and again."""
    costs: dict[int, int] = {}
    for number in found.parts:
        cost = _cost(number, found, costs)
        if cost is None:
            return "Parts of the PDF draw one another in a circle; it was not opened."
        if cost > CONTENT:
            return "Parts of the PDF draw one another again and again, as a trap would; it was not opened."
    if _all_pages(found, costs) > DRAWN:
        return "The pages of the PDF draw the same over and over, as a trap would; it was not opened."
    return None


def _all_pages(found: _File, costs: Mapping[int, int]) -> int:
    """Bytes of drawing orders that the largest group of pages comes to, a page named more than once counted as often."""
    pages: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    for number, said in found.said.items():
        if (kids := _KIDS.search(said)) is not None:
            groups[number] = [int(r[1]) for r in _REF.finditer(kids[1])]
        elif (contents := _CONTENTS.search(said)) is not None:
            pages[number] = sum(costs.get(int(r[1]), 0) for r in _REF.finditer(contents[1]))
    for _ in range(8):  # groups of groups: each round adds one level, circles end with the rounds
        pages |= {n: min(2 * DRAWN, sum(pages.get(k, 0) for k in kids)) for n, kids in groups.items()}
    return max((pages[n] for n in groups), default=0)


def _cost(root: int, found: _File, costs: dict[int, int]) -> int | None:
    """Bytes of drawing orders that a part comes to with all it calls; None where it calls itself."""
    open_: dict[int, list[int]] = {}
    todo = [root]
    while todo:
        n = todo[-1]
        if n in costs:
            todo.pop()
            continue
        if n not in open_:
            open_[n] = _called(n, found)
            waiting = [c for c in dict.fromkeys(open_[n]) if c not in costs]
            if any(c in open_ for c in waiting):
                return None
            todo += waiting
            continue
        costs[n] = found.parts[n].size + sum(costs.get(c, 0) for c in open_[n])
        del open_[todo.pop()]
    return costs[root]


def _called(number: int, found: _File) -> list[int]:
    """The drawing parts that one calls, as often as it does: by the names of its own resources, else by anybody's."""
    part = found.parts[number]
    own = _own_names(part.said, found.said)
    out = []
    for name in part.calls:
        inside = [t for t in own.get(name) or found.names.get(name) or () if t in found.parts]
        if inside:
            out.append(max(inside, key=lambda t: found.parts[t].size))
    return out


def _own_names(said: bytes, objects: Mapping[int, bytes]) -> dict[bytes, set[int]]:
    """Names of a part's own resources, those in objects it points to too."""
    names: dict[bytes, set[int]] = {}
    for m in _NAMED_REF.finditer(said):
        names.setdefault(m[1], set()).add(int(m[2]))
        if m[1] in (b"Resources", b"XObject"):
            for inner in _NAMED_REF.finditer(objects.get(int(m[2]), b"")):
                names.setdefault(inner[1], set()).add(int(inner[2]))
    return names
