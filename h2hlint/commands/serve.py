"""`h2hlint serve`."""

from __future__ import annotations

from typing import Any

import click

from h2hlint.commands.options import settings_options


@click.command()
@settings_options
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8642, metavar="N", help="Where the page is; 0 for any free port. Default: 8642."
)
@click.option("--host", default="127.0.0.1", metavar="HOST", help="127.0.0.1, and no other: the page is for this computer alone.")
@click.option("--browser/--no-browser", default=True, help="Open the page in your browser, or not. Default: open it at a terminal.")
def serve(**options: Any) -> None:
    """Open a page to write in, which marks a text as you write; it is for this computer alone and keeps nothing."""
    from h2hlint import web

    web.serve(options)
