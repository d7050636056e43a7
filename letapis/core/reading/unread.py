"""Documents that are kept but not read: said to be so, with what to do about it, instead of being taken for text."""

from __future__ import annotations

from letapis.core.reading.draft import Draft
from letapis.words.records import Fault, Given

NAME = "unread/1"
MEDIA_TYPE = "application/msword"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMATS = {
    ".doc": ("application/msword", "an old Word document (.doc)"),
    ".rtf": ("application/rtf", "an RTF document"),
    ".ppt": ("application/vnd.ms-powerpoint", "an old PowerPoint presentation (.ppt)"),
}


def kind_of(data: bytes, name: str) -> str:
    """Which of the formats it is by its first bytes, in the form of an ending; empty if none."""
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if not data.startswith(_OLE):
        return ""
    ending = name.lower()[-4:]
    return ending if ending in _FORMATS and ending != ".rtf" else ".doc"


def sniff(data: bytes, name: str) -> bool:
    """Whether it is one of them."""
    return bool(kind_of(data, name))


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """A draft without words, and what to do."""
    del given, as_body, explain
    media_type, called = _FORMATS[kind_of(data, name)]
    fault = Fault(name, f"The file is {called}, which is not read.", "Save it as DOCX or PDF and read that; keep this one too.")
    return Draft(media_type, "", (), faults=(fault,))
