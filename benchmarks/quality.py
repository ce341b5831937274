"""Prints precision and recall per category, rule and language on a labelled set, as Markdown tables.

Usage: quality.py LABELLED.jsonl [LABELLED.jsonl …] [--skip consent/missing-]

Each line of a set: {"lang", "channel", "text", "labels": [{"category", "rule", "span" or "start" and "end"}]}.
A finding is right when it has the category of a label and shares a character with it; a label is found when such a
finding stands on it. Rules are told apart for precision by the finding, for recall by the label, since two rules of a
category may find the same words. Categories that a set never labels are left out, and what `impersonal` marks inside a label of
another category is neither right nor wrong.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from h2hlint.lint import Linter
from h2hlint.settings import Settings
from h2hlint.text import Source

LANGUAGES = ("da", "nb", "de", "pl", "en")
ALL = "all"


class Mark(NamedTuple):
    """A labelled or a found place: its rule, whose part before the slash is the category, and its code points."""

    rule: str
    start: int
    end: int

    @property
    def category(self) -> str:
        """The part of the rule before the slash."""
        return self.rule.partition("/")[0]

    def meets(self, other: Mark) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Score:
    """How often each rule was right and wrong, and how often its labels were found and missed, by language."""

    def __init__(self) -> None:
        self.right: Counter[tuple[str, str]] = Counter()
        self.wrong: Counter[tuple[str, str]] = Counter()
        self.found: Counter[tuple[str, str]] = Counter()
        self.missed: Counter[tuple[str, str]] = Counter()

    def add(self, language: str, labels: list[Mark], findings: list[Mark]) -> None:
        """Count one text."""
        for finding in findings:
            if any(label.category == finding.category and label.meets(finding) for label in labels):
                _count(self.right, finding.rule, language)
            elif finding.category != "impersonal" or not any(label.meets(finding) for label in labels):
                _count(self.wrong, finding.rule, language)
        for label in labels:
            is_found = any(finding.category == label.category and finding.meets(label) for finding in findings)
            _count(self.found if is_found else self.missed, label.rule, language)

    def cell(self, rule: str, language: str) -> str:
        """Return precision and recall with what they were counted on, such as `1.00 · 0.93 (28, 30)`."""
        key = rule, language
        marked, labelled = self.right[key] + self.wrong[key], self.found[key] + self.missed[key]
        if not marked and not labelled:
            return "–"
        return f"{_share(self.right[key], marked)} · {_share(self.found[key], labelled)} ({marked}, {labelled})"

    def rules(self) -> list[str]:
        """Return all rules that were labelled or found."""
        names = {name for counter in (self.right, self.wrong, self.found, self.missed) for name, _ in counter}
        return sorted(name for name in names if "/" in name)


def _count(counter: Counter[tuple[str, str]], rule: str, language: str) -> None:
    for name in (rule, rule.partition("/")[0], ALL):
        counter[name, language] += 1
        counter[name, ALL] += 1


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def cases(paths: Iterable[Path]) -> Iterator[dict[str, object]]:
    """Yield the records of labelled sets."""
    for path in paths:
        yield from (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def labels_of(case: dict[str, object]) -> list[Mark]:
    """Return the labels of a record."""
    text, found = str(case["text"]), []
    for label in case["labels"]:  # type: ignore[attr-defined]
        start = label.get("start", text.find(label.get("span", "")))
        rule = label.get("rule") or "unnamed"
        found.append(
            Mark(rule if "/" in rule else f"{label['category']}/{rule}", start, label.get("end", start + len(label.get("span", ""))))
        )
    return found


@cache
def linter(language: str, channel: str) -> Linter:
    """Return the linter for texts of a language and channel."""
    return Linter(Settings(language=language, channel=channel))


def score(records: list[dict[str, object]], skip: tuple[str, ...]) -> Score:
    """Score all records but what the rules that begin with one of `skip` find or are labelled with."""
    total = Score()
    wanted = {label.category for record in records for label in labels_of(record)}
    for record in records:
        language, text = str(record["lang"]), str(record["text"])
        report = linter(language, str(record["channel"])).lint(Source("text", text, "text"))
        findings = [Mark(one.rule, *one.span) for one in report.findings]
        kept = [one for one in findings if one.category in wanted and not one.rule.startswith(skip)]
        total.add(language, [label for label in labels_of(record) if not label.rule.startswith(skip)], kept)
    return total


def table(total: Score, rows: Iterable[str]) -> Iterator[str]:
    """Yield a Markdown table: a line per rule or category, a column per language."""
    yield "| | all | " + " | ".join(LANGUAGES) + " |"
    yield "|---" * (len(LANGUAGES) + 2) + "|"
    for row in rows:
        yield f"| {row} | " + " | ".join(total.cell(row, language) for language in (ALL, *LANGUAGES)) + " |"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--skip", default="consent/missing-")
    options = parser.parse_args()
    total = score(list(cases(options.sets)), (options.skip,) if options.skip else ())
    categories = sorted({rule.partition("/")[0] for rule in total.rules()})
    print("\n".join(table(total, [ALL, *categories])))
    print()
    print("\n".join(table(total, total.rules())))


if __name__ == "__main__":
    main()
