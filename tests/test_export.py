"""What leaves: complete, safe to open, the same bytes for the same case, every fact one step from its sentence."""

from __future__ import annotations

import csv
import io
import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from letapis.core.casefile import CaseFile, casefile
from letapis.core.cases import find, fold
from letapis.core.export import EXPORTS
from letapis.core.export.csv import safe
from letapis.core.export.page.markup import h, text
from tests.telling import page

K = "{victim=k Ales Kulich}"
EVIL = "<script>alert(1)</script>\"'&"


def file(level: str = "team", extra: str = "") -> CaseFile:
    pages = [
        page(
            f"Kulich <held>\n\nPolice {{arrest arrested}} {K} on {{when=2024-01-05 5 January}} in {{where Dravin}}.{extra}",
            "Courier",
            "2024-01-06",
        ),
        page(
            f"{{by=state Men in masks}} {{torture=alleged tortured}} {K}, {{source his lawyer}} said, which {{denies a spokesman}} denied.",
            "Herald",
        ),
        page(f"{K} was {{release freed}} in {{when=2024-03 March}} and {{flight fled}}.", "Times <b>&amp;", "2024-04-01"),
    ]
    book = fold(pages)
    return casefile(book, find(book, "Ales Kulich")[0], level=level)


def export(name: str, case: CaseFile) -> str:
    (data,) = next(e for e in EXPORTS if name == e.NAME).export(case).values()
    return bytes(data).decode("utf-8-sig")


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.policy = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {k for k, _ in attrs}
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.hrefs += [found["href"] or ""] if "href" in found else []
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"] or ""


def test_formats() -> None:
    assert [e.NAME for e in EXPORTS] == ["json", "csv", "html"]


@pytest.mark.parametrize("name", ["json", "csv", "html"])
def test_the_same_case_gives_the_same_bytes_under_a_name_that_tells_nothing(name: str) -> None:
    module = next(e for e in EXPORTS if name == e.NAME)
    assert module.export(file()) == module.export(file())
    (filename,) = module.export(file())
    assert re.fullmatch(rf"case-[a-z-]+\.{name}", filename)


def test_json_every_value_leads_to_a_claim_with_its_words_and_capture() -> None:
    body = json.loads(export("json", file()))
    claims = {c["claim"]: c for c in body["claims"]}
    readings = {r["id"]: r for r in body["readings"]}
    captures = {c["id"]: c for c in body["captures"]}
    fields = [
        v for a in body["acts"] for k, f in a.items() if isinstance(f, list) for v in f if isinstance(v, dict) and "claims" in v
    ]
    assert fields
    for value in fields:
        assert value["claims"]
        for name in value["claims"]:
            assert claims[name]["quote"]
            assert captures[readings[claims[name]["reading"]]["capture"]]["sha256"] == claims[name]["sha256"]
    assert all(name in claims for f in body["findings"] for name in f["claims"])
    assert "key" not in body["readings"][0]


def test_csv_is_a_row_a_claim() -> None:
    rows = list(csv.DictReader(io.StringIO(export("csv", file()))))
    assert {r["word"] for r in rows} >= {"arrest", "torture", "release", "flight"}
    assert all(r["quote"] and r["sha256"] for r in rows)
    assert any(r["property"] == "victim" and r["value"] == "Ales Kulich" for r in rows)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "  =1", '=HYPERLINK("http://x","y")']
)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell).startswith("'")
    assert safe(cell)[1:] == cell


@pytest.mark.parametrize("cell", ["", "Ales", "19-12", "5", None, 7])
def test_plain_cells_stay(cell: object) -> None:
    assert safe(cell) == ("" if cell is None else str(cell))


def test_html_leads_every_fact_to_its_sentence_and_back() -> None:
    html = export("html", file())
    found = Page(html)
    assert len(found.ids) == len(set(found.ids))
    assert all(ref.startswith("#") and ref[1:] in found.ids for ref in found.hrefs)
    for mark in re.findall(r'<mark id="s\d+">(.*?)</mark>', html, re.S):
        assert mark
    assert '<a href="#act1">arrest</a>' in html


def test_html_runs_nothing_and_loads_nothing() -> None:
    html = export("html", file())
    found = Page(html)
    assert not found.tags & {"script", "iframe", "img", "link", "object", "embed", "form", "base"}
    assert not {a for a in found.attributes if a.startswith("on") or a in ("src", "style", "srcset", "action")}
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    assert style
    assert f"'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'" in found.policy
    assert found.policy.startswith("default-src 'none'")
    assert "unsafe" not in found.policy
    assert "url(http" not in html
    assert "@import" not in html


def test_html_escapes_everything_a_page_may_hold() -> None:
    html = export("html", file(extra=f" {EVIL} \x00\x1b\ud800"))
    assert "<script" not in html
    assert "<held>" not in html
    assert "Times &lt;b&gt;" in html
    assert "\x00" not in html
    assert "\x1b" not in html


def test_html_says_what_it_must_in_the_right_words() -> None:
    html = export("html", file())
    for words in (
        "What this is not",
        "Information as of",
        "Alleged perpetrator",
        "Authority acting",
        "Denied by",
        "a spokesman",
        "Torture or other ill-treatment",
        "SHA-256",
    ):
        assert words in html
    for never in ("verified", "confirmed", "Victim", "victim"):
        assert never not in re.sub(r"<style>.*?</style>", "", html, flags=re.S)


def test_html_draws_alleged_hollow_and_uncertain_soft() -> None:
    pages = [
        page(f"Police {{arrest=alleged held}} {K} on {{when=2024-01-05 5 January}}.", "A"),
        page(f"{K} was {{release freed}} in {{when=2024-03 March}}.", "B"),
    ]
    book = fold(pages)
    html = export("html", casefile(book, book.people[0]))
    assert 'class="mark hollow"' in html
    assert 'class="mark soft"' in html
    assert "<svg" in html


@pytest.mark.parametrize(
    "when", ["XXXX-01-05", "201X", "-0489", "2024-21", "../2024-02-01", "2024-01-05/..", "0001", "9999-12-31", "2024-02-29~"]
)
def test_odd_dates_break_no_drawing(when: str) -> None:
    book = fold([page(f"{K} was {{detention held}} {{when={when} then}}.", "A")])
    assert "<h2>Timeline</h2>" in export("html", casefile(book, book.people[0]))


def test_a_person_without_acts_still_has_a_file() -> None:
    book = fold([page("{name=k Ales Kulich} spoke.", "A")])
    for e in EXPORTS:
        assert e.export(casefile(book, book.people[0]))


def test_markup_escapes_text_and_attributes() -> None:
    assert h("a", "<b>", href='"><script>').text == '<a href="&quot;&gt;&lt;script&gt;">&lt;b&gt;</a>'
    assert text("\ud800") == "\ufffd"
