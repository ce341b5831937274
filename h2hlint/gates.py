"""`--min-score`: which texts are below the score that a run asks for."""

from __future__ import annotations

import sys

from h2hlint import score
from h2hlint.errors import UserError
from h2hlint.reports import Outcome


def is_below(outcome: Outcome, least: float | None) -> bool:
    """Say whether a text has a lower score than asked for, and which on stderr; a text without a score has none to be low."""
    below = False
    for report in outcome.reports if least is not None else ():
        value = score.score(report.reckoning)
        if value is not None and least is not None and value < least:
            below = True
            print(UserError(f"the score is {value}; --min-score asks for {least:g}", report.source.path), file=sys.stderr)
    return below
