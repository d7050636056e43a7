"""Read and rule: facts left, the preserved page right, the sentence lit; a key a ruling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from letapis.core.material import Told
from letapis.core.review import Fact, Field
from letapis.core.review.facts import LABELS, said_by
from letapis.core.ruling import ASSESSMENT, STANDARDS, assessed, left
from letapis.core.standing import thing
from letapis.desk import reviewing
from letapis.desk.sight import Seen
from letapis.rim.errors import refuse
from letapis.web.asked import Asked, word
from letapis.web.screens.text import laid_out
from letapis.words.records import STANCES, THE_PAGE, Decision, Reading, kind_of
from letapis.words.tables import table

VERDICTS = {"y": "accept", "n": "reject", "u": "unclear"}
DONE = {
    "accept": "Accepted",
    "reject": "Rejected",
    "unclear": "Left as unclear",
    "correct": "Corrected",
    "stance": "Stance corrected",
    "source": "Source corrected",
}


def next_page(asked: Asked) -> Response:
    """The first page, in the order they came in, that has facts nobody has ruled on."""
    seen = asked.sight.look()
    found = _waiting(seen)
    if not found:
        asked.tell("Every fact of every page has been ruled on.")
        return asked.go("/pages")
    return asked.go(f"/read/{word(found[0])}", "#lit")


def _waiting(seen: Seen, but: str = "") -> list[str]:
    """The pages with facts to be ruled on, in the order they came in."""
    return [id_ for id_, (_, open_) in seen.waiting.items() if open_ and id_ != but]


# ---- looking


@dataclass(frozen=True, slots=True)
class Pointed:
    """The fact a screen is about, the field in it, and those before and after."""

    fact: Fact
    number: int
    field: Field | None
    """The one field that keys rule on; None where they rule on the whole fact."""
    before: str
    after: str


def page_of(asked: Asked, seen: Seen) -> Told:
    """The page an address names. Raises ProjectError."""
    page = seen.by_reading.get(f"reading:{asked.path['reading']}")
    if page is None:
        raise refuse("this page", "is not in the project, or may not be seen at this level.")
    return page


def pointed(facts: Sequence[Fact], f: str, c: str) -> Pointed | None:
    """Where the address points: else at the first fact that waits, else at the first."""
    if not facts:
        return None
    at = next((n for n, x in enumerate(facts) if word(x.id) == f), None)
    if at is None:
        at = next((n for n, x in enumerate(facts) if x.open), 0)
    fact = facts[at]
    field = next((x for x in fact.fields if c and c in map(word, x.ids)), None)
    if field is None and fact.careful:
        field = next(iter(fact.waiting), None)
    before = word(facts[at - 1].id) if at else ""
    after = word(facts[at + 1].id) if at + 1 < len(facts) else ""
    return Pointed(fact, at + 1, field, before, after)


def read(asked: Asked) -> Response:
    """The screen of one page."""
    seen = asked.sight.named()
    page = page_of(asked, seen)
    return shown(asked, seen, page)


def shown(
    asked: Asked, seen: Seen, page: Told, *, clash: reviewing.Clash | None = None, mine: dict[str, str] | None = None
) -> Response:
    """The screen, where two ruled at once with both texts."""
    facts = seen.facts(page)
    at = pointed(facts, asked.query.get("f", ""), asked.query.get("c", ""))
    lit = (at.field.places if at.field else _sentences(at.fact)) if at else ()
    return asked.page(
        "read.html",
        409 if clash else 200,
        page=page, facts=facts, at=at, blocks=laid_out(page.reading, lit, _sentences(at.fact) if at else ()),
        people=[_person(seen, v.value, v.text) for v in at.fact.of("victim")] if at else [],
        said_by=lambda f: said_by(f.claims[0], seen.called), told=_tellings(at.fact, seen) if at else [],
        edit=asked.query.get("edit", ""), adding="add" in asked.query, names=_names(page), choices=CHOICES, labels=LABELS,
        assessment=assessed(seen.decisions).get(at.fact.id) if at else None, assessments=ASSESSMENT, standards=STANDARDS,
        history=_history(seen, at.fact) if at else (), done=DONE, clash=clash, mine=mine or {},
        open_here=sum(f.open for f in facts), open_elsewhere=len(_waiting(seen, page.reading.id)), the_page=THE_PAGE,
    )  # fmt: skip


CHOICES = {
    "act": [(name, str(entry.get("label", name))) for name, entry in table("terms")["acts"].items()],
    "mode": [(m, m) for m in reviewing.MODES],
    "perpetrator_kind": [(k, k) for k in reviewing.PERPETRATOR_KINDS],
    "stance": [(s, s) for s in STANCES],
}


def _sentences(fact: Fact) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({p for f in fact.fields if f.kind == "act" for p in f.places}))


@dataclass(frozen=True, slots=True)
class Affected:
    """A person whom a fact is about, with their present status."""

    name: str
    id: str
    status: str


def _person(seen: Seen, value: object, name: str) -> Affected:
    book = seen.folded
    found = thing(book, str(value)) if book and kind_of(str(value)) == "person" else None
    if found is None or book is None:
        return Affected(name, "", "")
    return Affected(name, found.id, seen.status(book.suffered(found.id)))


def _tellings(fact: Fact, seen: Seen) -> list[tuple[str, str]]:
    """Who tells it and how they put it, each once."""
    acts = fact.of("act") or tuple(f for f in fact.fields if f.kind == "act")
    return list(dict.fromkeys((said_by(f.claims[0], seen.called), f.stance) for f in acts))


def _history(seen: Seen, fact: Fact) -> list[tuple[Decision, str]]:
    """What was ruled on a fact, the newest first, each with what it was about."""
    of = {i: f.label for f in fact.fields for i in f.ids}
    found = [(d, of.get(d.about, "")) for d in fact.rulings]
    about = [d for d in left(seen.decisions) if d.about == fact.id and d.verdict in ASSESSMENT]
    return [*((d, "the whole") for d in reversed(about)), *reversed(found)]


def _names(page: Told) -> list[str]:
    naming = (c for c in page.claims if c.property == "name" and kind_of(c.subject) in ("person", "organisation"))
    return list(dict.fromkeys(str(c.value) for c in naming))


# ---- ruling


def rule(asked: Asked) -> Response:
    """One ruling on a fact or one of its fields, and on to what waits next."""
    seen = asked.sight.look()
    page, form = page_of(asked, seen), asked.form
    facts = seen.facts(page)
    at = next((n for n, f in enumerate(facts) if word(f.id) == form.get("f", "")), None)
    if at is None:
        raise refuse("this fact", "is not on this page any more.", "Open the page again.")
    fact, verdict = facts[at], form.get("verdict", "")
    fields = _chosen(fact, form.get("c", ""), verdict)
    value = date_of(form) if "year" in form and not form.get("value", "").strip() else form.get("value", "")
    because = form.get("because", "")
    given = form.get("seen")
    done = reviewing.rule(asked.sight.desk, page, fact, fields, verdict, seen=given, value=value, because=because)
    if isinstance(done, reviewing.Clash):
        mine = {"verdict": verdict, "value": value, "because": because, "c": form.get("c", ""), "f": form.get("f", "")}
        return shown(_at(asked), seen, page, clash=done, mine=mine)
    what = f"{fields[0].label.casefold()}: {fields[0].text}" if len(fields) == 1 else f"{fact.label}, {len(fields)} fields"
    asked.tell(f"{DONE[verdict]}: {what}.", undo=True)
    return _on(asked, page, fact.id, form.get("c", "") if verdict in ("correct", "stance", "source") else "")


def _at(asked: Asked) -> Asked:
    """The same request pointing at what its form was about."""
    said = asked.form
    return Asked(asked.seat, asked.session, asked.base, asked.path, {"f": said.get("f", ""), "c": said.get("c", "")}, said)


def _chosen(fact: Fact, c: str, verdict: str) -> Sequence[Field]:
    """The fields a form is about: the one it names, else those that wait, else (to change one's mind) all."""
    if c:
        found = [f for f in fact.fields if c in map(word, f.ids)]
        if not found:
            raise refuse("this field", "is not there any more.", "Open the page again.")
        return found[:1]
    if verdict in ("correct", "stance", "source"):
        raise refuse("a correction", "is about one field.", "Choose the field first.")
    if verdict == "reject":
        return tuple(f for f in fact.fields if f.state != "reject")
    chosen = fact.waiting or tuple(f for f in fact.fields if f.state not in (verdict, "correct"))
    if not chosen:
        raise refuse("this fact", "is ruled so already.", "Nothing was written.")
    return chosen


def _on(asked: Asked, page: Told, fact: str, field: str = "") -> Response:
    """On to what waits next: in this fact, on this page, else stay and say so."""
    seen = asked.sight.look()
    facts = seen.facts(page)
    at = next((n for n, f in enumerate(facts) if f.id == fact), 0)
    here = f"/read/{word(page.reading.id)}"
    if field or (facts[at].open and facts[at].careful):
        return asked.go(here, "#lit", f=word(fact))
    later = next((f for f in (*facts[at + 1 :], *facts[:at]) if f.open), None)
    if later is None and not facts[at].open and (more := _waiting(seen, page.reading.id)):
        asked.tell(
            f"{asked.session.notice} That was the last fact of “{(page.reading.title or page.capture.name)[:60]}”.", undo=True
        )
        return asked.go(f"/read/{word(more[0])}", "#lit")
    return asked.go(here, "#lit", f=word(later.id if later else fact))


def date_of(form: Mapping[str, str]) -> str:
    """The EDTF value of the precision picker's fields: what is not known stays out, or ``XXXX`` for the year."""
    year, month, day = (form.get(k, "").strip() for k in ("year", "month", "day"))
    if not year and not month:
        return ""
    value = year.zfill(4) if year else "XXXX"
    if month:
        value += f"-{month.zfill(2)}"
        value += f"-{day.zfill(2)}" if day else ""
    return value + ("~" if form.get("about") and year else "")


def assess(asked: Asked) -> Response:
    """An assessment of a fact: whether it is established, to which standard."""
    seen = asked.sight.look()
    page, form = page_of(asked, seen), asked.form
    fact = next((f for f in seen.facts(page) if word(f.id) == form.get("f", "")), None)
    if fact is None:
        raise refuse("this fact", "is not on this page any more.")
    reviewing.assess(asked.sight.desk, page, fact, form.get("verdict", ""), form.get("standard", ""), form.get("because", ""))
    asked.tell(f"Assessed as {form['verdict']}: {fact.label}.", undo=True)
    return asked.go(f"/read/{word(page.reading.id)}", "#lit", f=word(fact.id))


def add(asked: Asked) -> Response:
    """A fact that a person reads in the page."""
    seen = asked.sight.look()
    page, form = page_of(asked, seen), asked.form
    ledger = asked.sight.desk.project.ledger
    line = ledger.get(page.reading.id)
    own = line.record if line is not None and hasattr(line, "record") else None
    if not isinstance(own, Reading):
        raise refuse("this page", "is not there any more.")
    when = form.get("when", "").strip() or date_of(form)
    added = reviewing.Added(
        form.get("quote", ""), form.get("act", ""), form.get("stance", "asserted"), form.get("source", ""),
        form.get("victim", ""), when, form.get("where", ""), form.get("perpetrator", ""),
    )  # fmt: skip
    act = reviewing.add(asked.sight.desk, page, own, added)
    asked.tell("Added, and accepted as read by you.", undo=False)
    return asked.go(f"/read/{word(page.reading.id)}", "#lit", f=word(act))


# ---- taking back


def undo(asked: Asked) -> Response:
    """Take back what the last key ruled, and show it again."""
    seen = asked.sight.look()
    page_of_claim = {page.id_of(c): page for page in seen.pages for c in page.claims}
    page_of_claim |= {act: seen.by_reading[id_] for id_, acts in seen.acts.items() for act in acts}
    batch = reviewing.undo_last(asked.sight.desk, page_of_claim, seen.decisions)
    if not batch:
        asked.tell("There is no ruling of yours to take back.")
        return asked.go("/pages")
    page = page_of_claim.get(batch[0].about)
    asked.tell(f"Taken back: {DONE.get(batch[0].verdict, batch[0].verdict).casefold()}.")
    if page is None:
        return asked.go("/activity")
    subject = next((c.subject for c in page.claims if page.id_of(c) == batch[0].about), batch[0].about)
    fact = batch[0].value if kind_of(batch[0].value) == "act" else subject
    return asked.go(f"/read/{word(page.reading.id)}", "#lit", f=word(fact))


def undo_one(asked: Asked) -> Response:
    """Take one ruling back that the history of a fact shows."""
    seen = asked.sight.look()
    page = page_of(asked, seen)
    reviewing.undo_one(asked.sight.desk, page, asked.form.get("ruling", ""), seen.decisions)
    asked.tell("Taken back.")
    return asked.go(f"/read/{word(page.reading.id)}", "#lit", f=asked.form.get("f", ""))
