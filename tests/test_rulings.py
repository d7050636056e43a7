"""Rulings on who and what is one: what holds, what is taken back, what cannot all hold; and which pairs are asked about."""

from __future__ import annotations

from itertools import product

import pytest

from letapis.core.casefile import book_of, to_rule_on
from letapis.core.cases import Book, fold
from letapis.core.material import Material, Told
from letapis.core.resolve.join import MERGE, Link, holding, join
from letapis.core.resolve.letters import spelt
from letapis.core.resolve.rough import NEIGHBOURS, comparable, keys, near, skeletons
from letapis.core.standing import spelt_out
from letapis.words.records import Decision, from_line, to_line
from tests.telling import page, rule

# ---- what holds


def ruled(id_: str, about: str, verdict: str, value: str = "") -> Decision:
    """A ruling as the ledger gives it back."""
    return Decision(about, verdict, "amina", "2024-03-21T10:00:00Z", "", value, id=id_)


SAME = ruled("1", "a", "same", "b")


def verdicts(*decisions: Decision) -> list[str]:
    return [d.id for d in holding(decisions)]


def test_an_undone_ruling_holds_no_more_and_holds_again_when_its_undoing_is_undone() -> None:
    undo, redo = ruled("2", "1", "undo"), ruled("3", "2", "undo")
    assert verdicts(SAME) == ["1"]
    assert verdicts(SAME, undo) == []
    assert verdicts(SAME, undo, redo) == ["1"]
    assert verdicts(SAME, undo, redo, ruled("4", "3", "undo")) == []


def test_undoing_what_is_not_there_does_nothing() -> None:
    assert verdicts(SAME, ruled("2", "9", "undo")) == ["1"]
    assert verdicts(rule("a", "same", "b"), ruled("2", "", "undo")) == [""]
    assert verdicts(ruled("1", "capture:x", "restrict", "team")) == []


def test_what_was_ruled_before_holds_again() -> None:
    other = ruled("2", "b", "different", "a")
    assert join(["a", "b"], [], [SAME, other]).clusters == (("a",), ("b",))
    assert join(["a", "b"], [], [SAME, other, ruled("3", "2", "undo")]).clusters == (("a", "b"),)
    assert join(["a", "b"], [], [SAME, other, ruled("3", "1", "undo")]).clusters == (("a",), ("b",))


def test_a_ruling_is_written_without_its_id() -> None:
    assert "decision:" not in to_line(ruled("decision:lusab-babad", "a", "same", "b"))
    assert from_line(to_line(SAME)) == SAME


# ---- what cannot all hold


def test_a_contradiction_names_every_ruling_on_the_way() -> None:
    chain = [ruled("one", "a", "same", "b"), ruled("two", "c", "same", "b"), ruled("three", "c", "same", "d")]
    joined = join(list("abcd"), [], [*chain, ruled("four", "d", "different", "a")])
    assert joined.clusters == (("a", "b", "c"), ("d",))
    (said,) = joined.conflicts
    assert all(f"({name})" in said for name in ("one", "two", "three", "four"))


def test_rulings_that_agree_are_no_conflict() -> None:
    rulings = [ruled("1", "a", "same", "b"), ruled("2", "b", "same", "c"), ruled("3", "a", "same", "c")]
    assert join(list("abc"), [], rulings).conflicts == ()
    apart = [ruled("1", "a", "same", "b"), ruled("2", "b", "different", "c"), ruled("3", "a", "unsure", "c")]
    assert join(list("abc"), [], apart).conflicts == ()


def test_undoing_one_of_them_settles_a_contradiction() -> None:
    rulings = [ruled("1", "a", "same", "b"), ruled("2", "b", "same", "c"), ruled("3", "a", "different", "c")]
    assert join(list("abc"), [], rulings).conflicts
    settled = join(list("abc"), [], [*rulings, ruled("4", "3", "undo")])
    assert settled.clusters == (("a", "b", "c"),)
    assert settled.conflicts == ()


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_what_the_machine_would_join_names_the_ruling_against_it(verdict: str) -> None:
    links = [Link(x, y, "same", 0.95, "one name", "resolve/1:x") for x, y in (("a", "b"), ("b", "c"))]
    joined = join(list("abc"), links, [ruled("seven", "a", verdict, "c")])
    assert joined.clusters == (("a", "b"), ("c",))
    assert "(seven)" in joined.conflicts[0]


def test_a_sentence_gives_rulings_by_their_first_words() -> None:
    book = fold([page("{name=k Ales Kulich} spoke.", "Courier")])
    said = spelt_out(book, f"{book.people[0].id} (decision:lusab-babad-gutih-tugad)")
    assert said == f"Ales Kulich ({'-'.join(book.people[0].id.split('-')[:2])}) (decision:lusab-babad)"


# ---- which pairs are asked about


def told(*names: str) -> list[Told]:
    return [page(f"{{name=k {n}}} spoke.", f"Outlet {i}") for i, n in enumerate(names)]


def asked(book: Book) -> list[frozenset[str]]:
    """The pairs of names worth a ruling, the likeliest first."""
    of = {m: p.name for p in book.people for m in p.members}
    return [frozenset((of[li.a], of[li.b])) for li in to_rule_on(book)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ales Kulich", "אלס קוליץ'"),
        ("Muhammad Karimi", "محمد كريمي"),
        ("Yusuf Haddad", "يوسف حداد"),
        ("Мухаммад Карими", "محمد كريمي"),
        ("Ales Kulich", "Ales Kulick"),
        ("Galina Rudetskaya", "Galina Rudetskya"),
        ("Sasha Varga", "Aleksandr Varga"),
        ("Varga Aleksandr", "Sasha Varga"),
    ],
)
def test_one_name_in_other_letters_or_amiss_is_asked_about_and_never_joined(a: str, b: str) -> None:
    book = fold(told(a, b, "Vera Novak"))
    assert len(book.people) == 3
    assert asked(book) == [frozenset((a, b))]
    assert all(li.why and li.certainty < MERGE for li in to_rule_on(book))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ales Kulich", "Petr Kulich"),
        ("Ales Kulich", "פטר קוליץ'"),
        ("Muhammad Karimi", "محمد حداد"),
        ("Galina Rudetskaya", "Pavel Rudetsky"),
        ("Galina Rudetskaya", "Galina Novak"),
        ("Karimi", "محمد كريمي"),
        ("王小明", "Wang Xiaoming"),
        ("Ivan Ivanovich Varga", "Ivan Petrovich Varga"),
    ],
)
def test_other_names_are_not_asked_about(a: str, b: str) -> None:
    assert asked(fold(told(a, b))) == []


def test_the_likeliest_comes_first() -> None:
    book = fold(told("Muhammad Karimi", "محمد كريمي", "Ales Kulich", "Alex Kulick"))
    assert asked(book) == [frozenset(("Muhammad Karimi", "محمد كريمي")), frozenset(("Ales Kulich", "Alex Kulick"))]


def test_what_is_told_beside_it_joins_a_name_in_other_letters() -> None:
    arrest = "{victim=k NAME} was {arrest arrested} on {when=2024-01-05 5 January}."
    book = fold([page(arrest.replace("NAME", n), n) for n in ("Yusuf Haddad", "يوسف حداد")])
    (person,) = book.people
    assert "the same arrest on 2024-01-05" in person.links[0].why
    assert asked(book) == []


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_what_was_ruled_on_is_not_asked_about_again_until_it_is_undone(verdict: str) -> None:
    pages = told("Muhammad Karimi", "محمد كريمي")
    one, other = (Material((p,)).subjects("person")[0] for p in pages)
    ruling = ruled("1", other, verdict, one)
    assert asked(book_of(pages, [ruling])) == []
    assert len(asked(book_of(pages, [ruling, ruled("2", "1", "undo")]))) == 1


def test_a_ruling_about_one_mention_settles_it_for_all_that_is_joined_with_it() -> None:
    pages = told("Muhammad Karimi", "Muhammad Karimi", "محمد كريمي")
    first, second, third = (Material((p,)).subjects("person")[0] for p in pages)
    assert len(fold(pages).people) == 2
    assert asked(fold(pages, [ruled("1", second, "different", third)])) == []
    assert len(fold(pages, [ruled("1", second, "same", third)]).people) == 1
    assert len(fold(pages, [ruled("1", first, "different", second)]).people) == 3


@pytest.mark.parametrize(("first", "second"), [("{age=k:36 36}", "{age=k:61 61}"), ("{sex=k:man he}", "{sex=k:woman she}")])
def test_what_something_speaks_against_is_not_asked_about(first: str, second: str) -> None:
    pages = [
        page(f"{{name=k Muhammad Karimi}} is {first}.", "Courier", "2024-01-05"),
        page(f"{{name=k محمد كريمي}} is {second}.", "Herald", "2024-01-06"),
    ]
    assert asked(fold(pages)) == []


def test_of_one_person_alone_may_be_asked() -> None:
    book = fold(told("Yusuf Haddad", "يوسف حداد", "Muhammad Karimi", "محمد كريمي", "Vera Novak"))
    by_name = {p.name: p for p in book.people}
    assert len(to_rule_on(book)) == 2
    (link,) = to_rule_on(book, by_name["محمد كريمي"])
    assert {link.a, link.b} == {by_name["محمد كريمي"].id, by_name["Muhammad Karimi"].id}
    assert to_rule_on(book, by_name["Vera Novak"]) == ()


def test_two_that_one_sentence_names_are_not_asked_about() -> None:
    assert asked(fold([page("{name=a Ales Kulich} and {name=b Ales Kulick} spoke.", "Courier")])) == []
    elsewhere = fold([page("{name=a Ales Kulich} spoke. {name=b Ales Kulick} sang.", "Courier")])
    (link,) = to_rule_on(elsewhere)
    assert "one page names both" in link.why


def test_above_the_level_nobody_is_asked_about() -> None:
    pages = [*told("Muhammad Karimi"), page("{name=k محمد كريمي} spoke.", "Herald", level="named")]
    assert asked(book_of(pages, level="named"))
    assert asked(book_of(pages, level="team")) == []


# ---- which names are compared at all


@pytest.mark.parametrize(
    ("a", "b", "script"),
    [
        ("Muhammad", "محمد", "arabic"),
        ("Mehmed", "محمد", "arabic"),
        ("Gamal", "جمال", "arabic"),
        ("Anwar", "أنور", "arabic"),
        ("Mikhail", "Міхаіл", "cyrillic"),
        ("Chalčevič", "Хальчевич", "cyrillic"),
        ("Yaakov", "יעקב", "hebrew"),
        ("Sarah", "שרה", "hebrew"),
    ],
)
def test_spellings_have_rough_consonants_in_common(a: str, b: str, script: str) -> None:
    assert skeletons(a, "latin") & skeletons(b, script)


@pytest.mark.parametrize(("a", "b"), [("Karim", "Kamir"), ("Novak", "Varga"), ("Aya", "Oya")])
def test_other_words_have_none_in_common(a: str, b: str) -> None:
    assert not skeletons(a, "latin") & skeletons(b, "latin") - {""}


def test_names_of_one_given_name_are_not_all_compared() -> None:
    surnames = [a + b + c for a, b, c in product(("Ka", "Ru", "Mo", "Vi"), ("de", "lu", "so", "ra"), ("m", "n", "t", "l"))]
    names = [f"Ivan {s}" for s in surnames]
    assert len(list(comparable(names))) < len(names) * 4
    assert not keys("Ivan Kadem") & keys("Ivan Rulun")


def test_names_under_one_key_meet_their_neighbours_only() -> None:
    names = [f"Ivan Varga{v}{w}" for v, w in product("aeiouy", "aeiouy")]
    pairs = list(comparable(names))
    assert len(pairs) == len(set(pairs))
    assert len(pairs) <= len(names) * NEIGHBOURS


def test_a_look_tells_which_pairs_are_worth_more() -> None:
    assert near("Ales Kulich", "אלס קוליץ'")
    assert near("Ales Kulich", "Ales Petrovich Kulich")
    assert not near("Ahmad Vinsky", "عبدالرحمن أحمد")


def test_letters_for_eyes_that_read_no_others() -> None:
    assert spelt("arabic", "محمد") == "mhmd"
    assert spelt("hebrew", "דוד").startswith("d")
    assert spelt("han", "王小明") == "王小明"
