"""What people rule about a page's blocks: the body made anew, claims that go with a block, rulings that outlive a reader."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from letapis.core import blocks
from letapis.core.casefile import book_of
from letapis.core.disclosure import visible
from letapis.core.material import Told
from letapis.core.reading import read
from letapis.core.reading.draft import Draft, Piece, Span, join, laid_out
from letapis.words.kinds import KINDS, MAIN_KINDS
from letapis.words.records import Block, Decision, Given, Reading, from_line, to_line
from tests.telling import page, rule

HEAD, KRUK = "Unionist held", "Police {arrest arrested} {victim=kruk Ales Kruk} in {where Mostryn}."
SIDE = "Masked men {abduction abducted} {victim=brel Ivan Brel} in {where Drezhin}."
AT = "2024-03-21T10:00:00Z"


def told(*parts: str) -> Told:
    """A page with its first part as the headline and every part main text."""
    return page("\n\n".join(parts), "Courier", "2024-01-06")


def ruled(reading: Reading, index: int, kind: str, because: str = "") -> Decision:
    return blocks.ruling(reading, reading.blocks[index], kind, "amina", AT, because)


def words(reading: Reading) -> list[str]:
    return [reading.text[b.start : b.end] for b in reading.main]


def names(pages: list[Told]) -> set[str]:
    return {p.shown for p in book_of(pages, (), "named").people}


# ---- the kinds


def test_the_kinds_are_those_of_the_design() -> None:
    assert " ".join(KINDS) == (
        "headline standfirst byline dateline paragraph quote caption list table heading "
        "related menu advert comment legal social other"
    )
    assert {"headline", "standfirst", "caption"} <= MAIN_KINDS
    assert not {"byline", "dateline", "related", "other"} & MAIN_KINDS


# ---- the reading as ruled


def test_nothing_ruled_changes_nothing() -> None:
    r = told(HEAD, KRUK).reading
    assert blocks.as_ruled(r, ()) is r
    assert blocks.as_ruled(r, [rule("person:garan", "restrict", "team"), rule("act:lusab", "same", "act:babad")]) is r


def test_a_block_ruled_out_leaves_the_body_and_nothing_moves() -> None:
    r = told(HEAD, KRUK, SIDE).reading
    now = blocks.as_ruled(r, [ruled(r, 2, "related", "another story")])
    assert now.text == r.text
    assert now.body == "\n\n".join(words(r)[:2])
    assert [(b.start, b.end) for b in now.blocks] == [(b.start, b.end) for b in r.blocks]
    assert (now.blocks[2].kind, now.blocks[2].body) == ("related", None)
    assert blocks.is_ruled(now.blocks[2])
    assert "another story" in now.blocks[2].why
    assert not blocks.is_ruled(now.blocks[1])
    assert r.blocks[2].body is not None


def test_a_block_ruled_in_stands_in_the_body_at_its_place() -> None:
    r = told(HEAD, KRUK, SIDE).reading
    less = blocks.as_ruled(r, [ruled(r, 1, "menu")])
    again = blocks.as_ruled(less, [ruled(r, 1, "caption")])
    assert again.body == r.body
    assert again.blocks[1].kind == "caption"
    assert all(again.body[b.body or 0 :].startswith(again.text[b.start : b.end]) for b in again.main)


def test_a_kind_that_is_no_main_text_takes_a_block_out_whatever_it_is_called() -> None:
    r = told(HEAD, KRUK).reading
    for kind in KINDS:
        assert (blocks.as_ruled(r, [ruled(r, 1, kind)]).blocks[1].body is not None) == (kind in MAIN_KINDS)


def test_the_last_ruling_holds_and_one_taken_back_is_none() -> None:
    r = told(HEAD, KRUK, SIDE).reading
    both = [ruled(r, 2, "related"), ruled(r, 2, "quote")]
    assert blocks.as_ruled(r, both).blocks[2].kind == "quote"
    assert blocks.as_ruled(r, [*both, ruled(r, 2, "")]) is r
    assert not blocks.rulings(r, [*both, ruled(r, 2, "")]).holding


def test_only_a_ruled_headline_moves_the_title() -> None:
    r = told(HEAD, "Kruk, a  unionist,\nis held", KRUK).reading
    assert blocks.as_ruled(r, [ruled(r, 1, "headline")]).title == "Kruk, a unionist, is held"
    assert blocks.as_ruled(r, [ruled(r, 1, "heading")]).title == r.title
    assert blocks.as_ruled(r, [ruled(r, 0, "menu")]).title == r.title


def test_a_page_taken_as_main_text_to_the_letter_can_be_ruled_too() -> None:
    data = b"Held\n\nPolice arrested Ales Kruk.\n\n\n\nRead also: fog over the river."
    r = read(data, "page.txt", given=Given(title="Held"), key=b"k" * 32, capture="capture:x", as_body=True)
    now = blocks.as_ruled(r, [ruled(r, 2, "related")])
    assert now.body == "Held\n\nPolice arrested Ales Kruk."


# ---- whose ruling it is


def test_a_ruling_is_about_one_of_two_blocks_with_the_same_words() -> None:
    r = told(HEAD, KRUK, "Held again.", "Held again.").reading
    now = blocks.as_ruled(r, [ruled(r, 3, "other")])
    assert [b.body is None for b in now.blocks] == [False, False, False, True]


def test_a_ruling_is_not_about_another_page_with_the_same_words() -> None:
    r = told(HEAD, KRUK).reading
    for other in (replace(r, key=b"another"), replace(r, member="record 2")):
        assert blocks.as_ruled(other, [ruled(r, 1, "menu")]) is other


def test_a_ruling_holds_for_a_better_reader_where_the_block_still_stands() -> None:
    r = told(HEAD, KRUK, SIDE).reading
    text = f"Home News\n\n{r.text}"
    shifted = tuple(replace(b, start=b.start + 11, end=b.end + 11) for b in r.blocks)
    better = replace(r, id="reading:better", reader="test/2", text=text, blocks=(Block("menu", 0, 9), *shifted))
    now = blocks.as_ruled(better, [ruled(r, 2, "related")])
    assert now.blocks[3].kind == "related"
    assert not now.faults


def test_a_ruling_whose_block_is_gone_is_said_and_does_nothing_else() -> None:
    r = told(HEAD, KRUK, SIDE).reading
    cut = replace(r, id="reading:better", blocks=(*r.blocks[:2], replace(r.blocks[2], end=r.blocks[2].end - 1)))
    now = blocks.as_ruled(cut, [ruled(r, 2, "related")])
    assert now.blocks == cut.blocks
    assert now.body == cut.body
    assert ["no block of this reading has exactly these words" in f.what for f in now.faults] == [True]
    assert blocks.as_ruled(cut, [ruled(r, 2, "related"), ruled(r, 2, "")]) is cut


# ---- claims


def test_claims_go_with_their_block_and_come_back_with_it() -> None:
    p = told(HEAD, KRUK, SIDE)
    out = ruled(p.reading, 2, "related")
    (now,) = blocks.all_as_ruled([p], [out])
    assert names([now]) == {"Ales Kruk"}
    assert set(now.aside) == set(p.claims) - set(now.claims)
    assert blocks.all_as_ruled([p], [out, ruled(p.reading, 2, "")])[0].claims == p.claims


def test_other_pages_are_handed_through() -> None:
    p, other = told(HEAD, KRUK, SIDE), page(SIDE, "Herald", "2024-01-07")
    now = blocks.all_as_ruled([p, other], [ruled(p.reading, 2, "related")])
    assert now[1] is other
    assert names(now) == {"Ales Kruk", "Ivan Brel"}
    assert blocks.all_as_ruled([p, other], [rule("person:x", "restrict", "team")])[0] is p


def test_what_reading_again_did_not_find_is_not_shown_but_for_what_a_person_accepted() -> None:
    p = told(HEAD, KRUK, SIDE)
    rulings = [ruled(p.reading, 0, "heading"), blocks.reread(p.reading, p.claims, p.claims[:-2], ["test"], "amina", AT)]
    assert blocks.all_as_ruled([p], rulings)[0].claims == p.claims[:-2]
    said = rule(p.id_of(p.claims[-1]), "accept")
    assert blocks.all_as_ruled([p], [*rulings, said])[0].claims == (*p.claims[:-2], p.claims[-1])


def test_an_accepted_claim_goes_with_its_block_all_the_same() -> None:
    p = told(HEAD, KRUK, SIDE)
    said = rule(p.id_of(p.claims[-1]), "accept")
    assert p.claims[-1] not in blocks.all_as_ruled([p], [said, ruled(p.reading, 2, "related")])[0].claims


def test_reading_again_misses_no_claims_of_others() -> None:
    p = told(HEAD, KRUK)
    assert blocks.reread(p.reading, p.claims, (), ["people/2", "acts/1"], "amina", AT).value == ""
    assert len(blocks.reread(p.reading, p.claims, (), ["test/7"], "amina", AT).value.split()) == len(p.claims)


# ---- what may be seen


CHILD = "{arrest Arrested} too: {victim=c Ilya Brandt}, {age=c:15 15}."


@pytest.mark.parametrize("level", ["public", "un"])
def test_words_withheld_stay_withheld_when_their_block_is_ruled_out(level: str) -> None:
    p = told(HEAD, KRUK, f"Also held\n\n{CHILD}", "Ilya Brandt wept.")
    before = visible([p], (), level).pages[0].reading.text
    out = ruled(p.reading, 3, "related", "about Ilya Brandt")
    (now,) = visible(blocks.all_as_ruled([p], [out]), [out], level).pages
    assert "Brandt" not in before
    assert "Brandt" not in now.reading.text
    assert "Brandt" not in now.reading.blocks[3].why
    assert "Ales Kruk" in now.reading.text


def test_a_name_that_is_shown_elsewhere_is_not_withheld_for_a_block_ruled_out() -> None:
    p = told(HEAD, KRUK, "{name=k2 Ales Kruk}, {age=k2:15 15}, of Drezhin.")
    out = ruled(p.reading, 2, "related")
    (now,) = visible(blocks.all_as_ruled([p], [out]), [out], "public").pages
    assert "Ales Kruk" in now.reading.text


def test_rulings_about_blocks_are_not_told_outside() -> None:
    p = told(HEAD, KRUK, CHILD)
    rulings = [ruled(p.reading, 2, "related"), blocks.reread(p.reading, (), (), (), "amina", AT)]
    assert not visible(blocks.all_as_ruled([p], rulings), rulings, "public").decisions


def test_faults_are_shown_without_withheld_words() -> None:
    p = told(HEAD, KRUK, CHILD)
    lost = ruled(p.reading, 2, "related")
    cut = replace(p, reading=replace(p.reading, blocks=p.reading.blocks[:2]))
    (fault,) = visible(blocks.all_as_ruled([cut], [lost]), [lost], "public").pages[0].reading.faults
    assert "no block of this reading" in fault.what
    assert "Brandt" not in str(fault)


# ---- how it is written down


def test_old_lines_still_load_and_defaults_are_not_written() -> None:
    r = told(HEAD, KRUK).reading
    line = json.loads(to_line(r))
    assert set(line["blocks"][0]) == {"kind", "start", "end", "body", "line"}
    assert from_line(to_line(r), r.key) == r
    plain = rule("claim:x", "accept")
    assert "passage" not in json.loads(to_line(plain))
    assert from_line(to_line(plain)) == plain


def test_reasons_scores_and_rulings_come_back_as_they_were_written() -> None:
    r = told(HEAD, KRUK).reading
    why = replace(r, blocks=(replace(r.blocks[0], why="says the title", score=0.0), *r.blocks[1:]))
    assert from_line(to_line(why), r.key) == why
    d = ruled(r, 1, "menu", "a teaser")
    assert from_line(to_line(d)) == d


def test_a_readers_reasons_reach_the_blocks() -> None:
    text, spans = join([Piece("headline", "Held", True, "says the title", 0.9), Piece("menu", "Home")])
    body, made = laid_out(Draft("text/html", text, spans))
    assert body == "Held"
    assert [(b.why, b.score) for b in made] == [("says the title", 0.9), ("", None)]
    whole = Draft("text/plain", "Held", (Span("headline", 0, 4, True, 1, "given", 1.0),), whole=True)
    assert laid_out(whole)[1] == (Block("headline", 0, 4, 0, 1, "given", 1.0),)
