"""`h2hlint lsp`."""

from __future__ import annotations

from typing import Any

import click

from h2hlint.commands.options import settings_options


@click.command()
@settings_options
@click.option("--stdio", is_flag=True, help="Speak by standard input and output, which is the only way there is.")
def lsp(**options: Any) -> None:
    """Mark texts in an editor while they are written (language server); docs/editors.md says how to set it up."""
    from h2hlint import lsp as server

    server.serve(options)
