"""A page looked at block by block and corrected, as a monitor does it: ``letapis read --blocks`` and ``letapis blocks``."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from letapis.core.reading import read
from letapis.desk import blocks as desk_blocks
from letapis.desk.desk import Desk
from letapis.rim.project import open_project
from letapis.rim.verify import verify
from letapis.words.kinds import KINDS
from letapis.words.records import Given
from tests.commands import EXAMPLES, PAGES, Ran, letapis, new_project

PAGE = """<html><head><title>Unionist held in Mostryn</title></head><body>
<nav><a href="/">Home</a> <a href="/n">News</a></nav><article><h1>Unionist held in Mostryn</h1>
<p>Police arrested Ales Kruk, a trade unionist, in Mostryn on 5 January 2024, his lawyer said. He was taken to the city
prison.</p><p>The Ministry of the Interior denied that he had been beaten. He is the third member of the union in a cell since
the autumn.</p><p>Riot police beat Vera Sokolova, a nurse, on 7 January 2024 outside the court in Mostryn, witnesses
said.</p></article><aside class="related"><h3>Related</h3><p>Masked men abducted Ivan Brel, a journalist, in Drezhin on
3 February 2024, his wife said.</p></aside></body></html>"""
MENU, HEAD, KRUK, DENIAL, VERA, RELATED, BREL = range(1, 8)
"""The numbers of its blocks."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp = tmp_path_factory.mktemp("blocks")
    (tmp / "unionist.html").write_text(PAGE)
    case = new_project(tmp)
    assert letapis("import", "-p", case, tmp / "unionist.html").status == 0
    return tmp


@pytest.fixture
def case(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template / "case", tmp_path / "case")
    return tmp_path / "case"


def capture(case: Path) -> str:
    with open_project(case) as project:
        return next(project.ledger.captures()).id


def blocks(case: Path, *more: object, columns: int = 100) -> Ran:
    return letapis("blocks", "-p", case, capture(case), *more, columns=columns)


def rule(case: Path, *more: object) -> str:
    ran = blocks(case, *more)
    assert ran.status == 0, ran.err
    return " ".join(ran.out.split())


def everything(case: Path, tmp_path: Path, of: str = "Ales Kruk") -> dict[str, str]:
    """What every verb says of the project."""
    said = {verb: letapis(verb, "-p", case, columns=140).out for verb in ("people", "acts", "timeline", "check")}
    said["case"] = letapis("case", "-p", case, of, columns=140).out
    for form in ("json", "csv"):
        assert letapis("export", "-p", case, form, of, "--to", tmp_path / "out").status in (0, 1)
    said["export"] = "".join(p.read_text() for p in sorted((tmp_path / "out").iterdir()))
    return said


# ---- looking


def test_every_block_has_a_line_with_its_number_and_first_words(case: Path) -> None:
    out = blocks(case).out
    lines = re.findall(r"^ +(\d+) ([●·]) (\w+) +(.*)$", out, re.MULTILINE)
    assert [int(n) for n, *_ in lines] == list(range(1, 8))
    assert [(mark, kind) for _, mark, kind, _ in lines[:3]] == [("·", "menu"), ("●", "headline"), ("●", "paragraph")]
    assert lines[KRUK - 1][3].startswith("Police arrested Ales Kruk")
    assert "4 of 7 blocks (●) are main text" in out


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_no_line_is_broken(columns: int) -> None:
    ran = letapis("read", *PAGES[:3], "--blocks", columns=columns)
    assert ran.status == 0
    assert max(map(len, ran.out.splitlines())) <= columns


def test_read_shows_blocks_without_a_project_and_without_reading_further() -> None:
    ran = letapis("read", EXAMPLES / "radiobereg-chalcevic-breaks-his-silence.html", "--blocks")
    assert "● headline" in ran.out
    assert "· menu" in ran.out
    assert "People" not in ran.out


def test_read_gives_blocks_in_the_page_report(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE)
    (line,) = letapis("read", tmp_path / "p.html", "--blocks", "--json").out.splitlines()
    report = json.loads(line)
    assert [b["nth"] for b in report["blocks"]] == list(range(1, 8))
    assert [b["main"] for b in report["blocks"]] == [False, True, True, True, True, False, False]
    assert {p["name"] for p in report["people"]} >= {"Ales Kruk"}
    assert json.loads(letapis("read", tmp_path / "p.html", "--json").out) == report


def test_control_characters_of_a_page_do_not_reach_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(
        "Held\n\nPolice arrested \x1b[31mAles\u202e Kruk\x07 in Mostryn on Friday, his lawyer said.\n"
    )
    out = letapis("read", tmp_path / "p.txt", "--blocks").out
    assert not set(out) & {"\x1b", "\u202e", "\x07"}
    assert "Police arrested" in out


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "p.html").write_text(PAGE)
    ran = letapis("read", tmp_path / "empty.html", tmp_path / "p.html", "--blocks")
    assert ran.status == 3
    assert "empty" in ran.err
    assert letapis("read", tmp_path / "none.html", "--blocks").status == 1


# ---- the picture


def test_the_picture_is_written_for_a_page_and_for_several(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE)
    ran = letapis("read", tmp_path / "p.html", "--blocks", "--html", tmp_path / "out.html")
    assert (ran.status, "Written" in ran.out) == (0, True)
    assert 'id="b7"' in (tmp_path / "out.html").read_text()
    many = letapis("read", *PAGES[:2], "--blocks", "--json", "--html", tmp_path / "two.html")
    assert many.status == 0
    assert 'id="p2-b1"' in (tmp_path / "two.html").read_text()


def test_no_picture_without_blocks_or_without_a_page(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE)
    assert letapis("read", tmp_path / "p.html", "--html", tmp_path / "out.html").status == 2
    assert letapis("read", tmp_path / "none.html", "--blocks", "--html", tmp_path / "out.html").status == 1
    assert not (tmp_path / "out.html").exists()


def test_the_picture_of_a_projects_page_shows_rulings_and_how_to_rule(case: Path, tmp_path: Path) -> None:
    rule(case, "--set", f"{VERA}=caption", "--because", "under the picture", "--html", tmp_path / "now.html")
    source = (tmp_path / "now.html").read_text()
    assert "ruled by a person: under the picture" in source
    assert capture(case) in source
    assert f'<li id="b{VERA}" class="k-caption in">' in source


# ---- ruling


def test_claims_of_a_block_taken_out_are_nowhere_and_come_back(case: Path, tmp_path: Path) -> None:
    before = everything(case, tmp_path)
    assert all("Sokolova" in before[verb] for verb in ("people", "acts", "timeline", "check"))
    said = rule(case, "--set", f"{VERA}=related", "--because", "another story")
    assert f"Block {VERA} is related now (it was paragraph): left beside the main text" in said
    now = everything(case, tmp_path)
    assert [verb for verb, out in now.items() if "Sokolova" in out] == []
    assert "Ales Kruk" in now["people"]
    assert "again, as it was read: main text" in rule(case, "--unset", VERA)
    assert everything(case, tmp_path) == before


def test_claims_of_a_block_put_in_are_found_and_go_again(case: Path, tmp_path: Path) -> None:
    before = everything(case, tmp_path)
    assert not any("Brel" in out for out in before.values())
    rule(case, "--set", f"{BREL}=paragraph")
    now = everything(case, tmp_path)
    assert "Ivan Brel" in now["people"]
    assert "abducted" in now["acts"]
    assert "Ivan Brel" in everything(case, tmp_path, "Ivan Brel")["export"]
    shutil.rmtree(tmp_path / "out")
    rule(case, "--unset", BREL)
    assert everything(case, tmp_path) == before


def test_who_was_first_named_in_a_block_taken_out_keeps_the_name(case: Path) -> None:
    """Things are named by their first mention; reading again names them anew, and nobody is there twice."""
    rule(case, "--set", f"{KRUK}=menu")
    rule(case, "--set", f"{BREL}=paragraph", "--unset", KRUK)
    people = letapis("people", "-p", case, columns=140).out
    assert [people.count(name) for name in ("Ales Kruk", "Vera Sokolova", "Ivan Brel")] == [1, 1, 1]


def test_a_ruled_headline_is_the_title_and_bodies_say_what_was_ruled(case: Path) -> None:
    rule(case, "--set", f"{DENIAL}=headline", "--set", f"{HEAD}, {KRUK}-{KRUK}=menu")
    with open_project(case) as project:
        (page,) = Desk(project, "amina").pages()
    assert (page.reading.title or "").startswith("The Ministry of the Interior denied")
    assert page.reading.body.startswith("The Ministry of the Interior denied")
    assert "Police arrested" not in page.reading.body
    assert "Police arrested" in page.reading.text
    assert "Title" not in letapis("show", "-p", case, page.capture.id).err


def test_rulings_are_shown_with_who_ruled_and_why(case: Path) -> None:
    rule(case, "--set", f"{VERA}=related", "--because", "another story")
    rule(case, "--unset", VERA)
    out = letapis("show", "-p", case, capture(case)).out
    assert f"Ruling: block {VERA} is related" in out
    assert "another story" in out
    assert f"Ruling: block {VERA} is of the kind that was read" in out
    assert "reread" not in out


def test_an_accepted_claim_in_other_blocks_stays(case: Path) -> None:
    with open_project(case) as project:
        desk = Desk(project, "amina")
        (page,) = desk.pages()
        kruk = next(c for c in page.claims if c.property == "act")
        desk.rule(page.id_of(kruk), "accept")
        desk_blocks.correct(desk, page.reading.id, {VERA - 1: "related"})
        assert kruk in desk.pages()[0].claims


# ---- what is kept


def test_a_ruled_project_verifies_dumps_loads_and_takes_the_page_in_no_second_time(case: Path, tmp_path: Path) -> None:
    (tmp_path / "unionist.html").write_text(PAGE)
    rule(case, "--set", f"{VERA}=related", "--set", f"{BREL}=paragraph")
    shown = blocks(case).out
    assert letapis("verify", "-p", case).status == 0
    assert letapis("import", "-p", case, tmp_path / "unionist.html").out == "1 already held\n"
    assert blocks(case).out == shown
    for n, form in enumerate(((), ("--plain",))):
        dump = letapis("ledger", "dump", "-p", case, "--with-keys", *form)
        (tmp_path / "lines").write_text(dump.out, encoding="utf-8")
        other = tmp_path / f"restored{n}"
        assert letapis("ledger", "load", tmp_path / "lines", other, "--blobs", case / "archive", "--no-passphrase").status == 0
        assert letapis("ledger", "dump", "-p", other, "--with-keys", *form).out == dump.out
        assert blocks(other).out == shown
        assert letapis("acts", "-p", other).out == letapis("acts", "-p", case).out


def test_erasing_the_page_takes_the_rulings_along(case: Path) -> None:
    rule(case, "--set", f"{VERA}=related", "--because", "another story")
    with open_project(case) as project:
        assert len(list(project.ledger.decisions())) == 2
        Desk(project, "amina").erase(next(project.ledger.captures()).id, "consent")
        assert not list(project.ledger.decisions())
        assert verify(project).ok
    assert letapis("people", "-p", case).status == 0


def test_a_later_reading_of_the_page_keeps_the_ruling_or_says_that_it_cannot(case: Path) -> None:
    rule(case, "--set", f"{VERA}=related", "--set", f"{MENU}=legal")
    with open_project(case) as project:
        desk = Desk(project, "amina")
        (old,) = desk.pages()
        text = f"Held\n\n{old.reading.text[old.reading.blocks[VERA - 1].start : old.reading.blocks[VERA - 1].end]}\n"
        later = read(text.encode(), "p.txt", given=Given(), key=old.reading.key, capture=old.capture.id, as_body=True)
        with project.ledger.writing() as w:
            w.reading(later)
        new = next(p for p in desk.pages() if p.reading.id == later.id)
        assert [b.kind for b in new.reading.blocks][-1] == "related"
        assert ["Home News” is legal" in f.what for f in new.reading.faults] == [True]
        assert verify(project).ok
    ran = blocks(case)
    assert ran.status == 1
    assert "holds several pages; name one: reading:" in ran.err


# ---- what is refused


WRONG = {
    "no such block": (("--set", "99=menu"), "it has blocks 1 to 7"),
    "no block nought": (("--set", "0=menu"), "it has blocks 1 to 7"),
    "backwards": (("--set", "5-3=menu"), "it has blocks 1 to 7"),
    "beyond the end": (("--set", "6-9=menu"), "it has blocks 1 to 7"),
    "no number": (("--set", "last=menu"), "is no number of a block"),
    "huge": (("--set", f"{10**30}=menu"), "is no number of a block"),
    "no kind": (("--set", "5"), "says no kind"),
    "wrong kind": (("--set", "5=advertisement"), ", ".join(KINDS)),
    "empty kind": (("--set", "5="), ", ".join(KINDS)),
    "twice": (("--set", "5=menu", "--set", "4-6=related"), "is named twice"),
    "both": (("--set", "5=menu", "--unset", "5"), "is named twice"),
    "nothing to take back": (("--unset", "5"), "no ruling that could be taken back"),
    "because of nothing": (("--because", "so"), "Say which with --set or --unset"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_ruling_is_refused_in_a_sentence_and_nothing_is_written(case: Path, wrong: str) -> None:
    asked, words = WRONG[wrong]
    ran = blocks(case, *asked)
    assert ran.status == 1
    assert words in ran.err
    assert "Traceback" not in ran.err
    with open_project(case) as project:
        assert not list(project.ledger.decisions())


@pytest.mark.parametrize("id_", ["capture:zzzzz", "", "person:garan-bibug", "*", "\u202e"])
def test_a_wrong_id_is_refused(case: Path, id_: str) -> None:
    ran = letapis("blocks", "-p", case, id_, "--set", "5=menu")
    assert ran.status == 1
    assert "is no page of this project" in ran.err
    assert "\u202e" not in ran.err


def test_a_page_above_the_level_is_not_there(case: Path) -> None:
    assert letapis("restrict", "-p", case, capture(case), "named").status == 0
    assert "is no page of this project at level “team”" in blocks(case).err
    assert blocks(case, "--level", "named", "--set", f"{VERA}=related").status == 0


def test_names_withheld_at_a_level_are_withheld_in_the_picture(case: Path, tmp_path: Path) -> None:
    who = next(i for i in re.findall(r"person:[a-z-]+", letapis("people", "-p", case).out))
    assert letapis("restrict", "-p", case, who, "named").status == 0
    rule(case, "--level", "public", "--set", f"{DENIAL}=quote", "--html", tmp_path / "public.html")
    source = (tmp_path / "public.html").read_text()
    assert "[…]" in source
    assert ("Kruk" in source) + ("Sokolova" in source) == 1


RUSSIAN = """<html lang="ru"><head><title>Суд в Мостыре отложен</title></head><body><article><h1>Суд в Мостыре отложен</h1>
<p>Заседание суда в Мостыре отложено на неделю, сообщила пресс-служба в понедельник утром, не называя причин этого решения.</p>
<p>Журналистов в зал не пустили, у входа стояли десятки человек, пришедших поддержать обвиняемых и их родственников.</p>
</article><aside class="related"><p>Ранее полиция задержала профсоюзного активиста Алеся Крука, рассказал его адвокат в пятницу.
</p></aside></body></html>"""


def test_known_people_are_found_in_a_block_put_in_where_the_language_is_not_understood(case: Path, tmp_path: Path) -> None:
    (tmp_path / "sud.html").write_text(RUSSIAN, encoding="utf-8")
    assert letapis("import", "-p", case, tmp_path / "sud.html").status == 0
    with open_project(case) as project:
        page = Desk(project, "amina").pages()[1]
        at = next(n for n, b in enumerate(page.reading.blocks, 1) if "Крука" in page.reading.text[b.start : b.end])

    def spelled() -> bool:
        return "Крук" in letapis("people", "-p", case, columns=140).out

    assert (page.reading.language, page.reading.blocks[at - 1].body, spelled()) == ("ru", None, False)
    for asked, there in (("--set", True), ("--unset", False), ("--set", True)):
        ran = letapis("blocks", "-p", case, page.reading.id, asked, f"{at}=paragraph" if asked == "--set" else at)
        assert ran.status == 0, ran.err
        assert spelled() == there
    assert letapis("import", "-p", case, tmp_path / "sud.html").status == 0
    assert spelled()
    assert letapis("verify", "-p", case).status == 0
