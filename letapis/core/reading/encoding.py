"""From bytes to text: what the file says of its own encoding, else UTF-8, else the encoding its letters make sense in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from letapis.words.records import Fault

LIMIT = 50_000_000
"""Bytes of a text or an HTML page beyond which it is not read."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_.:-]{2,40})", re.I)
_XML = re.compile(rb"^\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_.:-]{2,40})[\"']", re.I)
_GUESSES = [
    "cp1251",
    "koi8_r",
    "koi8_u",
    "cp1252",
    "cp1250",
    "cp1256",
    "iso8859_5",
    "iso8859_2",
    "cp866",
    "utf_16_le",
    "utf_16_be",
]
_SAMPLE = 60_000
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252"}
_HABITS = ("iso8859-1", "cp1252")
"""What servers and mail programs say of anything."""
_OF_TEXT = (
    "utf-",
    "cp",
    "iso8859",
    "latin",
    "ascii",
    "koi8",
    "mac-",
    "mac_",
    "gb",
    "big5",
    "shift_jis",
    "euc",
    "iso2022",
    "tis",
    "kz1048",
    "ptcp154",
    "hz",
)
"""How the names of encodings of text begin; others Python knows are no such thing, or take for ever (punycode)."""
_REPLACED = "�"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, the encoding it was read in, and what went wrong."""

    text: str
    encoding: str = ""
    faults: tuple[Fault, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of a file (without a byte order mark) and the encoding; a fault where it is no text or letters were lost."""
    if not data.strip(b"\0 \t\r\n"):
        return Decoded("", faults=(Fault(name, "The file is empty.", "Get the page again."),))
    if len(data) > LIMIT:
        what = f"The page is {len(data) // 1_000_000} MB; pages over {LIMIT // 1_000_000} MB are not read."
        return Decoded("", faults=(Fault(name, what, "Split it, or keep only the part that matters."),))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _said(data[len(bom) :], encoding, name)
    if is_binary(data):
        return Decoded(
            "", faults=(Fault(name, "The file is neither text, HTML nor PDF.", "Export it as one of these and try again."),)
        )
    said = declared(data)
    text = _strict(data, "utf-8")
    if text is not None:  # valid UTF-8 by accident is next to impossible, a wrong declaration is common
        return _checked(Decoded(text, "utf-8"), name)
    return _said(data, said, name) if said and said != "utf-8" else _guessed(data, name, said)


def declared(data: bytes) -> str:
    """The encoding an HTML or XML page names for itself, as Python knows it; empty if none or unknown."""
    found = _XML.search(data[:1024]) or _META.search(data[:8192])
    if not found:
        return ""
    name = known(found[1].decode("ascii"))
    return _AS_BROWSERS_DO.get(name, name) if not name.startswith("utf-16") else "utf-8"


def known(name: str) -> str:
    """An encoding of text as Python calls it; empty for a name that is none, or of a codec that is no encoding of pages."""
    try:
        found = codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return ""
    return found if found.startswith(_OF_TEXT) else ""


def in_utf8(data: bytes, hint: str) -> bytes:
    """The bytes in UTF-8, if they are text in the encoding that came with them (an HTTP answer's, a mail part's charset).

    What the text is for certain (by its mark, or by being UTF-8) goes before; so does what a page says of itself where the
    hint is no more than a server's habit. Bytes that do not fit the hint stay as they are, to be guessed.
    """
    encoding = known(hint)
    if (
        not encoding
        or encoding == "utf-8"
        or any(data.startswith(bom) for bom, _ in _BOMS)
        or _strict(data, "utf-8") is not None
    ):
        return data
    if encoding == "ascii" or (
        encoding in _HABITS and (declared(data) or is_binary(data) or _cyrillic(data[:_SAMPLE]) is not None)
    ):
        return data
    text = _strict(data, _AS_BROWSERS_DO.get(encoding, encoding))
    return data if text is None else text.encode("utf-8", "replace")


def is_binary(data: bytes) -> bool:
    """Bytes that no text has: NULs that are not every second byte, or many control characters."""
    sample = data[:_SAMPLE]
    if b"\0" in sample and not _wide(sample):
        return True
    return not _wide(sample) and len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) // 50


def _wide(sample: bytes) -> bool:
    """Text in UTF-16 without a mark: nearly every second byte is NUL."""
    pairs = max(1, len(sample) // 2)
    return (
        max(sample[0::2].count(0), sample[1::2].count(0)) > 0.7 * pairs
        and min(sample[0::2].count(0), sample[1::2].count(0)) == 0
    )


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _said(data: bytes, encoding: str, name: str) -> Decoded:
    """Read in the encoding the page names; what does not fit it becomes a replacement character and is said."""
    text = _strict(data, encoding)
    return _checked(Decoded(data.decode(encoding, "replace") if text is None else text, encoding), name)


def _guessed(data: bytes, name: str, said: str) -> Decoded:
    """Read in the encoding whose letters make sense; a page nearly all UTF-8 stays UTF-8 with what is broken replaced."""
    as_utf8 = data.decode("utf-8", "replace")
    high = sum(ord(c) > 127 for c in as_utf8[:_SAMPLE])
    if said == "utf-8" or as_utf8[:_SAMPLE].count(_REPLACED) * 10 < high:
        return _checked(Decoded(as_utf8, "utf-8"), name)
    encoding = best_guess(data)
    text = _strict(data, encoding)
    return _checked(Decoded(data.decode(encoding, "replace") if text is None else text, encoding), name)


def best_guess(data: bytes) -> str:
    """The encoding, of those our pages come in, in which the letters make sense; Western European if none stands out."""
    from charset_normalizer import from_bytes  # only pages that name no encoding pay for it

    if _wide(data[:_SAMPLE]):
        return "utf-16-le" if data[1:_SAMPLE:2].count(0) > data[0:_SAMPLE:2].count(0) else "utf-16-be"
    if (cyrillic := _cyrillic(data[:_SAMPLE])) is not None:
        return cyrillic
    match = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSES, threshold=0.4).best()
    return match.encoding if match else "cp1252"


def _cyrillic(sample: bytes) -> str | None:
    """The Cyrillic encoding in which the letters are those running Russian is full of; None if not Cyrillic."""
    high = sum(b > 127 for b in sample)
    if high < 0.3 * len(sample.translate(None, b" \t\r\n.,;:!?-\"'0123456789<>/=")):
        return None
    scores = {e: _russian(sample.decode(e, "replace")) for e in ("cp1251", "koi8_u", "cp866", "iso8859_5")}
    best = max(scores, key=lambda e: scores[e])
    return best if scores[best] > 0.5 else None


_COMMON = frozenset("оеаинтсрвл")


def _russian(text: str) -> float:
    """How much like running East Slavic text: the share of small common letters among all letters that are not ASCII."""
    letters = [c for c in text if ord(c) > 127]
    return sum(c in _COMMON for c in letters) / max(1, len(letters)) + 0.2 * sum("а" <= c <= "я" for c in letters) / max(
        1, len(letters)
    )


def _checked(found: Decoded, name: str) -> Decoded:
    """Say how many letters could not be read."""
    lost = found.text.count(_REPLACED)
    if not lost:
        return found
    many = "1 letter" if lost == 1 else f"{lost} letters"
    what = f"{many} could not be read as {found.encoding} and {'is' if lost == 1 else 'are'} shown as {_REPLACED}."
    return Decoded(found.text, found.encoding, (Fault(name, what, "Get the page again, or say its encoding."),))
