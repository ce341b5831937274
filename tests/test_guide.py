"""The guide to writing rules: every worked example is a file that holds."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from h2hlint import places
from tests.worked import check_holds, language_of

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "write-your-own-rules.md").read_text(encoding="utf-8")
WORKED = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def test_ten_examples_two_in_eachlanguage_of() -> None:
    assert Counter(map(language_of, WORKED)) == dict.fromkeys(places.languages(), 2)


@pytest.mark.parametrize("text", WORKED, ids=[f"{number}-{language_of(text)}" for number, text in enumerate(WORKED, 1)])
def test_a_worked_example_holds(tmp_path: Path, text: str) -> None:
    check_holds(tmp_path, text, least=6)
