"""What only all texts of a run show together: one that addresses its reader in another way than the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from h2hlint.findings import settle
from h2hlint.lint import Report

ODD_SHARE = 0.1
"""So many of the texts of a run, or one, may be odd ones out; where more differ, they are simply two kinds of texts."""


def agreed(reports: Sequence[Report]) -> list[Report]:
    """Return the reports of one run, with a finding in each text whose form of address is not that of most texts in its language."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    words: dict[tuple[str, str], str] = {}
    for one in (one for report in reports for one in report.addressed):
        counts[one.language][one.form] += 1
        words.setdefault((one.language, one.form), one.words)
    usual = {language: forms.most_common(1)[0][0] for language, forms in counts.items() if _has_one_voice(forms)}
    return [_agreeing(report, usual, words) for report in reports]


def _has_one_voice(forms: Counter[str]) -> bool:
    """Say whether the texts agree but for a few: with more of them there is no rule to hold the others to."""
    return forms.total() - max(forms.values()) <= max(1, ODD_SHARE * forms.total())


def _agreeing(report: Report, usual: Mapping[str, str], words: Mapping[tuple[str, str], str]) -> Report:
    odd = [one for one in report.addressed if one.form != usual.get(one.language, one.form)]
    if not odd:
        return report
    told = [replace(one.finding, message=one.finding.message.replace("{other}", words[one.language, usual[one.language]])) for one in odd]
    return replace(report, findings=tuple(settle([*report.findings, *told])))
