"""Who may talk to the page: its own script in a browser on this machine, and nobody else. Around the whole application, in plain ASGI.

A site that a browser has open elsewhere can send requests to 127.0.0.1, and with a name of its own that points there (DNS
rebinding) read the answers. So `Host` must be this machine's, `Origin` this page's, and browsers that say where a request
comes from (`Sec-Fetch-Site`) must say: from here.
"""

from __future__ import annotations

from collections.abc import Iterator

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_READING = ("GET", "HEAD")
_HERE = (b"same-origin", b"none")
"""What browsers say of a request of the page itself, and of an address that somebody typed."""


class Guard:
    """Lets in what the page itself asks, and answers nobody else; every answer has the headers that keep it to itself."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}".encode(), f"localhost:{port}".encode()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        elif self._is_ours(scope):
            await self._app(scope, receive, _with_headers(send))
        else:
            await _refuse(_with_headers(send))

    def _is_ours(self, scope: Scope) -> bool:
        hosts, origins, sites = (list(_all(scope, name)) for name in (b"host", b"origin", b"sec-fetch-site"))
        if len(hosts) != 1 or hosts[0] not in self._hosts or any(site not in _HERE for site in sites):
            return False
        if scope["method"] in _READING and not origins:
            return True
        return origins == [b"http://" + hosts[0]]


def _all(scope: Scope, name: bytes) -> Iterator[bytes]:
    return (value.lower() for key, value in scope["headers"] if key.lower() == name)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS]
        await send(message)

    return sending


async def _refuse(send: Send) -> None:
    await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain; charset=utf-8")]})
    await send({"type": "http.response.body", "body": b"This page talks to its own window alone.\n"})
