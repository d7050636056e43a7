"""The case file as a table: one row a claim, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from letapis.core.casefile import CaseFile
from letapis.core.export import rows
from letapis.core.wording import intervention, label

NAME = "csv"
COLUMNS = (
    "act", "word", "label", "person", "claim", "subject", "property", "value", "stance", "source", "quote", "title",
    "publisher", "published", "reading", "start", "end", "nth", "capture", "member", "sha256", "by", "why", "score",
)  # fmt: skip
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula: a dangerous beginning gets an apostrophe before it."""
    text = "" if value is None else str(value).replace("\x00", "")
    dangerous = text.startswith(_STARTS_A_FORMULA) or text.lstrip().startswith(_STARTS_A_FORMULA)
    return f"'{text}" if dangerous and not isinstance(value, int | float) else text


def export(file: CaseFile) -> dict[str, bytes]:
    """One CSV file, UTF-8 with a byte order mark (spreadsheets guess wrongly without), every cell quoted."""
    acts = {m: e.act for e in file.timeline for m in e.act.members}
    done = {m: i.kind for i in file.case.interventions for m in i.members}
    persons = {m: p for p in (file.case.person, *file.case.people) for m in p.members}
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim in rows.claims_of(file):
        row = rows.claim_row(file, claim)
        act, who = acts.get(claim.subject), persons.get(claim.subject)
        if act:
            row |= {"act": act.id, "word": act.word, "label": label(act)}
        row |= {"word": done[claim.subject], "label": intervention(done[claim.subject])} if claim.subject in done else {}
        row["person"] = who.shown if who else None
        meant = persons.get(str(claim.value))
        row["value"] = meant.shown if meant else row["value"]
        source = persons.get(claim.source)
        row["source"] = source.shown if source else row["source"]
        writer.writerow([safe(row.get(column)) for column in COLUMNS])
    return {f"{rows.stem(file)}.csv": out.getvalue().encode("utf-8-sig", "backslashreplace")}
