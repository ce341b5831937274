"""Mistakes in rule files are named with line, column and remedy; good files load."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from h2hlint import library, rulefiles
from h2hlint.checks import metric
from tests.conftest import Run

GOOD = """\
language: en
rules:
  - id: house/no-synergy
    severity: error
    message: "“{match}” tells the reader nothing."
    terms: {synergy: [working together], "circle back": [come back to you]}
    examples:
      bad: ["Together we create [synergies]."]
      good: ["The two teams share one kitchen."]
"""


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("language: en\n", "", "1:1", "language: en"),
        ("severity: error", "severity: fatal", "4:15", "“fatal” is no severity"),
        ("severity: error", "severity: eror", "4:15", "did you mean “error”"),
        ("severity:", "severty:", "4:5", "did you mean “severity”"),
        ("    message:", "    severity: note\n    message:", "5:5", "stands here twice"),
        ("id: house/no-synergy", "id: No Synergy", "3:9", "is no rule id"),
        ("id: house/no-synergy\n    ", "", "3:5", "no id"),
        ("circle back", "(circle back", "6:44", "missing"),
        ("circle back", "circle {nouns}", "6:50", "no list {nouns}"),
        ("circle back", "<colour>", "6:43", "is no class"),
        ('      good: ["The two teams share one kitchen."]\n', "", "3:5", "no good example"),
        ('message: "“{match}” tells the reader nothing."', "why: x", "3:5", "no message"),
        ("terms:", "term:", "6:5", "did you mean “terms”"),
        ("    terms:", "    min_hits: two\n    terms:", "6:15", "whole number"),
        ("    terms:", "    unless_nearby: {within: page, any: [x]}\n    terms:", "6:29", "is no reach"),
        ("language: en", "language: fr", "1:11", "“fr” is no language"),
        ("language: en", "language: ../da", "1:11", "is no language"),
        ('terms: {synergy: [working together], "circle back": [come back to you]}', "terms: []", "6:12", "no terms"),
        ('terms: {synergy: [working together], "circle back": [come back to you]}', "metric: {name: loud}", "6:20", "is no metric"),
        ("    terms:", "    severity_where: {nowhere: note}\n    terms:", "6:22", "no key of severity_where"),
        ("synergy: [working together]", "synergy: {forms: [two words]}", "6:31", "is not one word"),
        ("rules:", "rules: [", "2:8", "not YAML"),
    ],
)
def test_mistake(tmp_path: Path, old: str, new: str, place: str, says: str) -> None:
    path = tmp_path / "house.yml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    _, errors = library.house([path])
    message = str(errors[0])
    if "YAML" not in says:
        assert message.startswith(f"{path}:{place}: ")
    assert says in message


def test_the_metrics_that_files_may_name_are_those_there_are() -> None:
    assert set(rulefiles.METRICS) == set(metric.METRICS)


def test_every_scalar_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "house.yml"
    path.write_text(GOOD.replace("synergy: [working together]", "no: [12:30]"), encoding="utf-8")
    assert library.house([path])[0][0][1].entries[0].id == "house/no-synergy"


def test_a_missing_rule_file_is_named(tmp_path: Path) -> None:
    assert "no such rule file" in str(library.house([tmp_path / "nothing.yml"])[1][0])


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("rules: [", encoding="utf-8")
    (tmp_path / "b.yml").write_text(GOOD, encoding="utf-8")
    books, errors = library.house([tmp_path / "a.yml", tmp_path / "b.yml"])
    assert [len(books), len(errors)] == [1, 1]


LIMITS = """language: en
rules:
  - id: house/long
    message: "{number} words"
    metric: {name: long-paragraph, limit: {website: 8, email: 4}, grave: 12}
    examples: {bad: ["One two three four five six seven eight nine."], good: ["One two."]}
"""


def test_a_limit_may_be_given_by_channel(run: Run, tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(LIMITS, encoding="utf-8")
    (tmp_path / "a.txt").write_text("one two three four five six\n", encoding="utf-8")
    for channel, count in (("website", 0), ("support", 0), ("email", 1)):
        done = run("check", "a.txt", "--lang", "en", "--channel", channel, "--rules", "house.yml", "--select", "house", "--format", "json")
        assert len(json.loads(done.stdout)["files"][0]["findings"]) == count
    (tmp_path / "house.yml").write_text(LIMITS.replace("website: 8, ", ""), encoding="utf-8")
    assert "limit by channel needs “website:”" in run("check", "a.txt", "--rules", "house.yml").stderr
