"""One page from the web, only when its address was given: by the standard library, no scripts run, nothing sent but the request."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from typing import IO, Any, NamedTuple, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from h2hlint import __version__, charsets, sources
from h2hlint.errors import UserError
from h2hlint.text import Source

AGENT = "h2hlint"
USER_AGENT = f"{AGENT}/{__version__} (+https://github.com/h2hlint/h2hlint)"
LARGEST = 5_000_000
"""So many bytes of a page are read; what is longer is refused."""
LONGEST = 30.0
"""So many seconds a page may take, from the first to the last byte."""
_SILENCE = 10.0
_SENDS_ON = range(300, 400)
_AT_ONCE = 65_536
_SCHEMES = ("http", "https")
_FORMATS = {
    "": "html",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
}
_SAFE = "/%:=&?~#+!$,;'@()*[]"
_BROKEN = (http.client.HTTPException, zlib.error, EOFError, ValueError)

Result = TypeVar("Result")


class Answer(NamedTuple):
    """What a server sent: from which address in the end, of what type, in which character set it says that it is."""

    url: str
    kind: str
    charset: str | None
    data: bytes


def source(url: str) -> Source:
    """Return the page at an address. Raises UserError when it cannot be had."""
    answer = fetch(url, LARGEST)
    form = _FORMATS.get(answer.kind)
    if form is None:
        raise UserError(f"this address gives {answer.kind}, which is no page; save it and name the file", url)
    text, encoding, bom = _decoded(answer, form)
    return Source(url, text, form, encoding, bom)


def fetch(url: str, largest: int) -> Answer:
    """Return what an address gives, in the end. Raises UserError when that fails, is too large or takes too long."""
    address = _address(url)
    try:
        return _within(LONGEST, lambda: _fetch(address, largest, url))
    except HTTPError as error:
        raise UserError(_answer(error.code), url) from error
    except TimeoutError as error:
        raise UserError(f"the page did not come within {LONGEST:g} seconds; try again later, or save it and name the file", url) from error
    except OSError as error:
        raise UserError(_reason(error), url) from error
    except _BROKEN as error:
        raise UserError("the server's answer is broken; save the page and name the file", url) from error


def _within(seconds: float, work: Callable[[], Result]) -> Result:
    """Return what `work` returns; raise TimeoutError when it takes longer, whatever a server does to keep it waiting."""
    done: list[Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except (UserError, OSError, *_BROKEN) as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError
    return done[0]


class _Redirects(HTTPRedirectHandler):
    """Follows redirects to pages of the web and to nothing else."""

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str) -> Request | None:  # noqa: PLR0917
        """Return the request for where a redirect leads."""
        if urlsplit(newurl).scheme not in _SCHEMES:
            raise UserError(f"the server sends on to {newurl[:80]}, which is no page of the web", req.full_url)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _fetch(address: str, largest: int, url: str) -> Answer:
    request = Request(address, headers={"User-Agent": USER_AGENT, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity"})  # noqa: S310
    end = time.monotonic() + LONGEST
    with build_opener(_Redirects).open(request, timeout=_SILENCE) as response:
        data = bytearray()
        while part := response.read1(_AT_ONCE):
            data += part
            if len(data) > largest:
                raise _too_large(url, largest)
            if time.monotonic() > end:
                raise TimeoutError
        promised = response.headers.get("Content-Length", "")
        if promised.isdigit() and int(promised) > len(data):
            raise EOFError
        body = _unpacked(bytes(data), response.headers.get("Content-Encoding", ""), largest, url)
        kind = response.headers.get_content_type() if response.headers.get("Content-Type") else ""
        return Answer(response.url, kind, response.headers.get_content_charset(), body)


def _unpacked(data: bytes, encoding: str, largest: int, url: str) -> bytes:
    """Undo a compression that was not asked for, or that a sitemap has of itself."""
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate") and data[:2] != b"\x1f\x8b":
        return data
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    made = unpacker.decompress(data, largest + 1)
    if len(made) > largest:
        raise _too_large(url, largest)
    return made


def _too_large(url: str, largest: int) -> UserError:
    return UserError(f"the page is larger than {largest // 1_000_000} MB; save what matters of it and name the file", url)


def _address(url: str) -> str:
    """Return an address as it is sent: ASCII only, without the part behind `#`. Raises UserError for what is none."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        ascii_host = host.encode("idna").decode() if host and not host.isascii() else host
    except ValueError as error:
        raise UserError("this is no address of a page; write it as in the browser, such as https://example.org/om-os", url) from error
    if parts.scheme not in _SCHEMES:
        raise UserError(f"h2hlint fetches pages by http and https only, not by {parts.scheme}", url)
    if not ascii_host or re.search(r"[\s\x00-\x1f]", url.strip()):
        raise UserError("this is no address of a page; write it as in the browser, such as https://example.org/om-os", url)
    if parts.username is not None:
        raise UserError("h2hlint sends no names and passwords; save the page and name the file", url)
    place = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    place = f"{place}:{port}" if port else place
    return urlunsplit((parts.scheme, place, quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE), ""))


def _answer(code: int) -> str:
    """Say in a sentence what an answer without a page means."""
    if code in _SENDS_ON:
        return "the server sends on in a circle, or to what is no page of the web; open the page in a browser and save it"
    hints = {**dict.fromkeys((404, 410), "; check the address"), **dict.fromkeys((401, 403), "; it does not let h2hlint in")}
    return " ".join(f"the server answers {code} {http.client.responses.get(code, '')}".split()) + hints.get(code, "; try again later")


def _reason(error: OSError) -> str:
    """Say in a sentence why no connection came about."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, socket.gaierror):
        return "there is no such server, or no way to the internet; check the address"
    if isinstance(cause, ssl.SSLError):
        return "the server's certificate cannot be trusted; open the page in a browser and save it"
    if isinstance(cause, ConnectionRefusedError):
        return "nothing answers at this address; check it, and whether the server runs"
    if isinstance(cause, TimeoutError):
        return f"the server said nothing for {_SILENCE:g} seconds; try again later"
    return f"the page cannot be fetched: {getattr(cause, 'strerror', None) or cause}"


def _decoded(answer: Answer, form: str) -> tuple[str, str, bool]:
    """Return the text of a page, its codec and whether it had a byte order mark; as browsers do, the server's word comes first."""
    name = charsets.codec(answer.charset) if answer.charset else None
    if name and not answer.data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        text = charsets.decode_bytes(answer.data, name) if charsets.is_single_byte(name) else answer.data.decode(name, "replace")
        return text, name, False
    try:
        return sources.decode(answer.data, form)
    except UserError as error:
        if b"\0" in answer.data:
            error.path = answer.url
            raise
        return charsets.decode_bytes(answer.data, charsets.LATIN), charsets.LATIN, False
