"""Model requests and replies: what a person would write in each language gives no finding at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from h2hlint import yamlfile
from h2hlint.lint import Linter
from h2hlint.settings import Settings
from h2hlint.text import Source

FOLDER = Path(__file__).parent / "models"
LEAST = 10


def _texts(kind: str, language: str) -> list[dict[str, str]]:
    path = FOLDER / f"{language}.yml"
    tree = yamlfile.load(path.read_text(encoding="utf-8"), path.name).mapping("models")
    return [{key: node.text(key) for key, node in entry.mapping("a model").items()} for entry in tree[kind].items(kind)]


CASES = [
    pytest.param(language, one, id=f"{language}-{kind}-{number}")
    for language in ("da", "nb", "de", "pl", "en")
    for kind in ("requests", "replies")
    for number, one in enumerate(_texts(kind, language), start=1)
]


@pytest.mark.parametrize("language", ["da", "nb", "de", "pl", "en"])
@pytest.mark.parametrize("kind", ["requests", "replies"])
def test_there_are_ten_of_each(kind: str, language: str) -> None:
    assert len(_texts(kind, language)) >= LEAST


@pytest.mark.parametrize(("language", "model"), CASES)
def test_a_model_gives_no_finding(language: str, model: dict[str, str]) -> None:
    source = Source("model", model["text"], model.get("format", "text"))
    findings = Linter(Settings(language=language, channel=model["channel"])).lint(source).findings
    assert [(finding.rule, finding.words) for finding in findings] == []
