"""`h2hlint inspect`."""

from __future__ import annotations

import sys
from typing import Any

import click

from h2hlint.commands.options import input_options


@click.command()
@input_options
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--why-not", metavar="RULE", help="Show where this rule (an id or prefix) almost fired, and what kept it silent.")
def inspect(**options: Any) -> None:
    """Show how h2hlint reads a text: blocks, language, roles, sentences."""
    from h2hlint import inspecting

    sys.exit(inspecting.inspect(options))
