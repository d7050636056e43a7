"""How fast the whole chain is, and each of its stages, beside spaCy's small pipeline over the same main texts in the same run.

    python -m bench.speed [PAGES]

PAGES (40) limits the flat and the HTML pages. What cannot be found is skipped and said; without any benchmark the example pages
are measured.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from bench.made import act_page, cooking_page
from bench.product import PRODUCT, ROOT, shared
from letapis.desk.understanding import sidecar
from letapis.rim import model  # before numpy, which asks once how many threads it may have
from letapis.words.records import Claims, Fault, Given, Page

T = TypeVar("T")
MOST = 40
IMPORTED = 100
LONG_RUN = 200


@dataclass(frozen=True)
class Input:
    """The bytes of a page as the chain gets them."""

    name: str
    data: bytes
    given: Given = field(default_factory=Given)
    as_body: bool = False


@dataclass
class Spent:
    """Seconds by stage over the pages of a set, and what was done in them."""

    stages: dict[str, float] = field(default_factory=dict)
    pages: int = 0
    sentences: int = 0
    parsed: int = 0
    peer: float = 0.0
    """Seconds of spaCy's pipeline over the same main texts."""
    asked: float = 0.0
    """Seconds of the incident, which is made only where somebody asks for it: no stage of the chain."""

    @property
    def whole(self) -> float:
        """Seconds of the whole chain."""
        return sum(self.stages.values())

    def timed(self, stage: str, do: Callable[[], T]) -> T:
        """What ``do`` gives, its time written down."""
        begun = time.perf_counter()
        made = do()
        self.stages[stage] = self.stages.get(stage, 0.0) + time.perf_counter() - begun
        return made


def chain(one: Input, spent: Spent) -> str:
    """One page through the whole chain, from bytes to report; its main text."""
    from letapis.core.annotate import PIPELINE, page_of
    from letapis.core.annotate.triage import wanted
    from letapis.core.incident import incident
    from letapis.core.reading import read
    from letapis.core.report import report

    key = sha256(one.data).digest()
    reading = spent.timed(
        "reading", lambda: read(one.data, one.name, given=one.given, key=key, capture="capture:bench", as_body=one.as_body)
    )
    page = spent.timed("sentences", lambda: page_of(reading))
    chosen = spent.timed("triage", lambda: wanted(page))
    parsed: Page = spent.timed("parsing", lambda: model.parse(page, chosen))
    claims = Claims()
    for annotator in PIPELINE:
        spent.timed(annotator.NAME.partition("/")[0], lambda a=annotator: claims.add(a.annotate(parsed, claims)))  # type: ignore[misc]
    told = spent.timed("report", lambda: report(parsed, claims, one.name, key.hex()))
    begun = time.perf_counter()
    incident(told)
    spent.asked += time.perf_counter() - begun
    spent.pages += 1
    spent.sentences += len(page.sentences)
    spent.parsed += len(chosen)
    return reading.body


def measured(inputs: Iterable[Input], peer: Any) -> Spent:
    """The chain and the peer over the same pages, page by page in turn, so that a busy machine slows both alike."""
    spent = Spent()
    for one in inputs:
        body = chain(one, spent)
        begun = time.perf_counter()
        peer(body[: peer.max_length])
        spent.peer += time.perf_counter() - begun
    return spent


def claims_pages() -> list[Input]:
    """The annotated pages, whose text files are main text."""
    found = []
    for path in sorted((shared() / "claims").glob("*.txt")):
        beside = sidecar(path)
        found.append(Input(path.name, path.read_bytes(), Given() if isinstance(beside, Fault) else beside, True))
    return found


def read_pages(limit: int) -> tuple[list[Input], list[Input]]:
    """Some of the pages of the reading benchmark, flat and as HTML."""
    from bench.pages import sampled, wcxb

    folder = shared() / "pages"
    if not (folder / "wcxb-articles.tar.gz").exists():
        return [], []
    as_html, flat = wcxb(folder, seen=True)
    return [Input(p.name, p.data) for p in sampled(flat, limit)], [Input(p.name, p.data) for p in sampled(as_html, limit)]


def examples() -> list[Input]:
    """The example pages that ship."""
    found = []
    for path in sorted((ROOT / "letapis" / "examples").iterdir()):
        if path.suffix in (".html", ".txt", ".pdf"):
            beside = sidecar(path)
            found.append(Input(path.name, path.read_bytes(), Given() if isinstance(beside, Fault) else beside))
    return found


def sets(limit: int) -> Iterator[tuple[str, list[Input]]]:
    """The sets that can be found, by name."""
    flat, as_html = read_pages(limit)
    yield "claims pages, as main text", claims_pages()
    yield "flat pages", flat
    yield "HTML pages", as_html
    yield "example pages", examples()


def table(title: str, s: Spent) -> Iterator[str]:
    """A set's figures."""
    rate, theirs = s.pages / s.whole, s.pages / s.peer
    yield f"{title + f', {s.pages}':<34}{'pages/s':>10}{'ms a page':>11}{'share':>8}"
    yield f"  {'the whole chain':<32}{rate:>10.1f}{1000 / rate:>11.1f}{'100%':>8}"
    for stage, seconds in s.stages.items():
        yield f"    {stage:<30}{s.pages / seconds:>10.0f}{1000 * seconds / s.pages:>11.1f}{seconds / s.whole:>8.0%}"
    yield f"  {'incident, where asked for':<32}{s.pages / s.asked:>10.0f}{1000 * s.asked / s.pages:>11.1f}"
    yield f"  {'spaCy, whole pipeline, all text':<32}{theirs:>10.1f}{1000 / theirs:>11.1f}"
    both = (s.stages["times"] + s.stages["speech"]) / s.whole
    yield f"    {'times and speech, of the whole':<51}{both:>8.0%}  (goal: under 20%)"
    annotators = sum(v for k, v in s.stages.items() if k not in ("reading", "sentences", "triage", "parsing", "report"))
    yield (
        f"  {rate / theirs:.2f} times spaCy's speed; {s.parsed / max(1, s.sentences):.0%} of {s.sentences} sentences parsed; "
        f"annotators {annotators / max(1e-9, s.stages['parsing']):.2f} of parsing"
    )


def nothing_of_interest() -> Iterator[str]:
    """A page without acts against one of as many words that has them."""
    spent = {}
    for name, text in (("cooking", cooking_page(800)), ("acts", act_page(800))):
        spent[name] = Spent()
        for _ in range(10):
            chain(Input(f"{name}.txt", text.encode(), Given(published="2023-04-05"), True), spent[name])
    ratio = spent["acts"].whole / spent["cooking"].whole
    ms = {name: 100 * s.whole for name, s in spent.items()}
    share = spent["cooking"].parsed / spent["cooking"].sentences
    yield (
        f"800 words with nothing of interest: {ms['cooking']:.1f} ms, {share:.0%} of sentences parsed; "
        f"of acts: {ms['acts']:.1f} ms, {ratio:.1f} times as long"
    )


def imported() -> Iterator[str]:
    """How many pages a second go into a project, as a user puts them there."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, project = Path(temporary, "pages"), Path(temporary, "project")
        folder.mkdir()
        for i in range(IMPORTED):
            (folder / f"page-{i:03d}.txt").write_text(act_page(300, i), encoding="utf-8")
        subprocess.run([PRODUCT, "init", project, "--no-passphrase"], capture_output=True, check=True)
        begun = time.perf_counter()
        subprocess.run([PRODUCT, "import", "-p", project, folder], capture_output=True, check=True)
        spent = time.perf_counter() - begun
    yield f"letapis import, {IMPORTED} pages of 300 words, start-up included: {IMPORTED / spent:.1f} pages/s"


def memory(limit: int) -> Iterator[str]:
    """The peak of a long run in a process of its own, and how much of it was there after the first quarter."""
    with tempfile.TemporaryDirectory() as temporary:
        pages = [one for _, inputs in sets(limit) for one in inputs]
        for i in range(LONG_RUN):
            # an empty line more makes another page of it, so that nothing remembered of the first round helps
            one = pages[i % len(pages)]
            Path(temporary, f"{i:04d}-{one.name}").write_bytes(one.data + b"\n" * (i // len(pages)))
        done = subprocess.run(
            [sys.executable, "-m", "bench.speed", "--long-run", temporary], cwd=ROOT, capture_output=True, text=True, check=True
        )
    quarter, half, peak = map(int, done.stdout.split()[-3:])
    yield f"memory, {LONG_RUN} pages: peak {peak} MB; {quarter} MB after a quarter of them, {half} MB after half"


def long_run(folder: Path) -> None:
    """Print the process's peak in MB after a quarter of the pages of a folder, after half and after all."""
    pages, marks, spent = sorted(folder.iterdir(), key=lambda p: p.name), [], Spent()
    for i, path in enumerate(pages, 1):
        chain(Input(path.name, path.read_bytes()), spent)
        if i in (len(pages) // 4, len(pages) // 2, len(pages)):
            marks.append(peak())
    print(*marks)


def peak() -> int:
    """The most memory this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage gives begins, on Linux, with the peak of the process that started this one
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1024)


def rows(limit: int = MOST) -> Iterator[str]:
    """Every figure of speed and memory."""
    import spacy

    from letapis.core.reading.language import language_of

    peer = spacy.load(model.MODEL)
    for number, warm in enumerate((act_page(300), cooking_page(300))):
        for name, as_body in (("warm.txt", True), ("warm.txt", False), ("warm.html", False)):
            data = "".join(f"<p>{p}</p>" for p in warm.split("\n\n")) if name == "warm.html" else warm
            chain(Input(name, f"{'<html><body>' * name.endswith('l')}{number}{data}".encode(), as_body=as_body), Spent())
        peer(warm)
    language_of("Zorp blim quern fadol tesk ombrey plin vastor kell drumo " * 3)  # loads the weights that few pages need
    for name, inputs in sets(limit):
        if inputs:
            yield from table(name, measured(inputs, peer))
        else:
            yield f"{name}: skipped, they are not there (LETAPIS_BENCH says where the benchmarks are)"
    yield from nothing_of_interest()
    yield from imported()
    yield from memory(limit)


def main(argv: Sequence[str] = ()) -> None:
    """Print the figures."""
    limit = next((int(a) for a in argv if a.isdigit()), MOST)
    if "--long-run" in argv:
        long_run(Path(argv[-1]))
        return
    for row in rows(limit):
        print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
