"""Format `badge`: the score of all texts together as shields.io reads it from an address (its endpoint badge)."""

from __future__ import annotations

import json

from h2hlint import score
from h2hlint.reports import Outcome, Style

_COLOURS = ((90, "0072b2"), (75, "56b4e9"), (50, "e69f00"), (0, "d55e00"))
"""From which score on which colour; people who see red and green alike can tell these apart."""


def render(outcome: Outcome, _style: Style) -> str:
    """Return the badge as JSON; texts without a score make a grey one."""
    value = score.mean(report.reckoning for report in outcome.reports)
    message = "no score" if value is None else f"{value:.1f}".removesuffix(".0")
    colour = "lightgrey" if value is None else next(name for least, name in _COLOURS if value >= least)
    badge = {"schemaVersion": 1, "label": "h2hlint", "message": message, "color": colour}
    return json.dumps(badge, ensure_ascii=False, indent=1) + "\n"
