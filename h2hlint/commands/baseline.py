"""`h2hlint baseline`."""

from __future__ import annotations

from typing import Any

import click

from h2hlint.commands.options import input_options


@click.group()
def baseline() -> None:
    """Keep today's findings for later, so that only new ones count."""


@baseline.command()
@input_options
def create(**options: Any) -> None:
    """Write .h2hlint-baseline.json beside the config, else in the current folder."""
    from h2hlint import baseline as keeping

    path, count, dropped = keeping.create(options)
    click.echo(f"wrote {path}; findings kept for later: {count}" + (f"; kept no longer: {dropped}" if dropped else ""))


@baseline.command()
@input_options
def prune(**options: Any) -> None:
    """Take findings that are gone out of the nearest baseline, after a look at all texts of its folder."""
    from h2hlint import baseline as keeping

    path, gone, left = keeping.prune(options)
    click.echo(f"{path}: taken out {gone}, kept for later {left}")
