"""Rule files that stand in the documentation: each is used as its reader would use it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import yaml

from h2hlint import examples, schemas, yamlfile

SCHEMA = jsonschema.Draft202012Validator(json.loads(schemas.text("rules")))


def language_of(text: str) -> str:
    """Return the language that a rule file names."""
    return yamlfile.load(text, "page").mapping("page")["language"].text("language")


def check_holds(folder: Path, text: str, least: int) -> None:
    """A rule file fits the schema, and so many of its examples at least are there and hold."""
    path = folder / "house.yml"
    path.write_text(text, encoding="utf-8")
    failures, count = examples.run([str(path)])
    assert not failures, "\n".join(failures)
    assert count >= least
    SCHEMA.validate(yaml.safe_load(text))
