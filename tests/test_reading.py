"""What the readers make of pages: main text and the rest, title and date, and one plain sentence for what cannot be read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given as each
from hypothesis import settings
from hypothesis import strategies as st

from letapis.core.reading import READERS, read
from letapis.core.reading.encoding import LIMIT, decode
from letapis.words.records import Given, Reading
from tests.pace import seconds

FIXTURES = Path(__file__).parent / "fixtures" / "reading"
FLAT = """The Tarn Mail
Home
News
Sport
Log in

Two fishermen held after harbour protest

Olga Brandt
4 May 2019

Police in the port of Tarn arrested two fishermen on Friday after a protest against closing the harbour, their union said.

The men, Ivo Lund and Petr Hask, were taken from their boats before dawn and were still being held on Saturday, a lawyer said.

"We asked for a meeting with the mayor and were given handcuffs," said the wife of one of the men, who had waited all night.

A police spokesman said the two had refused to clear the quay and that nobody had been hurt when the crowd was sent home.

Read more
Mayor opens new fish market, 2 June 2011
Storm sinks three boats
Harbour master retires after 40 years
Share
Tweet
Terms of use
© 2024 The Tarn Mail. All rights reserved.
"""


def reading(data: bytes | str, name: str = "page.txt", as_body: bool = False, **given: object) -> Reading:
    raw = data.encode() if isinstance(data, str) else data
    return read(raw, name, given=Given(**given), key=b"test", capture="capture:test", as_body=as_body)  # type: ignore[arg-type]


def kinds(r: Reading) -> dict[str, str]:
    """The kind of each block by its first words."""
    return {r.text[b.start : b.end][:24]: b.kind for b in r.blocks}


def pdf(pages: list[list[tuple[int, str]]], password: str = "") -> bytes:
    """A PDF whose pages are lines of (size, words); made by hand, so that no font file is needed."""
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    writer = PdfWriter()
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                                 NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream, y = "", 800
        for size, words in lines:
            escaped = words.replace("(", "\\(").replace(")", "\\)")
            stream += f"BT /F1 {size} Tf 50 {y} Td ({escaped}) Tj ET\n"
            y -= size + 6
        content = StreamObject()
        content.set_data(stream.encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(content)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


STATEMENT = [
    [(9, "Rights Watch Tarn"), (9, "Page 1 of 2"), (18, "Tarn: two fishermen must be freed"), (11, "6 May 2019"),
     (11, "Two fishermen have been held in the port of Tarn since Friday with no charge against them, and"),
     (11, "their lawyer has been refused a meeting with them, Rights Watch Tarn said today. In the first in-"),
     (11, "terrogation both men were told that they would be charged with mass disorder on the quay."),
     (11, "The men had asked for a meeting with the mayor. Nobody was hurt and nothing was broken in the"),
     (11, "harbour, which the town council means to close at the end of the year, people there told us.")],
    [(9, "Rights Watch Tarn"), (9, "Page 2 of 2"),
     (11, "The police should let the men go, or bring them before a judge who hears what they have to say.")],
]  # fmt: skip


class TestHtml:
    page = reading((FIXTURES / "harbour.html").read_bytes(), "harbour.html")

    def test_the_body_goes_from_the_headline_to_the_last_paragraph(self) -> None:
        assert self.page.body.startswith("Two fishermen held after harbour protest\n\nPolice in the port")
        assert self.page.body.endswith("when the crowd was sent home.")

    @pytest.mark.parametrize(
        "words", ["Home", "Advertisement", "By Olga", "Read more", "Storm sinks", "anna77", "©", "not text"]
    )
    def test_what_stands_around_the_article_is_no_main_text(self, words: str) -> None:
        assert words not in self.page.body

    @pytest.mark.parametrize("words", ["Home", "fine boats", "By Olga Brandt", "Storm sinks", "anna77", "All rights reserved"])
    def test_but_it_is_kept(self, words: str) -> None:
        assert words in self.page.text

    def test_scripts_are_no_text(self) -> None:
        assert "not text" not in self.page.text

    def test_blocks_know_their_kinds(self) -> None:
        found = kinds(self.page)
        assert found["Two fishermen held after"] == "headline"
        assert found["By Olga Brandt"] == "byline"
        assert found["Advertisement: fine boat"] == "advert"
        assert found["Storm sinks three boats"] == "related"
        assert found["“We asked for a meeting "] == "quote"

    def test_metadata(self) -> None:
        p = self.page
        assert (p.title, p.publisher, p.authors) == (
            "Two fishermen held after harbour protest",
            "The Tarn Mail",
            ("Olga Brandt",),
        )
        assert (p.published, p.published_basis, p.published_certain) == ("2019-05-04", "markup", True)
        assert (p.language, p.media_type, p.kind, p.faults) == ("en", "text/html", "page", ())

    def test_what_the_user_gives_wins(self) -> None:
        p = reading(
            (FIXTURES / "harbour.html").read_bytes(),
            "harbour.html",
            published="2019-05-06",
            title="Fishermen",
            authors=("O. B.",),
        )
        assert (p.published, p.published_basis, p.title, p.authors) == ("2019-05-06", "given", "Fishermen", ("O. B.",))

    def test_a_page_laid_out_in_tables(self) -> None:
        cells = "<br><br>".join(
            f"The council said on day {i} that it would look into what had happened at the quay." for i in range(9)
        )
        menu, title = "<a>Home</a><br><a>News</a>", "<b>Council to look into quay</b><br>"
        p = reading(f"<html><body><table><tr><td>{menu}</td><td>{title}{cells}</td></tr></table>")
        assert p.body.startswith("Council to look into quay\n\nThe council said on day 0")
        assert "Home" not in p.body

    def test_a_day_in_the_address_dates_the_page(self) -> None:
        page = (FIXTURES / "harbour.html").read_text().replace("datePublished", "x")
        p = reading(page, "harbour.html", url="https://tarn.example/2019/05/04/harbour")
        assert (p.published, p.published_basis) == ("2019-05-04", "URL")

    def test_markup_that_disagrees_with_itself_is_not_certain(self) -> None:
        other = '<meta property="article:published_time" content="2019-05-02"></head>'
        page = reading((FIXTURES / "harbour.html").read_text().replace("</head>", other), "harbour.html")
        assert (page.published, page.published_certain) == ("2019-05-04", False)

    def test_a_date_in_a_teaser_dates_nothing(self) -> None:
        page = (FIXTURES / "harbour.html").read_text().replace("datePublished", "x")
        assert reading(page, "harbour.html").published is None


class TestFlatText:
    page = reading(FLAT)

    def test_the_article_is_parted_from_the_rest(self) -> None:
        assert self.page.body.startswith("Two fishermen held after harbour protest\n\nPolice in the port")
        assert self.page.body.endswith("when the crowd was sent home.")

    def test_the_text_is_the_file(self) -> None:
        assert self.page.text == FLAT

    def test_the_dateline_below_the_headline_dates_it(self) -> None:
        assert (self.page.published, self.page.published_basis) == ("2019-05-04", "dateline")
        assert not self.page.published_certain  # nobody signs it, and no word says what day it is
        assert kinds(self.page)["4 May 2019"] == "dateline"

    def test_a_teaser_with_a_date_does_not(self) -> None:
        assert reading(FLAT.replace("4 May 2019\n", "")).published is None

    def test_the_day_of_an_update_is_not_certain(self) -> None:
        page = reading(FLAT.replace("4 May 2019", "Last updated: 5 May 2019"))
        assert (page.published, page.published_certain) == ("2019-05-05", False)

    def test_lines_are_counted(self) -> None:
        first = self.page.main[0]
        assert first.line == 7
        assert FLAT.split("\n")[6] == self.page.text[first.start : first.end]

    def test_a_page_broken_at_a_margin_is_read_by_paragraphs(self) -> None:
        lines = "were taken to the station again and asked\nthe same questions as before by two officers, who\nwrote nothing"
        text = "\n\n".join(f"On day {i} the men {lines} down and let nobody in, their lawyer said." for i in range(6))
        assert len(reading(text).main) == 6

    def test_a_given_title_is_the_headline(self) -> None:
        p = reading(FLAT, title="Two fishermen held after harbour protest")
        assert p.text[p.main[0].start : p.main[0].end] == p.title
        assert p.main[0].kind == "headline"

    def test_as_body_takes_the_file_to_the_letter(self) -> None:
        text = "Fishermen held\n\nTwo men were held.\r\n\r\n  Read more\nStorm sinks boats\n"
        p = reading(text, as_body=True, title="Fishermen held")
        assert p.body == p.text == text
        assert [b.kind for b in p.blocks] == ["headline", "paragraph", "paragraph"]


class TestOtherLetters:
    text = "Полиция города Тарн задержала двух рыбаков после протеста против закрытия порта, сообщил их профсоюз.\n\n" * 3

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
    def test_russian(self, encoding: str) -> None:
        p = reading(self.text.encode(encoding))
        assert p.text == self.text
        assert (p.language, p.faults) == ("ru", ())

    def test_western(self) -> None:
        text = "La police a arrêté deux pêcheurs à l’aube, a déclaré leur syndicat près du port.\n\n" * 3
        assert decode(text.encode("cp1252"), "x").text == text

    def test_a_declared_encoding(self) -> None:
        page = f'<html><head><meta charset="windows-1251"></head><body><p>{self.text}</p></body></html>'
        assert "Полиция города Тарн" in reading(page.encode("cp1251"), "x.html").text

    def test_broken_letters_are_said(self) -> None:
        p = reading((self.text * 5).encode() + b"\xd0\xff\xfe broken" + self.text.encode())
        assert "could not be read as utf-8" in p.faults[0].what
        assert "Полиция" in p.text


class TestPdf:
    page = reading(pdf(STATEMENT), "statement.pdf")

    def test_body(self) -> None:
        assert self.page.body.startswith("Tarn: two fishermen must be freed\n\nTwo fishermen have been held")
        assert "In the first interrogation both men" in self.page.body
        assert self.page.body.endswith("hears what they have to say.")

    def test_running_heads_and_page_numbers_are_kept_aside(self) -> None:
        assert "Page 1 of 2" in self.page.text
        assert "Page" not in self.page.body
        assert "Rights Watch Tarn\n" not in self.page.body

    def test_its_date(self) -> None:
        assert (self.page.published, self.page.published_basis) == ("2019-05-06", "dateline")


class TestInterviews:
    text = (
        "RECORD OF INTERVIEW\n\nInterviewer: I-01\nWitness code: W-02\nDate of interview: 3 June 2019\nLanguage: Tarnish\n\n"
        "Q. Where were you?\n\nA. On the quay. Yesterday they came again.\n"
    )

    def test_the_form_is_no_main_text(self) -> None:
        p = reading(self.text)
        assert p.kind == "interview"
        assert p.body == "RECORD OF INTERVIEW\n\nQ. Where were you?\n\nA. On the quay. Yesterday they came again."

    def test_it_is_dated_by_the_interview(self) -> None:
        assert reading(self.text).published == "2019-06-03"
        assert reading(self.text, published="2019-06-04").published == "2019-06-04"

    def test_a_colon_alone_makes_no_interview(self) -> None:
        assert reading("Place: Tarn\nLanguage: Tarnish\n" + FLAT).kind == "page"


BAD = {
    "empty": (b"", "x.txt", "The file is empty."),
    "only white space": (b" \n\t\n", "x.html", "The file is empty."),
    "binary rubbish": (bytes(range(256)) * 40, "x.txt", "The file is neither text, HTML nor PDF."),
    "rubbish named html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "x.html", "The file is neither text, HTML nor PDF."),
    "broken PDF": (b"%PDF-1.7\n1 0 obj\n<<broken", "x.pdf", "The PDF is broken and could not be read."),
    "encrypted PDF": (pdf(STATEMENT, "secret"), "x.pdf", "The PDF is encrypted with a password."),
    "scanned PDF": (pdf([[]]), "x.pdf", "The PDF holds no text, only pictures of pages."),
    "empty PDF": (b"", "x.pdf", "The file is empty."),
    "too large": (b"a" * (LIMIT + 1), "x.txt", "The page is 50 MB; pages over 50 MB are not read."),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_is_said_in_a_sentence(case: str) -> None:
    data, name, sentence = BAD[case]
    p = reading(data, name)
    assert [f.what for f in p.faults] == [sentence]
    assert p.faults[0].where == name
    assert p.faults[0].hint
    assert p.body == ""


HOSTILE = {
    "nested": b"<html><body>" + b"<div>" * 100_000 + b"text",
    "unclosed": b"<html><body>" + b"<b><i><p>words " * 20_000,
    "attributes": b"<html><body><p " + b"a='1' " * 50_000 + b">words",
    "open tags": b"<html>" + b"<" * 200_000,
    "entities": b"<html><body><p>" + b"&amp;" * 200_000,
    "a long line": b"a " * 500_000,
    "dates": b"1 may " * 50_000,
    "many lines": b"Read more\n" * 20_000,
    "linked data": b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>words",
    "tables": b"<html><body>" + b"<table><tr><td>" * 3_000 + b"words",
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_are_done_in_time(case: str) -> None:
    name = "x.html" if HOSTILE[case].startswith(b"<") else "x.txt"
    assert seconds(lambda: reading(HOSTILE[case], name)) < 5


def test_a_huge_page_is_read_in_part_and_that_is_said() -> None:
    p = reading(b"<html><body><p>" + b"The men were held in the port for a day. " * 150_000, "x.html")
    assert "only its first 5 MB were read" in p.faults[0].what


def holds(p: Reading) -> None:
    """Blocks stand in text and body to the letter, in order."""
    last = 0
    for b in p.blocks:
        assert 0 <= b.start <= b.end <= len(p.text)
        assert b.start >= last
        last = b.end
    for b in p.main:
        assert b.body is not None
        assert p.text[b.start : b.end] == p.body[b.body : b.body + b.end - b.start]
        assert p.in_body(b.start) == b.body


WORDS = (
    "<p> </div> <h1> <li> <br> <b> </table> <td> 4_May_2019 Read_more © Witness:_W é � <!-- &#0; "
    "Police_told_his_wife_he_was_held."
)
PARTS = st.sampled_from(["\n", "\n\n", *(w.replace("_", " ") for w in WORDS.split(" "))])


@settings(max_examples=60, deadline=None)
@each(st.lists(PARTS | st.text(max_size=8), max_size=40), st.sampled_from(["x.html", "x.txt"]), st.booleans())
def test_blocks_stand_where_they_say(parts: list[str], name: str, as_body: bool) -> None:
    p = reading(" ".join(parts).encode("utf-8", "replace"), name, as_body)
    holds(p)
    if as_body:
        assert p.body == p.text


@settings(max_examples=80, deadline=None)
@each(st.binary(max_size=400), st.sampled_from(["x.html", "x.txt", "x.pdf", "x"]))
def test_no_bytes_raise(data: bytes, name: str) -> None:
    holds(reading(data, name))


def test_the_same_bytes_make_the_same_reading() -> None:
    assert reading(FLAT) == reading(FLAT)


def test_every_reader_says_who_it_is() -> None:
    assert [r.NAME for r in READERS] == [
        "table-xlsx/1", "table-csv/1", "records-openevsys/1", "records-ftm/1", "pdf/2", "docx/1", "odt/1", "unread/1",
        "markdown/1", "html/2", "text/2",
    ]  # fmt: skip


def test_comments_written_like_an_article() -> None:
    comment = "I was on the quay that night as well and nobody had refused to do anything, whatever the police say of it.\n\n"
    assert "I was on the quay" not in reading(FLAT.split("Read more")[0] + "3 comments\n\nmarta\n\n" + comment * 2).body
