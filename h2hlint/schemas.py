"""JSON Schemas of what people write, made from the tables that read it, so that an editor completes what h2hlint accepts.

A copy of each stands in `data/` for editors that fetch it; `h2hlint schema NAME` prints it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from h2hlint import configkeys, ruleexamples, rulefiles
from h2hlint.formats.wishes import READ, SKIP
from h2hlint.language import inflection
from h2hlint.names import AUDIENCES, CHANNELS, COUNTRIES, KINDS, PASSIVES, READER_LANGUAGES, ROLES, SEVERITIES
from h2hlint.places import DATA, PRESETS, PROFILES, languages
from h2hlint.vocabulary import NAMES

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
_NEARBY: Schema = {"type": "object", "additionalProperties": False, "properties": {"within": TEXT, "any": TEXTS}, "required": ["any"]}
WORDING: Schema = {
    "anyOf": [
        *TEXTS["anyOf"],
        {"type": "null"},
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {"suggest": TEXTS, "except": TEXTS, "unless_nearby": _NEARBY, "forms": TEXTS, "safe": {"type": "boolean"}},
        },
    ]
}
TERMS: Schema = {"anyOf": [*TEXTS["anyOf"], {"type": "object", "additionalProperties": WORDING}]}
NUMBER: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}


def text(name: str) -> str:
    """Return the schema `config`, `rules` or `report` as JSON."""
    if name == "report":
        return (DATA / "report.schema.json").read_text(encoding="utf-8")
    made = {"config": config, "rules": rules}[name]()
    return json.dumps({"$schema": _DRAFT, "title": f"h2hlint {name}", **made}, ensure_ascii=False, indent=1) + "\n"


def config() -> Schema:
    """Return the schema of `.h2hlint.yml`."""
    keys = {name: {**_CONFIG[name], "description": key.about} for name, key in configkeys.KEYS.items()}
    by_path = {configkeys.PATHS: TEXTS, **{name: keys[name] for name in configkeys.BY_PATH if name in keys}}
    keys[configkeys.OVERRIDES] = {"type": "array", "items": _object(by_path, [configkeys.PATHS]), "description": "settings for some paths"}
    return _object(keys)


def rules() -> Schema:
    """Return the schema of a house's rule file."""
    rule = _object({name: _RULE[name] for name in rulefiles.RULE_KEYS}, ["id", "message", "examples"])
    change = _object({name: _RULE[name] for name in rulefiles.EXTENSION_KEYS}, ["extends"])
    lists = {"type": "object", "additionalProperties": TEXTS}
    properties = {"language": _choice(languages()), "lists": lists, "rules": {"type": "array", "items": {"anyOf": [rule, change]}}}
    return _object(properties, ["language", "rules"])


def _object(properties: Schema, required: Iterable[str] = ()) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties, "required": list(required)}


def _choice(names: Iterable[str]) -> Schema:
    return {"enum": list(names)}


def _choices(names: Iterable[str]) -> Schema:
    return {"anyOf": [_choice(names), {"type": "array", "items": _choice(names)}]}


def _by_language(schema: Schema) -> Schema:
    return {"anyOf": [_object(dict.fromkeys(READER_LANGUAGES, schema)), schema]}


_VOCABULARY = _object({"accept": _by_language(TEXTS), "ban": _by_language(TERMS), "names": _object(dict.fromkeys(NAMES, TEXTS))})
_SUPPRESS = _object({"paths": TEXTS, "rules": TEXTS, "text": TEXT, "reason": TEXT}, ["paths", "rules", "reason"])
_ENGINE: Schema = {"anyOf": [TEXT, _object({"model": TEXT, "passives": _choice(PASSIVES), "masks": FLAG}, ["model"])]}
_CONFIG: dict[str, Schema] = {
    "extends": TEXTS,
    "required-version": TEXT,
    "preset": _choice(PRESETS),
    "profile": _choices(PROFILES),
    "language": TEXT,
    "channel": _choice(CHANNELS),
    "audience": _choice(AUDIENCES),
    "country": _choice(COUNTRIES),
    "template": FLAG,
    "role": _choice(ROLES),
    "ui-language": _choice(READER_LANGUAGES),
    "select": TEXTS,
    "ignore": TEXTS,
    "severity": {"type": "object", "additionalProperties": {"enum": [*SEVERITIES, "off", "on", True, False]}},
    "rules": TEXTS,
    "packs": TEXTS,
    "vocabulary": _VOCABULARY,
    "suppress": {"type": "array", "items": _SUPPRESS},
    "columns": {
        "type": "object",
        "additionalProperties": _object({"text": TEXTS, "language": TEXT, "channel": TEXT, "id": TEXT}, ["text"]),
    },
    "translations": _object({name: _choice((READ, SKIP)) for name in configkeys.TRANSLATIONS}),
    "grammar": {
        "anyOf": [
            FLAG,
            _object(
                {
                    **dict.fromkeys(("path", "url"), TEXT),
                    **dict.fromkeys(("categories", "without_categories", "rules", "without_rules"), TEXTS),
                    "variants": {"type": "object", "additionalProperties": TEXT},
                    "timeout": NUMBER,
                    "required": FLAG,
                }
            ),
        ]
    },
    "engines": _object({language: _ENGINE for language in inflection.LANGUAGES}),
    "include": TEXTS,
    "exclude": TEXTS,
    "fail_on": _choice((*SEVERITIES, "never")),
}


_LIMIT = {"anyOf": [NUMBER, _object(dict.fromkeys(CHANNELS, NUMBER), ["website"])]}


def _measure(names: Iterable[str]) -> Schema:
    return {"anyOf": [_choice(names), _object({"name": _choice(names), "limit": _LIMIT, "grave": _LIMIT, "category": TEXT}, ["name"])]}


_BY_READER = {"anyOf": [TEXT, _object(dict.fromkeys(READER_LANGUAGES, TEXT))]}
_EXAMPLE_KEYS: dict[str, Schema] = {
    "text": TEXT,
    "format": TEXT,
    "channel": _choice(CHANNELS),
    "kind": _choice(KINDS),
    "role": _choice(ROLES),
    "audience": _choice(AUDIENCES),
    "rules": TEXTS,
}
_EXAMPLE = _object({name: _EXAMPLE_KEYS[name] for name in ruleexamples.KEYS}, ["text"])
_EXAMPLES = {"anyOf": [TEXT, {"type": "array", "items": {"anyOf": [TEXT, _EXAMPLE]}}]}
_RULE: dict[str, Schema] = {
    "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*/[a-z0-9-]+$"},
    "extends": {"type": "string", "description": "the shipped rule that is changed"},
    "enabled": FLAG,
    "add": TERMS,
    "remove": TEXTS,
    "severity": _choice(SEVERITIES),
    "severity_where": _object(dict.fromkeys(ROLES, _choice(SEVERITIES))),
    "message": _BY_READER,
    "why": _BY_READER,
    "advice": _BY_READER,
    "kind": TEXT,
    "sources": TEXTS,
    "terms": TERMS,
    "require": _object({"when": TEXTS, "any": TEXTS, "but_not": TEXTS, "within": _choice(rulefiles.REQUIRE_WITHIN)}, ["any"]),
    "tokens": {"type": "array", "items": {"type": "array", "items": {"type": "object"}}},
    "metric": _measure(rulefiles.METRICS),
    "detector": _measure(rulefiles.DETECTORS),
    "except": TEXTS,
    "suggest": TEXTS,
    "safe": FLAG,
    "unless_nearby": _NEARBY,
    "only_if_nearby": _NEARBY,
    "channels": _choices(CHANNELS),
    "where": _choices(KINDS + ROLES),
    "not_where": _choices(KINDS + ROLES),
    "audience": _choices(AUDIENCES),
    "ignore_if": _choices(rulefiles.IGNORABLE),
    "min_hits": NUMBER,
    "min_words": NUMBER,
    "max_words": NUMBER,
    "examples": _object({"bad": _EXAMPLES, "good": _EXAMPLES}),
}
