"""`h2hlint parity`."""

from __future__ import annotations

import sys
from typing import Any

import click

from h2hlint.commands.check import report_options
from h2hlint.commands.options import input_options


@click.command()
@input_options
@report_options
def parity(**options: Any) -> None:
    """Compare the languages of one text (om.da.md and om.de.md, da/ and de/): what one has and the other has not."""
    from h2hlint import parity as comparing

    sys.exit(comparing.check(options))
