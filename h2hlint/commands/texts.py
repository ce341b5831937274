"""`h2hlint texts`."""

from __future__ import annotations

import sys
from typing import Any

import click

from h2hlint.commands.check import GRADES
from h2hlint.commands.options import settings_options


@click.command()
@click.argument("tables", nargs=-1, required=True, type=click.Path(path_type=str))
@settings_options
@click.option("--text-column", default="text", show_default=True, metavar="NAME", help="Which column holds the texts.")
@click.option("--id-column", default="id", show_default=True, metavar="NAME", help="Which column names a row; it may be missing.")
@click.option(
    "--lang-column", default="language", show_default=True, metavar="NAME", help="Which column says the language; it may be missing."
)
@click.option(
    "--channel-column", default="channel", show_default=True, metavar="NAME", help="Which column says what a text is for; may be missing."
)
@click.option(
    "--read-as", type=click.Choice(["text", "markdown", "html", "email"]), default="text", help="What the texts are. Default: text."
)
@click.option(
    "--input-format", type=click.Choice(["jsonl", "csv", "parquet"]), help="What the tables are. Default: by suffix; jsonl for -."
)
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="Write findings to a .jsonl or .parquet file. Default: JSON Lines to stdout."
)
@click.option("--jobs", "-j", type=click.IntRange(0), default=1, metavar="N", help="Lint with N processes; 0 is one per core. Default: 1.")
@click.option("--fail-on", type=click.Choice(GRADES), help="Mildest severity that makes the exit code 1. Default: warning.")
@click.option("-q", "--quiet", is_flag=True, help="Do not sum up on standard error.")
def texts(**options: Any) -> None:
    """Lint many texts at once: tables in JSON Lines, CSV or Parquet, a text per row, however long the table."""
    from h2hlint import bulk

    sys.exit(bulk.lint(options))
