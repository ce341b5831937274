"""How many findings a house allows for now, of all rules or some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from h2hlint.errors import UserError
from h2hlint.findings import Finding
from h2hlint.settings import covers


class Limit(NamedTuple):
    """At most `most` findings may be of `rules`, a category, id or prefix; `rules` "" stands for all."""

    rules: str
    most: int

    def holds(self, finding: Finding) -> bool:
        """Say whether a finding counts here."""
        return not self.rules or covers(finding.rule, (self.rules,))

    def __str__(self) -> str:
        return f"--max-findings {self.rules}={self.most}" if self.rules else f"--max-findings {self.most}"


def limits(written: Sequence[str]) -> list[Limit]:
    """Return the limits that the option gives, `N` or `RULES=N`. Raises UserError."""
    return [_limit(entry) for entry in written]


def weigh(found: Sequence[Finding], allowed: Sequence[Limit]) -> tuple[bool, list[str]]:
    """Say whether grave findings are more than a house allows, and what there is to say about each limit."""
    counts = [(limit, sum(map(limit.holds, found))) for limit in allowed]
    is_over = any(count > limit.most for limit, count in counts) or not all(_is_allowed(one, allowed) for one in found)
    return is_over, [said for limit, count in counts if (said := _said(limit, count))]


def _is_allowed(finding: Finding, allowed: Sequence[Limit]) -> bool:
    return any(limit.holds(finding) for limit in allowed)


def _said(limit: Limit, count: int) -> str:
    if count > limit.most:
        return f"{limit} allows {limit.most}, and there are {count}"
    return f"{limit} can come down to {count}" if count < limit.most else ""


def _limit(written: str) -> Limit:
    rules, sign, count = written.rpartition("=")
    if not count.isascii() or not count.isdigit() or (sign and not rules):
        raise UserError(f"“{written}” is no limit; write --max-findings 20, or --max-findings consent=3")
    return Limit(rules, int(count))
