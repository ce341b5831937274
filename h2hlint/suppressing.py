"""Comments that speak to the linter: which findings they silence, and which of them do nothing.

`h2hlint: off RULE reason` silences a rule (an id or prefix, several with commas, or `all`) until
`h2hlint: on` or the end of the file; `h2hlint: ignore-next RULE reason` in the next block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from h2hlint.findings import Finding
from h2hlint.formats.directives import DIRECTIVE
from h2hlint.names import GRAMMAR, ROLES
from h2hlint.patterns import lazy
from h2hlint.settings import ALL, covers
from h2hlint.text import Block, Span

UNUSED = "suppression/unused"
UNKNOWN = "suppression/unknown"
NO_REASON = "suppression/no-reason"

_VERBS = ("off", "on", "ignore-next")
ROLE = "role"
"""A comment that says what the next block, or the form that it stands in, is for."""
_SHAPE = lazy(r"(?P<verb>\S*)\s*(?P<rules>[^\s,]+(?:\s*,\s*[^\s,]+)*)?\s*(?P<reason>.*)", re.DOTALL)

Complaint = tuple[str, Span, str]
"""A rule of this module, where it fires (in the source), and the words that it speaks of."""


@dataclass(slots=True)
class _Silence:
    """A stretch of the source in which `rule` is silent; `used` once it has silenced something."""

    rule: str
    place: Span
    stretch: Span
    reason: str
    used: bool = field(default=False)

    def holds(self, finding: Finding) -> bool:
        return self.stretch.start <= finding.span.start < self.stretch.end and (self.rule == ALL or covers(finding.rule, (self.rule,)))


class Suppressions:
    """The comments of one source that speak to the linter; `end` is the length of the source in code points."""

    def __init__(self, blocks: Sequence[Block], end: int) -> None:
        self._silences: list[_Silence] = []
        self._complaints: list[Complaint] = []
        self._end = end
        for number, block in enumerate(blocks):
            if block.kind == "directive":
                self._read(block, blocks[number + 1 :])

    def __bool__(self) -> bool:
        return bool(self._silences or self._complaints)

    def kept(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that no comment silences."""
        kept = []
        for finding in findings:
            holding = [silence for silence in self._silences if silence.holds(finding)]
            for silence in holding:
                silence.used = True
            if not holding:
                kept.append(finding)
        return kept

    def reason(self, finding: Finding) -> str:
        """Return why the comment that silences a finding says that it does."""
        return next((silence.reason for silence in self._silences if silence.holds(finding)), "")

    def complaints(self, known: Sequence[str], is_active: Callable[[str], bool]) -> list[Complaint]:
        """Return what is wrong with the comments, once `kept` was asked; `known` are the ids of all rules.

        A comment for rules that do not run now is no complaint.
        """
        found = list(self._complaints)
        for silence in self._silences:
            named = [rule for rule in known if silence.rule == ALL or covers(rule, (silence.rule,))]
            if covers(silence.rule, (GRAMMAR,)):  # which rules LanguageTool has only LanguageTool knows
                named = [silence.rule]
            if not named:
                near = _near(silence.rule, [*known, *{rule.partition("/")[0] for rule in known}], n=1)
                found.append((UNKNOWN, silence.place, f"{silence.rule} ({near[0]}?)" if near else silence.rule))
            elif not silence.used and any(map(is_active, named)):
                found.append((UNUSED, silence.place, silence.rule))
        return found

    def _read(self, block: Block, after: Sequence[Block]) -> None:
        place = block.to_source(Span(0, len(block.text)))
        shape = _SHAPE.fullmatch(block.text.removeprefix(DIRECTIVE).strip())
        verb, rules = (shape["verb"], shape["rules"] or "") if shape else ("", "")
        if not block.text.startswith(DIRECTIVE):
            self._complaints.append((UNKNOWN, place, f"{block.text.split()[0]} (h2hlint: {_guess_verb(block.text)}?)"))
        elif verb == ROLE and rules in ROLES:
            return
        elif verb == "on":
            self._end_silences(rules, place)
        elif verb == ROLE:
            near = _near(rules, ROLES, n=1)
            self._complaints.append((UNKNOWN, place, f"role {rules} ({near[0] if near else ', '.join(ROLES)}?)"))
        elif verb not in _VERBS or not rules:
            self._complaints.append((UNKNOWN, place, f"{verb} … (RULE?)" if verb in _VERBS else _guess(verb)))
        else:
            stretch = Span(place.end, self._end) if verb == "off" else _next(after, place.end)
            reason = shape["reason"].strip() if shape else ""
            self._silences += [_Silence(rule, place, stretch, reason) for rule in re.split(r"\s*,\s*", rules)]
            if not reason:
                self._complaints.append((NO_REASON, place, rules))

    def _end_silences(self, rules: str, place: Span) -> None:
        """End the open stretches of the rules named, of all when none is."""
        named = re.split(r"\s*,\s*", rules) if rules else []
        open_now = [silence for silence in self._silences if silence.stretch.end == self._end]
        ended = [silence for silence in open_now if not named or silence.rule in named]
        for silence in ended:
            silence.stretch = Span(silence.stretch.start, place.start)
        if not ended and not self._complaints:  # behind an “off” that was not understood, the “on” is not the slip
            near = _near(rules, [silence.rule for silence in open_now], n=1)
            self._complaints.append((UNKNOWN, place, f"on {rules} (on {near[0]}?)" if near else f"on {rules}".strip()))


def _near(word: str, words: Sequence[str], n: int = 1, cutoff: float = 0.6) -> list[str]:
    from difflib import get_close_matches  # only needed once something is wrong

    return get_close_matches(word, words, n, cutoff)


def _guess(verb: str) -> str:
    near = _near(verb, _VERBS, n=1, cutoff=0.5)
    return f"{verb or '…'} ({near[0]}?)" if near else verb or "…"


def _guess_verb(text: str) -> str:
    words = text.lower().replace(":", " ").split()
    return next((verb for verb in _VERBS if verb in words), "off")


def _next(blocks: Sequence[Block], start: int) -> Span:
    """Return the place of the next block of text, empty when there is none."""
    for block in blocks:
        if block.kind != "directive":
            return Span(block.pieces[0].source.start, block.pieces[-1].source.end)
    return Span(start, start)
