"""The dossier: everything a reader needs, every fact with its sentence, the same bytes whoever makes it, nothing asserted by the program."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree
from pypdf import PdfReader

from letapis.core.dossier import bundle, docx, html
from letapis.core.dossier.checking import NoBundleError, check
from letapis.core.dossier.document import Document, Heading, runs_of
from letapis.core.dossier.policy import Policy
from letapis.core.material import Told
from letapis.desk import printing
from tests.dossiers import dossier
from tests.telling import page

K = "{victim=k Ales Kulich}"
COURIER = page(
    f"Held\n\nPolice {{arrest arrested}} {K}, {{age=k:36 36}}, on {{when=2024-01-05 5 January}} in {{where Drezhin}}. "
    f"{{source His lawyer}} said guards {{torture=alleged,t tortured}} {K} on {{when=2024-01-07 7 January}}. "
    f"{{denies A spokesman}} denied that guards {{torture=denied,t tortured}} {K}.",
    "Courier",
    "2024-01-06",
)
HERALD = page(f"Gone\n\nMen {{arrest arrested}} {K} on {{when=2024-01-06 6 January}}.", "Herald", "2024-01-09")


def made(*pages: Told, policy: Policy | None = None) -> Document:
    return dossier(pages or (COURIER, HERALD), policy or Policy())[0]


def said(doc: Document) -> str:
    return "\n".join("".join(r.text for r in runs) for b in doc.blocks for runs in runs_of(b))


PARTS = ["summary", "person", "chronology", "facts", "contradictions", "interventions", "sources", "rulings", "identity", "standard",
         "unknown", "method", "annex"]  # fmt: skip


def test_all_parts_stand_in_order_and_none_is_empty() -> None:
    doc = made()
    assert [b.anchor for b in doc.blocks if isinstance(b, Heading) and b.level == 1] == PARTS
    kinds = [isinstance(b, Heading) and b.level == 1 for b in doc.blocks]
    assert not any(a and b for a, b in pairwise(kinds))
    assert not kinds[-1]


def test_a_note_gives_the_sentence_outlet_date_place_capture_and_id() -> None:
    note = next("".join(r.text for r in n) for n in made().notes if "Men arrested" in "".join(r.text for r in n))
    assert re.fullmatch(
        r"S2: “Men arrested Ales Kulich on 6 January\.” Herald, “Gone”, 9 January 2024, paragraph 1\. Capture (ab){8}, claim:[a-z-]+\.",
        note,
    )


def test_notes_are_numbered_as_they_are_called_and_all_are() -> None:
    doc = made()
    calls = [r.note for b in doc.blocks for runs in runs_of(b) for r in runs if r.note]
    assert calls
    assert list(dict.fromkeys(calls)) == list(range(1, len(doc.notes) + 1))


def test_denials_and_contradictions_stand_in_their_own_part() -> None:
    text = said(made())
    assert "is denied by a spokesman" in text
    assert "sources disagree" in text
    assert "No page tells that anybody denied anything." not in text
    assert "No page tells that anybody denied anything." in said(made(HERALD))


def test_the_machine_asserts_nothing() -> None:
    text = said(made())
    assert "not assessed" in text
    assert "No fact was assessed by a person." in text
    body = text[: text.index("Pages were kept as they came")]
    assert not re.search(r"\b(arbitrar|unlawful|verified|confirmed|proven|consistent with)", body, re.I)


def test_how_it_is_known_says_no_more_than_the_page() -> None:
    text = said(made())
    assert "told without saying how it is known: Courier and Herald" in text
    assert "at second hand: from others, as told to Courier" in text


def test_the_day_is_the_newest_capture_s_never_the_clock_s() -> None:
    assert ("Information as of", "20 March 2024") in made().cover


def test_the_version_names_the_content() -> None:
    versions = [dict(d.cover)["Version"] for d in (made(), made(), made(COURIER))]
    assert versions[0] == versions[1] != versions[2]


@pytest.mark.parametrize("write", [html.write, docx.write, printing.write])
def test_the_same_bytes_each_time(write) -> None:  # type: ignore[no-untyped-def]
    assert write(made()) == write(made())


def test_html_loads_and_runs_nothing_and_every_way_leads_somewhere() -> None:
    text = html.write(made()).decode()
    assert not re.search(r"<script|src=|https?://|@import|url\(", text)
    tree = etree.fromstring(text.encode(), etree.HTMLParser())
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    ways = {x[1:] for x in tree.xpath("//a/@href")}
    assert ways
    assert ways <= set(ids)


def test_docx_is_well_formed_with_a_footnote_for_every_note() -> None:
    doc = made()
    with ZipFile(BytesIO(docx.write(doc))) as z:
        parts = {n: etree.fromstring(z.read(n)) for n in z.namelist()}
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    ids = [x.get(f"{w}id") for x in parts["word/footnotes.xml"].iter(f"{w}footnote")]
    called = [x.get(f"{w}id") for x in parts["word/document.xml"].iter(f"{w}footnoteReference")]
    assert called == [str(n) for n in range(1, len(doc.notes) + 1)] == ids[2:]
    marks = {x.get(f"{w}name") for x in parts["word/document.xml"].iter(f"{w}bookmarkStart")}
    ways = {x.get(f"{w}anchor") for p in parts.values() for x in p.iter(f"{w}hyperlink")}
    assert ways
    assert ways <= marks


def test_pdf_is_read_by_two_readers_in_every_script() -> None:
    told = page(
        f"Held\n\nPolice {{arrest arrested}} {K} of {{where Ўсход}}. Его зовут Алесь. قال المحامي. אמר עורך הדין.",
        "Courier",
        "2024-01-06",
    )
    data = printing.write(made(told))
    by_pypdf = "".join(p.extract_text() for p in PdfReader(BytesIO(data)).pages)
    by_pdfium = "".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(data))
    for text in (by_pypdf, by_pdfium):
        assert "Police arrested Ales Kulich of Ўсход" in text
        assert "Его зовут Алесь" in text
        assert re.search("[\u0600-\u06ff\ufe70-\ufeff]", text)
        assert re.search("[\u05d0-\u05ea]", text)
        assert "□" not in text


def test_pdf_says_only_what_is_listed_of_itself() -> None:
    about = PdfReader(BytesIO(printing.write(made()))).metadata
    assert {k: str(v) for k, v in (about or {}).items()} == {
        "/Title": "Case dossier: Ales Kulich",
        "/Producer": "Letapis",
        "/CreationDate": "D:20000101000000Z",
    }


def packed(text: bytes = b"", claimed: bytes | None = None) -> bytes:
    from dataclasses import replace
    from hashlib import sha256

    data = text or HERALD.reading.text.encode()
    told = replace(HERALD, capture=replace(HERALD.capture, sha256=sha256(claimed or data).hexdigest()))
    doc, _, file = dossier((told,), Policy())
    return bundle.packed(bundle.twin(file, doc), {told.capture.sha256: data})


def test_a_bundle_is_checked_down_to_the_bytes() -> None:
    assert {c.held for c in check(packed())} == {"bytes"}


def test_other_bytes_or_other_words_do_not_hold() -> None:
    assert {c.why for c in check(packed(claimed=b"other"))} == {"the preserved bytes are not those that are cited"}
    assert {c.why for c in check(packed(b"Nothing happened here at all."))} == {"the preserved bytes do not say it"}
    doc, _, file = dossier((HERALD,), Policy())
    changed = bundle.twin(file, doc).replace(b'"quote": "Men arrested', b'"quote": "Police arrested')
    assert {c.why for c in check(changed)} == {"the quotation does not stand in the text where it should"}


@pytest.mark.parametrize("data", [b"", b"{}", b"PK", b"[1]", b"no"])
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(NoBundleError):
        list(check(data))
