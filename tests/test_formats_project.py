"""The formats of a real project: every cell's quotation stands in the preserved bytes, what left is in the ledger, the verbs say so."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import etree

from letapis.core.export import FORMATS
from letapis.core.export.leaving import Extract
from letapis.core.reading import read
from letapis.desk.desk import EXPORTED, Desk
from letapis.rim import project as store
from letapis.words.records import Claim, Given, Reading
from tests import commands
from tests.commands import letapis
from tests.leaving import claims_in, inside

pytestmark = pytest.mark.slow
CELLS = 500
WHO = "Andrei Khalchevich"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo project of our own: exports are written down in it."""
    with commands.demo_copy(tmp_path_factory.mktemp("formats")) as folder:
        return folder


@pytest.fixture(scope="module")
def exported(demo: Path) -> Iterator[tuple[Desk, Extract, dict[str, bytes]]]:
    """The desk, the extract of the main person's case, and all files of all formats, opened to the last."""
    with store.open_project(demo, None) as project:
        desk = Desk(project, "amina")
        (person,) = desk.people(WHO, "team")
        out = desk.extract(person, "team")
        made = {name: b"".join(parts) for f in FORMATS for name, parts in f.export(out)}
        yield desk, out, {n: d for file, data in made.items() for n, d in inside(file, data)}


def cells(name: str, data: bytes) -> Iterator[tuple[str, str, frozenset[str]]]:
    """The cells of a file that name claims: (where, value, ids)."""
    if name.endswith(".csv"):
        for n, row in enumerate(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))), 2):
            ids = frozenset(claims_in(" ".join(row.values()).encode()))
            yield from ((f"{name} {n} {column}", value, ids) for column, value in row.items() if value and ids)
    elif name.endswith(".statements.json"):
        for n, line in enumerate(data.decode().splitlines(), 1):
            said = json.loads(line)
            if said["origin"]:
                yield f"{name} {n}", said["value"], frozenset(claims_in(said["origin"].encode()))
    elif name.endswith(".huridocs.xml"):
        for field in etree.fromstring(data).iter():
            if isinstance(field.tag, str) and (ids := field.attrib.get("{urn:letapis:claims}claims")):
                yield f"{name} {field.tag}", field.text or "", frozenset(ids.split())
    elif name.endswith(".geojson"):
        for feature in json.loads(data)["features"]:
            ids = frozenset(feature["properties"]["claims"])
            yield from ((f"{name} {k}", str(v), ids) for k, v in feature["properties"].items() if v and k != "claims")
    elif name.endswith(".timeline.json"):
        for event in json.loads(data)["events"]:
            ids = frozenset(claims_in(event["text"]["text"].encode()))
            yield from ((f"{name} {k}", str(event[k]), ids) for k in ("start_date", "display_date", "text"))


def test_500_cells_at_random_lead_to_words_in_the_preserved_bytes(exported: tuple[Desk, Extract, dict[str, bytes]]) -> None:
    desk, out, made = exported
    claims = {out.ids([c])[0]: c for c in out.claims}
    found = [cell for name, data in made.items() for cell in cells(name, data)]
    formats = {re.split(r"[ /]", where)[0] for where, _, _ in found}
    assert len(formats) >= 10
    chosen = random.Random(8).sample(sorted(found, key=lambda c: (c[0], c[1])), CELLS)
    read_again: dict[str, list[Reading]] = {}
    for where, _, ids in chosen:
        assert ids, where
        for id_ in ids:
            assert id_ in claims, (where, id_)
            assert stands(desk, out, claims[id_], read_again), (where, id_)


def stands(desk: Desk, out: Extract, claim: Claim, known: dict[str, list[Reading]]) -> bool:
    """Whether a claim's quotation stands in a reading made afresh of the preserved bytes, at its offsets."""
    page = out.pages[claim.passage.reading]
    if page.capture.id not in known:
        data = desk.project.bytes_of(page.capture.id)
        assert sha256(data).hexdigest() == page.capture.sha256
        given = page.capture.given or Given()
        known[page.capture.id] = [read(data, page.capture.name, given=given, key=b"other", capture=page.capture.id)]
    p = claim.passage
    return any(r.text[p.start : p.end] == p.quote for r in known[page.capture.id])


def test_the_bag_holds_the_bytes_and_the_texts_in_which_the_offsets_count(
    exported: tuple[Desk, Extract, dict[str, bytes]],
) -> None:
    desk, out, made = exported
    bag = {n.split("/", 2)[2]: d for n, d in made.items() if ".bag.zip/" in n}
    evidence = list(csv.DictReader(io.StringIO(bag["data/evidence.csv"].decode("utf-8-sig"))))
    assert len(evidence) == len(out.pages)
    for row in evidence:
        assert bag[row["file"]] == desk.project.bytes_of(row["capture"])
    claims = list(csv.DictReader(io.StringIO(bag["data/claims.csv"].decode("utf-8-sig"))))
    assert claims
    for row in claims:
        text = bag[f"data/texts/{row['reading'].replace(':', '-')}.txt"].decode()
        quote = text[int(row["start"]) : int(row["end"])]
        assert row["quote"] in (quote, f"'{quote}")


def test_what_is_for_named_people_only_is_in_no_format(exported: tuple[Desk, Extract, dict[str, bytes]]) -> None:
    desk, _, _ = exported
    (shut,) = [p for p in desk.pages() if p.capture.confidentiality == "named"]
    line = max(shut.reading.text.splitlines(), key=len)
    out = desk.extract(None, "team")
    for f in FORMATS:
        for name, parts in f.export(out):
            data = b"".join(parts)  # ZIPs are stored: what is in them stands in their bytes
            for words in (line, shut.capture.sha256, shut.capture.id, shut.capture.name):
                assert words.encode() not in data, name


def test_export_writes_every_format_and_keeps_in_the_ledger_what_left(demo: Path, tmp_path: Path) -> None:
    done = letapis("export", "-p", str(demo), "all", WHO, "--to", str(tmp_path / "a"))
    assert done.status == 0, done.out
    assert letapis("export", "-p", str(demo), "all", WHO, "--to", str(tmp_path / "b")).status == 0
    first = {p.name: p.read_bytes() for p in (tmp_path / "a").iterdir()}
    assert first == {p.name: p.read_bytes() for p in (tmp_path / "b").iterdir()}
    with store.open_project(demo, None) as project:
        kept = [d for d in project.ledger.decisions() if d.verdict == EXPORTED]
    mine = {n: d for n, d in first.items() if any(k.because.startswith(f"{n}, ") for k in kept)}
    assert set(first) - set(mine) == {n for n in first if re.fullmatch(r"case-([a-z]{5}-){3}[a-z]{5}\.(json|csv|html)", n)}
    for name, data in mine.items():
        (a, b) = [d for d in kept if d.because.startswith(f"{name}, ")]
        assert a.value == b.value == f"sha256:{sha256(data).hexdigest()}"
        assert a.about.startswith("person:")
    assert letapis("verify", "-p", str(demo)).status == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["html", "--everybody"], "one person's case file"),
        (["ftm"], "NAME"),
        (["ftm", WHO, "--everybody"], "NAME"),
        (["ftm", "Nobody Atall"], "is nobody in this project"),
    ],
)
def test_what_cannot_be_exported_is_said_and_nothing_is_written(
    demo: Path, tmp_path: Path, words: list[str], says: str
) -> None:
    done = letapis("export", "-p", str(demo), *words, "--to", str(tmp_path / "none"))
    assert done.status == 1
    assert says in " ".join((done.out + done.err).split())
    assert not (tmp_path / "none").exists()


def test_a_format_with_nothing_to_write_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police arrested Ales Kruk in Mostryn on 5 January 2024.")
    project = commands.new_project(tmp_path)
    assert letapis("import", "-p", project, str(tmp_path / "a.txt")).status == 0
    done = letapis("export", "-p", project, "wacz", "--everybody", "--to", str(tmp_path / "out"))
    assert done.status == 0
    assert "nothing of this kind" in done.out
