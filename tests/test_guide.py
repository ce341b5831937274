"""The guide to writing rules: every worked example is a file that holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
import yaml

from h2hlint import examples, places, schemas, yamlfile

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "write-your-own-rules.md").read_text(encoding="utf-8")
WORKED = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
SCHEMA = jsonschema.Draft202012Validator(json.loads(schemas.text("rules")))


def _language(text: str) -> str:
    return yamlfile.load(text, "guide").mapping("guide")["language"].text("language")


def test_ten_examples_two_in_each_language() -> None:
    assert Counter(map(_language, WORKED)) == dict.fromkeys(places.languages(), 2)


@pytest.mark.parametrize("text", WORKED, ids=[f"{number}-{_language(text)}" for number, text in enumerate(WORKED, 1)])
def test_a_worked_example_holds(tmp_path: Path, text: str) -> None:
    path = tmp_path / "house.yml"
    path.write_text(text, encoding="utf-8")
    failures, count = examples.run([str(path)])
    assert not failures, "\n".join(failures)
    assert count >= 6
    SCHEMA.validate(yaml.safe_load(text))
