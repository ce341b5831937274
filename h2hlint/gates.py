"""`--min-score`: which texts are below the score that a run asks for."""

from __future__ import annotations

from h2hlint import score
from h2hlint.errors import UserError
from h2hlint.reports import Outcome


def below(outcome: Outcome, least: float) -> list[UserError]:
    """Return what to say of each text with a lower score than asked for; a text without a score has none to be low."""
    scores = [(report.source.path, score.score(report.reckoning)) for report in outcome.reports]
    return [
        UserError(f"the score is {value}; --min-score asks for {least:g}", path)
        for path, value in scores
        if value is not None and value < least
    ]
