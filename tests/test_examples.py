"""The example site: the bad texts are marked, the good ones left alone, in five languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from h2hlint import sources
from h2hlint.lint import Linter
from h2hlint.settings import Settings

EXAMPLES = Path(__file__).parent.parent / "examples"
GOOD = ["da/svar.txt", "nb/svar.txt", "de/antwort.txt", "pl/odpowiedz.txt", "en/reply.txt"]


@pytest.mark.parametrize("language", ["da", "nb", "de", "pl", "en"])
def test_pages_forms_and_mails_are_marked(language: str) -> None:
    linter = Linter(Settings())
    found: dict[str, set[str]] = {}
    for path in sorted((EXAMPLES / language).iterdir()):
        report = linter.lint(sources.read(str(path)), below=f"{language}/{path.name}")
        assert report.language == language
        found[path.suffix] = {finding.category for finding in report.findings}
    assert {"buzzword", "consent"} <= found[".html"]
    assert {"impersonal", "contact"} <= found[".md"]
    assert {"contact", "dehumanise"} <= found[".eml"]


@pytest.mark.parametrize("name", GOOD)
def test_a_personal_reply_is_left_alone(name: str) -> None:
    report = Linter(Settings()).lint(sources.read(str(EXAMPLES / name)), below=name)
    assert not report.findings
