"""One request as screens see it, and the answers they give: a page, a way on, a file, or a fault in plain words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from letapis.core import wording
from letapis.core.resolve.copies import outlet
from letapis.core.standing import short
from letapis.desk.sight import Sight
from letapis.web.seat import Seat
from letapis.web.sessions import Session
from letapis.words.when import spoken, valid


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that got past the guards."""

    seat: Seat
    session: Session
    base: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]

    @property
    def sight(self) -> Sight:
        """What may be seen."""
        return self.seat.open_sight()

    def tell(self, words: str, *, undo: bool = False) -> None:
        """Say on the next screen what was done."""
        self.session.notice, self.session.undo = words, undo

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A screen."""
        notice, undo, self.session.notice, self.session.undo = self.session.notice, self.session.undo, "", False
        seat = self.seat
        values |= {
            "base": self.base, "token": self.session.token, "notice": notice, "notice_undo": undo, "level": seat.level,
            "who": seat.desk.who if seat.desk else "", "project": seat.desk.project.folder.name if seat.desk else "",
            "importing": seat.importing,
        }  # fmt: skip
        return HTMLResponse(environment().get_template(template).render(values), status)

    def go(self, where: str, anchor: str = "", **query: str) -> Response:
        """A way on to another screen, after something was written."""
        kept = {k: v for k, v in query.items() if v}
        return RedirectResponse(self.base + where + (f"?{urlencode(kept)}" if kept else "") + anchor, 303)


def plain(template: str, status: int, base: str, **values: Any) -> Response:
    """A screen for somebody without a session."""
    return HTMLResponse(environment().get_template(template).render({"base": base, **values}), status)


def as_json(value: object, status: int = 200) -> Response:
    """An answer for scripts."""
    return Response(json.dumps(value, ensure_ascii=False), status, media_type="application/json")


@cache
def environment() -> Environment:
    """The templates: everything in them is text until it is said to be finished markup of our own."""
    env = Environment(loader=PackageLoader("letapis.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                      lstrip_blocks=True)  # fmt: skip
    env.filters |= {
        "word": word,
        "short": short,
        "outlet": outlet,
        "day": day,
        "time": moment,
        "label": wording.label,
        "controls": controls,
    }
    env.globals["plural"] = plural
    return env


def word(id_: str) -> str:
    """An id as it stands in an address: without its kind."""
    return id_.partition(":")[2] or id_


def day(value: str | None) -> str:
    """A date in words."""
    return "" if not value else spoken(value) if valid(value) else value


def moment(at: str) -> str:
    """A moment of the ledger: ``2024-05-01 10:00 UTC``."""
    return at.replace("T", " ").replace("Z", " UTC") if len(at) < len("2024-05-01T10:00:00Z") else f"{at[:10]} {at[11:16]} UTC"


def plural(n: int, one: str, more: str = "") -> str:
    """``1 page``, ``2 pages``."""
    return f"{n:,} {one if n == 1 else more or one + 's'}"


def controls(text: str) -> str:
    """Words with characters that turn the writing's direction, or show nothing, spelled out."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if c in TURNING else c for c in text)


TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff")
