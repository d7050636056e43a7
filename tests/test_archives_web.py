"""Web archives: WARC with and without packing, WACZ with its pages lists; what is a page in them and what is not."""

from __future__ import annotations

import gzip
import zlib

import pytest

from tests.archives import (
    TAKEN,
    answer,
    faults_of,
    http,
    itself,
    page,
    pages_of,
    record,
    revisit,
    story,
    wacz,
    warc,
    warc_gz,
    zipped,
)

ONE, TWO = "https://courier.example/2024/one.html", "https://courier.example/two"


class TestWarc:
    @pytest.mark.parametrize("made", [warc, warc_gz])
    def test_every_html_answer_is_a_page_by_its_address(self, made: object) -> None:
        data = made(answer(ONE, page(1)), answer(TWO, page(2)))  # type: ignore[operator]
        found = pages_of(data, "crawl.warc.gz")
        assert [r.member for r in found] == [ONE, TWO]
        assert [r.title for r in found] == ["Trade unionist held in Ostrel, case 1", "Trade unionist held in Ostrel, case 2"]
        assert "cell 1 of the city prison" in found[0].body
        assert "Home" not in found[0].body

    def test_a_file_packed_as_one_stream(self) -> None:
        assert len(pages_of(gzip.compress(warc(answer(ONE, page(1)), answer(TWO, page(2)))), "crawl.warc.gz")) == 2

    def test_the_day_it_was_taken_never_dates_the_page(self) -> None:
        (found,) = pages_of(warc(answer(TWO, page(1))), "crawl.warc")
        assert (found.published, found.captured_at, found.url) == (None, TAKEN, TWO)

    def test_but_a_day_in_the_address_does(self) -> None:
        (found,) = pages_of(warc(answer("https://courier.example/2024/01/09/held", page(1))), "crawl.warc")
        assert (found.published, found.published_basis) == ("2024-01-09", "URL")

    @pytest.mark.parametrize(
        ("answered", "counted"),
        [
            (answer("https://courier.example/a.jpg", b"\xff\xd8", kind="image/jpeg"), "1 picture"),
            (answer("https://courier.example/a.js", b"x()", kind="application/javascript"), "1 script"),
            (answer("https://courier.example/a.css", b"a{}", kind="text/css"), "1 style"),
            (answer("https://courier.example/gone", page(3), status="404 Not Found"), "1 error answer"),
            (answer("https://courier.example/old", b"", status="301 Moved Permanently"), "1 redirect"),
            (answer("https://courier.example/robots.txt", b"User-agent: *", kind="text/plain"), "1 robots file"),
            (answer("https://courier.example/d.json", b"{}", kind="application/json"), "1 data file"),
            (answer(ONE, page(1)), "1 repeat"),
            (revisit(ONE, page(1)), "1 repeat"),
            (revisit("https://courier.example/x", page(9)), "1 repeat of a page that is not in the archive"),
            (record("urn:pageinfo:x", b"{}", "resource", type="application/json"), "1 record of another kind"),
        ],
    )
    def test_what_is_no_page_is_counted(self, answered: bytes, counted: str) -> None:
        data = warc_gz(answer(ONE, page(1)), answered)
        assert [r.member for r in pages_of(data, "crawl.warc.gz")] == [ONE]
        assert itself(data, "crawl.warc.gz").text == f"1 page.\n\nPassed over: {counted}."

    def test_the_same_page_under_another_address_is_found_by_its_digest(self) -> None:
        found = pages_of(warc_gz(answer(ONE, page(1)), revisit(TWO, page(1))), "crawl.warc.gz")
        assert [r.member for r in found] == [ONE, TWO]
        assert found[0].text == found[1].text
        assert found[0].id != found[1].id

    def test_an_address_taken_twice_with_other_words_is_two_pages(self) -> None:
        found = pages_of(warc(answer(ONE, page(1)), answer(ONE, page(2), "2024-06-01T00:00:00Z")), "crawl.warc")
        assert [r.member for r in found] == [ONE, f"{ONE} (2)"]

    def test_only_pictures(self) -> None:
        data = warc(answer("https://courier.example/a.png", b"x", kind="image/png"))
        assert not pages_of(data, "crawl.warc")
        assert "no page in it" in faults_of(data, "crawl.warc")

    def test_the_charset_of_the_answer_goes_before_guesses(self) -> None:
        words = "<html><body><article><p>Міліція затримала Алеся Крука ў Острэлі.</p><p>Прэса пра гэта маўчыць.</p></article></body></html>"
        data = warc(record(ONE, http(words.encode("iso8859_5"), "text/html; charset=ISO-8859-5")))
        assert "Міліція затримала" in pages_of(data, "crawl.warc")[0].text

    def test_a_servers_habit_does_not_go_before_what_the_page_says(self) -> None:
        words = "<html><head><meta charset='windows-1251'></head><body><article><p>Милиция задержала Алеся Крука.</p></article></body></html>"
        data = warc(record(ONE, http(words.encode("cp1251"), "text/html; charset=ISO-8859-1")))
        assert "Милиция задержала" in pages_of(data, "crawl.warc")[0].text

    @pytest.mark.parametrize(
        ("coding", "packed"),
        [
            ("gzip", gzip.compress(page(1))),
            ("deflate", zlib.compress(page(1))),
            ("deflate", zlib.compress(page(1))[2:-4]),
            ("gzip", page(1)),  # kept unpacked, the line left as it was
            ("br", page(1)),
        ],
    )
    def test_content_codings_are_undone(self, coding: str, packed: bytes) -> None:
        data = warc(record(ONE, http(packed, Content_Encoding=coding)))
        assert "cell 1 of" in pages_of(data, "crawl.warc")[0].body

    def test_chunks_are_put_together(self) -> None:
        body = page(1)
        chunked = b"%x\r\n%s\r\n%x;note=1\r\n%s\r\n0\r\n\r\n" % (100, body[:100], len(body) - 100, body[100:])
        for block in (http(chunked, Transfer_Encoding="chunked"), http(body, Transfer_Encoding="chunked")):
            assert "cell 1 of" in pages_of(warc(record(ONE, block)), "crawl.warc")[0].body

    @pytest.mark.parametrize("coding", ["br", "zstd"])
    def test_codings_that_are_not_undone_are_said(self, coding: str) -> None:
        data = warc(answer(TWO, page(2)), record(ONE, http(b"\x8b\x01\x00\xff\xfe\x80" * 20, Content_Encoding=coding)))
        assert [r.member for r in pages_of(data, "crawl.warc")] == [TWO]
        assert f"crawl.warc, {ONE}: It is packed with" in faults_of(data, "crawl.warc")

    def test_pdf_and_text_answers(self) -> None:
        data = warc(answer(ONE, story(1).encode(), kind="text/plain"), answer(TWO, b"%PDF-1.4 broken", kind="application/pdf"))
        found = pages_of(data, "crawl.warc")
        assert [(r.media_type, bool(r.body)) for r in found] == [("text/plain", True), ("application/pdf", False)]
        assert found[1].faults[0].where == f"crawl.warc, {TWO}"

    def test_a_truncated_file_gives_what_is_whole_and_says_so(self) -> None:
        data = warc_gz(answer(ONE, page(1)), answer(TWO, page(2)))
        assert [r.member for r in pages_of(data[:-200], "crawl.warc.gz")] == [ONE]
        assert "ends in the middle" in faults_of(data[:-200], "crawl.warc.gz")
        plain = warc(answer(ONE, page(1)), answer(TWO, page(2)))
        assert [r.member for r in pages_of(plain[:-200], "crawl.warc")] == [ONE]
        assert f"crawl.warc, {TWO}: It ends in the middle" in faults_of(plain[:-200], "crawl.warc")

    def test_damage_in_one_record_costs_that_record(self) -> None:
        a, b, c = (gzip.compress(answer(f"https://courier.example/{n}", page(n)), mtime=0) for n in (1, 2, 3))
        data = a + b[:60] + bytes(20) + b[80:] + c
        found = pages_of(data, "crawl.warc.gz")
        assert [r.member for r in found] == ["https://courier.example/1", "https://courier.example/3"]
        assert "damaged after" in faults_of(data, "crawl.warc.gz")

    @pytest.mark.parametrize("length", [10, 100_000, -1])
    def test_a_wrong_length_costs_no_other_page_before_it(self, length: int) -> None:
        block = http(page(2))
        data = warc(answer(ONE, page(1)), record(TWO, block, length=len(block) + length if length > 10 else length))
        assert pages_of(data, "crawl.warc")[0].member == ONE
        assert faults_of(data, "crawl.warc")

    def test_a_length_too_short_does_not_cost_the_next_page(self) -> None:
        data = warc(record(TWO, http(page(2)), length=300), answer(ONE, page(1)))
        assert ONE in [r.member for r in pages_of(data, "crawl.warc")]
        assert "is not as long as it says" in faults_of(data, "crawl.warc")


class TestWacz:
    DATA = warc_gz(
        answer(ONE, page(1)),
        answer("https://ads.example/frame.html", page(7)),
        answer(TWO, page(2), "2024-05-01T00:00:00Z"),
        answer(TWO, page(3), "2024-05-09T00:00:00Z"),
    )

    def test_only_listed_pages_count_and_the_nearest_in_time(self) -> None:
        listed = [{"url": TWO, "ts": "2024-05-08T12:00:00Z", "title": "Held | Ostrel Courier"}]
        data = wacz(self.DATA, listed)
        (found,) = pages_of(data, "crawl.wacz")
        assert (found.member, found.captured_at) == (TWO, "2024-05-09T00:00:00Z")
        assert "cell 3 of" in found.body
        assert itself(data, "crawl.wacz").text == "1 page.\n\nPassed over: 3 answers that no list names."

    def test_the_extra_list_counts_too(self) -> None:
        data = wacz(self.DATA, [{"url": ONE, "ts": TAKEN}], [{"url": TWO, "ts": "20240501000000"}])
        assert [r.member for r in pages_of(data, "crawl.wacz")] == [ONE, TWO]

    def test_a_title_that_only_the_list_has(self) -> None:
        data = wacz(warc_gz(answer(ONE, f"<p>{story(1)}</p>".encode())), [{"url": ONE, "ts": TAKEN, "title": "Held in Ostrel"}])
        assert pages_of(data, "crawl.wacz")[0].title == "Held in Ostrel"

    def test_fragments_and_last_strokes_do_not_matter(self) -> None:
        data = wacz(self.DATA, [{"url": f"{TWO}/#top", "ts": "2024-05-01T00:00:00Z"}])
        assert "cell 2 of" in pages_of(data, "crawl.wacz")[0].body

    @pytest.mark.parametrize("lists", [None, []])
    def test_without_a_list_every_html_answer_is_a_page(self, lists: list[dict[str, object]] | None) -> None:
        assert len(pages_of(wacz(self.DATA, lists), "crawl.wacz")) == 4

    def test_a_listed_page_that_is_a_repeat_is_found_by_its_digest(self) -> None:
        data = wacz(warc_gz(answer(ONE, page(1)), revisit(TWO, page(1))), [{"url": TWO, "ts": TAKEN}])
        (found,) = pages_of(data, "crawl.wacz")
        assert (found.member, "cell 1 of" in found.body) == (TWO, True)

    def test_a_listed_page_that_is_not_there_is_said(self) -> None:
        data = wacz(self.DATA, [{"url": ONE, "ts": TAKEN}, {"url": "https://courier.example/nowhere", "ts": TAKEN}])
        assert len(pages_of(data, "crawl.wacz")) == 1
        assert "crawl.wacz, https://courier.example/nowhere: It is listed as a page" in faults_of(data, "crawl.wacz")

    @pytest.mark.parametrize("line", [b"[1", b'"x"', b'{"url": 5}', b'{"url": null, "ts": 3}', b"[" * 100_000])
    def test_broken_lines_of_a_list_are_passed_over(self, line: bytes) -> None:
        files = {"archive/a.warc.gz": self.DATA, "pages/pages.jsonl": line + b'\n{"url": "%s"}' % ONE.encode()}
        assert [r.member for r in pages_of(zipped(files), "crawl.wacz")] == [ONE]

    def test_a_wacz_without_its_name_is_known_by_what_it_holds(self) -> None:
        assert itself(wacz(self.DATA, [{"url": ONE, "ts": TAKEN}]), "download").reader == "wacz/1"

    def test_a_wacz_without_a_warc(self) -> None:
        assert "no WARC file" in faults_of(zipped({"datapackage.json": b"{}"}), "crawl.wacz")

    def test_a_wacz_in_a_zip_is_opened(self) -> None:
        inner = wacz(self.DATA, [{"url": ONE, "ts": TAKEN}])
        (found,) = pages_of(zipped({"item/crawl.wacz": inner}), "all.zip")
        assert found.member == f"item/crawl.wacz/{ONE}"
