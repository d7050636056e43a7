"""Ruling on who and what is one, as a monitor types it: ``people --suggest``, ``same``, ``different``, ``unsure``, ``undo``, ``judge``."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from unittest import mock

import pytest

from letapis.cli import columns
from tests.commands import Ran, demo_copy, letapis, new_project

NAMES = ("Muhammad Karimi", "محمد كريمي", "Vera Novak", "Mukhammed Karimy")
LATIN, ARABIC, OTHER, AMISS = range(4)
RULING = re.compile(r"decision:[a-z]{5}-[a-z]{5}")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of four lists, each with a name and an arrest: tables, since they need no model to be read."""
    tmp = tmp_path_factory.mktemp("rulings")
    case = new_project(tmp)
    for n, name in enumerate(NAMES):
        (tmp / f"{n}.csv").write_text(f"Name,Arrested\n{name},2024-01-0{n + 1}\nPetr Kos {'abcd'[n] * 4},2024-02-01\n")
        said = letapis("import", "-p", case, tmp / f"{n}.csv", "--columns", "Name=name,Arrested=arrest.when")
        assert said.status == 0, said.err
    return tmp


@pytest.fixture
def case(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template / "case", tmp_path / "case")
    return tmp_path / "case"


def people(case: Path) -> dict[str, str]:
    """Every person by name, with the id as it is printed."""
    out = letapis("people", "-p", case, columns=200).out.split("To be ruled on")[0]
    rows = (re.match(r"(\S.*?)  .*(person:[a-z-]{11})", line) for line in out.splitlines())
    return {m[1].strip(): m[2] for m in rows if m}


def suggested(case: Path, *more: object) -> str:
    ran = letapis("people", "-p", case, "--suggest", *more, columns=200)
    assert ran.status == 0, ran.err
    return ran.out


def flat(ran: Ran) -> str:
    return " ".join(ran.out.split())


def say(case: Path, verb: str, *more: object, status: int = 0) -> str:
    ran = letapis(verb, "-p", case, *more, columns=200)
    assert ran.status == status, ran.err
    return flat(ran) if status == 0 else ran.err


# ---- what is suggested


def test_suggestions_say_why_and_what_to_type(case: Path) -> None:
    out, ids = suggested(case), people(case)
    assert "“Muhammad” is “محمد” in other letters" in out
    for verb in ("same", "different", "unsure"):
        assert re.search(rf"letapis {verb} -p {re.escape(str(case))} person:\S+ {ids[NAMES[ARABIC]]}$", out, re.MULTILINE)
    assert "how likely" in out
    assert NAMES[OTHER] not in out


def test_the_commands_that_are_printed_do_what_they_say(case: Path) -> None:
    command = next(c for c in re.findall(r"^ +letapis (.*)$", suggested(case), re.MULTILINE) if c.startswith("same"))
    assert letapis(*command.split()).status == 0
    assert command not in suggested(case)


def test_suggestions_are_counted_and_may_be_none(case: Path, tmp_path: Path) -> None:
    assert re.search(r"and \d+ more pairs?, less likely", suggested(case, "--most", 1))
    assert letapis("people", "-p", case, "--suggest", "--most", 0).status == 2
    (tmp_path / "empty").mkdir()
    assert "No two look like one" in suggested(new_project(tmp_path / "empty"))
    assert "No two look like one" in letapis("acts", "-p", case, "--suggest").out


# ---- ruling


def test_same_makes_one_person_and_undo_two_again(case: Path) -> None:
    ids = people(case)
    said = say(case, "same", ids[NAMES[LATIN]], ids[NAMES[ARABIC]], "--because", "one passport")
    assert "are one person now" in said
    assert len(people(case)) == len(ids) - 1
    shown = say(case, "show", ids[NAMES[LATIN]])
    assert "one passport" in shown
    assert "(ruled by " in shown
    assert "are two persons now" in say(case, "undo")
    assert people(case) == ids
    assert "taken back yes" in say(case, "show", ids[NAMES[ARABIC]])
    assert letapis("verify", "-p", case).status == 0


def test_different_parts_what_was_joined_and_an_undoing_can_be_undone(case: Path) -> None:
    one, other = (people(case)[NAMES[n]] for n in (LATIN, ARABIC))
    say(case, "same", one, other)
    parting = RULING.findall(say(case, "different", other, one))[0]
    assert NAMES[ARABIC] in people(case)
    undoing = RULING.findall(say(case, "undo", parting, "--because", "the passport was his"))[-1]
    assert NAMES[ARABIC] not in people(case)
    assert "are two persons now" in say(case, "undo", undoing)
    assert NAMES[ARABIC] in people(case)


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_blocked_pairs_stay_blocked(case: Path, verdict: str) -> None:
    one, other = (people(case)[NAMES[n]] for n in (LATIN, ARABIC))
    assert "two persons still" in say(case, verdict, one, other)
    assert not re.search(rf"{one} {other}|{other} {one}", suggested(case))
    say(case, "undo")
    assert re.search(rf"{one} {other}|{other} {one}", suggested(case))


def test_rulings_that_cannot_all_hold_are_named(case: Path) -> None:
    ids = people(case)
    one, arabic, amiss = (ids[NAMES[n]] for n in (LATIN, ARABIC, AMISS))
    first = RULING.findall(say(case, "same", one, arabic))[0]
    second = RULING.findall(say(case, "same", arabic, amiss))[0]
    said = say(case, "different", one, amiss)
    assert "these cannot all hold" in said
    assert {first, second, RULING.findall(said)[-1]} <= set(RULING.findall(said))
    assert len(people(case)) == len(ids) - 1
    assert "these cannot all hold" in " ".join(suggested(case).split())
    say(case, "undo", first)
    assert "cannot all hold" not in " ".join(suggested(case).replace("What cannot all hold", "").split())


def test_a_same_against_a_different_is_kept_but_not_carried_out(case: Path) -> None:
    one, arabic, amiss = (people(case)[NAMES[n]] for n in (LATIN, ARABIC, AMISS))
    say(case, "different", one, amiss)
    say(case, "same", one, arabic)
    said = say(case, "same", arabic, amiss)
    assert "are two persons still" in said
    assert "cannot be carried out" in said


def test_acts_are_ruled_on_with_the_same_words(case: Path) -> None:
    acts = re.findall(r"act:[a-z]{5}-[a-z]{5}", letapis("acts", "-p", case, columns=200).out)
    assert "are one act now" in say(case, "same", acts[0], acts[1])
    assert len(set(re.findall(r"act:[a-z]{5}-[a-z]{5}", letapis("acts", "-p", case, columns=200).out))) == len(set(acts)) - 1
    assert "are two acts now" in say(case, "undo")


def test_a_ruling_goes_with_the_page_it_speaks_of(case: Path) -> None:
    one, other = (people(case)[NAMES[n]] for n in (LATIN, ARABIC))
    say(case, "same", one, other, "--because", "his sister told us")
    say(case, "undo", "--because", "it was his cousin")
    capture = re.search(r"capture:[a-z]{5}-[a-z]{5}", letapis("show", other, "-p", case).out)
    assert capture
    assert letapis("erase", capture[0], "--reason", "consent", "--yes", "-p", case).status == 0
    assert "sister" not in say(case, "show", one)
    assert "cousin" not in letapis("ledger", "dump", "-p", case, "--plain").out
    assert "there is no ruling" in say(case, "undo", status=1)
    assert letapis("verify", "-p", case).status == 0


def test_what_may_not_be_seen_is_neither_named_nor_ruled_on(case: Path) -> None:
    one, other = (people(case)[NAMES[n]] for n in (LATIN, ARABIC))
    say(case, "unsure", one, other, "--because", "ask the cousin of Karimi")
    assert letapis("restrict", other, "named", "-p", case).status == 0
    assert "cousin" not in say(case, "show", one)
    assert "cousin" in say(case, "show", one, "--level", "named")
    assert "may be seen here" in say(case, "same", one, other, status=1)
    assert say(case, "same", one, other, "--level", "named")


def test_who_is_restricted_is_warned_of_under_other_letters_too(case: Path) -> None:
    said = say(case, "restrict", people(case)[NAMES[LATIN]], "named")
    assert "It does not reach those who may be the same" in said
    assert NAMES[ARABIC] in said
    assert "does not reach" not in say(case, "restrict", people(case)[NAMES[OTHER]], "named")


PAGES = (
    (
        "<h1>Unionist held</h1><p>Police arrested Ales Kruk, a trade unionist, in Mostryn on 5 January 2024, his lawyer said.</p>"
        "<p>The ministry said that Vera Sokolova, a nurse, had been arrested on 7 January 2024, too.</p>"
    ),
    "<h1>Unionist tried</h1><p>Aleksandr Kruk, a trade unionist, was put on trial in Mostryn on 9 February 2024.</p>",
)


@pytest.mark.slow
def test_a_ruling_outlives_another_reading_of_its_page(tmp_path: Path) -> None:
    case = new_project(tmp_path)
    for n, words in enumerate(PAGES):
        (tmp_path / f"{n}.html").write_text(f"<html><body><article>{words}</article></body></html>")
        assert letapis("import", "-p", case, tmp_path / f"{n}.html").status == 0
    before = people(case)
    one, other = before["Ales Kruk"], before["Aleksandr Kruk"]
    say(case, "same", one, other)
    capture = re.findall(r"capture:[a-z]{5}-[a-z]{5}", letapis("show", before["Vera Sokolova"], "-p", case).out)[0]
    say(case, "blocks", capture, "--set", "3=related")
    after = people(case)
    assert "Vera Sokolova" not in after
    assert len(after) == len(before) - 2
    assert "(ruled by " in say(case, "show", one)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("same", "person:nobod-nobod", "{one}"), "may be seen here"),
        (("different", "{one}", "zzzzz"), "may be seen here"),
        (("unsure", "", "{one}"), "may be seen here"),
        (("same", "{one}", "{one}"), "named twice"),
        (("same", "{one}", "{act}"), "Name two of one kind"),
        (("same", "person", "{one}"), "several ids"),
        (("same", "Muhammad Karimi", "{one}"), "may be seen here"),
        (("undo", "decision:zzzzz"), "is no ruling"),
        (("undo", "{one}"), "is no ruling"),
        (("undo",), "there is no ruling"),
    ],
)
def test_what_cannot_be_ruled_is_one_plain_sentence(case: Path, words: tuple[str, ...], said: str) -> None:
    act = re.findall(r"act:[a-z]{5}-[a-z]{5}", letapis("acts", "-p", case, columns=200).out)[0]
    ran = letapis(*(w.format(one=people(case)[NAMES[LATIN]], act=act) for w in words), "-p", case)
    assert ran.status == 1
    assert ran.out == ""
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_nothing_is_ruled_or_undone_twice(case: Path) -> None:
    one, other = (people(case)[NAMES[n]] for n in (LATIN, ARABIC))
    ruling = RULING.findall(say(case, "same", one, other))[0]
    assert "ruled so already" in say(case, "same", other, one, status=1)
    say(case, "undo", ruling)
    assert "undone before" in say(case, "undo", ruling, status=1)
    assert say(case, "same", other, one)


def test_other_rulings_are_not_undone_here(case: Path) -> None:
    said = say(case, "restrict", people(case)[NAMES[OTHER]], "team")
    assert "no ruling on what is the same" in say(case, "undo", RULING.findall(said)[0], "--level", "named", status=1)


# ---- judging


def judged(case: Path, keys: str) -> str:
    ran = letapis("judge", "-p", case, typed="\n".join(keys) + "\n", columns=200)
    assert ran.status == 0, ran.err
    return flat(ran)


def test_a_key_rules_on_a_pair_and_the_next_comes(case: Path) -> None:
    before = people(case)
    out = judged(case, "yq")
    assert "are one person now" in out
    assert "1 ruled" in out
    assert len(people(case)) == len(before) - 1


def test_z_takes_the_last_ruling_of_the_sitting_back(case: Path) -> None:
    before = people(case)
    assert "Undone: “same”" in judged(case, "yzzq")
    assert people(case) == before
    assert "Nothing was ruled in this sitting" in judged(case, "zq")


def test_other_keys_rule_nothing(case: Path) -> None:
    out = judged(case, "hlslsl?q")
    assert "mhmd" in out
    assert "0 ruled" in out
    assert "there is no ruling" in say(case, "undo", status=1)


def test_h_shows_rulings_so_far_and_the_words_of_both(case: Path) -> None:
    say(case, "unsure", people(case)[NAMES[LATIN]], people(case)[NAMES[OTHER]], "--because", "two faces")
    assert "two faces" not in judged(case, "lq")
    assert "two faces" in judged(case, "hq")


def test_at_a_terminal_one_key_is_enough_and_control_d_ends(case: Path) -> None:
    with mock.patch.object(columns, "at_terminal", return_value=True), mock.patch("click.getchar") as getchar:
        getchar.side_effect = ["Y", "\x1b[A", EOFError]
        ran = letapis("judge", "-p", case, columns=200)
    assert ran.status == 0
    assert "are one person now" in flat(ran)
    assert "1 ruled" in ran.out


def test_the_queue_ends_and_put_off_pairs_come_back(case: Path) -> None:
    assert "No two look like one" in judged(case, "s" * 20)
    assert "No two look like one" not in judged(case, "q")
    assert "No two look like one" in judged(case, "n" * 20)
    assert "No two look like one" in judged(case, "")


# ---- what pages say


def test_a_page_is_ruled_on_from_the_terminal_and_taken_back(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder:
        acts = letapis("acts", "-p", folder).out
        arrest = re.search(r"act:\w+-\w+", acts)
        assert arrest
        before = acts.count("act:")
        rejected = letapis("rule", "-p", folder, arrest[0], "reject", "--because", "another man")
        assert rejected.status == 0, rejected.err
        assert letapis("acts", "-p", folder).out.count("act:") < before
        assert arrest[0] not in letapis("acts", "-p", folder).out
        assert "taken back" in letapis("rule", "-p", folder, "--undo").out
        assert letapis("acts", "-p", folder).out == acts


def test_what_cannot_be_ruled_on_is_refused_in_words(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder:
        assert letapis("rule", "-p", folder, "act:zzzzz", "accept").status == 1
        assert letapis("rule", "-p", folder).status == 1
        assert "no ruling of yours" in letapis("rule", "-p", folder, "--undo").out
