"""Two names, one person's or not: across scripts, spellings, orders and short forms; and what the command says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from letapis.cli import letapis
from letapis.core.resolve.letters import aligned
from letapis.core.resolve.naming import compare
from letapis.core.resolve.slips import alike
from tests.pace import seconds

SAME = [
    ("Ales Karenkevich", "Алесь Каренкевич"),
    ("Ales Karenkevich", "Aleś Karankievič"),
    ("Ales Karenkevich", "KARENKEVICH, Ales"),
    ("Ales Karenkevich", "A. Karenkevich"),
    ("Ales Ivanavich Karenkevich", "Ales Karenkevich"),
    ("Pavel Shchukin", "Павел Щукин"),
    ("Pavel Shchukin", "Pawel Schtschukin"),
    ("Hanna Yizhakevych", "Ганна Їжакевич"),
    ("Sasha Morozov", "Alexander Morozov"),
    ("Yauhen Barysau", "Evgeny Barysau"),
    ("Omar al-Tamimi", "Umar Tamimi"),
    ("Omar al-Tamimi", "عمر التميمي"),
    ("Abdulrahman Nasser", "Abd al-Rahman Nasir"),
    ("Mohammed Darwish", "محمد درويش"),
    ("Fatima Haddad", "فاطمة حداد"),
    ("Noam Friedman", "נועם פרידמן"),
    ("Moshe Peretz", "משה פרץ"),
    ("Mahdi Karimi", "مهدی کریمی"),
    ("Maria José Ruiz Soto", "Maria Jose Ruiz"),
    ("Jorge Luis Ortega", "Jorge L. Ortega"),
    ("Dr. Lina Osei", "Lina Osei"),
    ("Kim Min-jae", "Kim Minjae"),
    ("LinaOsei", "Lina Osei"),
    ("Donlad Marsh", "Donald Marsh"),
    ("Catherine Oberon", "Katherine Oberon"),
    ("Yusuf Hashimi", "Youssef Hashemi"),
    ("Зураб Маргелашвили", "Zurab Margelashvili"),
    ("Aleksei Tsvetkov", "Alexej Zwetkow"),
    ("Yuri Zhukov", "Iouri Joukov"),
    ("Julija Schtscheglowa", "Ûliâ Ŝeglova"),
    ("Stepan Karenkevich", "Stsiapan Karenkevich"),
    ("Dzmitryj Karenkevich", "Dmitrij Karenkevich"),
    ("Nikolai Karenkevich", "Kolja Karenkevich"),
    ("Ḫālid Ḥaddād", "Khaled Haddad"),
    ("Kareem Mansoor", "Karim Mansour"),
]
APART = [
    ("Ales Karenkevich", "Andrei Karenkevich"),
    ("Ales Karenkevich", "Ales Karpovich"),
    ("Alexander Petrov", "Alexandra Petrova"),
    ("Алексей Петров", "Alexei Petrova"),
    ("Sergei Viktorovich Morozov", "Sergei Borisovich Morozov"),
    ("Omar bin Rashid", "Rashid bin Omar"),
    ("Omar al-Tamimi", "Omar al-Duri"),
    ("Ahmad Hassan Khalil", "Ahmad Mahmoud Khalil"),
    ("Mohammed Darwish", "محمود درويش"),
    ("Fatima Haddad", "فاطمة خوري"),
    ("Moshe Peretz", "יוסף פרץ"),
    ("Lina Osei", "Tina Osman"),
    ("Karenkevich", "Ales Karenkevich"),
    ("A. Karenkevich", "S. Karenkevich"),
    ("Ana Diaz", "Ana Ruiz"),
    ("Kim Min-jae", "Kim Min-ho"),
    ("李明", "李鸣"),
    ("Павел Щукин", "Павел Щеглов"),
    ("Mario Silva", "Maria Silva"),
    ("Anna", "Anna Karvelia"),
    ("Jan Novak", "Jana Novakova"),
    ("Daniel Marsh", "Donald Marsh"),
    ("Maria José Ruiz Soto", "Maria Jose Soto Vega"),
    ("Yusuf Hashimi", "Yunus Hashimi"),
    ("Hassan Nasser", "Hussein Nasser"),
    ("Noam Friedman", "נעמי פרידמן"),
    ("Yuri Zhukov", "Yuri Zotov"),
    ("Stepan Karenkevich", "Stanislau Karenkevich"),
    ("Ḫālid Ḥaddād", "Jamil Haddad"),
    ("Karim Mansour", "Akram Mansour"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name(one: str, other: str) -> None:
    found = compare(one, other)
    assert found.same, found
    assert compare(other, one).same


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_names(one: str, other: str) -> None:
    found = compare(one, other)
    assert not found.same, found
    assert not compare(other, one).same


def test_the_reason_names_the_letters() -> None:
    why = compare("Pavel Shchukin", "Павел Щукин").why
    assert "щ = shch" in why
    assert "in another order" in compare("Karenkevich Ales", "Ales Karenkevich").why
    assert "patronymic" in compare("Ales Ivanovich Karenkevich", "Ales Karenkevich").why
    assert "different names" in compare("Ana Diaz", "Ana Ruiz").why
    assert compare("Ana Diaz", "Ana Diaz").why == "the same name “Ana Diaz”"


def test_letters_are_set_beside_one_another_in_order() -> None:
    found = aligned("cyrillic", "Щукин", "Shchukin")
    assert "".join(x for x, _ in found.pieces) == "щукин"
    assert "".join(y for _, y in found.pieces) == "shchukin"


def test_slips_cost_less_than_other_letters() -> None:
    assert alike("karenko", "karenka") > alike("karenko", "karenks") > alike("karenko", "belvars") == 0


@pytest.mark.parametrize(("one", "other"), [("", "Ana Diaz"), ("…", "Ana Diaz"), ("123", "123"), ("Ana", "")])
def test_what_is_no_name_is_nobody(one: str, other: str) -> None:
    assert not compare(one, other).same


def test_hostile_names_cost_little() -> None:
    hostile = ["A" * 20_000, "a " * 9_000, "Щ" * 20_000, "محمد" * 5_000, "al-" * 5_000, "A. " * 5_000]
    for one in hostile:
        for other in hostile:
            assert seconds(partial(compare, one, other)) < 0.5


def test_the_command_prints_a_score_a_line(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("Ana Diaz\tAna Diaz\t1\nAna Diaz\tAna Ruiz\n", encoding="utf-8")
    done = CliRunner().invoke(letapis, ["compare-names", str(tmp_path / "pairs.tsv")])
    assert done.exit_code == 0
    first, second = done.output.splitlines()
    assert float(first) >= 0.5 > float(second)
    told = CliRunner().invoke(letapis, ["compare-names", "--why", str(tmp_path / "pairs.tsv")]).output
    assert "“Diaz” and “Ruiz” are different names" in told


@pytest.mark.parametrize(
    ("content", "said"), [(b"Ana Diaz\n", "line 1"), (b"A\tB\n\tB\n", "line 2"), (b"\xff\xfe\tB", "UTF-8")]
)
def test_a_file_that_holds_no_pairs_is_refused_in_a_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "pairs.tsv").write_bytes(content)
    done = CliRunner().invoke(letapis, ["compare-names", str(tmp_path / "pairs.tsv")])
    assert done.exit_code != 0
    assert said in done.output
