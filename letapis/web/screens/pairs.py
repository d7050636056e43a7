"""Same or different: two that may be one, side by side, with the reasons in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from letapis.core.cases import Act, Book, Person
from letapis.core.resolve.join import holding
from letapis.core.resolve.naming import in_latin
from letapis.core.standing import Standing, called, spelt_out, standing, thing
from letapis.desk.identity import QUEUES, rule_on
from letapis.desk.identity import undo as take_back
from letapis.rim.errors import refuse
from letapis.web.asked import Asked
from letapis.words.records import kind_of

_MOST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    id: str
    name: str
    latin: str
    rows: tuple[tuple[str, str], ...]
    told: tuple[Standing, ...]


def pair(asked: Asked) -> Response:
    """The pair that comes next, or the one an address names."""
    book = asked.sight.book()
    kind = asked.query.get("kind", "people")
    waiting = [li for li in asked.sight.pairs() if kind_of(li.a) in QUEUES.get(kind, ())]
    later = int(asked.query["later"]) if asked.query.get("later", "").isdecimal() else 0
    now = waiting[later % len(waiting)] if waiting else None
    sides = (_side(book, now.a), _side(book, now.b)) if now else None
    differ = [k for k in dict.fromkeys(k for s in sides for k, _ in s.rows) if _differ(sides, k)] if sides else []
    labels = list(dict.fromkeys(k for s in sides for k, _ in s.rows)) if sides else []
    others = {name: sum(kind_of(li.a) in of for li in asked.sight.pairs()) for name, of in QUEUES.items()}
    return asked.page(
        "pairs.html", kind=kind, now=now, sides=sides, waiting=len(waiting), later=later, differ=differ, labels=labels, of=_of,
        why=spelt_out(book, now.why) if now else "", others=others, has_undo=bool(holding(book.decisions)),
        latin="latin" in asked.query,
    )  # fmt: skip


def _differ(sides: tuple[Side, Side], label: str) -> bool:
    """Whether both say something and not the same; what only one tells is no difference."""
    one, other = (_of(s, label) for s in sides)
    return bool(one and other) and one != other


def _of(side: Side, label: str) -> str:
    return next((text for k, text in side.rows if k == label), "")


def _side(book: Book, id_: str) -> Side:
    found, name = thing(book, id_), called(book, id_)
    members = found.members if found else (id_,)
    claims = [c for m in members for c in book.material.about(m) if c.property != "mention"]
    return Side(id_, name, in_latin(name), tuple(_rows(found)),
                standing(book, claims)[:_MOST_SENTENCES])  # fmt: skip


def _rows(found: Person | Act | None) -> list[tuple[str, str]]:
    if found is None:
        return []
    if isinstance(found, Person):
        fields = {
            "Spellings": found.spellings, "Described as": found.described_as, "Role": found.roles, "Sex": found.sex,
            "Age": (*found.ages, *found.age_group), "Born": found.born, "Relatives": found.relatives,
        }  # fmt: skip
    else:
        fields = {
            "When": found.when.said, "Person affected": found.victims, "Where": found.where, "By whom": found.perpetrators,
            "According to": found.according_to, "Denied by": found.denials, "Details": found.details,
        }  # fmt: skip
    return [(label, "; ".join(s.text for s in said)) for label, said in fields.items() if said]


def rule(asked: Asked) -> Response:
    """Same, different or unsure."""
    form = asked.form
    verdict = {"y": "same", "n": "different", "u": "unsure"}.get(form.get("verdict", ""), "")
    if not verdict:
        raise refuse("this", "is no ruling on two.")
    done = rule_on(asked.sight.desk, form.get("a", ""), verdict, form.get("b", ""), form.get("because", ""), asked.seat.level)
    asked.session.notice = f"Ruled: {verdict}." + "".join(f" {spelt_out(done.after, c)}" for c in done.conflicts)
    return asked.go("/pairs", kind=form.get("kind", ""))


def undo(asked: Asked) -> Response:
    """Take the last ruling on two back."""
    done = take_back(asked.sight.desk, "", "", asked.seat.level)
    asked.tell(f"Taken back: {done.undone.verdict if done.undone else ''}.")
    return asked.go("/pairs", kind=asked.form.get("kind", ""))
