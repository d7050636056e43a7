"""Tables become readings: every cell to the letter with its row, the head found, what is strange said; hostile files are cut."""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letapis.core.reading.numbers import shown
from letapis.core.reading.table import CELLS, clean, head_of
from letapis.core.tables.grid import is_table, tables_of
from tests.tabling import FOOT, HEAD, LIST, faults, named, reading, table, telling, workbook


def grid(data: str | bytes, name: str = "list.csv") -> list[list[str]]:
    """The rows below the head, empty cells included."""
    t = table(data, name)
    return [[r.cells[i].text if i in r.cells else "" for i in range(len(t.columns))] for r in t.rows]


# ---- CSV


def test_a_list_with_a_title_above_its_head() -> None:
    r = reading(LIST)
    assert is_table(r)
    assert (r.media_type, r.reader, r.language, r.faults) == ("text/csv", "table-csv/1", "und", ())
    t = table(LIST)
    assert t.columns[1:4] == ("Name", "Имя", "Sex")
    assert [row.number for row in t.rows] == [3, 4, 5, 6]
    assert r.body == r.text
    assert {b.kind for b in r.blocks} == {"caption", "heading", "table"}


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(sign: str) -> None:
    rows = [["Name", "Date of arrest"], ["Kruk, Ales; the elder", "2010-12-19"], ["Lis | Milana", "2011-02-03"]]
    text = "\n".join(sign.join(f'"{c}"' for c in row) for row in rows)
    assert grid(text) == rows[1:]


def test_quotes_line_breaks_marks_and_the_line_of_spreadsheets() -> None:
    text = '\ufeffsep=;\r\nName;Notes\r\n"Ales ""Lek"" Kruk";"first\r\n\r\n\tsecond"\r\nIvan "Tur" Lis;"x" y\r\n'
    assert grid(text) == [['Ales "Lek" Kruk', "first\nsecond"], ['Ivan "Tur" Lis', "x y"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings(encoding: str) -> None:
    text = "Имя;Дата задержания\nАлесь Крук;19.12.2010\nМилана Лис;03.02.2011\nИван Тур;01.02.2011\n"
    assert grid(text.encode(encoding))[0] == ["Алесь Крук", "19.12.2010"]


def test_a_wrong_encoding_is_said() -> None:
    r = reading(b"Name;City\nAles Kruk;Mostryn\nIvan Tur;Dre\xffzhin \xd1\x86" + "Мосты ".encode() * 20)
    assert "could not be read as utf-8" in faults(r)


def test_short_rows_are_as_they_are_and_long_ones_are_said() -> None:
    r = reading("Name,City,Age\nAles Kruk\nIvan Tur,Mostryn,30\nMilana Lis,Mostryn,31\nPetr, Lis,Mostryn,40\n")
    assert "Row 5 has more cells" in faults(r)
    assert grid(r.text.replace("\t", ",").replace("\n\n", "\n"))[0] == ["Ales Kruk", "", "", ""]


def test_a_quotation_mark_that_nobody_closes() -> None:
    assert grid('Name,City\n"Ales Kruk,Mostryn\nIvan Tur,Mostryn\n') == [['"Ales Kruk', "Mostryn"], ["Ivan Tur", "Mostryn"]]


def test_without_a_head_columns_are_numbered_and_it_is_said() -> None:
    text = "Ales Kruk,2010-12-19,Mostryn\nIvan Tur,2011-02-03,Drezhin\n"
    assert table(text).columns == ("1", "2", "3")
    assert table(text).heads == ()
    assert "No row names the columns" in faults(reading(text))


def test_heads_that_repeat_get_their_number() -> None:
    assert table("Name,Name,\nAles Kruk,A. Kruk,x\n").columns == ("Name", "Name (2)", "3")


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ([["Name", "Age"], ["Ales Kruk", "36"]], 0),
        ([["A list"], ["Name", "Age"], ["Ales Kruk", "36"]], 1),
        ([["Ales Kruk", "36"], ["Ivan Tur", "40"]], None),
        ([["Ales Kruk", "a baker"], ["Ivan Tur", "a miller"]], None),
        ([["Kto", "Kiedy zabrano"], ["Ales Kruk", "2010-12-19"], ["Ivan Tur", "2011"]], 0),
        ([["Name"], ["Ales Kruk"]], 0),
    ],
)
def test_which_row_is_the_head(rows: list[list[str]], head: int | None) -> None:
    assert head_of(rows) == head


def test_an_empty_file_and_one_of_signs_only() -> None:
    assert "empty" in faults(reading(""))
    for text in (";;;\n;;;\n", "\n\n\n"):
        assert reading(text).text == ""
        assert reading(text).faults


def test_a_cell_of_a_megabyte_is_kept_to_the_letter() -> None:
    long = "x" * 1_000_000
    assert grid(f"Name,Notes\nAles Kruk,{long}\n")[0][1] == long


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "long", ["x" + " " * 400_000 + "x\n", "." * 400_000 + "x", "a@" * 200_000, "(" * 400_000, "1" * 400_000, '"' * 400_001]
)
def test_no_cell_takes_long(long: str) -> None:
    for cell in (long, f'"{long.replace(chr(34), chr(34) * 2)}"'):
        telling(f"Name;Date of arrest;Age\nAles Kruk;{cell};{cell}\nIvan Tur;{cell};1\nPetr Kos;{cell};2\n")


def test_cells_that_look_like_formulas_are_data() -> None:
    cells = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"]
    assert [row[1] for row in grid("Name;Notes\n" + "".join(f"Ales Kruk;{c}\n" for c in cells))] == cells


def test_too_many_rows_are_cut_and_that_is_said() -> None:
    r = reading("Name,City,Age\n" + "Ales Kruk,Mostryn,36\n" * (CELLS // 3 + 10))
    assert "rows from" in faults(r)
    assert len(r.blocks) < CELLS + 10


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.lists(words, min_size=1, max_size=6), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_any_cells_come_back_from_the_text(rows: list[list[str]]) -> None:
    quoted = "\n".join(",".join('"' + c.replace('"', '""') + '"' for c in row) for row in rows)
    r = reading(f"Name,City,Age,Sex,Court,Notes\n{quoted}\n")
    assert all(r.text[b.start : b.end] for b in r.blocks)
    told = [c for t in tables_of(r) for row in t.rows for c in row.cells.values()]
    assert all(r.text[c.start : c.end] == c.text for c in told)
    if r.text.startswith("Name\tCity"):
        assert [c.text for c in told] == [clean(c) for row in rows for c in row if clean(c)]


# ---- XLSX


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Prisoners"
    sheet.append(["Political prisoners of Merenia"])
    sheet.append([])
    sheet.append(["No", "Name", "Имя", "Date of arrest", "Share", "Code", "Sum"])
    sheet.append([1, "Ales Kruk", "Алесь Крук", datetime.date(2010, 12, 19), 0.5, 7, "=A4+1"])
    sheet.append([2, "Milana Lis", "Милана Лис", datetime.date(2011, 2, 1), 0.125, None, None])
    sheet["D5"].number_format = "mmm yyyy"
    sheet["E4"].number_format, sheet["E5"].number_format, sheet["F4"].number_format = "0%", "0.0%", "000"
    sheet.merge_cells("F4:F5")
    sheet.row_dimensions[5].hidden = True
    other = book.create_sheet("Old")
    other.append(["Name", "Status"])
    other.append(["Ivan Tur", "released"])
    other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_as_it_is_shown() -> None:
    r = reading(a_workbook(), "list.xlsx")
    first, second = tables_of(r)
    assert (first.name, second.name) == ("Prisoners", "Old")
    assert first.columns == ("No", "Name", "Имя", "Date of arrest", "Share", "Code", "Sum")
    assert [c.text for c in first.rows[0].cells.values()] == ["1", "Ales Kruk", "Алесь Крук", "2010-12-19", "50%", "007"]
    assert [c.text for c in first.rows[1].cells.values()] == ["2", "Milana Lis", "Милана Лис", "2011-02", "12.5%", "007"]
    assert first.rows[1].number == 5
    for words in ("1 hidden row", "hidden sheet “Old”", "merged", "1 formula is left out"):
        assert words in faults(r), words


def test_the_kept_value_of_a_formula_is_used() -> None:
    cells = '<row r="2"><c r="A2" t="str"><f>CONCAT("x")</f><v>Ales Kruk</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    assert grid(workbook(HEAD + cells + FOOT), "l.xlsx") == [["Ales Kruk", "2"]]


def test_shared_words_without_their_phonetic_hints() -> None:
    strings = "<sst><si><r><t>Ales </t></r><r><t>Kruk</t></r><rPh><t>AREKU</t></rPh></si></sst>"
    sheet = HEAD + '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>99</v></c></row>' + FOOT
    assert grid(workbook(sheet, sharedStrings=strings), "l.xlsx") == [["Ales Kruk"]]


@pytest.mark.parametrize(
    ("value", "form", "from_1904", "says"),
    [
        ("40531", "d/m/yyyy", False, "2010-12-19"),
        ("40531.604", "d/m/yyyy h:mm", False, "2010-12-19 14:29"),
        ("39069", "yyyy-mm-dd", True, "2010-12-19"),
        ("59", "yyyy-mm-dd", False, "1900-02-28"),
        ("60", "yyyy-mm-dd", False, "60"),
        ("61", "yyyy-mm-dd", False, "1900-03-01"),
        ("40513", "mmm yyyy", False, "2010-12"),
        ("40513", "yyyy", False, "2010"),
        ("40531", "d mmm", False, "XXXX-12-19"),
        ("0.5", "h:mm", False, "12:00"),
        ("-5", "d/m/yyyy", False, "-5"),
        ("1e300", "d/m/yyyy", False, "1e300"),
        ("0.155", "0.0%", False, "15.5%"),
        ("7", "000", False, "007"),
        ("293", '"Art." 0', False, "293"),
        ("2", "[Red]0", False, "2"),
        ("0.30000000000000004", "", False, "0.3"),
        ("nan", "", False, "nan"),
        ("words", "", False, "words"),
    ],
)
def test_numbers_as_shown(value: str, form: str, from_1904: bool, says: str) -> None:
    assert shown(value, form, from_1904) == says


def test_other_spreadsheets_are_told_what_to_do() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "save it as .xlsx" in faults(reading(old, "list.xls"))
    assert "encrypted" in faults(reading(old, "list.xlsx"))
    assert "save it as .xlsx" in faults(reading(b"PK\x03\x04", "list.ods"))


@pytest.mark.parametrize("cut", [10, 3000, -30, -400])
def test_a_broken_workbook_is_one_fault(cut: int) -> None:
    r = reading(a_workbook()[:cut], "list.xlsx")
    assert r.text == ""
    assert len(r.faults) == 1


EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize("attack", [EXTERNAL, LAUGHS, '<!DOCTYPE w SYSTEM "http://127.0.0.1/x.dtd">'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused(attack: str, encoding: str) -> None:
    sheet = attack + HEAD + named("&x;&c;", 2) + FOOT
    data = workbook("x")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, sheet.encode(encoding) if "sheet1" in part else old.read(part))
    r = reading(out.getvalue(), "l.xlsx")
    assert r.text == ""
    assert "document type" in faults(r)


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a million empty rows": (
        lambda: workbook(HEAD + "".join(f'<row r="{i}"></row>' for i in range(2, 1_048_577)) + FOOT),
        "20000 rows on end are empty",
    ),
    "a row of two million cells": (
        lambda: workbook(HEAD + '<row r="2">' + "<c/>" * 2_000_000 + "</row>" + FOOT), "more elements",
    ),
    "spaces without end": (lambda: workbook(HEAD + " " * 300_000_000 + FOOT), "swells"),
    "rows far to the right": (
        lambda: workbook(HEAD + "".join(named("Ales", i, "ZZZ") for i in range(2, 60_000)) + FOOT), "too large",
    ),
    "too many full rows": (
        lambda: workbook(HEAD + "".join(named(f"Ales {i}", i) for i in range(2, 400_000)) + FOOT), "too large",
    ),
    "shared words without end": (
        lambda: workbook(HEAD + FOOT, sharedStrings="<sst>" + "<si><t>aaaaaaaa</t></si>" * 900_000 + "</sst>"), "more elements",
    ),
}  # fmt: skip
_MEASURED = """
import re, sys, time
from letapis.core.reading import read
from letapis.words.records import Given
def highest():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
data = open(sys.argv[1], "rb").read()
read(b"Name,City\\nAles Kruk,Mostryn\\n", "a.csv", given=Given(), key=b"k", capture="capture:x")
before, begun = highest(), time.perf_counter()
r = read(data, "l.xlsx", given=Given(), key=b"k", capture="capture:x")
print(time.perf_counter() - begun, highest() - before, *r.faults)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")
@pytest.mark.parametrize("kind", BOMBS)
def test_bombs_are_cut_in_time_and_memory(kind: str, tmp_path: object) -> None:
    make, words = BOMBS[kind]
    path = f"{tmp_path}/l.xlsx"
    with open(path, "wb") as file:
        file.write(make())
    done = subprocess.run([sys.executable, "-c", _MEASURED, path], capture_output=True, text=True, check=True)
    seconds, megabytes, said = done.stdout.split(" ", 2)
    assert words in said
    assert float(seconds) < 15  # five by itself; other tests run beside it
    assert 0 < float(megabytes) < 256
