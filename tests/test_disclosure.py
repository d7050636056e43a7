"""What is above the level is absent: from the folds, from every byte of every export, from counts and offsets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letapis.core.casefile import book_of, casefile
from letapis.core.cases import find
from letapis.core.disclosure import above, visible
from letapis.core.export import EXPORTS
from letapis.core.material import Told
from letapis.words.records import Decision, Given
from tests.telling import page, rule

K = "{victim=k Ales Kulich}"
HELD = f"Police {{arrest arrested}} {K} on {{when=2024-01-05 5 January}}."
CHILD = "Police also {arrest arrested} {victim=c Ilya Brandt}, {age=c:15 15}, on {when=2024-01-05 5 January}. Ilya Brandt is in {name=c Brandt}'s cell."


def exported(pages: list[Told], level: str, decisions: tuple[Decision, ...] = (), name: str = "Ales Kulich") -> str:
    book = book_of(pages, decisions, level)
    people = find(book, name)
    if not people:
        return ""
    files = [f for e in EXPORTS for f in e.export(casefile(book, people[0], level=level)).items()]
    return "\n".join(n + b.decode() for n, b in files).casefold()


def test_levels() -> None:
    assert above("team", "public")
    assert above("nonsense", "team")
    assert not above("un", "team")


def test_everything_at_the_highest_level() -> None:
    told = page(f"{HELD} {CHILD}", "Courier")
    assert visible([told], (), "named").pages == (told,)


def test_where_nothing_is_above_the_level_the_pages_stay_as_they_are() -> None:
    told = page(f"{HELD} {CHILD}", "Courier")
    child = next(c.subject for c in told.claims if c.value == "Ilya Brandt")
    ruled = (rule(child, "restrict", "un"), rule(told.id_of(told.claims[0]), "accept", ""))
    seen = visible([told], ruled, "team")
    assert seen.pages == (told,)
    assert [d.verdict for d in seen.decisions] == ["accept"]
    assert visible([told], (rule(child, "restrict", "named"),), "team").pages != (told,)
    assert visible([page(HELD, "Courier", level="named")], (), "team").pages == ()


SECRETS = {
    "child": (f"{HELD} {CHILD}", ["ilya", "brandt"]),
    "child in other letters": (
        f"{HELD} {CHILD} ILYA BRANDT wept. Илья Брандт wept. Ilja-Brandt fund.",
        ["ilya", "brandt", "брандт", "ilja"],
    ),
    "sexual violence": (
        f"{HELD} A guard {{sexual_violence raped}} {K} in the cellar of the station.",
        ["cellar", "raped", "sexual"],
    ),
    "relative": (f"{HELD} {{relative=w:k His wife}} {{name=w Vera Sokolova}} wept.", ["vera", "sokolova", "his wife"]),
    "refuge": (f"{HELD} {K} {{flight fled}} to {{where Vilno}}. In Vilno he is safe.", ["vilno"]),
}


@pytest.mark.parametrize("secret", SECRETS)
def test_restricted_from_the_start(secret: str) -> None:
    text, words = SECRETS[secret]
    name = words[0] if secret != "sexual violence" else "guards"
    told = page(f"Held with {name.title()}\n\n{text}", "Courier", "2024-01-06", url=f"https://courier.example/{name}-held")
    told = replace(told, capture=replace(told.capture, name=f"{name}.html", given=Given(title=f"Of {name.title()}")))
    public, team = exported([told], "public"), exported([told], "team")
    for word in words:
        assert word not in public, word
        assert word in team
    assert "arrested" in public


def test_no_ruler_the_length_of_a_name_changes_nothing() -> None:
    def size(name: str) -> str:
        return exported([page(f"{HELD} {CHILD.replace('Ilya Brandt', name)}", "Courier", "2024-01-06")], "public")

    short, long = size("Ilya Brandt"), size("Maximilian Brandt")
    ids = [line for line in short.splitlines() if "claim:" not in line and "person:" not in line and "act:" not in line]
    assert len(short) == len(long)
    assert "[…]" in short
    assert ids


def test_a_child_affected_is_told_of_without_a_name() -> None:
    told = page(f"{HELD} {CHILD}", "Courier", "2024-01-06")
    child = next(p for p in book_of([told], (), "public").people if not p.name)
    assert child.shown in ("a child", "a person not named here")
    assert any(v.value == child.id for a in book_of([told], (), "public").acts for v in a.victims)


def test_a_name_restricted_on_one_page_is_absent_from_all() -> None:
    other = page(f"{K} and Ilya Brandt were {{arrest held}} on {{when=2024-01-05 5 January}}.", "Herald", "2024-01-07")
    assert "brandt" not in exported([page(f"{HELD} {CHILD}", "Courier"), other], "public")


def test_passages_still_stand_in_what_is_shown() -> None:
    for level in ("public", "un", "team", "named"):
        for told in visible([page(t, f"Outlet {n}") for n, (t, _) in enumerate(SECRETS.values())], (), level).pages:
            r = told.reading
            assert all(r.text[c.passage.start : c.passage.end] == c.passage.quote for c in told.claims)
            assert all(r.body[b.body : (b.body or 0) + b.end - b.start] == r.text[b.start : b.end] for b in r.main)


def test_claims_keep_their_ids_when_words_are_withheld() -> None:
    told = page(f"{HELD} {CHILD}", "Courier")
    before = {told.id_of(c) for c in told.claims}
    (after,) = visible([told], (), "public").pages
    assert {after.id_of(c) for c in after.claims} <= before


def test_a_capture_above_the_level_is_not_even_counted() -> None:
    secret = page(HELD, "Secret Source", "2024-01-06", level="team")
    open_ = page(HELD, "Courier", "2024-01-06")
    text = exported([secret, open_], "public")
    assert "secret source" not in text
    assert "2 pages" not in text
    assert book_of([secret, open_], (), "public").acts[0].sources.independent == 1
    assert exported([secret], "public") == ""
    assert "secret source" in exported([secret, open_], "team")


def test_people_rule_both_ways() -> None:
    told = page(f"{HELD} {CHILD}", "Courier", "2024-01-06")
    child = next(c.subject for c in told.claims if c.value == "Ilya Brandt")
    adult = next(c.subject for c in told.claims if c.value == "Ales Kulich")
    assert "ilya brandt" in exported([told], "public", (rule(child, "restrict", "public"),))
    assert "ilya" not in exported([told], "team", (rule(child, "restrict", "named"),))
    assert exported([told], "public", (rule(adult, "restrict", "un"),)) == ""
    assert "ales kulich" in exported([told], "un", (rule(adult, "restrict", "un"),))


def test_a_ruled_claim_goes_with_its_words() -> None:
    told = page(f"{HELD} {K} was {{arrest held}} in the {{where house on Mill Lane}}.", "Courier")
    claim = next(c for c in told.claims if c.property == "where")
    text = exported([told], "public", (rule(told.id_of(claim), "restrict", "team", "because it is near Mill Lane"),))
    assert "mill lane" not in text
    assert "mill lane" in exported([told], "public")


def test_who_worked_on_it_stays_within_the_team() -> None:
    told = page(HELD, "Courier")
    assert "amina" not in exported([told], "public")
    assert "amina" in exported([told], "team")


def test_a_person_affected_is_not_hidden_for_being_somebodys_husband() -> None:
    told = page(f"{HELD} {{name=w Vera Sokolova}} and {{relative=k:w her husband}} lived here.", "Courier")
    assert "ales kulich" in exported([told], "public")


def test_a_genitive_of_a_withheld_name_goes_too() -> None:
    told = page(f"Brandt's day\n\n{HELD} {CHILD} Brandt’s mother wept.", "Courier", "2024-01-06")
    assert "brandt" not in exported([told], "public")
    assert "[…]&#x27;s day" in exported([told], "public") or "[…]'s day" in exported([told], "public")
