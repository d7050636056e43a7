"""What is coded, left out or blurred in a dossier is in none of its bytes; whatever hides it elsewhere in a file is stopped."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from bench.redaction import texts
from letapis.core.dossier import bundle, docx, html
from letapis.core.dossier.policy import LeftOutAtNamedError, Policy, prepare
from letapis.core.dossier.scan import Secrets, scan
from letapis.core.material import Told
from letapis.core.redaction import Withheld, names_of
from letapis.desk import printing
from letapis.words.records import Given
from tests.dossiers import Made, dossier, made_up, policy_of
from tests.telling import page

HELD = "Police {arrest arrested} {victim=k Ales Kulich} on {when=2024-01-05 5 January}"
SECRET = Secrets(Withheld(names_of(["Vesna Brenko"], frozenset())), frozenset({"Vesna Brenko"}), frozenset({"Ales Kulich"}))


def person(told: Told, name: str) -> str:
    return next(c.subject for c in told.claims if c.value == name)


def all_of(pages: tuple[Told, ...], policy: Policy, level: str = "team") -> dict[str, bytes]:
    doc, prepared, file = dossier(pages, policy, level)
    files = {
        "d.html": html.write(doc),
        "d.docx": docx.write(doc),
        "d.json": bundle.twin(file, doc),
        "d.pdf": printing.write(doc),
    }
    assert [why for n, d in files.items() for why in scan(n, d, prepared.secrets)] == []
    return files


def test_no_name_in_any_way_of_writing_it() -> None:
    made = made_up(7, 8)
    for name, data in all_of(made.pages, policy_of(made)).items():
        assert found_in(name, data, made) == set(), name
    for name, data in all_of(made.pages, Policy()).items():
        assert found_in(name, data, made) == {w.casefold() for w in made.written}, name


def found_in(name: str, data: bytes, made: Made) -> set[str]:
    """The written ways of the names that any reader finds in a file."""
    words = {w for text in texts(name, data) for w in re.findall(r"\w+", text.casefold())}
    return words & {w.casefold() for w in made.written}


def test_codes_do_not_follow_the_names_and_differ_by_purpose() -> None:
    made = made_up(3)
    policy = policy_of(made)
    keys = [dict(prepare(made.pages, (), "team", replace(policy, purpose=p)).key) for p in ("a", "a", "b")]
    assert keys[0] == keys[1] != keys[2]
    assert list(keys[0].values()) != sorted(keys[0].values())


def test_no_ruler() -> None:
    def size(name: str) -> list[int]:
        told = page(f"{HELD}. {{name=w {name}}} saw it.", "Courier", "2024-01-06")
        return [len(d) for n, d in all_of((told,), Policy(coded=frozenset({person(told, name)}))).items() if n != "d.pdf"]

    assert size("Vesna Brenko") == size("Maximiliana Brenkovskaya")


def test_who_shares_a_name_is_coded_too_and_others_are_not() -> None:
    told = page(
        f"{HELD}. {{name=a Vesna Brenko}} and {{name=b Radim Brenko}} and {{name=c Timur Skalich}} saw it.",
        "Courier",
        "2024-01-06",
    )
    key = dict(prepare((told,), (), "team", Policy(coded=frozenset({person(told, "Vesna Brenko")}))).key)
    assert sorted(key.values()) == ["Radim Brenko", "Vesna Brenko"]


def test_sources_are_coded_the_person_of_the_case_is_not() -> None:
    told = page(f"{HELD}, {{source=w Vesna Brenko}} said. {{name=c Timur Skalich}} came.", "Courier", "2024-01-06")
    prepared = prepare((told,), (), "team", Policy(sources=True), person(told, "Ales Kulich"))
    assert dict(prepared.key) == {"[source 1]": "Vesna Brenko"}


def test_the_key_is_in_no_file_and_titles_addresses_and_names_of_files_give_nothing_away() -> None:
    told = page(
        f"Vesna Brenko's day\n\n{HELD}. {{name=w Vesna Brenko}} saw it.",
        "Courier",
        "2024-01-06",
        url="https://courier.example/brenko",
    )
    told = replace(told, capture=replace(told.capture, name="vesna-brenko.html", given=Given(title="Vesna Brenko's day")))
    for name, data in all_of((told,), Policy(coded=frozenset({person(told, "Vesna Brenko")}))).items():
        assert not any("renko" in text.casefold() for text in texts(name, data)), name


def test_left_out_and_blurred() -> None:
    told = page(f"{HELD} in {{where Lipovaya Street}}. {{name=w Vesna Brenko}} saw it.", "Courier", "2024-01-06")
    files = all_of((told,), Policy(left_out=frozenset({person(told, "Vesna Brenko")}), blurred=True))
    for name, data in files.items():
        assert not any(word in text for text in texts(name, data) for word in ("Brenko", "Lipovaya")), name
    assert b"[place]" in files["d.html"]
    with pytest.raises(LeftOutAtNamedError):
        prepare((told,), (), "named", Policy(left_out=frozenset({"person:x"})))


# ---- the scanner

CLEAN = (page(f"{HELD}. Brenna and reins: and rei and vestries.", "Courier", "2024-01-06"),)
WAYS = [
    "Vesna Brenko",
    "VESNA BRENKO",
    "Brenko, Vesna",
    "vesnabrenko",
    "V e s n a",
    "B-r-e-n-k-o",
    "Brenkо",
    "Весна Бренко",
    "Brenko's",
]


def plain() -> dict[str, bytes]:
    return all_of(CLEAN, Policy())


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_it_is_found(way: str) -> None:
    assert SECRET.told_by(f"It was {way} there.")
    data = html.write(dossier(CLEAN, Policy())[0])
    assert b"Brenna" in data
    assert scan("d.html", data.replace(b"Brenna", way.encode()), SECRET)


@pytest.mark.parametrize("words", ["A brown kitchen.", "They went and reiterated it.", "Ales Kulich was held.", "Breno"])
def test_no_alarm_for_other_words(words: str) -> None:
    assert not SECRET.told_by(words)


def test_clean_files_pass() -> None:
    assert [why for n, d in plain().items() for why in scan(n, d, SECRET)] == []


def rewritten(data: bytes, change) -> bytes:  # type: ignore[no-untyped-def]
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn(words: str):  # type: ignore[no-untyped-def]
    def change(writer: PdfWriter) -> None:
        content = writer.pages[0].get_contents()
        assert content is not None
        stream = DecodedStreamObject()
        stream.set_data(content.get_data() + words.encode())
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return change


def entry(where, key: str, value):  # type: ignore[no-untyped-def]
    return lambda w: where(w).__setitem__(NameObject(key), value)


def picture(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(b"Exif Vesna Brenko")
    stream.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image")})
    writer._add_object(stream)


PLANTED = {
    "box over text": drawn(" BT (Vesna Brenko) Tj ET 0 0 100 100 re f"),
    "white": drawn(" BT 1 1 1 rg (Vesna Brenko) Tj ET"),
    "tiny": drawn(" BT /F1 0.1 Tf (Vesna Brenko) Tj ET"),
    "off the page": drawn(" BT -900 -900 Td (Vesna Brenko) Tj ET"),
    "invisible": drawn(" BT 3 Tr (V) Tj ET"),
    "hidden layer": entry(lambda w: w._root_object, "/OCProperties", DictionaryObject()),
    "note": lambda w: w.add_annotation(0, FreeText(text="Vesna Brenko", rect=(0, 0, 9, 9))),
    "attachment": lambda w: w.add_attachment("a.txt", b"Vesna Brenko"),
    "alternative text": drawn(" /Span << /ActualText (V) >> BDC EMC"),
    "title": lambda w: w.add_metadata({"/Title": "Vesna Brenko"}),
    "other metadata": lambda w: w.add_metadata({"/Author": "amina"}),
    "thumbnail": picture,
    "unknown entry of a page": entry(lambda w: w.pages[0], "/PieceInfo", TextStringObject("x")),
}


@pytest.mark.parametrize("channel", PLANTED)
def test_a_hidden_channel_of_a_pdf_is_stopped(channel: str) -> None:
    clean = plain()["d.pdf"]
    assert scan("d.pdf", rewritten(clean, lambda _: None), SECRET) == []
    redrawn = scan("d.pdf", rewritten(clean, drawn(" ")), SECRET)  # by another hand, and nothing hidden
    assert set(scan("d.pdf", rewritten(clean, PLANTED[channel]), SECRET)) - set(redrawn)


def test_an_older_version_in_a_pdf_is_stopped() -> None:
    clean = plain()["d.pdf"]
    assert scan("d.pdf", clean + clean, SECRET)
    assert scan("d.pdf", clean + b"\nVesna Brenko", SECRET)
    hidden = b"\n9999 0 obj\n<</Filter /FlateDecode>>\nstream\n" + zlib.compress(b"Vesna Brenko") + b"\nendstream\nendobj\n"
    assert clean.count(b"\nxref") == 1
    assert scan("d.pdf", clean.replace(b"\nxref", hidden + b"xref", 1), SECRET)


def changed(data: bytes, part: str, old: str, new: str, *, more: str = "") -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as z, ZipFile(out, "w", ZIP_STORED) as n:
        for info in z.infolist():
            text = z.read(info).decode()
            n.writestr(ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), text.replace(old, new) if info.filename == part else text)
        if more:
            n.writestr(ZipInfo(more, (1980, 1, 1, 0, 0, 0)), "<x/>")
    return out.getvalue()


DOC = "word/document.xml"
HIDDEN = {
    "tracked change": (DOC, "</w:body>", '<w:ins w:id="1"/></w:body>', ""),
    "hidden words": (DOC, "<w:b/>", "<w:vanish/>", ""),
    "split in runs": (DOC, "</w:body>", "<w:p><w:r><w:t>Ves</w:t></w:r><w:r><w:t>na Brenko</w:t></w:r></w:p></w:body>", ""),
    "core": ("docProps/core.xml", "Case", "Vesna Brenko", ""),
    "comments": (DOC, "", "", "word/comments.xml"),
    "custom XML": (DOC, "", "", "customXml/item1.xml"),
}


@pytest.mark.parametrize("channel", HIDDEN)
def test_a_hidden_channel_of_a_docx_is_stopped(channel: str) -> None:
    part, old, new, more = HIDDEN[channel]
    assert scan("d.docx", changed(plain()["d.docx"], part, "\0", ""), SECRET) == []
    assert scan("d.docx", changed(plain()["d.docx"], part, old or "\0", new, more=more), SECRET)


@pytest.mark.parametrize("name", ["d.pdf", "d.docx", "d.html", "d.json", "d.zip", "d.odt"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"%PDF-1.4 broken", b"PK\x03\x04 broken"])
def test_what_cannot_be_searched_is_stopped(name: str, data: bytes) -> None:
    if name in ("d.html", "d.json") and not data.startswith(b"\xff"):
        assert not scan(name, data, SECRET)
    else:
        assert scan(name, data, SECRET)


def test_what_is_stopped_is_not_told() -> None:
    why = scan("d.html", b"<p>Vesna Brenko</p>", SECRET)
    assert why
    assert "renko" not in " ".join(why)


def test_nothing_is_written_where_anything_goes_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from letapis.cli import dossier as verb
    from letapis.rim import files
    from letapis.rim.errors import ProjectError, refuse

    whole = files.write_file

    def full(path: Path, parts: object) -> None:
        if path.suffix == ".pdf":
            raise refuse(path, "the disk is full.")
        whole(path, parts)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "write_file", full)
    with pytest.raises(ProjectError):
        verb._write(tmp_path, {"a.html": b"1", "b.docx": b"2", "c.pdf": b"3"})
    assert list(tmp_path.iterdir()) == []
