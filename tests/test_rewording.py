"""Suggestions stand in the form of the word that they are to take the place of."""

from __future__ import annotations

from pathlib import Path

import pytest

from h2hlint.lint import Linter
from h2hlint.settings import Settings
from h2hlint.text import Source

CASES = [
    ("en", "leverage", "use", "Ann leverages it. Ann leveraged it. Leveraging it helps.", ["uses", "used", "Using"]),
    ("en", "empower", "let you", "It empowers. It is empowering.", ["lets you", "letting you"]),
    ("en", "learnings on", "lesson", "Our learnings on tea.", ["lesson"]),
    ("da", "innovativ", "ny", "Den innovative lampe. Et innovativt bord.", ["nye", "nyt"]),
    ("nb", "implementere", "ta i bruk", "Vi implementerer det.", ["tar i bruk"]),
    ("de", "innovativ", "neu", "Innovative Lampen. Mit innovativem Licht.", ["Neue", "neuem"]),
    ("de", "optimieren", "verbessern", "Anna optimiert das Rad.", ["verbessert"]),
    ("pl", "innowacyjny", "nowy", "Innowacyjna lampa. Sto innowacyjnych lamp.", ["Nowa", "nowych"]),
    ("pl", "generować", "dawać", "Lampy generują ciepło.", ["dają"]),
]


@pytest.mark.parametrize(("language", "phrase", "wording", "text", "expected"), CASES)
def test_a_wording_takes_the_form_of_the_match(
    tmp_path: Path, language: str, phrase: str, wording: str, text: str, expected: list[str]
) -> None:
    path = tmp_path / "house.yml"
    rule = f'id: house/word\n    message: found\n    terms: {{"{phrase}": ["{wording}"]}}\n    examples: {{bad: [x], good: [y]}}'
    path.write_text(f"language: {language}\nrules:\n  - {rule}\n", encoding="utf-8")
    linter = Linter(Settings(language=language, rules=(str(path),), default_rules=False))
    assert [one.suggestions[0] for one in linter.lint(Source("text", text, "text")).findings] == expected
