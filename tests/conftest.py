"""Fixtures: a house rule file made on the spot, and the command line run as its user would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("tests.dialects")

from h2hlint.lint import Linter  # noqa: E402
from h2hlint.settings import Settings  # noqa: E402
from h2hlint.text import Source  # noqa: E402

# The same texts every time, so that a change fails for what it changes; H2HLINT_HYPOTHESIS=thorough draws new ones.
settings.register_profile("default", deadline=None, max_examples=50, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("H2HLINT_HYPOTHESIS", "default"))

HOUSE_RULE = """\
language: en
rules:
  - id: house/rule
    message: "found {match}"
    terms: ["synergy"]
    examples: {bad: [x], good: [y]}
"""
"""A house rule file in English that marks “synergy”."""

Matches = Callable[..., list[str]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def matches(tmp_path: Path) -> Matches:
    """Return the words that one house rule with the given YAML lines marks in a text."""

    def find(body: str, text: str, language: str = "en", channel: str = "website") -> list[str]:
        lines = "\n".join("    " + line for line in body.splitlines())
        examples = '    examples: {bad: ["x"], good: ["y"]}'
        path = tmp_path / "house.yml"
        path.write_text(f"language: {language}\nrules:\n  - id: house/rule\n    message: found\n{lines}\n{examples}\n", encoding="utf-8")
        linter = Linter(Settings(language=language, channel=channel, rules=(str(path),), default_rules=False))
        findings = linter.lint(Source("text.txt", text, "text")).findings
        return [text[finding.span.start : finding.span.end] for finding in findings]

    return find


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `h2hlint` in a new process, in `tmp_path`, with a cache of the test session."""

    def start(*arguments: str, text: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
        data = text.encode() if isinstance(text, str) else text
        command = [sys.executable, "-m", "h2hlint.cli", *arguments]
        env = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
        done = subprocess.run(command, input=data, capture_output=True, cwd=tmp_path, env=env, check=False)
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return start
