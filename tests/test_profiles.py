"""Profiles: what a line of business means literally is left alone there, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from h2hlint.config import settings
from h2hlint.lint import Linter
from h2hlint.text import Source

SENTENCES = [
    ("da", "travel", "Din rejse starter på perron 4."),
    ("da", "b2b", "Vores business case fylder to sider."),
    ("nb", "b2b", "Onboarding tar to dager på lageret."),
    ("nb", "travel", "Du sitter i førersetet, og instruktøren sitter ved siden av."),
    ("de", "shop", "Die Kanten sind nahtlos verschweißt."),
    ("de", "health", "Wir begleiten die Familien mit einem ganzheitlichen Ansatz."),
    ("pl", "shop", "Roleta szyta na miarę, 120 na 80 cm."),
    ("pl", "health", "Kompleksowa opieka obejmuje trzy wizyty."),
    ("en", "public-sector", "A service user can bring a friend to the meeting."),
    ("en", "travel", "The hut lies nestled between two lakes."),
]


def _rules(folder: Path, language: str, text: str, config: str) -> list[str]:
    path = folder / "config.yml"
    path.write_text(config, encoding="utf-8")
    linter = Linter(settings(str(folder / "a.txt"), {"config": str(path), "lang": language}))
    return [finding.rule for finding in linter.lint(Source("a.txt", text, "text")).findings]


@pytest.mark.parametrize(("language", "profile", "text"), SENTENCES)
def test_a_profile_leaves_its_own_words_alone(tmp_path: Path, language: str, profile: str, text: str) -> None:
    (tmp_path / "bare").mkdir()
    assert _rules(tmp_path / "bare", language, text, "fail_on: warning\n")
    assert _rules(tmp_path, language, text, f"profile: {profile}\n") == []


def test_profiles_add_up(tmp_path: Path) -> None:
    text = "The hut lies nestled between two lakes. A service user can bring a friend."
    assert _rules(tmp_path, "en", text, "profile: [travel, public-sector]\n") == []


def test_a_profile_changes_severities(tmp_path: Path) -> None:
    path = tmp_path / "config.yml"
    path.write_text("profile: shop\n", encoding="utf-8")
    assert settings(str(tmp_path / "a.txt"), {"config": str(path)}).severity("pressure/scarcity", "warning") == "error"
