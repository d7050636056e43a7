"""The picture of a page: everything is in it, nothing of the page gets out of it, and nobody needs to see colours."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from letapis.core import blocks
from letapis.core.export.page.style import policy
from letapis.core.material import Told
from letapis.core.picture import picture
from letapis.core.picture.counts import counts
from letapis.core.picture.style import COLOURS, STYLE
from letapis.core.reading import read
from letapis.core.reading.draft import Piece, join
from letapis.words.kinds import KINDS, MAIN_KINDS
from letapis.words.records import Block, Capture, Fault, Given, Reading

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></head><body onload=alert(1)>",
    "<iframe src=https://tracker.example/>",
    "javascript:alert(1) &lt;b&gt; &#60;i&#62;",
    "]]><!-- <base href=https://tracker.example/>",
)
TURNED = "Hidden \u202egnihton\u202c and \u2067more\u2069"


def told(*pieces: Piece, **more: object) -> Told:
    text, spans = join(pieces)
    made = []
    body, at = [p.text for p in pieces if p.main], 0
    for s in spans:
        made.append(Block(s.kind, s.start, s.end, at if s.main else None, None, s.why, s.score))
        at += s.end - s.start + 2 if s.main else 0
    about: dict[str, object] = {"language": "en", "title": "Held", **more}
    reading = Reading("reading:garan-bibug-lusab-babad", "capture:lusab-babad-garan-bibug", b"k", "text/html", "test/1",
                      text, "\n\n".join(body), tuple(made), **about)  # type: ignore[arg-type]  # fmt: skip
    return Told(Capture(reading.capture, "ab" * 32, len(text), "page.html", "2024-03-20T10:00:00Z", "amina"), reading, ())


def every_kind() -> Told:
    return told(*(Piece(k, f"words of {k}", k in MAIN_KINDS) for k in KINDS))


def drawn(*pages: Told, project: bool = False) -> str:
    return picture(pages, project).decode()


class Elements(HTMLParser):
    """Every element with its attributes, and all text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


# ---- what gets in


def test_every_block_is_there_with_number_kind_and_words() -> None:
    page = every_kind()
    source = drawn(page)
    items = re.findall(r'<li id="b(\d+)" class="k-(\w+) (in|out)">(.*?)</li>', source, re.DOTALL)
    assert [(int(n), kind, side) for n, kind, side, _ in items] == [
        (n, k, "in" if k in MAIN_KINDS else "out") for n, k in enumerate(KINDS, 1)
    ]
    for _, kind, _, inside in items:
        assert f'<span class="kind">{kind}</span>' in inside
        assert f"words of {kind}" in inside


def test_what_is_known_of_the_page_stands_above_it() -> None:
    more = {
        "authors": ("Oksana Vilchik",),
        "publisher": "Courier",
        "published": "2024-02-13",
        "published_basis": "text",
        "member": "record 7",
        "url": "https://courier.example/1",
        "faults": (Fault("page.html", "Its end is missing.", "Compare it."),),
    }
    shown = Elements(drawn(told(Piece("paragraph", "x", True), **more))).text
    for words in ("Held", "Oksana Vilchik", "Courier", "13 February 2024 (from the text), not certain", "record 7", "en"):
        assert words in shown
    for words in ("courier.example/1", "capture:lusab-babad-garan-bibug", "ab" * 32, "Its end is missing. Compare it."):
        assert words in shown


def test_a_page_that_says_nothing_of_itself_is_drawn_too() -> None:
    shown = Elements(drawn(told(title=None, language="und"))).text
    assert "A page without a title" in shown
    assert "No text was found" in shown
    assert "not certain" not in shown


def test_counts_add_up() -> None:
    page = told(Piece("paragraph", "one two", True), Piece("paragraph", "three", True), Piece("caption", "four"))
    assert [(c.kind, c.main, c.blocks, c.words) for c in counts(page.reading)] == [
        ("paragraph", True, 2, 3),
        ("caption", False, 1, 1),
    ]
    assert "2 of 3 blocks are main text: 3 of 4 words." in drawn(page)


def test_reasons_doubts_and_rulings_are_said() -> None:
    page = told(
        Piece("menu", "Home", False, "many links", 0.97),
        Piece("paragraph", "Held", True, "", 0.4),
        Piece("other", "Fog", False),
    )
    reading = blocks.as_ruled(
        page.reading, [blocks.ruling(page.reading, page.reading.blocks[2], "caption", "amina", "", "ours")]
    )
    shown = drawn(replace(page, reading=reading))
    assert "many links (97% sure)" in shown
    assert shown.count("unsure") == 1
    assert "ruled by a person: ours" in shown
    assert "amina" not in shown


def test_how_to_correct_is_said_where_there_is_a_project() -> None:
    assert "reading:garan-bibug --set" in drawn(every_kind(), project=True)
    assert "--set" not in drawn(every_kind())


def test_several_pages_stand_in_one_file_under_names_of_their_own() -> None:
    source = drawn(every_kind(), every_kind())
    ids = [a["id"] for _, a in Elements(source).found if "id" in a]
    assert len(ids) == len(set(ids)) == 2 * len(KINDS)
    assert {a["href"] for t, a in Elements(source).found if t == "a"} <= {f"#{i}" for i in ids}


# ---- what does not get out


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_the_page_stay_words(words: str) -> None:
    page = told(
        Piece(words, words, True, words, 0.5), title=words, authors=(words,), publisher=words, url=words, member=words,
        published=words, published_basis=words, language=words, faults=(Fault(words, words, words),),
    )  # fmt: skip
    page = replace(page, capture=replace(page.capture, name=words, id=words, sha256=words))
    clean = {tag for tag, _ in Elements(drawn(every_kind(), project=True)).found} | {"ul", "li"}
    found = Elements(drawn(page, project=True)).found
    assert {tag for tag, _ in found} <= clean
    assert not {a for _, attrs in found for a in attrs if a.startswith("on") or a in ("src", "style", "action", "srcset")}
    assert all((a.get("href") or "#").startswith("#") for _, a in found)


def test_marks_that_turn_the_writing_are_spelled_out() -> None:
    source = drawn(told(Piece("paragraph", TURNED, True), title=TURNED, authors=(TURNED,)))
    assert not set(source) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert '<span class="ctl">U+202E</span>gnihton' in source
    assert "[U+202E]gnihton" in source.partition("</title>")[0]


def test_nothing_is_loaded_and_nothing_runs() -> None:
    source = drawn(every_kind(), project=True)
    assert f'content="{policy(STYLE)}"' in source
    assert "default-src 'none'" in policy(STYLE)
    assert "unsafe" not in source
    assert "<script" not in source
    assert not re.search(r"url\(|@import|https?://|//", STYLE)
    assert " style=" not in source


def test_letters_no_document_may_hold_are_replaced() -> None:
    source = drawn(told(Piece("paragraph", "a\x00b\ud800c\x1b[31m", True)))
    assert "a\ufffdb\ufffdc\ufffd[31m" in source


def test_words_of_any_direction_find_their_own() -> None:
    source = drawn(told(Piece("paragraph", "اعتقلت الشرطة", True), language="ar"))
    assert '<p dir="auto" lang="ar">اعتقلت الشرطة</p>' in source
    assert "lang=" not in drawn(told(Piece("paragraph", "x", True), language="und")).partition("<body>")[2]


# ---- for whom colours are not enough


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    """The contrast of two colours as WCAG 2 counts it."""
    high, low = sorted((_light(a), _light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _palettes() -> list[dict[str, str]]:
    """The colours of the page, light, dark and printed."""
    return [dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})\b", m[1])) for m in re.finditer(r":root\{([^}]*)\}", STYLE)]


def test_everything_can_be_read_on_light_dark_and_printed_paper() -> None:
    def full(colour: str) -> str:
        return colour if len(colour) == 7 else "#" + "".join(2 * c for c in colour[1:])

    palettes = _palettes()
    assert len(palettes) == 3
    for palette, shade in zip(palettes, (0, 1, 0), strict=True):
        for ground in ("paper", "soft"):
            inks = [palette[n] for n in ("ink", "quiet", "accent", "link")] + [pair[shade] for pair in COLOURS.values()]
            assert min(contrast(full(ink), full(palette[ground])) for ink in inks) >= 4.5, (ground, shade)


def test_contrast_is_counted_as_it_should_be() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < 4.5


def test_every_kind_has_a_colour_of_its_own() -> None:
    assert set(COLOURS) == set(KINDS)
    assert len({pair[0] for pair in COLOURS.values()}) == len(KINDS)
    assert all(f".k-{k}{{--k:{COLOURS[k][1]}}}" in STYLE for k in KINDS)


def test_a_kind_nobody_knows_looks_like_other_and_keeps_its_name() -> None:
    source = drawn(told(Piece("closing", "The end.")))
    assert 'class="k-other out"' in source
    assert '<span class="kind">closing</span>' in source


def test_the_strip_is_as_wide_as_the_page_is_long() -> None:
    page = told(Piece("paragraph", "x" * 99, True), Piece("paragraph", "y" * 99, True), Piece("menu", "z" * 199))
    rects = [a for t, a in Elements(drawn(page)).found if t == "rect"]
    assert [(r["class"], r["x"], r["width"], r["height"]) for r in rects] == [
        ("k-paragraph in", "0.00", "499.40", "40"),
        ("k-menu out", "500.00", "499.40", "20"),
    ]


def test_a_page_as_it_comes_is_drawn() -> None:
    data = (
        b"<html><body><nav><a href=/>Home</a></nav><h1>Held in Mostryn</h1><p>" + b"Police arrested Ales Kruk. " * 9 + b"</p>"
    )
    reading = read(data, "p.html", given=Given(), key=b"k" * 32, capture="capture:x")
    page = Told(Capture("capture:x", "ab" * 32, len(data), "p.html", "", ""), reading, ())
    shown = Elements(drawn(page)).text
    assert "Police arrested Ales Kruk." in shown
    assert "taken in" not in shown
