"""The labeller of pages: what it sees of a line in any language, what its forests answer, and which lines it takes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letapis.core.forest import Forest, forest
from letapis.core.reading.features import levels, seen, totals, windows, within
from letapis.core.reading.labels import chosen, label
from letapis.core.reading.looks import looks_of
from letapis.core.reading.runs import Part, Run, Sheet
from letapis.words.kinds import KINDS
from letapis.words.tables import table

LINES = {
    "en": ("The court in Mostryn sentenced the printer to nine months, his lawyer said.", "Read more: Ferry fares go up"),
    "ru": ("Суд в Мострине приговорил печатника к девяти месяцам, сказал его адвокат.", "Читайте также: Паром подорожал"),
    "de": (
        "Das Gericht in Mostryn verurteilte den Drucker zu neun Monaten, sagte sein Anwalt.",
        "Lesen Sie auch: Fähre teurer",
    ),
    "ar": (
        "قضت المحكمة في موسترين بسجن صاحب المطبعة تسعة أشهر، كما قال محاميه لنا في المساء.",
        "اقرأ أيضا: ارتفاع أسعار العبارة",
    ),
}


@pytest.mark.parametrize("language", LINES)
def test_running_text_and_teasers_look_different_in_every_language(language: str) -> None:
    told, teaser = LINES[language]
    looks = looks_of([told, teaser])
    assert looks.ends.tolist() == [True, False]
    assert looks.small[0] >= 0.15
    assert looks.cues == ("", "related")
    assert seen(Sheet([Run(told), Run(teaser)]))[0]["prose"].tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("POLICE BLOTTER", "shout", 1.0),
        ("Police blotter", "shout", 1 / 13),
        ("«Мы ждали», — сказала она.", "quotes", 2),
        ("• Bread", "bullet", 1.0),
        ("Bread • butter", "bullet", 0.0),
        ("12 March 2024", "dated", 1.0),
        ("Room 2024b", "dated", 0.0),
        ("© 2024 The Mostryn Herald", "cue legal", 1.0),
        ("The Mostryn Herald", "cue legal", 0.0),
        ("14 comments", "cue comment", 1.0),
        ("14 people commented on the verdict.", "cue comment", 0.0),
        ("no no no", "one word", 1.0),
        ("no news no", "one word", 0.0),
    ],
)
def test_what_is_seen_of_a_line(line: str, column: str, value: float) -> None:
    assert looks_of([line]).columns[column].tolist() == pytest.approx([value])


@given(st.lists(st.text(max_size=40), max_size=12))
@settings(deadline=None, max_examples=150)
def test_any_lines_can_be_looked_at(texts: list[str]) -> None:
    looks = looks_of(texts)
    assert len(looks.words) == len(texts)
    assert all(len(c) == len(texts) and np.isfinite(c).all() for c in looks.columns.values())


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20), st.integers(1, 25))
def test_windows_are_sums_over_neighbours_within_reach(column: list[int], reach: int) -> None:
    want = [sum(column[max(0, i - reach) : i + reach + 1]) for i in range(len(column))]
    assert windows(np.array([column, column[::-1]]), reach).tolist() == [want, want[::-1]]


def test_a_part_is_summed_from_its_first_run_to_its_last() -> None:
    sheet = Sheet([Run("a", part=1), Run("b", part=1), Run("c")], [Part("body", 0, 0, 3), Part("div", 0, 0, 2)])
    assert within(levels(sheet)[0], totals(np.array([[1.0, 2.0, 4.0]]))).tolist() == [[3.0, 3.0, 7.0]]


def a_forest(trees: int = 7, depth: int = 3, classes: int = 2) -> Forest:
    chance = np.random.default_rng(3)
    return Forest(
        ("a", "b", "c", "d"),
        chance.integers(0, 4, (trees, depth)),
        chance.normal(size=(trees, depth)).astype(np.float32),
        chance.normal(size=(trees, 1 << depth, classes)).astype(np.float32),
        np.array([0.5, -0.25]),
        chance.random((trees, 1 << depth)),
    )


def test_a_forest_answers_as_its_trees_do_one_by_one() -> None:
    model, x = a_forest(), np.random.default_rng(4).normal(size=(4, 9)).astype(np.float32)
    for run in range(9):
        for class_ in range(2):
            total = model.bias[class_]
            for t in range(len(model.column)):
                leaf = sum(int(x[model.column[t, k], run] > model.border[t, k]) << k for k in range(3))
                total += model.value[t, leaf, class_]
            assert model.scores(x)[run, class_] == pytest.approx(total, abs=1e-5)


def test_the_reasons_of_an_answer_add_up_to_it() -> None:
    model, x = a_forest(), np.random.default_rng(4).normal(size=(4, 9)).astype(np.float32)
    mass = model.weight[:, :, None] + 1e-6
    usual = ((model.value * mass).sum(axis=1) / mass.sum(axis=1)).sum(axis=0)
    for class_ in range(2):
        said = model.reasons(x, class_).sum(axis=0) + usual[class_] + model.bias[class_]
        assert said == pytest.approx(model.scores(x)[:, class_], abs=1e-4)


def test_a_column_that_no_tree_asks_about_is_no_reason() -> None:
    model = a_forest()
    kept = Forest(
        model.names, np.where(model.column == 3, 0, model.column), model.border, model.value, model.bias, model.weight
    )
    assert not kept.reasons(np.ones((4, 5), np.float32))[3].any()


@pytest.mark.parametrize("shape", ["marked", "plain"])
def test_the_shipped_forests_ask_only_for_columns_there_are(shape: str) -> None:
    columns = seen(Sheet([Run("The court met."), Run("Menu")]))[0]
    assert set(forest(f"article-{shape}").names) <= set(columns)
    assert forest(f"kinds-{shape}").value.shape[2] == len(KINDS)


def test_as_many_runs_are_chosen_as_raise_the_expected_f1() -> None:
    sure, unsure, no = 4.0, -0.4, -6.0
    assert chosen(np.array([sure, unsure, no]), np.array([100, 40, 100])).tolist() == [True, False, False]
    assert chosen(np.array([-1.0, -1.2, no]), np.array([100, 90, 100])).tolist() == [True, True, False]


def test_a_page_where_nothing_looks_like_an_article_still_gives_the_likeliest_lines() -> None:
    assert chosen(np.array([-3.0, -1.0]), np.array([10, 10])).tolist() == [False, True]


def test_an_empty_page_has_no_labels() -> None:
    assert label(Sheet([])).of == ()


def test_reasons_are_given_only_where_they_are_asked_for() -> None:
    sheet = Sheet([Run("Menu"), Run(LINES["en"][0] * 3), Run(LINES["en"][1])])
    assert {x.why for x in label(sheet).of} == {""}
    assert all(x.why for x in label(sheet, explain=True).of)


def test_a_reason_says_what_speaks_for_a_line_taken_and_against_one_left_out() -> None:
    lines = [
        "Home",
        "News",
        "Court jails the printer",
        *(t for t, _ in LINES.values()),
        *(LINES["en"][0],) * 4,
        "Read more: Fares",
        "Cookies",
    ]
    found = label(Sheet([Run(x) for x in lines]), explain=True).of
    taken, left = found[5], found[0]
    assert (taken.main, left.main) == (True, False)
    spoken = table("reasons").values()
    assert set(taken.why.split("; ")) <= {said["for"] for said in spoken}
    assert set(left.why.split("; ")) <= {said["against"] for said in spoken}
