"""The application behind the page: the page itself, its scripts, and two questions, `check` and `open`."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from h2hlint import __version__, config
from h2hlint.errors import UserError
from h2hlint.interrupting import Stale
from h2hlint.names import CHANNELS, READER_LANGUAGES
from h2hlint.reports import webwords
from h2hlint.reports.html import STATIC, safe_json, static
from h2hlint.web.desk import Desk
from h2hlint.web.guard import Guard

LONGEST_TEXT = 300_000
"""So many characters a text on the page may have; longer ones are for `check`."""
LARGEST_FILE = 20_000_000
_LARGEST_QUESTION = 6 * LONGEST_TEXT + 10_000
"""JSON may need six bytes for a character."""
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character beyond the first plane, which no encoding can hold."""
_NAME = re.compile(r"[\w .()+-]{1,200}")


class _Refused(Exception):
    """A question that is not answered, and the status that says so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


def make(options: Mapping[str, Any], port: int) -> ASGIApp:
    """Return the application, guarded, for the page at a port."""
    desk = Desk(options)
    reader = webwords.known(config.reader(options))

    async def page(_request: Request) -> Response:
        return Response(_page(reader), media_type="text/html; charset=utf-8")

    async def script(request: Request) -> Response:
        return _file(request.path_params["name"])

    async def check(request: Request) -> Response:
        asked = _question(await _body(request, "application/json", _LARGEST_QUESTION))
        desk.ask(asked["window"], asked["number"])
        return JSONResponse(await run_in_threadpool(desk.check, asked))

    async def opened(request: Request) -> Response:
        data = await _body(request, "application/octet-stream", LARGEST_FILE)
        name = _safe_name(unquote(request.headers.get("x-name", "")))
        return JSONResponse(await run_in_threadpool(desk.open, name, data))

    routes = [
        Route("/", page),
        Route("/static/{name}", script),
        Route("/check", check, methods=["POST"]),
        Route("/open", opened, methods=["POST"]),
    ]
    handlers: Any = {_Refused: _refused, UserError: _mistaken, Stale: _stale}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), port)


async def _refused(_request: Request, error: _Refused) -> Response:
    return JSONResponse({"error": error.message}, error.status)


async def _mistaken(_request: Request, error: UserError) -> Response:
    return JSONResponse({"error": error.message}, 422)


async def _stale(_request: Request, _error: Stale) -> Response:
    return Response(status_code=204)


def _file(name: str) -> Response:
    """Return a script or style of the page, by its name alone."""
    path = STATIC / name
    if path.suffix not in _TYPES or name not in {one.name for one in STATIC.iterdir()}:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    return Response(static(name), media_type=_TYPES[path.suffix] + "; charset=utf-8")


def _page(reader: str) -> str:
    data = {
        "version": __version__,
        "reader": reader,
        "words": {language: webwords.words(language) for language in READER_LANGUAGES},
        "languages": READER_LANGUAGES,
        "channels": CHANNELS,
        "longest": LONGEST_TEXT,
        "largest": LARGEST_FILE,
    }
    page = static("desk.html").replace("{reader}", html.escape(reader))
    return page.replace("{data}", safe_json(data))


# --- what is asked -----------------------------------------------------------------------------


async def _body(request: Request, kind: str, limit: int) -> bytes:
    """Return what was sent, which must be of the kind that only the page's script can send; never read more than allowed."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != kind:
        raise _Refused(415, f"send {kind}")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > limit:
        raise _Refused(413, "too much")
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise _Refused(413, "too much")
        parts.append(part)
    return b"".join(parts)


def _question(body: bytes) -> dict[str, Any]:
    """Return what `check` is asked, with nothing in it that was not asked for."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _Refused(400, "this is no JSON") from error
    if not isinstance(sent, dict):
        raise _Refused(400, "this is no question")
    text, number, window = sent.get("text"), sent.get("number"), sent.get("window")
    if not isinstance(text, str) or type(number) is not int or not isinstance(window, str) or len(window) > 100:
        raise _Refused(400, "text, number and window are missing")
    if len(text) > LONGEST_TEXT:
        raise _Refused(413, "too much")
    asked = {"text": _HALF.sub("\ufffd", text), "number": number, "window": window, "name": _safe_name(sent.get("name", ""))}
    lists = {"language": READER_LANGUAGES, "channel": CHANNELS, "reader": READER_LANGUAGES}
    return {**asked, **{key: _one_of(sent.get(key), allowed, key) for key, allowed in lists.items()}}


def _one_of(value: object, allowed: tuple[str, ...], key: str) -> str | None:
    if value in (None, ""):
        if key == "reader":
            raise _Refused(400, "reader is missing")
        return None
    if not isinstance(value, str) or value not in allowed:
        raise _Refused(400, f"{key} may be {', '.join(allowed)}")
    return value


def _safe_name(value: object) -> str:
    """Return the name of a file without any folder; it only says how to read the text, and no file of that name is opened."""
    if not isinstance(value, str):
        raise _Refused(400, "a name is a text")
    last = re.split(r"[/\\]", value)[-1]
    return "".join(sign if _NAME.fullmatch(sign) else "_" for sign in last)[-200:]
