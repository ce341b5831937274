"""`h2hlint score`."""

from __future__ import annotations

import sys
from typing import Any

import click

from h2hlint.commands.options import input_options


@click.command()
@input_options
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--min-score", type=click.FloatRange(0, 100), metavar="N", help="Exit code 1 when a text has a lower score.")
@click.option("--badge", metavar="FILE", help="Also write the score of all texts as a badge that shields.io shows.")
@click.option("--save", metavar="FILE", help="Also write the scores as JSON, for a later --against.")
@click.option("--against", metavar="FILE", help="Show what became of the scores since they were saved to this file.")
@click.option("--color/--no-color", default=None, help="Colour or none. Default: colour at a terminal.")
def score(**options: Any) -> None:
    """Say how much each text sounds like people: 0 to 100, from the weight of its findings in a hundred words."""
    from h2hlint import scoring

    sys.exit(scoring.score_all(options))
