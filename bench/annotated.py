"""Acts annotated on pages of HRDsAttack's training part, kept as places in the text so that none of the text is here.

    python -m bench.annotated --keep GOLD_FOLDER PART     writes bench/annotated/PART.json from ID.txt and ID.gold.json
    python -m bench.annotated --write FOLDER              writes pages and gold as the scorer wants them, a folder a part

The annotations follow the claims' guide: pages to look at and pages only to score. Words of a page are pairs of offsets (in
characters, end excluded) into the page as ``unpack.py`` writes it; several are joined by a blank, and ``null`` stands for words
left out.
"""

from __future__ import annotations

import hashlib
import json
import runpy
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.product import shared

PARTS = {"look": "looked at", "held": "only scored"}
HERE = Path(__file__).resolve().parent / "annotated"
_GAP = "…"
Piece = list[int] | str | None
Json = dict[str, Any]
Change = Callable[[Any], Any]


def placed(said: str, text: str) -> list[Piece]:
    """Some words as places in the text: as few pieces as can be; a word that does not stand there stays as it is."""
    if (at := text.find(said)) >= 0:
        return [[at, at + len(said)]]
    tokens, out, i = said.split(), list[Piece](), 0
    while i < len(tokens):
        if tokens[i] == _GAP:
            out.append(None)
            i += 1
            continue
        n = next((n for n in range(len(tokens) - i, 0, -1) if " ".join(tokens[i : i + n]) in text), 0)
        piece = " ".join(tokens[i : i + max(1, n)])
        at = text.find(piece)
        out.append([at, at + len(piece)] if n else piece)
        i += max(1, n)
    return out


def said(pieces: list[Piece], text: str) -> str:
    """The words at some places of the text."""
    return " ".join(_GAP if p is None else p if isinstance(p, str) else text[p[0] : p[1]] for p in pieces)


def changed(gold: Json, words: Change) -> Json:
    """The annotations of a page with every value that is words of the page changed; notes are left out."""
    people = [
        {"name": words(p["name"]), "variants": [words(v) for v in p["variants"]],
         "described_as": [words(d) for d in p["described_as"]], "sex": p["sex"], "age": p["age"]}
        for p in gold["people"]
    ]  # fmt: skip
    return {"id": gold["id"], "people": people, "acts": [_act(a, words) for a in gold["acts"]]}


def _act(act: Json, words: Change) -> Json:
    def victim(v: Json) -> Json:
        return {k: words(x) if k in ("person", "group") else x for k, x in v.items()}

    def source(s: Any) -> Any:
        return s if s == "the page" else words(s)

    when = act["when"] and {**act["when"], "text": act["when"].get("text") and words(act["when"]["text"])}
    kept = ("n", "act", "stance", "perpetrator_kind", "country", "general")
    return {k: act[k] for k in kept if k in act} | {
        "victims": [victim(v) for v in act["victims"]],
        "perpetrators": [{"text": words(p["text"])} for p in act["perpetrators"]],
        "when": when,
        "where": [words(w) for w in act["where"]],
        "according_to": [source(s) for s in act["according_to"]],
        "denied_by": [words(d) for d in act.get("denied_by", [])],
        "quotes": [words(q) for q in act["quotes"]],
    }


def keep(folder: Path, part: str) -> None:
    """Write a part's annotations as places in its pages."""
    out = []
    for path in sorted(folder.glob("*.gold.json")):
        text = (folder / path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        gold = changed(json.loads(path.read_text(encoding="utf-8")), partial(placed, text=text))
        out.append({"sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(), **gold})
    lines = ",\n".join(json.dumps(page, ensure_ascii=False, separators=(",", ":")) for page in out)
    HERE.mkdir(exist_ok=True)
    (HERE / f"{part}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def written(folder: Path) -> dict[str, Path]:
    """The parts whose pages are there, each as a folder of pages with their gold; none without the benchmark's texts."""
    source = shared() / "incidents" / "train.json"
    if not source.exists():
        return {}
    with tempfile.TemporaryDirectory() as pages:
        runpy.run_path(str(shared() / "unpack.py"))["main"](str(source), pages)
        return {part: _written(part, Path(pages), folder / part) for part in PARTS}


def _written(part: str, pages: Path, out: Path) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    for page in json.loads((HERE / f"{part}.json").read_text(encoding="utf-8")):
        text = (pages / f"{page['id']}.txt").read_text(encoding="utf-8")
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != page["sha256"]:
            raise SystemExit(f"Page {page['id']} is not the text that was annotated; unpack the benchmark's pages anew.")
        gold = changed(page, partial(said, text=text))
        (out / f"{page['id']}.txt").write_text(text, encoding="utf-8", newline="")
        (out / f"{page['id']}.gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")
        meta = pages / f"{page['id']}.meta.json"
        (out / meta.name).write_bytes(meta.read_bytes())
    return out


def main(argv: list[str]) -> None:
    """Keep or write the annotations, as asked."""
    if argv[:1] == ["--keep"]:
        keep(Path(argv[1]), argv[2])
    elif argv[:1] == ["--write"]:
        for part, folder in written(Path(argv[1])).items():
            print(f"{part}: {folder}")
    else:
        print(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
