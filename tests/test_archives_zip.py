"""ZIP files of pages, and what Auto Archiver writes: paths as data, sheets that speak for the files beside them."""

from __future__ import annotations

import struct
import zipfile

import pytest

from tests.archives import TAKEN, answer, faults_of, itself, page, pages_of, story, wacz, warc_gz, zipped

URL = "https://courier.example/held"


def sheet(title: str = "Held in Ostrel", content: str = "", files: tuple[str, ...] = (), **more: str) -> bytes:
    """A sheet in the form Auto Archiver gives it, with invented content."""
    told = {"_processed_at": "2024-05-03 10:11:12.000001+00:00", "url": URL, "title": title, **more}
    if content:
        told["content"] = content
    rows = "".join(f"<tr><td>{k}</td><td>\n<span class='copy'>{v}</span></td></tr>" for k, v in told.items())
    media = "".join(
        f"<tr><td>about</td><td><a href='./archived/x/{f}'>open</a> or <a href='./archived/x/{f}' download=''>download</a></td></tr>"
        for f in files
    )
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{URL}</title></head><body><h2>Archived media for <span class='copy'>{URL}</span> - "
        f"<a href='{URL}'>open</a></h2><p><b>title:</b> '<span class='copy'>{title}</span>'</p><h2 class='center'>content 1 item(s)</h2>"
        f"<table class='content'><tr><th>about</th></tr><tbody>{media}</tbody></table><h2 class='center'>metadata</h2>"
        f"<table class='metadata'><tr><th>key</th><th>value</th></tr>{rows}</table><p class='center'>Made with "
        "<a href='https://github.com/bellingcat/auto-archiver'>bellingcat/auto-archiver</a> v1.0</p></body></html>"
    ).encode()


class TestZip:
    def test_pages_by_their_paths_pictures_counted(self) -> None:
        data = zipped({"a/one.html": page(1), "two.txt": story(2).encode(), "a/pic.jpg": b"x", "a/": b"", "list.json": b"{}"})
        found = pages_of(data, "pages.zip")
        assert [(r.member, r.media_type) for r in found] == [("a/one.html", "text/html"), ("two.txt", "text/plain")]
        assert itself(data, "pages.zip").text == "2 pages.\n\nPassed over: 1 other file, 1 picture."

    def test_the_time_of_a_file_never_dates_the_page(self) -> None:
        (found,) = pages_of(zipped({"one.html": page(1)}), "pages.zip")
        assert (found.published, found.captured_at) == (None, "2024-05-03T10:11:12")

    def test_what_the_user_gives_holds_for_one_page_only(self) -> None:
        given = {"title": "Given", "published": "2024-02-01", "url": "https://given.example/"}
        (alone,) = pages_of(zipped({"one.html": page(1), "pic.png": b"x"}), "pages.zip", **given)
        assert (alone.title, alone.published, alone.url) == ("Given", "2024-02-01", "https://given.example/")
        for r in pages_of(zipped({"one.html": page(1), "two.html": page(2)}), "pages.zip", **given):
            assert (r.title != "Given", r.published, r.url) == (True, None, None)

    def test_but_the_kind_given_holds_for_all(self) -> None:
        texts = {f"{n}.txt": story(n).encode() for n in (1, 2)}
        assert [r.kind for r in pages_of(zipped(texts), "pages.zip", kind="interview")] == ["interview", "interview"]

    @pytest.mark.parametrize(
        "name",
        [
            "../../etc/passwd.html",
            "/abs.html",
            "C:\\x\\y.html",
            "a\x00b.html",
            "\u202etxt.html",
            "CON.html",
            "x" * 5000 + ".html",
            "a\nb.html",
        ],
    )
    def test_names_are_data(self, name: str) -> None:
        (found,) = pages_of(zipped({name: page(1)}), "pages.zip")
        assert found.member
        assert len(found.member) < 1100
        assert found.member.isprintable()
        assert "cell 1 of" in found.text

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_two_files_of_one_name_are_two_members(self) -> None:
        data = zipped([("one.html", page(1)), ("one.html", page(2))])
        assert [r.member for r in pages_of(data, "pages.zip")] == ["one.html", "one.html (2)"]

    def test_long_names_that_begin_alike_are_two_members(self) -> None:
        data = zipped([("x" * 3000 + "a.html", page(1)), ("x" * 3000 + "b.html", page(1))])
        assert len({r.member for r in pages_of(data, "pages.zip")}) == 2

    def test_cyrillic_names_of_old_archives(self) -> None:
        data = zipped({"abcdef.html": page(1)}).replace(b"abcdef.html", "хартыя".encode("cp866") + b".html")
        assert pages_of(data, "pages.zip")[0].member == "хартыя.html"

    def test_an_encrypted_file_is_said_and_the_rest_is_read(self) -> None:
        data = bytearray(zipped({"one.html": page(1), "two.html": page(2)}))
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
        assert [r.member for r in pages_of(bytes(data), "pages.zip")] == ["two.html"]
        assert "pages.zip, one.html: It is encrypted with a password." in faults_of(bytes(data), "pages.zip")

    def test_other_packings_are_said(self) -> None:
        data = zipped({"one.html": page(1)}, zipfile.ZIP_BZIP2)
        assert "packed in a way that is not undone" in faults_of(data, "pages.zip")

    def test_a_damaged_file_is_said_and_the_rest_is_read(self) -> None:
        data = bytearray(zipped({"one.html": page(1), "two.html": page(2)}, zipfile.ZIP_STORED))
        data[data.index(b"cell 1")] ^= 1
        assert [r.member for r in pages_of(bytes(data), "pages.zip")] == ["two.html"]
        assert "one.html: It is damaged" in faults_of(bytes(data), "pages.zip")

    @pytest.mark.parametrize("cut", [4, 30, 200, -1, -10, -30])
    def test_a_cut_zip_is_said_to_be_broken(self, cut: int) -> None:
        data = zipped({"one.html": page(1), "two.html": page(2)})
        assert "broken" in faults_of(data[:cut], "pages.zip") or "no page" in faults_of(data[:cut], "pages.zip")

    def test_an_empty_zip(self) -> None:
        assert "no page in it" in faults_of(zipped({}), "pages.zip")

    def test_only_two_packings_within_one_another(self) -> None:
        two = zipped({"inner.zip": zipped({"one.html": page(1)})})
        assert [r.member for r in pages_of(two, "a.zip")] == ["inner.zip/one.html"]
        three = zipped({"outer.zip": two, "two.html": page(2)})
        assert [r.member for r in pages_of(three, "a.zip")] == ["two.html"]
        assert "a.zip, outer.zip/inner.zip: It is packed in too many layers" in faults_of(three, "a.zip")

    def test_office_files_are_no_archives_of_pages(self) -> None:
        data = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})
        assert not [r for r in pages_of(data, "letter.docx") if r.member]
        assert not [r for r in pages_of(data, "letter") if r.member]

    def test_a_binary_file_is_said_to_be_unread(self) -> None:
        found = pages_of(zipped({"one.html": page(1), "old.doc": b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 4}), "a.zip")
        assert [bool(r.body) for r in found] == [True, False]
        assert found[1].faults[0].where == "a.zip, old.doc"

    def test_a_list_that_says_a_million_files_is_not_read(self) -> None:
        end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 46_000_000, 0, 0)
        far = b"PK\x06\x06" + struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, 1_000_000, 1_000_000, 46_000_000, 0)
        assert "1000000 files" in faults_of(b"PK\x03\x04" + bytes(50) + far + b"PK\x06\x07" + bytes(16) + end, "a.zip")


class TestAutoArchiver:
    def test_the_text_of_a_post_is_the_page_and_its_time_the_day(self) -> None:
        (found,) = pages_of(sheet(content=story(1), timestamp="2024-01-09 08:00:00+00:00"), "formatted.html")
        assert (found.title, found.url, found.member) == ("Held in Ostrel", URL, URL)
        assert (found.published, found.published_basis) == ("2024-01-09", "markup")
        assert found.captured_at == "2024-05-03T10:11:12.000001+00:00"
        assert "cell 1 of" in found.body
        assert "Made with" not in found.text

    def test_the_time_it_was_archived_is_no_day_of_publication(self) -> None:
        assert pages_of(sheet(content=story(1)), "formatted.html")[0].published is None

    def test_a_sheet_beside_a_web_archive_holds_no_page_of_its_own(self) -> None:
        data = sheet(content=story(1), files=("abc.wacz",))
        assert not pages_of(data, "formatted.html")

    def test_a_sheet_speaks_for_the_files_beside_it(self) -> None:
        files = {
            "held/formatted.html": sheet(files=("abc.wacz", "post.txt"), timestamp="2024-01-09 08:00:00+00:00"),
            "held/abc.wacz": wacz(warc_gz(answer(URL, f"<p>{story(1)}</p>".encode())), [{"url": URL, "ts": TAKEN}]),
            "held/post.txt": story(2).encode(),
            "other/post.txt": story(3).encode(),
        }
        archived, post, other = pages_of(zipped(files), "archived.zip")
        assert (archived.title, archived.published, archived.captured_at) == ("Held in Ostrel", "2024-01-09", TAKEN)
        assert (post.url, post.published) == (URL, "2024-01-09")
        assert (other.url, other.published) == (None, None)

    @pytest.mark.parametrize(
        "data",
        [
            b"Archived media for bellingcat/auto-archiver",
            b"<h2>Archived media for</h2> bellingcat/auto-archiver",
            sheet(title=""),
            sheet(title="<b>", timestamp="never"),
        ],
    )
    def test_broken_sheets_are_said(self, data: bytes) -> None:
        assert faults_of(data, "formatted.html")

    def test_a_page_about_it_is_no_sheet(self) -> None:
        data = page(1, "How bellingcat/auto-archiver works")
        assert pages_of(data, "page.html")[0].member is None
