"""The application: which screen answers which address, for whom, and what happens when something is refused."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from functools import partial
from importlib import resources
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from letapis.desk.sight import Folding
from letapis.rim.errors import ProjectError
from letapis.web import api
from letapis.web.asked import Asked, as_json, plain
from letapis.web.guards import UPLOAD, Guard
from letapis.web.screens import case, looking, pairs, project, reading, searching, taking
from letapis.web.seat import Seat
from letapis.words.records import Fault

View = Callable[[Asked], Response]
COOKIE = "letapis"
_FILES, _FIELDS = 20_000, 200
_STATIC = {"desk.css": "text/css", "desk.js": "text/javascript"}
_STATUS_ONLY = frozenset({"/importing"})
"""Screens that renew themselves: they do not count as somebody being there."""

SCREENS: Mapping[str, View] = {
    "/": project.home,
    "/pages": project.pages,
    "/people": looking.people,
    "/acts": looking.acts,
    "/activity": project.activity,
    "/custody/{capture}": project.custody,
    "/original/{capture}": project.original,
    "/verify": project.verified,
    "/keys": project.keys,
    "/import": taking.ask,
    "/importing": taking.progress,
    "/review": reading.next_page,
    "/read/{reading}": reading.read,
    "/pairs": pairs.pair,
    "/case/{person}": case.case,
    "/case/{person}/{form}": case.export,
    "/search": searching.search,
    "/api/openapi.json": api.described,
    "/api/pages": api.pages,
    "/api/pages/{reading}": api.page,
    "/api/people": api.people,
    "/api/acts": api.acts,
    "/api/search": api.search,
    "/api/rulings": api.rulings,
}
DEEDS: Mapping[str, View] = {
    "/read/{reading}": reading.rule,
    "/read/{reading}/assess": reading.assess,
    "/read/{reading}/add": reading.add,
    "/read/{reading}/undo": reading.undo_one,
    "/undo": reading.undo,
    "/pairs": pairs.rule,
    "/pairs/undo": pairs.undo,
    "/api/pages/{reading}": api.rule,
    "/api/undo": api.undo,
}


def application(seat: Seat, host: str, base: str) -> ASGIApp:
    """The whole desk for one seat, at ``http://host`` under the path ``base`` (``/word``), which no other page can guess."""
    MultiPartParser.spool_max_size = UPLOAD  # what is uploaded stays in memory: no page is ever laid down outside the project

    def screen(view: View) -> Callable[[Request], Any]:
        return partial(_screen, seat, base, view)

    def deed(view: View) -> Callable[[Request], Any]:
        return partial(_deed, seat, base, view)

    routes = [
        Route("/open/{secret}", partial(_open, seat, base), methods=["GET"]),
        Route("/locked", partial(_locked, seat, base), methods=["GET"]),
        Route("/locked", partial(_unlock, seat, base), methods=["POST"]),
        Route("/lock", partial(_lock, seat, base), methods=["POST"]),
        Route("/import", partial(_upload, seat, base), methods=["POST"]),
        Route("/import/again", partial(_again, seat, base), methods=["POST"]),
        *(Route(f"/static/{name}", partial(_static, name, kind), methods=["GET"]) for name, kind in _STATIC.items()),
        *(Route(path, screen(view), methods=["GET"]) for path, view in SCREENS.items()),
        *(Route(path, deed(view), methods=["POST"]) for path, view in DEEDS.items()),
    ]
    app = Starlette(
        routes=[Mount(base, routes=routes)],
        exception_handlers={HTTPException: partial(_refused, base), Exception: partial(_broken, base)},
    )
    return Guard(app, host, f"{base}/import")


# ---- who is asking


async def _session(seat: Seat, base: str, request: Request) -> Asked | Response:
    """The request of somebody with a session; else the answer that says why not."""
    if seat.idle:
        await lock(seat, base)
    session = seat.sessions.get(request.cookies.get(COOKIE, ""))
    if session is None or seat.locked:
        if request.url.path.startswith(f"{base}/api/"):
            return as_json({"fault": "There is no session: open the desk first."}, 401)
        return plain("locked.html", 401, base, asks=seat.asks, locked=seat.locked, fault="")
    if request.url.path.removeprefix(base) not in _STATUS_ONLY:
        seat.used()
    return Asked(seat, session, base, request.path_params, dict(request.query_params), {})


async def _screen(seat: Seat, base: str, view: View, request: Request) -> Response:
    asked = await _session(seat, base, request)
    return asked if isinstance(asked, Response) else await _answered(asked, view, request)


async def _deed(seat: Seat, base: str, view: View, request: Request) -> Response:
    asked = await _session(seat, base, request)
    if isinstance(asked, Response):
        return asked
    form = await _form(request)
    if not _token(asked, request, form):
        return await _refused(base, request, HTTPException(403, "This form is out of date. Open the screen again."))
    return await _answered(_with(asked, form), view, request)


def _with(asked: Asked, form: Mapping[str, str]) -> Asked:
    return Asked(asked.seat, asked.session, asked.base, asked.path, asked.query, form)


def _token(asked: Asked, request: Request, form: Mapping[str, str]) -> bool:
    given = request.headers.get("x-letapis-token", "") or form.get("token", "")
    return hmac.compare_digest(given.encode(), asked.session.token.encode())


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form, or of a JSON object of words; files are no fields."""
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            said = json.loads(await request.body())
        except (ValueError, RecursionError):
            raise HTTPException(400, "This is no JSON.") from None
        if not isinstance(said, dict) or not all(isinstance(v, str) for v in said.values()):
            raise HTTPException(400, "The body must be a JSON object of words.")
        return said
    async with request.form(max_files=0, max_fields=_FIELDS) as form:
        return {k: v for k, v in form.items() if isinstance(v, str)}


async def _answered(asked: Asked, view: View, request: Request) -> Response:
    """What a view answers, in the worker; a fault of the project in plain words."""
    try:
        return await asked.seat.do(lambda: view(asked))
    except Folding:
        if request.url.path.startswith(f"{asked.base}/api/"):
            return as_json({"fault": "The project is being put together. Ask again in a moment."}, 503)
        return asked.page("folding.html", 503)
    except ProjectError as error:
        if request.url.path.startswith(f"{asked.base}/api/"):
            return as_json({"fault": str(error.fault)}, 400)
        return asked.page("fault.html", 400, fault=error.fault, back=_back(asked, request))


def _back(asked: Asked, request: Request) -> str:
    """The screen that a refused form was on."""
    path = request.url.path
    for deed in ("/assess", "/add", "/undo"):
        path = path.removesuffix(deed)
    return path if request.method == "POST" else asked.base + "/"


# ---- opening, locking


async def _open(seat: Seat, base: str, request: Request) -> Response:
    """The first page: its secret becomes a session. It leads on by itself, as a strict cookie is not sent where others lead."""
    id_ = await seat.do(lambda: seat.redeem(request.path_params["secret"]))
    if id_ is None:
        return plain("locked.html", 401, base, asks=seat.asks, locked=seat.locked, fault="This address was used before.")
    return _begun(plain("opened.html", 200, base), id_, base)


def _begun(answer: Response, id_: str, base: str) -> Response:
    answer.set_cookie(COOKIE, id_, path=base, httponly=True, samesite="strict")
    return answer


async def _locked(seat: Seat, base: str, _: Request) -> Response:
    return plain("locked.html", 200, base, asks=seat.asks, locked=seat.locked, fault="")


async def lock(seat: Seat, base: str) -> None:
    """Lock at once; a project without a passphrase gets a new address, told on the terminal only."""
    seat.sessions.end()
    await seat.do(seat.lock)
    if not seat.asks:
        seat.said(f"Locked. To go on: {base}/open/{seat.sessions.invite()}")


async def _lock(seat: Seat, base: str, request: Request) -> Response:
    """Lock. No token is asked for: who is in a hurry must not be sent back, and locking harms nobody."""
    if not seat.locked and seat.sessions.get(request.cookies.get(COOKIE, "")) is not None:
        await lock(seat, base)
    answer = RedirectResponse(f"{base}/locked", 303)
    answer.delete_cookie(COOKIE, path=base)
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


async def _unlock(seat: Seat, base: str, request: Request) -> Response:
    form = await _form(request)
    try:
        id_ = await seat.do(lambda: seat.unlock(form.get("passphrase", "")))
    except ProjectError as error:
        return plain("locked.html", 403, base, asks=seat.asks, locked=seat.locked, fault=str(error.fault))
    return _begun(RedirectResponse(f"{base}/", 303), id_, base)


# ---- files


async def _upload(seat: Seat, base: str, request: Request) -> Response:
    """Files dropped or chosen, into the same import as the command line's."""
    asked = await _session(seat, base, request)
    if isinstance(asked, Response):
        return asked
    async with request.form(max_files=_FILES, max_fields=_FIELDS, max_part_size=UPLOAD) as form:
        said = {k: v for k, v in form.items() if isinstance(v, str)}
        if not _token(asked, request, said):
            return await _refused(base, request, HTTPException(403, "This form is out of date. Open the screen again."))
        handed = [(f.filename or "", await f.read()) for f in form.getlist("files") if not isinstance(f, str) and f.filename]
    try:
        return taking.begin(_with(asked, said), handed)
    except ProjectError as error:
        return asked.page("fault.html", 400, fault=error.fault, back=f"{base}/import")


async def _again(seat: Seat, base: str, request: Request) -> Response:
    """Try once more what failed, without its being handed over again."""
    asked = await _session(seat, base, request)
    if isinstance(asked, Response):
        return asked
    form = await _form(request)
    if not _token(asked, request, form):
        return await _refused(base, request, HTTPException(403, "This form is out of date. Open the screen again."))
    return taking.begin(_with(asked, form), list(seat.importing.failed) if seat.importing else [])


async def _static(name: str, kind: str, _: Request) -> Response:
    return Response(resources.files("letapis.web").joinpath("static", name).read_bytes(), media_type=kind)


# ---- what goes wrong


async def _refused(base: str, request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    words = {404: "There is nothing at this address.", 405: "This cannot be done here."}
    said = words.get(status) or (error.detail if isinstance(error, HTTPException) else "")
    if request.url.path.startswith(f"{base}/api/"):
        return as_json({"fault": said}, status)
    fault = Fault("the desk", said)
    return plain("refused.html", status, base, fault=fault)


async def _broken(base: str, request: Request, error: Exception) -> Response:
    """An error of the program; its own words stay out of it, they may quote a page."""
    fault = Fault("the desk", f"an error of the program, not yours ({type(error).__name__}). What was acknowledged is kept.")
    if request.url.path.startswith(f"{base}/api/"):
        return as_json({"fault": str(fault)}, 500)
    return HTMLResponse(plain("refused.html", 500, base, fault=fault).body, 500)
