"""What the server says of a finding, a rule and a score, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from h2hlint import citing, library, places, rulefiles, score
from h2hlint.errors import UserError
from h2hlint.findings import Finding
from h2hlint.lint import Linter, Report
from h2hlint.lsp.words import say
from h2hlint.reports import wording
from h2hlint.reports.rows import url
from h2hlint.ruleset import Rule
from h2hlint.yamlfile import Node

_SHOWN = 2
"""So many examples of each kind, and sources, are shown; the rule's page has them all."""
_SIGNS = str.maketrans({sign: "\\" + sign for sign in "\\`*_[]<>#|"})


def hover(finding: Finding, linter: Linter, reader: str, country: str | None) -> str:
    """Return what `h2hlint explain` says of the rule of a finding, with the finding's own words."""
    parts = [f"**{_safe(finding.message)}**", *_reasons(finding, reader)]
    rule = rule_of(finding.rule, finding.language, linter)
    if rule is not None and rule.examples:
        parts.append("\n".join(f"- {_sign(good)} {_safe(text)}" for text, good in _examples(rule)))
    texts = linter.texts(finding.rule, finding.language)
    known = _sources(country)
    cited = [known[key] for key in texts.sources if known.get(key)] if texts else []
    if cited:
        parts.append(f"_{say('sources', reader)}:_ " + "; ".join(cited[:_SHOWN]))
    page = url(finding)
    grade = wording.severity(finding.severity, reader)
    parts.append(f"{grade} · [{finding.rule}]({page})" if page else f"{grade} · {finding.rule}")
    return "\n\n".join(parts)


def _reasons(finding: Finding, reader: str) -> Iterator[str]:
    suggestions = " · ".join(finding.suggestions)
    for key, text in (("why", finding.why), ("advice", finding.advice), ("try", suggestions)):
        if text:
            yield f"_{wording.word(key, reader)}:_ {_safe(text)}"


def _sign(good: bool) -> str:
    return "✓" if good else "✗"


def _examples(rule: Rule) -> Iterator[tuple[str, bool]]:
    for good in (False, True):
        yield from [(example.text, good) for example in rule.examples if example.good == good][:_SHOWN]


def _safe(text: str) -> str:
    """Return a text that Markdown shows as it stands."""
    return " ".join(text.translate(_SIGNS).split())


@lru_cache(maxsize=4)
def _sources(country: str | None) -> dict[str, str]:
    return citing.sources(country)


def rule_of(name: str, language: str, linter: Linter) -> Rule | None:
    """Return a rule as its file has it, None where none of the files that a linter reads has it."""
    try:
        house = places.rule_files(library.house_paths(linter.settings))
        rules = [rule for path in house for rule in _rules(path, path.stat().st_mtime_ns, shipped=False)]
        shipped = places.RULES / language / f"{name.partition('/')[0]}.yml"
        if shipped.is_file():
            rules += _rules(shipped, 0, shipped=True)
    except (UserError, OSError):
        return None  # said where the rules are read for linting
    return next((rule for rule in rules if rule.id == name and rule.language == language), None)


@lru_cache(maxsize=64)
def _rules(path: Path, _changed: int, *, shipped: bool) -> list[Rule]:
    return rulefiles.load_file(path, _meanings() if shipped else None)


@lru_cache(maxsize=1)
def _meanings() -> dict[str, Node]:
    return rulefiles.load_meanings(places.meaning_files())


def score_line(report: Report, reader: str) -> str:
    """Return the score of a text in a line, empty where it has none."""
    value = score.score(report.reckoning)
    if value is None:
        return ""
    said = wording.word("score-of-one", reader).format(score=wording.number(value, reader))
    return f"{said} · {say('found', reader, len(report.findings))}"


def score_parts(report: Report, reader: str) -> str:
    """Return how a score is made up: what each category takes."""
    if not (line := score_line(report, reader)):
        return say("nothing", reader)
    points: dict[str, float] = {}
    for part in score.parts(report.reckoning):
        points[part.category] = points.get(part.category, 0.0) + part.points
    most = sorted(points.items(), key=lambda one: -one[1])
    taken = [f"{wording.category(name, reader)} −{wording.number(amount, reader)}" for name, amount in most]
    return ". ".join([line, ", ".join(taken)]) if taken else line
