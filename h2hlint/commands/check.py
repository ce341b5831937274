"""`h2hlint check`."""

from __future__ import annotations

import sys
from typing import Any

import click

from h2hlint.commands.options import input_options

GRADES = ("error", "warning", "note", "never")


@click.command()
@input_options
@click.option(
    "-f",
    "--format",
    "form",
    default="text",
    metavar="FORMAT",
    help="text, json, jsonl, sarif, github, gitlab, rdjson, rdjsonl, checkstyle, junit, vale-json or summary.",
)
@click.option("--output", multiple=True, metavar="FORMAT=FILE", help="Write a report to a file as well (- is stdout). Repeatable.")
@click.option("--fail-on", type=click.Choice(GRADES), help="Mildest severity that makes the exit code 1. Default: warning.")
@click.option("--fix", is_flag=True, help="Put in the wordings that are marked safe; what comes by standard input goes to standard output.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--color/--no-color", default=None, help="Colour or none. Default: colour at a terminal.")
@click.option("--baseline/--no-baseline", default=True, help="Leave out findings that .h2hlint-baseline.json keeps for later.")
@click.option("-q", "--quiet", is_flag=True, help="Print no findings, only errors.")
def check(**options: Any) -> None:
    """Lint texts: files, folders, - for standard input; default the current folder."""
    from h2hlint import running

    options["baseline"] = options["baseline"] and not options["isolated"]
    sys.exit(running.check(options))
