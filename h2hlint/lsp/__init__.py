"""The language server, `h2hlint lsp`: marks in an editor while somebody writes. pygls is loaded only to run it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

from h2hlint import garbage
from h2hlint.errors import UserError


def serve(options: Mapping[str, Any]) -> None:
    """Speak with an editor by standard input and output until it says goodbye. Raises UserError when pygls is not installed."""
    try:
        import pygls  # noqa: F401
    except ImportError as error:
        raise UserError("the language server needs pygls; install it with: pip install 'h2hlint[lsp]'") from error
    from h2hlint.lsp import handlers

    garbage.release()
    try:
        handlers.make(options).start_io()
    finally:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (pygls has closed it, and whoever ends the program flushes it)
