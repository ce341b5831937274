"""The page about other engines: its rules hold, its configs are read, its options exist."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import jsonschema
import pytest
import yaml

from h2hlint import configfile, places, rulefiles, schemas
from tests.worked import check_holds, language_of

PAGE = (Path(__file__).parent.parent / "docs" / "engines.md").read_text(encoding="utf-8")
RULES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
INDENTED = [textwrap.dedent(block) for block in re.findall(r"(?:^    .*\n)+", PAGE, re.MULTILINE)]


def test_there_is_a_rule_for_eachlanguage_of() -> None:
    assert sorted(map(language_of, RULES)) == sorted(places.languages())


@pytest.mark.parametrize("text", RULES, ids=map(language_of, RULES))
def test_a_rule_holds(tmp_path: Path, text: str) -> None:
    check_holds(tmp_path, text, least=2)


def test_the_pattern_over_dependencies_is_read(tmp_path: Path) -> None:
    (tokens,) = [block for block in INDENTED if block.startswith("tokens:")]
    rule = "id: house/rule\nmessage: found\nexamples: {bad: [x], good: [y]}\n" + tokens
    path = tmp_path / "house.yml"
    path.write_text("language: de\nrules:\n  - " + textwrap.indent(rule, "    ").strip() + "\n", encoding="utf-8")
    (found,) = rulefiles.load_file(path)
    assert found.tokens[1:3] == (("DEP", "LEMMA"), True)


@pytest.mark.parametrize("start", ["engines:", "grammar:"])
def test_the_configs_are_read(tmp_path: Path, start: str) -> None:
    (text,) = [block for block in INDENTED if block.startswith(start)]
    path = tmp_path / ".h2hlint.yml"
    path.write_text(text, encoding="utf-8")
    layer = configfile.load(str(path)).layer
    assert start.rstrip(":") in layer
    jsonschema.validate(yaml.safe_load(text), json.loads(schemas.text("config")))
