"""Invented firms, each with its config, vocabulary, house rules and suppressions: their findings and no others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from h2hlint import places, schemas
from tests.conftest import Run

FIRMS = Path(__file__).parent / "firms"
NAMES = sorted(path.name for path in FIRMS.iterdir() if path.is_dir())
PARTS = ("rules", "vocabulary", "severity", "suppress", "overrides", "exclude")


@pytest.fixture(params=NAMES)
def firm(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Copy a firm's folder into the one in which commands run."""
    name = str(request.param)
    shutil.copytree(FIRMS / name, tmp_path, dirs_exist_ok=True)
    return FIRMS / name


def test_there_are_three_firms() -> None:
    assert NAMES == ["da-shop", "de-insurer", "pl-municipality"]


def test_a_firm_gets_its_findings_and_no_others(run: Run, firm: Path) -> None:
    done = run("check", "--format", "json", "--ui-lang", "en")
    found = [
        f"{file['path']}:{one['start']['line']}:{one['start']['column']} {one['rule']} {one['severity']} “{' '.join(one['text'].split())}”"
        for file in json.loads(done.stdout)["files"]
        for one in file["findings"]
    ]
    expected = [line for line in (firm / "expected.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert done.stderr == ""
    assert found == expected
    assert len(found) >= 10


def test_a_firm_uses_what_a_config_can_say(firm: Path) -> None:
    config = yaml.safe_load((firm / ".h2hlint.yml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(schemas.text("config"))).validate(config)
    assert set(PARTS) <= set(config)


def test_a_firms_own_rules_hold(run: Run, firm: Path) -> None:
    schema = jsonschema.Draft202012Validator(json.loads(schemas.text("rules")))
    for path in places.rule_files([firm / "house"]):
        schema.validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    done = run("rules", "test", "house")
    assert done.returncode == 0, done.stdout


def test_without_its_config_a_firm_would_hear_of_other_things(run: Run, firm: Path) -> None:
    language = firm.name.partition("-")[0]
    done = run("check", "--isolated", "--lang", language, "--format", "json")
    own = {line.rpartition(" “")[0].rpartition(" ")[0] for line in (firm / "expected.txt").read_text(encoding="utf-8").splitlines()}
    bare = {
        f"{file['path']}:{one['start']['line']}:{one['start']['column']} {one['rule']}"
        for file in json.loads(done.stdout)["files"]
        for one in file["findings"]
    }
    assert bare - own
    assert own - bare
