"""The page to write in, `h2hlint serve`: on this machine alone. Starlette and uvicorn are loaded only to run it."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from h2hlint import garbage
from h2hlint.errors import UserError

HOST = "127.0.0.1"
_SOON = 0.5
"""So many seconds after the start a browser is opened."""


def serve(options: Mapping[str, Any]) -> None:
    """Show the page until somebody stops the program. Raises UserError when the extra is not installed, or the port is taken."""
    if options["host"] != HOST:
        raise UserError(f"the page is for this computer alone, so --host can only be {HOST}; from elsewhere, forward the port with ssh -L")
    try:
        import starlette  # noqa: F401
        import uvicorn
    except ImportError as error:
        raise UserError("the page to write in needs starlette and uvicorn; install them with: pip install 'h2hlint[web]'") from error
    from h2hlint.web import app

    with suppress(KeyboardInterrupt), _bound(options["port"]) as bound:  # Ctrl+C is how it is meant to end
        port = bound.getsockname()[1]
        address = f"http://{HOST}:{port}/"
        print(f"h2hlint: write at {address} (stop with Ctrl+C)", file=sys.stderr, flush=True)
        if options["browser"] and sys.stdout.isatty():
            threading.Timer(_SOON, webbrowser.open, [address]).start()
        garbage.release()
        config = uvicorn.Config(
            app.make(options, port), log_level="warning", ws="none", server_header=False, date_header=False, proxy_headers=False,
            timeout_keep_alive=30, limit_concurrency=64,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[bound])


def _bound(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs have the port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
        bound.listen()  # a browser that comes before the application is ready waits for it
    except OSError as error:
        bound.close()
        raise UserError(f"port {port} cannot be had ({error.strerror}); name another with --port, or 0 for any that is free") from error
    return bound
