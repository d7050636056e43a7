"""What the rows of lists tell: people and acts, each claim on one cell; what is doubtful stays doubtful and is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letapis.core.tables.columns import known
from letapis.core.tables.telling import told
from letapis.words.records import THE_PAGE
from letapis.words.when import valid
from tests.tabling import LIST, acts, by, faults, of, reading, telling, values


def test_a_list_of_prisoners() -> None:
    found = telling(LIST)
    assert values(found.claims, "name") == ["Ales Kruk", "Milana Lis", "Ivan Tur"]
    assert values(found.claims, "variant") == ["Алесь Крук", "Милана Лис"]
    assert values(found.claims, "sex") == ["man", "woman"]
    assert values(found.claims, "age") == [36]
    assert values(found.claims, "born") == ["1974-02-01", "1980"]
    assert of(found.claims, "arrest", "when") == ["2010-12-19", "2011-02-03"]
    assert of(found.claims, "charge", "detail")[0] == "law: Art. 293"
    assert of(found.claims, "conviction", "detail") == ["sentence: 4 years", "court: Mostryn city court"]
    assert of(found.claims, "detention", "where") == ["Colony 7"]
    assert "note: led a union" in of(found.claims, "arrest", "detail")


def test_every_claim_says_which_cell_it_is() -> None:
    for c in telling(LIST).claims:
        assert c.by.startswith("table/1:")
        assert c.why.startswith("the column “")
        assert f"of row {3 if 'Kruk' in str(c.passage.quote) else ''}" in c.why


def test_the_column_of_sources_is_who_says_it() -> None:
    claims = telling(LIST).claims
    sources = {c.source for c in claims if c.subject.startswith("act:")}
    assert sources == {"https://lantern.example/1", "Drezhin Courier", THE_PAGE}
    assert {c.source for c in claims if c.subject.startswith("person:") and c.property == "name"} == {THE_PAGE}


def test_what_is_doubtful_is_said_with_row_and_column() -> None:
    said = faults(telling(LIST))
    for words in ("Row 5 names nobody", "“No” (4)", "“Date of release” can be read with the day or with the month first",
                  "row 4 (“5/3/2011”)", "--columns \"…,Date of release=release.when:dmy\"", "“Age” is no age: row 6 (“many”)",
                  "“Date of arrest” is no date that can be read: row 6 (“soon”)"):  # fmt: skip
        assert words in said, words


def test_an_open_date_keeps_its_year_and_the_order_said_settles_it() -> None:
    text = "Name;Date of arrest\nAles Kruk;03/04/2011\nIvan Tur;05/06/2011\n"
    assert of(telling(text).claims, "arrest", "when") == ["2011", "2011"]
    assert of(telling(text, columns="Name=name,Date of arrest=arrest.when:mdy").claims, "arrest", "when") == [
        "2011-03-04",
        "2011-05-06",
    ]
    assert "first, as a person said" in telling(text, columns="Name=name,2=arrest.when:dmy").claims[-1].why


def test_what_is_no_date_tells_of_no_act() -> None:
    found = telling("Name;Date of release\nAles Kruk;expected in 2012\nIvan Tur;not yet\nMilana Lis;unknown\nPetr Kos;-\n")
    assert acts(found.claims) == []
    assert values(found.claims, "detail") == ["Date of release: expected in 2012", "Date of release: not yet"]
    assert "is no date that can be read" in faults(found)


@pytest.mark.parametrize("sentence", ["acquitted", "awaiting trial", "оправдан", "no", "pending", "freigesprochen"])
def test_who_was_not_convicted_was_not(sentence: str) -> None:
    found = telling(f"Name;Article;Sentence\nAles Kruk;Art. 293;{sentence}\n")
    assert acts(found.claims) == ["charge"]


def test_at_liberty_where_a_prison_would_stand() -> None:
    found = telling("Name;Place of detention\nAles Kruk;at liberty\nIvan Tur;Colony 7\n")
    assert acts(found.claims) == ["release", "detention"]
    assert values(found.claims, "where") == ["Colony 7"]


def test_the_status_of_a_person() -> None:
    found = telling("Name;Status\nAles Kruk;В СИЗО\nIvan Tur;Released\nMilana Lis;poet\n")
    assert acts(found.claims) == ["detention", "release"]
    assert values(found.claims, "detail") == ["status: poet"]


def test_a_release_told_in_two_columns_is_one_release() -> None:
    found = telling("Name;Status;Date of release\nAles Kruk;released;2011-03-05\n")
    assert acts(found.claims) == ["release"]
    assert of(found.claims, "release", "when") == ["2011-03-05"]


def test_a_column_that_names_the_act() -> None:
    found = telling("Name;Violation;Date;Place;Perpetrator\nAles Kruk;arrest, torture;2010-12-19;Mostryn;riot police\n")
    assert acts(found.claims) == ["arrest", "torture"]
    for word in ("arrest", "torture"):
        assert of(found.claims, word, "when") == ["2010-12-19"]
        assert of(found.claims, word, "perpetrator") == ["riot police"]


def test_an_act_that_is_not_known_is_kept_as_words() -> None:
    found = telling("Name;Violation\nAles Kruk;sorcery\n")
    assert acts(found.claims) == []
    assert values(found.claims, "detail") == ["act: sorcery"]
    assert "names no act that is known" in faults(found)


def test_yes_and_no_in_a_column_of_one_act() -> None:
    columns = "Name=name,Tortured=torture"
    text = "Name;Tortured\nAles Kruk;yes\nIvan Tur;no\nMilana Lis;✓\nPetr Kos;\nOlga Kos;beaten with batons\nIna Kos;2011\n"
    found = telling(text, columns=columns)
    assert len({c.subject for c in found.claims if c.property == "act"}) == 4
    assert of(found.claims, "torture", "detail") == ["note: beaten with batons"]
    assert of(found.claims, "torture", "when") == ["2011"]


def test_names_in_several_columns_and_several_names_in_one() -> None:
    found = telling("Фамилия;Имя;Отчество;Дата задержания\nКрук;Алесь;Янович;19.12.2010\n")
    assert values(found.claims, "name") == ["Алесь Янович Крук"]
    two = telling('Name;Date of arrest;Age\n"Ales Kruk; Ivan Tur";2010-12-19;36\n')
    assert values(two.claims, "name") == ["Ales Kruk", "Ivan Tur"]
    assert len(values(two.claims, "victim")) == 2
    assert values(two.claims, "age") == []
    assert "“Age” does not say which of the people" in faults(two)


def test_a_column_kept_as_words_of_the_person() -> None:
    found = telling("Name;Children\nAles Kruk;two\n", columns="Name=name,Children=detail")
    assert values(found.claims, "detail") == ["Children: two"]


def test_two_rows_of_one_name_are_two_mentions() -> None:
    found = telling("Name;Date of arrest\nAles Kruk;2010-12-19\nAles Kruk;2011-05-02\n")
    assert len({c.subject for c in found.claims if c.property == "name"}) == 2
    assert len({c.subject for c in found.claims if c.property == "act"}) == 2


def test_a_date_after_the_list_was_published_is_scheduled() -> None:
    text = "Name;Trial date\nAles Kruk;2011-05-02\nIvan Tur;2011-03-01\n"
    assert values(telling(text, published="2011-04-01").claims, "mode") == ["scheduled"]
    assert values(telling(text).claims, "mode") == []


def test_a_cell_too_long_for_a_claim_stays_in_the_text() -> None:
    found = telling("Name;Notes\nAles Kruk;" + "x" * 1_000_000 + "\n")
    assert values(found.claims, "detail") == []
    assert "stays in the text" in faults(found)


def test_uwazi_cells() -> None:
    text = (
        "Title,id,Date of arrest,Violation,Place_geolocation,Country__en\n"
        "Ales Kruk,a1,2010/12/19,Liberty::Arrest|Integrity::Torture,53.9|27.5,Merenia\nIvan Tur,a2,2010-12-19:2011-02-19,,,\n"
    )
    found = telling(text)
    assert values(found.claims, "name") == ["Ales Kruk", "Ivan Tur"]
    assert set(acts(found.claims)) == {"arrest", "torture"}
    assert of(found.claims, "arrest", "when") == ["2010-12-19", "2010-12-19/2011-02-19"]
    assert "“Place_geolocation” (1)" in faults(found)


def test_sheets_are_told_each_by_its_own_columns() -> None:
    r = reading(LIST)
    assert told(r, "list.csv", by(None)).unread == 0
    assert told(r, "list.csv", by("Nome=name")).unread == 1
    assert told(r, "list.csv", by("Nome=name")).claims == ()


# ---- the property

cell = st.one_of(
    st.sampled_from(["Ales Kruk", "Ales", "Kruk", "2010", "19.12.2010", "03/04/2011", "arrest", "yes", "no", "-", "released", "m", "36",
                     "Art. 293", "Mostryn", "4 years", "a|b", "a;b", "x\ny", "=1+1", "Colony 7", "Ales Kruk (Алесь Крук)"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
)  # fmt: skip
MEANINGS = ("name", "variant", "sex", "age", "born", "arrest.when", "release.when", "arrest.by", "torture", "law", "sentence", "court",
            "facility", "status", "source", "note", "act", "detail", "described_as", "nationality")  # fmt: skip


@given(st.lists(st.lists(cell, min_size=6, max_size=6), min_size=1, max_size=8), st.permutations(MEANINGS))
@settings(max_examples=200, deadline=None)
def test_every_claim_stands_on_exactly_one_cell(rows: list[list[str]], meanings: list[str]) -> None:
    chosen = ["name", *(m for m in meanings if m != "name")][:6]
    quoted = "\n".join(",".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows)
    columns = ",".join(
        f"{head}={m}" for head, m in zip(("Name", "Age", "Sex", "Court", "Notes", "Status"), chosen, strict=True)
    )
    found = telling(f"Name,Age,Sex,Court,Notes,Status\n{quoted}\n", columns=columns)  # checks the passages
    assert all(known(m) for m in chosen)
    assert len({(c.subject, c.property, c.value, c.passage) for c in found.claims}) <= len(found.claims)
    assert all(valid(str(c.value)) for c in found.claims if c.property in ("when", "born"))
    victims = {c.value for c in found.claims if c.property == "victim"}
    assert victims <= {c.subject for c in found.claims if c.property == "name"}
