"""Lists of an invented country as CSV and XLSX, read and told; workbooks made by hand for what no program writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from letapis.core.reading import read
from letapis.core.tables.columns import Column, guessed, said
from letapis.core.tables.grid import Table, tables_of
from letapis.core.tables.telling import Told, told
from letapis.words.records import Claim, Fault, Given, Reading

LIST = """Political prisoners of Merenia
No;Name;Имя;Sex;Age;Date of birth;Date of arrest;Article;Court;Sentence;Place of detention;Status;Date of release;Source;Notes
1;Ales Kruk;Алесь Крук;m;36;1.2.1974;19/12/2010;Art. 293;Mostryn city court;4 years;Colony 7;in prison;;https://lantern.example/1;led a union
2;Milana Lis (Милана Лис);;f;;1980;03/02/2011;Art. 342;;acquitted;;released;5/3/2011;;
3;unknown;;;;;01/02/2011;;;;;;;;
4;Ivan Tur;;?;many;;soon;;;;at liberty;in exile;;Drezhin Courier;
"""


def reading(data: str | bytes, name: str = "list.csv", **given: str) -> Reading:
    """The reading of a file."""
    as_bytes = data.encode() if isinstance(data, str) else data
    return read(as_bytes, name, given=Given(**given), key=b"k", capture="capture:x")  # type: ignore[arg-type]


def table(data: str | bytes, name: str = "list.csv") -> Table:
    """The only table of a file."""
    (only,) = tables_of(reading(data, name))
    return only


def by(columns: str | None) -> Callable[[Table], Sequence[Column] | Fault]:
    """What the columns mean: as said, else as guessed."""
    return lambda t: guessed(t.columns).columns if columns is None else said(columns, t.columns)


def telling(data: str | bytes, name: str = "list.csv", columns: str | None = None, **given: str) -> Told:
    """What a file tells, its columns as said or guessed; every claim is checked to stand on one cell."""
    read_as = reading(data, name, **given)
    found = told(read_as, name, by(columns))
    cells = {(b.start, b.end) for b in read_as.blocks}
    for c in found.claims:
        assert (c.passage.start, c.passage.end) in cells
        assert c.passage == read_as.passage(c.passage.start, c.passage.end)
    return found


def values(claims: Sequence[Claim], property_: str) -> list[object]:
    """The values of one property, in order."""
    return [c.value for c in claims if c.property == property_]


def acts(claims: Sequence[Claim]) -> list[str]:
    """The words of the acts, each act once."""
    return list({c.subject: str(c.value) for c in claims if c.property == "act"}.values())


def of(claims: Sequence[Claim], word: str, property_: str) -> list[object]:
    """What is said of the acts of one word."""
    subjects = {c.subject for c in claims if c.property == "act" and c.value == word}
    return [c.value for c in claims if c.subject in subjects and c.property == property_]


def faults(found: Told | Reading) -> str:
    """All faults in one text."""
    return "\n".join(map(str, found.faults))


HEAD = '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Name</t></is></c></row>'
FOOT = "</sheetData></worksheet>"


def workbook(sheet: str, **parts: str) -> bytes:
    """A workbook of one sheet, its XML as given; more parts by their names (``_`` for ``/``)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        book = '<workbook xmlns:r="R"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        z.writestr("xl/workbook.xml", parts.pop("workbook", book))
        z.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        z.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, data in parts.items():
            z.writestr(f"xl/{name}.xml", data)
    return out.getvalue()


def named(name: str, row: int, column: str = "A") -> str:
    """A row with one cell of words, as XML."""
    return f'<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>{name}</t></is></c></row>'
